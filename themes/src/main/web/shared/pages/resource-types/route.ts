import type { PageRoute } from "../Page";

export const resourceTypes: readonly PageRoute[] = [
  {
    path: "/resource-types",
    load: () => import("./ResourceTypesPage"),
    breadcrumb: "kcw.types.title",
    access: ["anyone"],
    nav: { path: "/resource-types", title: "kcw.types.title" },
  },
];
