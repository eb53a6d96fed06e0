import type { PageRoute } from "../Page";

export const workspace: readonly PageRoute[] = ["/workspaces/:ws", "/workspaces/:ws/:tab"].map((path) => ({
  path,
  load: () => import("./WorkspacePage"),
  breadcrumb: "kcw.workspace.title",
  access: ["anyone"],
}));
