import type { PageRoute } from "./Page";
import { activity } from "./activity/route";
import { audit } from "./audit/route";
import { logins } from "./logins/route";
import { resourceTypes } from "./resource-types/route";
import { resource } from "./resource/route";
import { roles } from "./roles/route";
import { effective } from "./workspace/effective/route";
import { users } from "./users/route";
import { workspace } from "./workspace/route";
import { workspaceSettings } from "./workspace-settings/route";
import { workspaces } from "./workspaces/route";

/** All pages, in the order of the navigation. A new one is a folder with a `route.ts`, and a line here. */
export const allPages: readonly PageRoute[] = [...workspaces, ...workspace, ...resource, ...effective, ...users, ...activity, ...logins, ...audit, ...roles, ...resourceTypes, ...workspaceSettings];
