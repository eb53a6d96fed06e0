import { Label, Text } from "@patternfly/react-core";
import { Time } from "../../../i18n/Time";
import type { MessageKey } from "../../../i18n/keys";
import { useMessages } from "../../../i18n/useMessages";
import type { Mapping } from "./mappings";

const PROBLEMS: Record<string, MessageKey> = {
  NOT_APPROVED: "kcw.mappings.problem.NOT_APPROVED",
  UNKNOWN_ROLE: "kcw.mappings.problem.UNKNOWN_ROLE",
  OWNER_ROLE: "kcw.mappings.problem.OWNER_ROLE",
};

/** Whether a mapping gives its roles; if not, what stands in the way. */
export function MappingState({ mapping }: { mapping: Mapping }) {
  const t = useMessages();
  return (
    <>
      {mapping.problems.map((problem) => (
        <Label
          key={problem}
          isCompact
          color={problem === "NOT_APPROVED" ? "orange" : "red"}
          className="pf-v5-u-mr-xs"
          data-testid={`kcw-problem-${problem}`}
        >
          {PROBLEMS[problem] ? t(PROBLEMS[problem]) : problem}
        </Label>
      ))}
      {mapping.problems.length === 0 && (
        <Label isCompact color="green" data-testid="kcw-gives">
          {t("kcw.mappings.gives")}
        </Label>
      )}
      {mapping.approvedBy && (
        <>
          <Text component="small" className="pf-v5-u-color-200 pf-v5-u-display-block">
            {t("kcw.mappings.approvedBy", { name: mapping.approvedBy })}
          </Text>
          <Time at={mapping.approvedAt ?? 0} />
        </>
      )}
    </>
  );
}
