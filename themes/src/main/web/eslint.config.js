import js from "@eslint/js";
import a11y from "eslint-plugin-jsx-a11y";
import hooks from "eslint-plugin-react-hooks";
import globals from "globals";
import ts from "typescript-eslint";

export default ts.config(
  { ignores: ["node_modules", "dist", "shared/api/schema.d.ts", "shared/i18n/keys.d.ts"] },
  js.configs.recommended,
  ...ts.configs.recommended,
  hooks.configs.flat["recommended-latest"],
  a11y.flatConfigs.recommended,
  {
    files: ["**/*.{ts,tsx}"],
    languageOptions: { globals: globals.browser },
    rules: {
      "no-console": "error",
      // React escapes what it renders. A name, mail address or file name must never become markup.
      "no-restricted-syntax": [
        "error",
        { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: "Markup from data is not rendered." },
      ],
      // One place calls fetch.
      "no-restricted-globals": ["error", { name: "fetch", message: "Requests are made by shared/api/client.ts." }],
    },
  },
  {
    // The same pages run in several consoles: what they need of one comes through the Host.
    files: ["shared/**/*.{ts,tsx}"],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: [{ group: ["@keycloak/*", "keycloak-js", "**/admin/**"], message: "shared/ knows no console." }] },
      ],
    },
  },
  { files: ["shared/api/client.ts"], rules: { "no-restricted-globals": "off" } },
  { files: ["build/**"], languageOptions: { globals: globals.node } },
);
