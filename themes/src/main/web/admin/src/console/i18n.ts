import { createInstance, type i18n } from "i18next";
import FetchBackend from "i18next-fetch-backend";
import { initReactI18next } from "react-i18next";
import { CALLED } from "./crumbs";
import type { Environment } from "./environment";

/**
 * Texts of the stock console and ours. The console asks for those of the realm that is viewed, in a namespace of its
 * name; that realm may have another theme without our texts. So all are asked for from our theme.
 */
export async function startI18n(environment: Environment): Promise<i18n> {
  const instance = createInstance();
  await instance
    .use(FetchBackend)
    .use(initReactI18next)
    .init({
      fallbackLng: "en",
      lng: "en",
      ns: [environment.realm],
      defaultNS: environment.realm,
      fallbackNS: environment.realm,
      nsSeparator: false,
      keySeparator: ".",
      interpolation: { escapeValue: false },
      react: { bindI18n: `languageChanged ${CALLED}` },
      backend: {
        loadPath: `${environment.serverBaseUrl}/resources/{{ns}}/admin/{{lng}}?theme=workspaces`,
        parse: (data: string) =>
          Object.fromEntries((JSON.parse(data) as { key: string; value: string }[]).map(({ key, value }) => [key, value])),
      },
    });
  return instance;
}
