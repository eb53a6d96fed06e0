import type { Workspace } from "../../../api/useWorkspace";
import { ActivityLog } from "../../activity/ActivityLog";

/** What happened in a workspace. */
export default function ActivityTab({ workspace }: { workspace: Workspace }) {
  return <ActivityLog workspace={workspace.alias} />;
}
