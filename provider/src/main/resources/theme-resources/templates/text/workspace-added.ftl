<#ftl output_format="plainText">
${msg("workspaceAddedBody", workspace, inviter, realmName)}

<#if message?has_content>
"${message}"

</#if>
${msg("workspaceAddedOpen")}:
${link}

${msg("workspaceAddedIgnore")}
