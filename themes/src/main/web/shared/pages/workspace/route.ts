import type { PageRoute } from "../Page";

const page = { load: () => import("./WorkspacePage"), access: ["anyone"] } as const;

export const workspace: readonly PageRoute[] = [
  { ...page, path: "/workspaces/:ws", breadcrumb: "kcw.workspace.title" },
  { ...page, path: "/workspaces/:ws/:tab" },
];
