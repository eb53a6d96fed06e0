import type { ResourceType } from "../../resource-types/types";
import { useLabel } from "../../../i18n/useLabel";

/** Names of types and actions in the viewer's language; their keys where the catalogue is not known yet. */
export function useWords(types: readonly ResourceType[] | undefined) {
  const label = useLabel();
  const find = (key: string) => types?.find((type) => type.key === key);
  return {
    type: (key: string) => {
      const type = find(key);
      return type ? label(type.labels, type.name) : key;
    },
    action: (key: string, action: string) => label(find(key)?.actionLabels?.[action], action),
  };
}
