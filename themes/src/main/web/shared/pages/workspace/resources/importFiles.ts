/** Which of a backend's files one is; `all` has several of them as members of one object. */
export type Part = "widgets" | "apps" | "agents" | "all";

export const PARTS = ["widgets", "apps", "agents"] as const;

export interface ImportFile {
  readonly name: string;
  readonly text: string;
  readonly part: Part;
}

/** Which file it is: by its content, else by its name. */
export function partOf(name: string, text: string): Part {
  const content = parsed(text);
  if (Array.isArray(content)) return "apps";
  if (content !== undefined && typeof content === "object" && content !== null) {
    const members = Object.keys(content);
    const whole: readonly string[] = [...PARTS, "connector"];
    if (members.length > 0 && members.every((member) => whole.includes(member))) return "all";
    if ("name" in content && typeof content.name === "string") return "apps";
    const inside = Object.values(content).filter((value) => typeof value === "object" && value !== null);
    if (inside.some((value) => "endpoints" in value && !("endpoint" in value))) return "agents";
    if (inside.length > 0) return "widgets";
  }
  if (/app|template/i.test(name)) return "apps";
  return /agent/i.test(name) ? "agents" : "widgets";
}

/** The files whose JSON can't be read at all. */
export function unreadable(files: readonly ImportFile[]): ImportFile | undefined {
  return files.find((file) => parsed(file.text) === undefined);
}

/** Files that are the same one twice, or stand beside one that is all of them. */
export function clashing(files: readonly ImportFile[]): boolean {
  const parts = files.map((file) => file.part);
  return new Set(parts).size < parts.length || (parts.length > 1 && parts.includes("all"));
}

/** Whether the files name their connector themselves. */
export function namesConnector(files: readonly ImportFile[]): boolean {
  return files.some((file) => {
    const content = file.part === "all" ? parsed(file.text) : undefined;
    return typeof content === "object" && content !== null && "connector" in content;
  });
}

/** One body of several files, each as it is: the server sees what JavaScript's parser would smooth away. */
export function bodyOf(files: readonly ImportFile[]): string {
  const [first] = files;
  if (first && first.part === "all") return first.text;
  return `{${files.map((file) => `${JSON.stringify(file.part)}:${file.text}`).join(",")}}`;
}

/** The file that a JSON pointer of the server points into. */
export function fileAt(files: readonly ImportFile[], pointer: string): ImportFile | undefined {
  return files.find((file) => pointer === `/${file.part}` || pointer.startsWith(`/${file.part}/`));
}

/** An id for a connector that a file name suggests. */
export function connectorOf(name: string): string {
  return name
    .replace(/\.json$/i, "")
    .replace(/[-_. ]*(widgets|apps|agents|templates)$/i, "")
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) ?? null;
  } catch {
    return undefined;
  }
}
