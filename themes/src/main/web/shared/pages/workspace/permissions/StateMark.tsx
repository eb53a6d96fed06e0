import { Flex, FlexItem } from "@patternfly/react-core";
import { AdjustIcon, CheckCircleIcon, LayerGroupIcon, LockIcon, MinusCircleIcon } from "@patternfly/react-icons";
import { useMessages } from "../../../i18n/useMessages";
import type { State } from "./model";

const icons = {
  GRANTED: CheckCircleIcon,
  BY_TYPE: LayerGroupIcon,
  NONE: MinusCircleIcon,
  BLOCKED_BY_PARENT: LockIcon,
  MIXED: AdjustIcon,
};

export const states = Object.keys(icons) as State[];

/** How a role stands to something: an icon and a word, or the icon with the word for screen readers. */
export function StateMark({ state, compact, note }: { state: State; compact?: boolean; note?: string }) {
  const t = useMessages();
  const Icon = icons[state];
  const text = [t(`kcw.permissions.state.${state}`), note].filter(Boolean).join(", ");
  if (compact) {
    return (
      <span className={`kcw-state kcw-state-${state}`} title={text} data-state={state}>
        <Icon aria-hidden />
        {note && <sup aria-hidden>*</sup>}
        <span className="pf-v5-screen-reader">{text}</span>
      </span>
    );
  }
  return (
    <Flex
      className={`kcw-state kcw-state-${state}`}
      spaceItems={{ default: "spaceItemsSm" }}
      flexWrap={{ default: "nowrap" }}
      alignItems={{ default: "alignItemsCenter" }}
      data-state={state}
    >
      <FlexItem>
        <Icon aria-hidden />
      </FlexItem>
      <FlexItem>{text}</FlexItem>
    </Flex>
  );
}

/** What the icons of an overview mean. */
export function Legend() {
  const t = useMessages();
  return (
    <Flex className="pf-v5-u-mt-sm pf-v5-u-font-size-sm" aria-label={t("kcw.permissions.legend")} role="group">
      {states.map((state) => (
        <FlexItem key={state}>
          <StateMark state={state} />
        </FlexItem>
      ))}
    </Flex>
  );
}
