<#-- Names are escaped, not sanitized: what people choose to be called is no markup. -->
<#import "template.ftl" as layout>
<@layout.emailLayout>
  <p>${msg("workspaceAccountBody", workspace, inviter, realmName)}</p>
  <#if message?has_content><blockquote style="margin: 16px 0; padding: 0 0 0 16px; border-left: 4px solid #8a8d90; white-space: pre-line">${message}</blockquote></#if>
  <p style="margin: 24px 0"><a href="${link}" style="display: inline-block; padding: 10px 20px; border-radius: 4px; background-color: #0066cc; color: #ffffff; text-decoration: none; font-weight: 600">${msg("workspaceAccountOpen")}</a></p>
  <p>${msg("workspaceMailLink")}<br><a href="${link}" style="overflow-wrap: anywhere">${link}</a></p>
  <p>${msg("workspaceAccountUntil", until)}</p>
  <p>${msg("workspaceAddedIgnore")}</p>
</@layout.emailLayout>
