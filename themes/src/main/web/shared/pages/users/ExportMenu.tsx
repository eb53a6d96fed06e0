import { Dropdown, DropdownItem, DropdownList, MenuToggle } from "@patternfly/react-core";
import { useState } from "react";
import { useApi } from "../../api/client";
import { useChange } from "../../components/useChange";
import { useMessages } from "../../i18n/useMessages";
import { exported, FORMATS, save, type Format, type UserFilters } from "./user";

/** Takes the whole list along, as it is filtered: not only what is shown of it. */
export function ExportMenu({ filters }: { filters: UserFilters }) {
  const t = useMessages();
  const api = useApi();
  const [open, setOpen] = useState(false);
  const run = useChange<Format, Blob>({
    run: (format) => exported(api, format, filters),
    done: () => t("kcw.users.exported"),
    then: (file, format) => save(`users.${format}`, file),
  });
  return (
    <Dropdown
      isOpen={open}
      onOpenChange={setOpen}
      popperProps={{ position: "right" }}
      toggle={(reference) => (
        <MenuToggle
          ref={reference}
          isExpanded={open}
          isDisabled={run.isPending}
          onClick={() => setOpen(!open)}
          data-testid="kcw-export"
        >
          {t(run.isPending ? "kcw.users.exporting" : "kcw.users.export")}
        </MenuToggle>
      )}
    >
      <DropdownList>
        {FORMATS.map((format) => (
          <DropdownItem
            key={format}
            onClick={() => {
              setOpen(false);
              run.mutate(format);
            }}
            data-testid={`kcw-export-${format}`}
          >
            {t(`kcw.users.export.${format}`)}
          </DropdownItem>
        ))}
      </DropdownList>
    </Dropdown>
  );
}
