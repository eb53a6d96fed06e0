import type { PageRoute } from "../Page";

export const workspaces: readonly PageRoute[] = [
  {
    path: "/workspaces",
    load: () => import("./WorkspacesPage"),
    breadcrumb: "kcw.workspaces.title",
    access: ["anyone"],
    nav: { path: "/workspaces", title: "kcw.workspaces.title" },
  },
];
