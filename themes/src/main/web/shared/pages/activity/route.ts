import type { PageRoute } from "../Page";

export const activity: readonly PageRoute[] = [
  {
    path: "/workspaces-activity",
    load: () => import("./ActivityPage"),
    breadcrumb: "kcw.activity.log",
    access: ["view-realm", "manage-realm"],
    nav: { path: "/workspaces-activity", title: "kcw.activity.log" },
  },
];
