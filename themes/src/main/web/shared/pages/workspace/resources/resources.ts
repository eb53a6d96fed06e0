import type { components } from "../../../api/schema";

export type Resource = components["schemas"]["Resource"];
export type ResourceDraft = components["schemas"]["ResourceDraft"];
export type ImportOutcome = components["schemas"]["ImportOutcome"];

/** First member of the keys of all that is loaded about resources. */
export const RESOURCES = "resources";
/** Key of what is loaded of a single one: apart, because one that was removed is not to be loaded anew. */
export const RESOURCE = "resource";

/** The type below which applications' own files are imported. */
export const CONNECTOR = "data-connector";
