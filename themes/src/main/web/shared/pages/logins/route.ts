import type { PageRoute } from "../Page";

export const logins: readonly PageRoute[] = [
  {
    path: "/workspaces-logins",
    load: () => import("./LoginsPage"),
    breadcrumb: "kcw.logins.title",
    access: ["view-realm", "manage-realm"],
    nav: { path: "/workspaces-logins", title: "kcw.logins.title" },
  },
];
