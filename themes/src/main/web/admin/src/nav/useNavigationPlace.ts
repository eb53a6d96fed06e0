import { useEffect, useState } from "react";

const LIST = ".keycloak__page_nav__nav nav.pf-v5-c-nav";

/** The element of the console's navigation to draw into; made anew whenever the console draws its navigation anew. */
export function useNavigationPlace(): Element | null {
  const [place, setPlace] = useState<Element | null>(null);
  useEffect(() => {
    const host = document.createElement("div");
    host.className = "kcw-nav-place";
    const settle = () => {
      const list = document.querySelector(LIST);
      const sections = list?.querySelectorAll(":scope > section") ?? [];
      const last = sections[sections.length - 1];
      if (!list) {
        setPlace(null);
        return;
      }
      if (last) {
        if (host.nextElementSibling !== last) last.before(host);
      } else if (host.parentElement !== list || host.nextElementSibling) {
        list.append(host);
      }
      setPlace(host);
    };
    settle();
    const observer = new MutationObserver(settle);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      observer.disconnect();
      host.remove();
    };
  }, []);
  return place;
}
