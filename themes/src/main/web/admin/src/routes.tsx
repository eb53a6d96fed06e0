import { routes as consoleRoutes } from "@keycloak/keycloak-admin-ui";
import { lazy } from "react";
import type { RouteObject } from "react-router-dom";
import { allPages } from "../../shared/pages/all";
import { calledAt } from "./console/crumbs";

export const pages = allPages;

/** Adds our pages to the console's own routes: these are what its breadcrumb and access checks go by. */
export function registerPages(): RouteObject[] {
  for (const page of pages) {
    const Element = lazy(page.load);
    const path = `/:realm${page.path}`;
    const breadcrumb = (t: (key: string) => string) => page.breadcrumb && (calledAt(path) ?? t(page.breadcrumb));
    const route = { path, element: <Element />, breadcrumb, handle: { access: [...page.access], breadcrumb } };
    if (!consoleRoutes.some((one) => one.path === route.path)) consoleRoutes.unshift(route as unknown as (typeof consoleRoutes)[number]);
  }
  return consoleRoutes as unknown as RouteObject[];
}
