import { Button, Dropdown, DropdownItem, DropdownList, MenuToggle, Toolbar, ToolbarContent, ToolbarItem } from "@patternfly/react-core";
import { useState } from "react";
import { useLanguage, useMessages } from "../../../i18n/useMessages";
import { actionLabel } from "./labels";
import type { ResourceType, Row } from "./model";

interface BulkBarProps {
  selected: ReadonlyMap<string, Row>;
  /** How many there are to select. */
  total: number;
  types: ReadonlyMap<string, ResourceType>;
  onAll: () => Promise<void>;
  onClear: () => void;
  /** @param action null for the base action of each type */
  onSet: (action: string | null, on: boolean) => void;
}

/** Sets many resources at once. */
export function BulkBar({ selected, total, types, onAll, onClear, onSet }: BulkBarProps) {
  const t = useMessages();
  const language = useLanguage();
  const [busy, setBusy] = useState(false);
  const chosen = [...new Set([...selected.values()].map((row) => row.type))].flatMap((key) => types.get(key) ?? []);
  const actions = new Map(chosen.flatMap((type) => type.actions.filter((action) => action !== type.baseAction).map((action) => [action, actionLabel(type, action, language)] as const)));
  const any = selected.size > 0;
  return (
    <Toolbar className="pf-v5-u-pb-0 pf-v5-u-pt-sm" data-testid="kcw-bulk">
      <ToolbarContent>
        <ToolbarItem alignSelf="center">
          <span role="status" data-testid="kcw-selected">
            {t("kcw.permissions.selected", { count: selected.size })}
          </span>
        </ToolbarItem>
        <ToolbarItem>
          <Button
            variant="link"
            isInline
            isLoading={busy}
            isDisabled={busy || total === 0}
            onClick={() => {
              setBusy(true);
              void onAll().finally(() => setBusy(false));
            }}
            data-testid="kcw-select-all"
          >
            {t("kcw.permissions.selectAll", { count: total })}
          </Button>
        </ToolbarItem>
        {any && (
          <>
            <ToolbarItem>
              <Button variant="link" isInline onClick={onClear} data-testid="kcw-select-none">
                {t("kcw.permissions.selectNone")}
              </Button>
            </ToolbarItem>
            <ToolbarItem>
              <ActionMenu label={t("kcw.permissions.grant")} first={t("kcw.permissions.access")} actions={actions} onPick={(action) => onSet(action, true)} name="grant" />
            </ToolbarItem>
            <ToolbarItem>
              <ActionMenu label={t("kcw.permissions.withdraw")} first={t("kcw.permissions.everything")} actions={actions} onPick={(action) => onSet(action, false)} name="withdraw" />
            </ToolbarItem>
          </>
        )}
      </ToolbarContent>
    </Toolbar>
  );
}

interface ActionMenuProps {
  label: string;
  first: string;
  actions: ReadonlyMap<string, string>;
  name: string;
  onPick: (action: string | null) => void;
}

function ActionMenu({ label, first, actions, name, onPick }: ActionMenuProps) {
  const [open, setOpen] = useState(false);
  const pick = (action: string | null) => {
    setOpen(false);
    onPick(action);
  };
  return (
    <Dropdown
      isOpen={open}
      onOpenChange={setOpen}
      toggle={(ref) => (
        <MenuToggle ref={ref} isExpanded={open} onClick={() => setOpen(!open)} data-testid={`kcw-bulk-${name}`}>
          {label}
        </MenuToggle>
      )}
    >
      <DropdownList>
        <DropdownItem key="base" onClick={() => pick(null)} data-testid={`kcw-bulk-${name}-base`}>
          {first}
        </DropdownItem>
        {[...actions].map(([action, text]) => (
          <DropdownItem key={action} onClick={() => pick(action)} data-testid={`kcw-bulk-${name}-${action}`}>
            {text}
          </DropdownItem>
        ))}
      </DropdownList>
    </Dropdown>
  );
}
