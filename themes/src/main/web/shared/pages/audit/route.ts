import type { PageRoute } from "../Page";

const page = { load: () => import("./AuditPage"), access: ["view-realm", "manage-realm"] } as const;

export const audit: readonly PageRoute[] = [
  { ...page, path: "/workspaces-audit", breadcrumb: "kcw.audit.title", nav: { path: "/workspaces-audit", title: "kcw.audit.title" } },
  { ...page, path: "/workspaces-audit/:tab" },
];
