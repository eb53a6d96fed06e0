import { useCallback } from "react";
import { useWord } from "../trail/useWord";

/** What happened, in words; a type that this console does not know yet stays what it is called in the API. */
export function useActivityText(): (type: string) => string {
  const word = useWord();
  return useCallback((type) => word(`kcw.activity.type.${type}`, type), [word]);
}
