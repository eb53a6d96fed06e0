import { routes as consoleRoutes } from "@keycloak/keycloak-admin-ui";
import { lazy } from "react";
import type { RouteObject } from "react-router-dom";
import { allPages } from "../../shared/pages/all";

export const pages = allPages;

/** Adds our pages to the console's own routes: these are what its breadcrumb and access checks go by. */
export function registerPages(): RouteObject[] {
  for (const page of pages) {
    const Element = lazy(page.load);
    const route = {
      path: `/:realm${page.path}`,
      element: <Element />,
      breadcrumb: (t: (key: string) => string) => t(page.breadcrumb),
      handle: { access: [...page.access], breadcrumb: (t: (key: string) => string) => t(page.breadcrumb) },
    };
    if (!consoleRoutes.some((one) => one.path === route.path)) consoleRoutes.unshift(route as (typeof consoleRoutes)[number]);
  }
  return consoleRoutes as unknown as RouteObject[];
}
