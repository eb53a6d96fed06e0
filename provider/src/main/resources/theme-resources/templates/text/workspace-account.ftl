<#ftl output_format="plainText">
${msg("workspaceAccountBody", workspace, inviter, realmName)}

<#if message?has_content>
"${message}"

</#if>
${msg("workspaceAccountOpen")}:
${link}

${msg("workspaceAccountUntil", until)}

${msg("workspaceAddedIgnore")}
