import { useEffect } from "react";
import { useNavigate } from "react-router-dom";

/**
 * The console hears of another realm only when a page is opened. After the browser's way back, or an address that was typed,
 * it would show one realm under the address of another: then the page of that address is opened.
 */
export function useRealmOfAddress(realm: string): void {
  const navigate = useNavigate();
  useEffect(() => {
    const follow = () => {
      const path = window.location.hash.slice(1);
      const addressed = decodeURIComponent(path.split("/")[1] ?? "");
      if (addressed && addressed !== realm) void navigate(path);
    };
    window.addEventListener("popstate", follow);
    return () => window.removeEventListener("popstate", follow);
  }, [realm, navigate]);
}
