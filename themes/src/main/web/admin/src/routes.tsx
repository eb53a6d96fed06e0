import { routes as consoleRoutes } from "@keycloak/keycloak-admin-ui";
import { lazy, type ComponentType } from "react";
import type { RouteObject } from "react-router-dom";
import { allPages } from "../../shared/pages/all";
import type { PageRoute } from "../../shared/pages/Page";

export const pages = allPages;

type Breadcrumb = (t: (key: string) => string) => string | ComponentType<{ match: { params: Record<string, string> } }>;

function breadcrumbOf({ breadcrumb, named }: PageRoute): Breadcrumb {
  return (t) => (named ? ({ match }) => <>{match.params[named]}</> : t(breadcrumb));
}

/** Adds our pages to the console's own routes: these are what its breadcrumb and access checks go by. */
export function registerPages(): RouteObject[] {
  for (const page of pages) {
    const Element = lazy(page.load);
    const breadcrumb = breadcrumbOf(page);
    const route = {
      path: `/:realm${page.path}`,
      element: <Element />,
      breadcrumb,
      handle: { access: [...page.access], breadcrumb },
    };
    if (!consoleRoutes.some((one) => one.path === route.path)) consoleRoutes.unshift(route as (typeof consoleRoutes)[number]);
  }
  return consoleRoutes as unknown as RouteObject[];
}
