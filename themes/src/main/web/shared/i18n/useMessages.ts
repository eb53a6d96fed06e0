import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { MessageKey } from "./keys";

export type Values = Record<string, string | number | undefined>;
export type Messages = (key: MessageKey, values?: Values) => string;

/** Texts in the language of the console. A key that no bundle has does not compile. */
export function useMessages(): Messages {
  const { t } = useTranslation();
  return useCallback((key, values) => t(key, { ...values }), [t]);
}

/** The language of the console as a BCP 47 tag, for numbers and dates. */
export function useLanguage(): string {
  return useTranslation().i18n.language?.replace("_", "-") || "en";
}
