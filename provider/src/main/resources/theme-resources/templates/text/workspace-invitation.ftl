<#ftl output_format="plainText">
${msg("workspaceInvitationBody", workspace, inviter, realmName)}

<#if message?has_content>
"${message}"

</#if>
${msg("workspaceInvitationOpen")}:
${link}

${msg("workspaceInvitationUntil", until)}

${msg("workspaceInvitationIgnore")}
