import { SearchInput, Toolbar, ToolbarContent, ToolbarItem } from "@patternfly/react-core";
import { useState, type ReactNode } from "react";
import type { ListQuery } from "../../../components/useListQuery";
import { useMessages } from "../../../i18n/useMessages";

/** Search and filters of a list by cursor. */
export function SlicedSearch({ list, label, children }: { list: ListQuery; label: string; children?: ReactNode }) {
  const t = useMessages();
  const [text, setText] = useState(list.search);
  return (
    <Toolbar>
      <ToolbarContent>
        <ToolbarItem variant="search-filter">
          <SearchInput
            value={text}
            aria-label={t("kcw.common.searchIn", { what: label })}
            placeholder={t("kcw.common.search")}
            onChange={(_event, value) => setText(value)}
            onSearch={(_event, value) => list.change({ search: value.trim() })}
            onClear={() => {
              setText("");
              list.change({ search: "" });
            }}
            resetButtonLabel={t("kcw.common.clear")}
            submitSearchButtonLabel={t("kcw.common.search")}
            data-testid="kcw-search"
          />
        </ToolbarItem>
        {children}
      </ToolbarContent>
    </Toolbar>
  );
}
