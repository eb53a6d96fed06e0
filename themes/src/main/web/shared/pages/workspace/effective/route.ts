import type { PageRoute } from "../../Page";

export const effective: readonly PageRoute[] = [
  {
    path: "/workspaces/:ws/members/:userId",
    load: () => import("./MemberPermissionsPage"),
    breadcrumb: "kcw.effective.title",
    access: ["anyone"],
  },
  {
    path: "/workspaces/:ws/who-can",
    load: () => import("./WhoCanPage"),
    breadcrumb: "kcw.effective.whoCan",
    access: ["anyone"],
  },
  {
    path: "/workspaces/:ws/decision",
    load: () => import("./DecisionPage"),
    breadcrumb: "kcw.effective.explain",
    access: ["anyone"],
  },
];
