import "@patternfly/react-core/dist/styles/base.css";
import "@patternfly/patternfly/patternfly-addons.css";
import "@keycloak/keycloak-admin-ui/styles.css";
import "./console/console.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createHashRouter, RouterProvider } from "react-router-dom";
import { Console } from "./console/Console";
import { environment } from "./console/environment";
import { startI18n } from "./console/i18n";
import { signIn } from "./console/signIn";
import { Section } from "./console/Section";
import { registerPages } from "./routes";

// Pages must be among the console's routes before it is rendered: its breadcrumb and access checks read them there.
const routes = registerPages();
const [keycloak] = await Promise.all([signIn(environment), startI18n(environment)]);

const router = createHashRouter([
  {
    path: "/",
    element: <Console keycloak={keycloak} environment={environment} />,
    children: [{ element: <Section />, children: routes }],
  },
]);

createRoot(document.getElementById("app")!).render(
  <StrictMode>
    <RouterProvider router={router} />
  </StrictMode>,
);
