import type { i18n } from "i18next";
import { matchPath } from "react-router-dom";

/** Said to everything that shows texts when a page has got another name; the console's breadcrumb is drawn anew then only. */
export const CALLED = "called";

const names = new Map<string, string>();

/** Keeps what the page at this address is called. */
export function call(texts: i18n, address: string, name: string): void {
  if (names.get(address) === name) return;
  names.set(address, name);
  texts.emit(CALLED);
}

/** What the page of this route is called that is part of the browser's address, if it has told. */
export function calledAt(route: string): string | undefined {
  const address = window.location.hash.slice(1).split("?")[0] ?? "";
  return names.get(matchPath({ path: route, end: false }, address)?.pathname ?? "");
}
