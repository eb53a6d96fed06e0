import type { PageRoute } from "../Page";

export const roles: readonly PageRoute[] = [
  {
    path: "/template-roles",
    load: () => import("./TemplateRolesPage"),
    breadcrumb: "kcw.roles.templates",
    access: ["view-realm"],
    nav: { path: "/template-roles", title: "kcw.roles.templates" },
  },
  {
    path: "/template-roles/:role",
    load: () => import("./TemplateRolePage"),
    breadcrumb: "kcw.roles.role",
    access: ["view-realm"],
  },
  {
    path: "/workspaces/:ws/roles/:role",
    load: () => import("./WorkspaceRolePage"),
    breadcrumb: "kcw.roles.role",
    access: ["anyone"],
  },
];
