import { useCallback } from "react";
import { useTranslation } from "react-i18next";

/** What happened, in words; a type that this console does not know yet stays what it is called in the API. */
export function useActivityText(): (type: string) => string {
  const { t, i18n } = useTranslation();
  return useCallback(
    (type) => {
      const key = `kcw.activity.type.${type}`;
      return i18n.exists(key) ? t(key) : type;
    },
    [t, i18n],
  );
}
