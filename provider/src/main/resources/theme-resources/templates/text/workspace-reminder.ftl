<#ftl output_format="plainText">
${msg("workspaceReminderBody", workspace, inviter, realmName)}

<#if message?has_content>
"${message}"

</#if>
${msg("workspaceInvitationOpen")}:
${link}

${msg("workspaceInvitationUntil", until)}

${msg("workspaceInvitationIgnore")}
