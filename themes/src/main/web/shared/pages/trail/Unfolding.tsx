import { Button } from "@patternfly/react-core";
import { AngleDownIcon, AngleRightIcon } from "@patternfly/react-icons";
import { ExpandableRowContent, Tbody, Td, Tr } from "@patternfly/react-table";
import { useState, type ReactNode } from "react";

interface UnfoldingProps {
  /** What the button says that shows more. */
  label: string;
  /** How many cells the row has besides that button. */
  cells: number;
  type: string;
  /** The cells. */
  children: ReactNode;
  /** What is below, made when it is shown. */
  more: () => ReactNode;
}

/** A row of a log that tells more when it is unfolded. */
export function UnfoldingRow({ label, cells, type, children, more }: UnfoldingProps) {
  const [open, setOpen] = useState(false);
  return (
    <Tbody isExpanded={open}>
      <Tr data-testid="kcw-activity" data-type={type}>
        <Td>
          <Button
            variant="plain"
            className="pf-v5-u-p-xs"
            aria-expanded={open}
            aria-label={label}
            icon={open ? <AngleDownIcon /> : <AngleRightIcon />}
            onClick={() => setOpen(!open)}
            data-testid="kcw-unfold"
          />
        </Td>
        {children}
      </Tr>
      <Tr isExpanded={open}>
        <Td colSpan={cells + 1}>
          <ExpandableRowContent>{open && more()}</ExpandableRowContent>
        </Td>
      </Tr>
    </Tbody>
  );
}
