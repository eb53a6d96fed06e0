<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg("workspaceInvitationTitle")}
  <#elseif section = "form">
    <p id="kcw-refusal" role="status" style="overflow-wrap: anywhere">${msg(text, signedIn, invited)}</p>
    <form id="kcw-go-on" class="${properties.kcFormClass!} pf-v5-u-mt-md" action="${url.loginAction}" method="post">
      <div class="${properties.kcFormButtonsClass!}">
        <#if invited?has_content>
          <a id="kcw-switch" href="${url.loginRestartFlowUrl}" class="${properties.kcButtonClass!} ${properties.kcButtonPrimaryClass!} ${properties.kcButtonBlockClass!} ${properties.kcButtonLargeClass!}">${msg("workspaceInvitationSwitch")}</a>
        </#if>
        <button type="submit" class="${properties.kcButtonClass!} ${properties.kcButtonDefaultClass!} ${properties.kcButtonSecondaryClass!} ${properties.kcButtonBlockClass!} ${properties.kcButtonLargeClass!}" style="margin-block-start: 0.5rem">${msg("workspaceInvitationGoOn")}</button>
      </div>
    </form>
  </#if>
</@layout.registrationLayout>
