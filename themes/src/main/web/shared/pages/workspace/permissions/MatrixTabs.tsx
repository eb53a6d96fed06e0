import { Tab, Tabs, TabTitleText } from "@patternfly/react-core";
import { useLanguage, useMessages } from "../../../i18n/useMessages";
import { tabLabel } from "./labels";
import { PAGE_BODY } from "../../../components/Page";
import type { Tab as CategoryTab } from "./model";

interface MatrixTabsProps {
  tabs: readonly CategoryTab[];
  /** Key of the open one; none for the tree. */
  active: string;
  count: (tab: CategoryTab) => string;
  onOpen: (key: string) => void;
}

/** The tree, and a tab for each category of types with what is granted of it. */
export function MatrixTabs({ tabs, active, count, onOpen }: MatrixTabsProps) {
  const t = useMessages();
  const language = useLanguage();
  return (
    <Tabs
      activeKey={active || "tree"}
      onSelect={(_event, key) => onOpen(key === "tree" ? "" : String(key))}
      aria-label={t("kcw.permissions.categories")}
      role="region"
    >
      {[
        <Tab key="" eventKey="tree" tabContentId={PAGE_BODY} title={<TabTitleText>{t("kcw.permissions.tree")}</TabTitleText>} data-testid="kcw-category-tree" />,
        ...tabs.map((tab) => (
          <Tab
            key={tab.key}
            eventKey={tab.key}
            tabContentId={PAGE_BODY}
            title={
              <TabTitleText>
                {tabLabel(tab, language)} <small>{count(tab)}</small>
              </TabTitleText>
            }
            data-testid={`kcw-category-${tab.key}`}
          />
        )),
      ]}
    </Tabs>
  );
}
