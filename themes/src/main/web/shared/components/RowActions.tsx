import { MenuToggle } from "@patternfly/react-core";
import { EllipsisVIcon } from "@patternfly/react-icons";
import { ActionsColumn, type IAction } from "@patternfly/react-table";
import { useMessages } from "../i18n/useMessages";

/** The menu at the end of a row. Its button says what it is for, in the viewer's language. */
export function RowActions({ items, name }: { items: IAction[]; name: string }) {
  const t = useMessages();
  return (
    <ActionsColumn
      items={items}
      actionsToggle={({ onToggle, isOpen, isDisabled, toggleRef }) => (
        <MenuToggle
          ref={toggleRef}
          variant="plain"
          isExpanded={isOpen}
          isDisabled={isDisabled}
          onClick={onToggle}
          aria-label={t("kcw.common.actionsFor", { name })}
          data-testid="kcw-row-actions"
        >
          <EllipsisVIcon />
        </MenuToggle>
      )}
    />
  );
}
