import type { PageRoute } from "../Page";

export const users: readonly PageRoute[] = [
  {
    path: "/workspaces-users",
    load: () => import("./UsersPage"),
    breadcrumb: "kcw.users.title",
    access: ["view-users", "view-realm", "manage-realm"],
    nav: { path: "/workspaces-users", title: "kcw.users.title" },
  },
  {
    path: "/workspaces-users/:userId",
    load: () => import("./UserPage"),
    breadcrumb: "kcw.users.profile",
    access: ["view-users", "view-realm", "manage-realm"],
  },
];
