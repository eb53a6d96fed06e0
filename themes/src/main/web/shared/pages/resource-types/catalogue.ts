import { content, type Api } from "../../api/client";
import type { components } from "../../api/schema";

/** Where a catalogue comes from: with the product, or from a file of the user. */
export type CatalogueSource =
  | { readonly kind: "preset"; readonly name: string; readonly preset: string }
  | { readonly kind: "file"; readonly name: string; readonly text: string };

export type CatalogueOutcome = components["schemas"]["CatalogueOutcome"];

/** Applies a catalogue, or tells what that would change. A file is sent as it is, so that errors name places in it. */
export function applyCatalogue(api: Api, source: CatalogueSource, dryRun: boolean): Promise<CatalogueOutcome> {
  if (source.kind === "preset") {
    return content(api.POST("/resource-types/import", { params: { query: { preset: source.preset, dryRun } }, body: undefined as never }));
  }
  const yaml = /\.ya?ml$/i.test(source.name);
  return content(
    api.POST("/resource-types/import", {
      params: { query: { dryRun } },
      headers: { "Content-Type": yaml ? "application/yaml" : "application/json" },
      body: source.text as never,
      bodySerializer: (text) => text as unknown as string,
    }),
  );
}
