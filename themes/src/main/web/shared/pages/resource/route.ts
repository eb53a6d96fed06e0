import type { PageRoute } from "../Page";

export const resource: readonly PageRoute[] = ["/workspaces/:ws/resources/:id", "/workspaces/:ws/resources/:id/:tab"].map((path) => ({
  path,
  load: () => import("./ResourcePage"),
  breadcrumb: "kcw.resource.title",
  access: ["anyone"],
}));
