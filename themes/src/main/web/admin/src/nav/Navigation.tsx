import { useAccess } from "@keycloak/keycloak-admin-ui";
import { createPortal } from "react-dom";
import { NavLink } from "react-router-dom";
import { useHost } from "../../../shared/host/Host";
import { useMessages } from "../../../shared/i18n/useMessages";
import { pages } from "../routes";
import { useNavigationPlace } from "./useNavigationPlace";

/**
 * The section "Workspaces" of the console's navigation. The console has no place for others' entries: this one is drawn
 * into its list, in front of the last section, "Configure".
 */
export function Navigation() {
  const t = useMessages();
  const host = useHost();
  const { hasSomeAccess } = useAccess();
  const place = useNavigationPlace();
  const entries = pages.flatMap((page) => (page.nav ? [{ ...page.nav, access: page.access }] : []));
  const visible = entries.filter((entry) => hasSomeAccess(...entry.access));
  if (!place || visible.length === 0) return null;
  return createPortal(
    <section className="pf-v5-c-nav__section" aria-labelledby="kcw-nav-title" data-testid="kcw-nav">
      <h2 className="pf-v5-c-nav__section-title" id="kcw-nav-title">
        {t("kcw.nav.section")}
      </h2>
      <ul className="pf-v5-c-nav__list">
        {visible.map((entry) => (
          <li key={entry.path}>
            <NavLink
              to={host.path(entry.path)}
              id={`kcw-nav${entry.path.replaceAll("/", "-")}`}
              className={({ isActive }) => `pf-v5-c-nav__link${isActive ? " pf-m-current" : ""}`}
            >
              {t(entry.title)}
            </NavLink>
          </li>
        ))}
      </ul>
    </section>,
    place,
  );
}
