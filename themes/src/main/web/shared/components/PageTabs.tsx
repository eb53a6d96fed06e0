import { Tab, Tabs, TabTitleText } from "@patternfly/react-core";
import { useNavigate } from "react-router-dom";
import { PAGE_BODY } from "./Page";

export interface PageTab {
  readonly key: string;
  readonly title: string;
  readonly to: string;
}

/** Tabs that are pages of their own: each has a URL. */
export function PageTabs({ tabs, active, label }: { tabs: readonly PageTab[]; active: string; label: string }) {
  const navigate = useNavigate();
  return (
    <Tabs
      activeKey={active}
      aria-label={label}
      role="region"
      onSelect={(event, key) => {
        event.preventDefault();
        const tab = tabs.find((one) => one.key === key);
        if (tab) void navigate(tab.to);
      }}
    >
      {tabs.map((tab) => (
        <Tab key={tab.key} eventKey={tab.key} href={`#${tab.to}`} title={<TabTitleText>{tab.title}</TabTitleText>} tabContentId={PAGE_BODY} data-testid={`kcw-tab-${tab.key}`} />
      ))}
    </Tabs>
  );
}
