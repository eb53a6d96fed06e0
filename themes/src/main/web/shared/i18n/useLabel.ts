import { useCallback } from "react";
import { useLanguage } from "./useMessages";

/** Names by language, as catalogues bring them. */
export type Labels = Record<string, string> | undefined;

/** Chooses the name in the language of the console, else the English one, else what is given. */
export function useLabel(): (labels: Labels, otherwise: string) => string {
  const language = useLanguage();
  return useCallback(
    (labels, otherwise) => labels?.[language] ?? labels?.[language.split("-")[0] ?? language] ?? labels?.en ?? otherwise,
    [language],
  );
}
