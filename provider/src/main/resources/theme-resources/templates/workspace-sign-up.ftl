<#-- The address is the invitation's: it is shown, and nothing that is sent changes it. -->
<#import "template.ftl" as layout>
<#import "user-profile-commons.ftl" as userProfileCommons>
<@layout.registrationLayout displayMessage=messagesPerField.exists('global') displayRequiredFields=true; section>
  <#if section = "header">
    ${msg("workspaceSignUpTitle", workspace)}
  <#elseif section = "form">
    <form id="kcw-sign-up" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post" novalidate="novalidate">
      <input type="hidden" name="csrf" value="${csrf}">
      <div class="${properties.kcFormGroupClass!}">
        <label for="kcw-email" class="${properties.kcLabelClass!}"><span class="${properties.kcFormLabelTextClass!}">${msg("email")}</span></label>
        <span class="${properties.kcInputClass!} pf-m-readonly"><input id="kcw-email" type="email" value="${invited}" readonly autocomplete="username"<#if messagesPerField.existsError('email')> aria-invalid="true"</#if>></span>
        <#if messagesPerField.existsError('email')>
          <span class="${properties.kcInputErrorMessageClass!}" aria-live="polite">${kcSanitize(messagesPerField.get('email'))?no_esc}</span>
        </#if>
      </div>
      <@userProfileCommons.userProfileFormFields; callback, attribute></@userProfileCommons.userProfileFormFields>
      <div class="${properties.kcFormGroupClass!}">
        <label for="password" class="${properties.kcLabelClass!}"><span class="${properties.kcFormLabelTextClass!}">${msg("password")}</span></label>
        <span class="${properties.kcInputClass!}"><input id="password" name="password" type="password" autocomplete="new-password" required<#if messagesPerField.existsError('password')> aria-invalid="true" aria-describedby="input-error-password"</#if>></span>
        <#if messagesPerField.existsError('password')>
          <span id="input-error-password" class="${properties.kcInputErrorMessageClass!}" aria-live="polite">${kcSanitize(messagesPerField.get('password'))?no_esc}</span>
        </#if>
      </div>
      <div class="${properties.kcFormGroupClass!}">
        <label for="password-confirm" class="${properties.kcLabelClass!}"><span class="${properties.kcFormLabelTextClass!}">${msg("passwordConfirm")}</span></label>
        <span class="${properties.kcInputClass!}"><input id="password-confirm" name="password-confirm" type="password" autocomplete="new-password" required<#if messagesPerField.existsError('password-confirm')> aria-invalid="true" aria-describedby="input-error-password-confirm"</#if>></span>
        <#if messagesPerField.existsError('password-confirm')>
          <span id="input-error-password-confirm" class="${properties.kcInputErrorMessageClass!}" aria-live="polite">${kcSanitize(messagesPerField.get('password-confirm'))?no_esc}</span>
        </#if>
      </div>
      <div class="${properties.kcFormButtonsClass!}">
        <button name="answer" value="sign-up" type="submit" class="${properties.kcButtonClass!} ${properties.kcButtonPrimaryClass!} ${properties.kcButtonBlockClass!} ${properties.kcButtonLargeClass!}">${msg("workspaceSignUpSubmit")}</button>
      </div>
    </form>
    <form id="kcw-sign-in" class="pf-v5-u-mt-md" action="${url.loginAction}" method="post">
      <input type="hidden" name="csrf" value="${csrf}">
      <button name="answer" value="sign-in" type="submit" class="${properties.kcButtonLinkClass!}">${msg("workspaceSignUpOther")}</button>
    </form>
  </#if>
</@layout.registrationLayout>
