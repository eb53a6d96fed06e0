import type { PageRoute } from "../Page";

export const workspaceSettings: readonly PageRoute[] = [
  {
    path: "/workspace-settings",
    load: () => import("./WorkspaceSettingsPage"),
    breadcrumb: "kcw.settings.title",
    access: ["anyone"],
    nav: { path: "/workspace-settings", title: "kcw.settings.title" },
  },
];
