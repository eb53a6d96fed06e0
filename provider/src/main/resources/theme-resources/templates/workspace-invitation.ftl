<#--
  Works under any login theme and without JavaScript. To look at it changes nothing: each answer is a button of a form.
-->
<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=true; section>
  <#if section = "header">
    ${msg("workspaceInvitationTitle")}
  <#elseif section = "form">
    <p id="kcw-invitation" style="overflow-wrap: anywhere">${msg("workspaceInvitationText", workspace, inviter)}</p>
    <#if note?has_content>
      <blockquote id="kcw-note" style="margin: 1rem 0; padding-inline-start: 1rem; border-inline-start: 4px solid currentColor; white-space: pre-line; overflow-wrap: anywhere">${note}</blockquote>
    </#if>
    <p class="pf-v5-u-my-md" style="overflow-wrap: anywhere"><small>${msg("workspaceInvitationFor", invited, until)}</small></p>
    <#if otherUser?has_content>
      <p id="kcw-other" class="pf-v5-u-my-md" role="status" style="overflow-wrap: anywhere">${msg("workspaceInvitationOtherUser", otherUser)}</p>
    </#if>
    <form id="kcw-answer" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post">
      <input type="hidden" name="csrf" value="${csrf}">
      <div class="${properties.kcFormButtonsClass!}">
        <#if otherUser?has_content>
          <button id="kcw-switch" name="answer" value="switch" type="submit" class="${properties.kcButtonClass!} ${properties.kcButtonPrimaryClass!} ${properties.kcButtonBlockClass!} ${properties.kcButtonLargeClass!}">${msg("workspaceInvitationSwitch")}</button>
        <#else>
          <button id="kcw-accept" name="answer" value="accept" type="submit" class="${properties.kcButtonClass!} ${properties.kcButtonPrimaryClass!} ${properties.kcButtonBlockClass!} ${properties.kcButtonLargeClass!}">${msg("workspaceInvitationAccept")}</button>
        </#if>
        <button id="kcw-decline" name="answer" value="decline" type="submit" class="${properties.kcButtonClass!} ${properties.kcButtonDefaultClass!} ${properties.kcButtonSecondaryClass!} ${properties.kcButtonBlockClass!} ${properties.kcButtonLargeClass!}" style="margin-block-start: 0.5rem">${msg("workspaceInvitationDecline")}</button>
      </div>
    </form>
  </#if>
</@layout.registrationLayout>
