import { Button, Chip, ChipGroup, Flex, FlexItem } from "@patternfly/react-core";
import { useMessages } from "../../i18n/useMessages";
import type { TrailUrl } from "./useTrailUrl";

/** A filter that narrows the log, in words. */
export interface FilterChip {
  readonly name: string;
  /** Which of its values, where it has several. */
  readonly value?: string;
  readonly label: string;
  readonly text: string;
}

/** What narrows the log, each to be taken away. */
export function FilterChips({ url, chips }: { url: TrailUrl; chips: readonly FilterChip[] }) {
  const t = useMessages();
  if (chips.length === 0) return null;
  const remove = ({ name, value }: FilterChip) => url.filter({ [name]: value === undefined ? "" : url.all(name).filter((one) => one !== value) });
  const names = [...new Set(chips.map((chip) => chip.name))];
  return (
    <Flex className="pf-v5-u-mb-md" spaceItems={{ default: "spaceItemsSm" }} data-testid="kcw-chips">
      {names.map((name) => {
        const of = chips.filter((chip) => chip.name === name);
        return (
          <FlexItem key={name}>
            <ChipGroup categoryName={of[0]?.label} numChips={5}>
              {of.map((chip) => (
                <Chip key={chip.value ?? chip.text} onClick={() => remove(chip)} closeBtnAriaLabel={t("kcw.common.remove", { name: chip.text })}>
                  {chip.text}
                </Chip>
              ))}
            </ChipGroup>
          </FlexItem>
        );
      })}
      <FlexItem>
        <Button variant="link" isInline onClick={url.clear} data-testid="kcw-clear-filters">
          {t("kcw.trail.clear")}
        </Button>
      </FlexItem>
    </Flex>
  );
}
