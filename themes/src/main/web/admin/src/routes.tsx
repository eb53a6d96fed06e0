import { routes as consoleRoutes } from "@keycloak/keycloak-admin-ui";
import { lazy } from "react";
import type { RouteObject } from "react-router-dom";
import { allPages } from "../../shared/pages/all";
import type { ConsoleAccess } from "../../shared/pages/Page";
import { calledAt } from "./console/crumbs";

export const pages = allPages;

interface AccessChecker {
  hasAny: (...access: ConsoleAccess[]) => boolean;
}

/** A list would mean all of them to the console; what it shows to whom has none of them are their names. */
function anyOf(access: readonly ConsoleAccess[]) {
  const check = ({ hasAny }: AccessChecker) => hasAny(...access);
  return Object.assign(check, { toString: () => access.join(", ") });
}

/** Adds our pages to the console's own routes: these are what its breadcrumb and access checks go by. */
export function registerPages(): RouteObject[] {
  for (const page of pages) {
    const Element = lazy(page.load);
    const path = `/:realm${page.path}`;
    const breadcrumb = (t: (key: string) => string) => page.breadcrumb && (calledAt(path) ?? t(page.breadcrumb));
    const route = { path, element: <Element />, breadcrumb, handle: { access: anyOf(page.access), breadcrumb } };
    if (!consoleRoutes.some((one) => one.path === route.path)) consoleRoutes.unshift(route as unknown as (typeof consoleRoutes)[number]);
  }
  return consoleRoutes as unknown as RouteObject[];
}
