import { useEffect } from "react";

/**
 * The console hears of another realm only from its own links. After the browser's way back, or an address that was typed,
 * it would show one realm under the address of another: then it begins anew.
 */
export function useRealmOfAddress(realm: string): void {
  useEffect(() => {
    const begin = () => {
      const addressed = decodeURIComponent(window.location.hash.split("/")[1] ?? "");
      if (addressed && addressed !== realm) window.location.reload();
    };
    window.addEventListener("popstate", begin);
    return () => window.removeEventListener("popstate", begin);
  }, [realm]);
}
