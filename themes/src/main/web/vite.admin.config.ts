import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { gzipSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

type Manifest = Record<string, { file: string; isEntry?: boolean; imports?: string[]; css?: string[] }>;

/**
 * The server prints of the manifest's entry `imports` as URLs to preload, where Vite puts keys of chunks, and `css`,
 * where Vite leaves out what those chunks bring. This writes both as the server takes them.
 */
function entryAsServed(): Plugin {
  return {
    name: "entry-as-served",
    // Once it is written: Vite adds the manifest to the bundle after all plugins.
    writeBundle({ dir }) {
      const file = resolve(dir ?? ".", ".vite/manifest.json");
      const manifest = JSON.parse(readFileSync(file, "utf8")) as Manifest;
      for (const chunk of Object.values(manifest)) {
        if (!chunk.isEntry) continue;
        const imported = (chunk.imports ?? []).flatMap((key) => manifest[key] ?? []);
        chunk.imports = imported.map((one) => one.file);
        chunk.css = [...new Set([...imported.flatMap((one) => one.css ?? []), ...(chunk.css ?? [])])];
      }
      writeFileSync(file, JSON.stringify(manifest, null, 2));
    },
  };
}

/** PatternFly's components bring their styles along; most are in the console's stylesheet already. */
function stylesOfConsoleOnce(): Plugin {
  const require = createRequire(import.meta.url);
  const console = readFileSync(require.resolve("@keycloak/keycloak-admin-ui/styles.css"), "utf8");
  return {
    name: "styles-of-console-once",
    enforce: "pre",
    load(id) {
      if (!/@patternfly\/react-styles\/.*\.css$/.test(id)) return undefined;
      const block = /\.(pf-v5-[cl]-[a-z-]+)/.exec(readFileSync(id, "utf8"))?.[1];
      return !block || new RegExp(`\\.${block}[ {.:,>]`).test(console) ? "" : undefined;
    },
  };
}

const LIBRARY = "keycloak-admin-ui";
/** What our code may add to the library of the console, compressed. */
const BUDGET = 350_000;

/**
 * Fails when our code weighs more than it may. Charts do not count: their library is a file of its own, which the pages
 * that draw one load when they draw it.
 */
function withinBudget(): Plugin {
  const charts = /\/(TimelineChart)-[^/]+$/;
  return {
    name: "within-budget",
    generateBundle(_options, bundle) {
      let size = 0;
      for (const file of Object.values(bundle)) {
        if (!/\.(js|css)$/.test(file.fileName) || file.fileName.includes(LIBRARY)) continue;
        const compressed = gzipSync(file.type === "chunk" ? file.code : file.source).length;
        if (charts.test(file.fileName)) {
          const loadedAtOnce = Object.values(bundle).filter((other) => other.type === "chunk" && other.imports.includes(file.fileName));
          if (loadedAtOnce.length > 0) this.error(`${file.fileName} is loaded with ${loadedAtOnce.map((other) => other.fileName).join(", ")}`);
        } else size += compressed;
      }
      if (size > BUDGET) this.error(`Our code weighs ${size} bytes compressed, and may weigh ${BUDGET}`);
    },
  };
}

export default defineConfig({
  root: resolve(import.meta.dirname, "admin"),
  base: "",
  plugins: [stylesOfConsoleOnce(), react(), entryAsServed(), withinBudget()],
  resolve: { dedupe: ["react", "react-dom", "react-i18next", "react-router-dom"] },
  server: { port: 5174, cors: true },
  build: {
    outDir: process.env.WEB_OUT ?? resolve(import.meta.dirname, "dist/admin"),
    emptyOutDir: true,
    target: "es2022",
    manifest: true,
    sourcemap: false,
    modulePreload: false,
    chunkSizeWarningLimit: 6000,
    rollupOptions: {
      input: resolve(import.meta.dirname, "admin/src/main.tsx"),
      // The page of the server maps these names to its own copies.
      external: ["react", "react/jsx-runtime", "react-dom"],
      output: {
        manualChunks: (id) => (id.includes(`@keycloak/${LIBRARY}`) ? LIBRARY : undefined),
      },
    },
  },
});
