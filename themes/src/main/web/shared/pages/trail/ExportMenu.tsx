import { Dropdown, DropdownGroup, DropdownItem, DropdownList, MenuToggle } from "@patternfly/react-core";
import { useState } from "react";
import { download } from "../../components/download";
import { useChange } from "../../components/useChange";
import { useMessages } from "../../i18n/useMessages";
import { useWord } from "./useWord";

/** A kind of file: its format, and what its rows are in. */
export interface ExportKind {
  readonly format: "ndjson" | "csv" | "xlsx" | "manifest";
  readonly schema: "native" | "ocsf" | "ecs";
}

/** Which rows an export has: those of these types and this time. */
export interface ExportFilter {
  readonly type?: string[];
  readonly from?: number;
  readonly to?: number;
}

/** Tables have columns of their own, so they are native only. */
export const EXPORT_KINDS: readonly ExportKind[] = [
  { format: "ndjson", schema: "native" },
  { format: "ndjson", schema: "ocsf" },
  { format: "ndjson", schema: "ecs" },
  { format: "csv", schema: "native" },
  { format: "xlsx", schema: "native" },
];

interface ExportMenuProps {
  /** What the file is called. */
  name: string;
  kinds?: readonly ExportKind[];
  run: (kind: ExportKind) => Promise<unknown>;
  /** Whether there are filters that an export does not know. */
  wider?: boolean;
  /** Whether it is of the whole trail, which no filter narrows. */
  whole?: boolean;
}

/** Takes the sealed rows along as a file, with what proves them. */
export function ExportMenu({ name, kinds = EXPORT_KINDS, run, wider, whole }: ExportMenuProps) {
  const t = useMessages();
  const word = useWord();
  const [open, setOpen] = useState(false);
  const take = useChange<ExportKind, unknown>({
    run,
    done: () => t("kcw.trail.exported"),
    then: (file, kind) => download(fileName(name, kind), file as Blob),
  });
  return (
    <Dropdown
      isOpen={open}
      onOpenChange={setOpen}
      popperProps={{ position: "right" }}
      toggle={(reference) => (
        <MenuToggle ref={reference} isExpanded={open} isDisabled={take.isPending} onClick={() => setOpen(!open)} data-testid="kcw-export">
          {t(take.isPending ? "kcw.trail.exporting" : "kcw.trail.export")}
        </MenuToggle>
      )}
    >
      <DropdownGroup label={t(whole ? "kcw.trail.exportWhole" : wider ? "kcw.trail.exportWider" : "kcw.trail.exportSealed")}>
        <DropdownList>
          {kinds.map((kind) => (
            <DropdownItem
              key={`${kind.format}-${kind.schema}`}
              onClick={() => {
                setOpen(false);
                take.mutate(kind);
              }}
              data-testid={`kcw-export-${kind.format}-${kind.schema}`}
            >
              {word(`kcw.trail.export.${kind.format}.${kind.schema}`, kind.format)}
            </DropdownItem>
          ))}
        </DropdownList>
      </DropdownGroup>
    </Dropdown>
  );
}

function fileName(name: string, { format, schema }: ExportKind): string {
  return format === "manifest" ? `${name}-manifest.json` : `${name}-${schema}.${format}`;
}
