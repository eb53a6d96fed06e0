<#--
  Works under any login theme and without JavaScript: what a theme does not know of these classes is plain HTML. Each
  workspace is a button, so that one press of Enter or one click is enough.
-->
<#import "template.ftl" as layout>
<@layout.registrationLayout; section>
  <#if section = "header">
    ${msg("workspacePickerTitle")}
  <#elseif section = "show-username">
    <#-- Where the header is not shown beside the username: themes before keycloak.v2. -->
    <#if !properties.kcLoginMainTitle??><h1 id="kc-page-title">${msg("workspacePickerTitle")}</h1></#if>
  <#elseif section = "form">
    <#if searchable>
      <form id="kcw-search" class="${properties.kcFormClass!}" style="margin-block-start: 0.5rem" action="${url.loginAction}" method="post" role="search">
        <div class="${properties.kcFormGroupClass!}">
          <div class="${properties.kcFormGroupLabelClass!}">
            <label for="kcw-search-text" class="${properties.kcLabelClass!}">
              <span class="${properties.kcFormLabelTextClass!}">${msg("workspacePickerSearch")}</span>
            </label>
          </div>
          <div class="${properties.kcInputGroup!}">
            <div class="${properties.kcInputGroupItemClass!} ${properties.kcFill!}">
              <span class="${properties.kcInputClass!}">
                <input id="kcw-search-text" name="search" type="text" value="${search}" maxlength="100" autocomplete="off"<#if search?has_content> autofocus</#if>>
              </span>
            </div>
            <div class="${properties.kcInputGroupItemClass!}">
              <button class="pf-v5-c-button pf-m-control" type="submit">${msg("workspacePickerFind")}</button>
            </div>
          </div>
        </div>
      </form>
    </#if>
    <#if choices?has_content>
      <form id="kcw-choose" class="pf-v5-u-mt-md" action="${url.loginAction}" method="post">
        <ul class="${properties.kcFormSocialAccountListClass!} pf-v5-u-py-0" style="list-style: none; padding-block: 0; padding-inline: 0; margin: 0" aria-label="${msg("workspacePickerList")}">
          <#list choices as choice>
            <li class="${properties.kcFormSocialAccountListItemClass!}">
              <button type="submit" name="workspace" value="${choice.id}" class="${properties.kcFormSocialAccountListButtonClass!}" style="text-align: start; white-space: normal; overflow-wrap: anywhere"<#if choice?is_first && !search?has_content> autofocus</#if>>
                <span>
                  <strong>${choice.name}</strong>
                  <#if choice.roles?has_content><br><small>${choice.roles?join(", ")}</small></#if>
                </span>
                <#if choice.usedLast><small>${msg("workspacePickerUsedLast")}</small></#if>
              </button>
            </li>
          </#list>
        </ul>
      </form>
    <#else>
      <p class="pf-v5-u-my-md" role="status">${msg("workspacePickerNothing")}</p>
    </#if>
    <#if searchable && total gt 0>
      <form id="kcw-pages" class="pf-v5-u-mt-md" action="${url.loginAction}" method="post">
        <input type="hidden" name="search" value="${search}">
        <div class="pf-v5-u-display-flex pf-v5-u-justify-content-space-between pf-v5-u-align-items-center">
          <button type="submit" name="first" value="${previous?c}" class="${properties.kcButtonLinkClass!}"<#if previous lt 0> disabled</#if>>${msg("workspacePickerPrevious")}</button>
          <span role="status">${msg("workspacePickerRange", from, to, total)}</span>
          <button type="submit" name="first" value="${next?c}" class="${properties.kcButtonLinkClass!}"<#if next lt 0> disabled</#if>>${msg("workspacePickerNext")}</button>
        </div>
      </form>
    </#if>
  </#if>
</@layout.registrationLayout>
