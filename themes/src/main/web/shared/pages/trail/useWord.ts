import { useCallback } from "react";
import { useTranslation } from "react-i18next";

/** The text of a key that ends in a word of the API; a word that this console does not know yet stays as it is. */
export function useWord(): (key: string, word: string) => string {
  const { t, i18n } = useTranslation();
  return useCallback((key, word) => (i18n.exists(key) ? t(key) : word), [t, i18n]);
}
