<#--
  The address is the invitation's: it is shown, and nothing that is sent changes it. Themes of old put the class of a field on
  the input itself, newer ones on what is around it.
-->
<#import "template.ftl" as layout>
<#import "user-profile-commons.ftl" as userProfileCommons>
<#macro field id error label fixed=false>
  <#local modern = properties.kcFormGroupLabelClass??>
  <div class="${properties.kcFormGroupClass!}">
    <div class="${properties.kcFormGroupLabelClass!properties.kcLabelWrapperClass!}">
      <label for="${id}" class="${properties.kcLabelClass!}"><span class="${properties.kcFormLabelTextClass!}">${label}</span></label><#if !fixed><span class="${properties.kcInputRequiredClass!'required'}" aria-hidden="true"> *</span></#if>
    </div>
    <div class="${properties.kcInputWrapperClass!}">
      <span<#if modern> class="${properties.kcInputClass!}<#if fixed> pf-m-readonly</#if>"</#if>><input id="${id}"<#if !modern> class="${properties.kcInputClass!}"</#if> <#nested><#if messagesPerField.existsError(error)> aria-invalid="true" aria-describedby="input-error-${id}"</#if>></span>
      <#if messagesPerField.existsError(error)>
        <span id="input-error-${id}" class="${properties.kcInputErrorMessageClass!}" aria-live="polite">${kcSanitize(messagesPerField.get(error))?no_esc}</span>
      </#if>
    </div>
  </div>
</#macro>
<@layout.registrationLayout displayMessage=messagesPerField.exists('global') displayRequiredFields=true; section>
  <#if section = "header">
    ${msg("workspaceSignUpTitle", workspace)}
  <#elseif section = "form">
    <form id="kcw-sign-up" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post" novalidate="novalidate">
      <input type="hidden" name="csrf" value="${csrf}">
      <@field id="kcw-email" error="email" label=msg("email") fixed=true>type="email" value="${invited}" readonly autocomplete="username"</@field>
      <@userProfileCommons.userProfileFormFields; callback, attribute></@userProfileCommons.userProfileFormFields>
      <@field id="password" error="password" label=msg("password")>name="password" type="password" autocomplete="new-password" required</@field>
      <@field id="password-confirm" error="password-confirm" label=msg("passwordConfirm")>name="password-confirm" type="password" autocomplete="new-password" required</@field>
      <div id="kc-form-buttons" class="${properties.kcFormButtonsClass!}">
        <button name="answer" value="sign-up" type="submit" class="${properties.kcButtonClass!} ${properties.kcButtonPrimaryClass!} ${properties.kcButtonBlockClass!} ${properties.kcButtonLargeClass!}">${msg("workspaceSignUpSubmit")}</button>
      </div>
    </form>
    <form id="kcw-sign-in" class="pf-v5-u-mt-md" style="margin-block-start: 1rem" action="${url.loginAction}" method="post">
      <input type="hidden" name="csrf" value="${csrf}">
      <button name="answer" value="sign-in" type="submit" class="${properties.kcButtonLinkClass!'btn btn-link'} pf-m-inline">${msg("workspaceSignUpOther")}</button>
    </form>
  </#if>
</@layout.registrationLayout>
