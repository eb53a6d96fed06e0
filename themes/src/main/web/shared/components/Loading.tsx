import { Bullseye, Spinner } from "@patternfly/react-core";
import { useMessages } from "../i18n/useMessages";

export function Loading() {
  const t = useMessages();
  return (
    <Bullseye className="pf-v5-u-p-xl">
      <Spinner aria-label={t("kcw.common.loading")} />
    </Bullseye>
  );
}
