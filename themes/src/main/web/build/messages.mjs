// Collects the texts of all pages. Each folder brings messages_<language>.properties of its own; here they are checked
// and put together, into the theme's message bundles and into the type of their keys.
//
// Fails on: a key or placeholder that a language lacks, a key told twice, a key that nothing uses.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const web = join(dirname(fileURLToPath(import.meta.url)), "..");
const languages = ["en", "de"];
const bundle = (language) => `messages_${language}.properties`;
const problems = [];

function files(folder, accept) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "node_modules" ? [] : files(path, accept);
    return accept(entry.name) ? [path] : [];
  });
}

/** Keys and texts of a bundle; one line each, `#` begins a comment. */
function read(path) {
  const texts = new Map();
  for (const [index, line] of readFileSync(path, "utf8").split(/\r?\n/).entries()) {
    if (!line.trim() || line.startsWith("#")) continue;
    const separator = line.indexOf("=");
    const key = line.slice(0, separator).trim();
    if (separator < 1) problems.push(`${relative(web, path)}:${index + 1} is no "key=text"`);
    else if (texts.has(key)) problems.push(`${relative(web, path)}:${index + 1} tells ${key} twice`);
    else texts.set(key, line.slice(separator + 1).trim());
  }
  return texts;
}

const placeholders = (text) => [...text.matchAll(/\{\{\s*(\w+)/g)].map((match) => match[1]).sort().join();

const sources = [join(web, "shared"), join(web, "admin")];
const folders = sources.flatMap((source) => files(source, (name) => name === bundle("en"))).map(dirname);
const all = Object.fromEntries(languages.map((language) => [language, new Map()]));
for (const folder of folders) {
  const texts = Object.fromEntries(languages.map((language) => [language, read(join(folder, bundle(language)))]));
  for (const language of languages) {
    for (const [key, text] of texts[language]) {
      if (all[language].has(key)) problems.push(`${relative(web, folder)}: ${key} is told elsewhere too`);
      all[language].set(key, text);
    }
    for (const [key, text] of texts.en) {
      const other = texts[language].get(key);
      if (other === undefined) problems.push(`${relative(web, folder)}: ${bundle(language)} lacks ${key}`);
      else if (placeholders(other) !== placeholders(text))
        problems.push(`${relative(web, folder)}: placeholders of ${key} differ in ${bundle(language)}`);
    }
    for (const key of texts[language].keys()) {
      if (!texts.en.has(key)) problems.push(`${relative(web, folder)}: ${bundle("en")} lacks ${key}`);
    }
  }
}

const plural = /_(zero|one|two|few|many|other)$/;
const keys = [...new Set([...all.en.keys()].map((key) => key.replace(plural, "")))].sort();
const code = sources
  .flatMap((source) => files(source, (name) => /\.tsx?$/.test(name) && !name.endsWith(".d.ts")))
  .map((path) => readFileSync(path, "utf8"))
  .join("\n");
const stems = [...code.matchAll(/`(kcw\.[\w.-]*)\$\{/g)].map((match) => match[1]);
for (const key of keys) {
  if (!code.includes(`"${key}"`) && !stems.some((stem) => key.startsWith(stem))) problems.push(`nothing uses ${key}`);
}

if (problems.length > 0) {
  console.error(problems.join("\n"));
  process.exit(1);
}

writeFileSync(
  join(web, "shared/i18n/keys.d.ts"),
  `/** Keys of the texts; made from the bundles by build/messages.mjs. */\nexport type MessageKey =\n${keys.map((key) => `  | ${JSON.stringify(key)}`).join("\n")};\n`,
);
const target = process.env.MESSAGES_OUT;
if (target) {
  mkdirSync(target, { recursive: true });
  for (const language of languages) {
    const own = readFileSync(join(web, "../resources/theme/workspaces/admin/messages", bundle(language)), "utf8");
    const lines = [...all[language]].map(([key, text]) => `${key}=${text}`);
    writeFileSync(join(target, bundle(language)), `${own.trimEnd()}\n${lines.join("\n")}\n`);
  }
}
