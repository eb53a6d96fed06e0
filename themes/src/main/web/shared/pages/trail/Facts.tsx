import { DescriptionList, DescriptionListDescription, DescriptionListGroup, DescriptionListTerm } from "@patternfly/react-core";
import type { ReactNode } from "react";
import { useMessages } from "../../i18n/useMessages";
import { ShortCode } from "./ShortCode";

/** What a row says besides its columns. */
export function Facts({ children }: { children: ReactNode }) {
  return (
    <DescriptionList isCompact columnModifier={{ default: "1Col", lg: "2Col", "2xl": "3Col" }} className="pf-v5-u-my-sm" data-testid="kcw-facts">
      {children}
    </DescriptionList>
  );
}

/** One of them; nothing if it is not known. */
export function Fact({ title, children }: { title: string; children: ReactNode }) {
  if (children === undefined || children === null || children === "" || children === false) return null;
  return (
    <DescriptionListGroup>
      <DescriptionListTerm>{title}</DescriptionListTerm>
      <DescriptionListDescription className="pf-v5-u-text-break-word">{children}</DescriptionListDescription>
    </DescriptionListGroup>
  );
}

/** What proves the row. */
export function Proof({ seq, hash }: { seq?: number; hash?: string }) {
  const t = useMessages();
  if (seq === undefined || hash === undefined) return <Fact title={t("kcw.trail.seq")}>{t("kcw.trail.unsealed")}</Fact>;
  return (
    <>
      <Fact title={t("kcw.trail.seq")}>{seq}</Fact>
      <Fact title={t("kcw.trail.hash")}>
        <ShortCode label={t("kcw.trail.hash")}>{hash}</ShortCode>
      </Fact>
    </>
  );
}
