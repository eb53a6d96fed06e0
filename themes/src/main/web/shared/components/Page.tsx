import { Flex, FlexItem, PageSection, Text, TextContent, Title } from "@patternfly/react-core";
import type { ReactNode } from "react";

interface PageProps {
  title: ReactNode;
  /** Labels that stand beside the title. */
  badges?: ReactNode;
  subtitle?: ReactNode;
  actions?: ReactNode;
  /** Tabs, between head and content. */
  tabs?: ReactNode;
  children: ReactNode;
}

/** Id of the content, which is what tabs of the page control. */
export const PAGE_BODY = "kcw-page-body";

/** The frame of every page of ours: title, actions, tabs, content. */
export function Page({ title, badges, subtitle, actions, tabs, children }: PageProps) {
  return (
    <>
      <PageSection variant="light" className={tabs ? "kcw-page-head pf-v5-u-pb-0" : "kcw-page-head"}>
        <Flex alignItems={{ default: "alignItemsCenter" }}>
          <FlexItem grow={{ default: "grow" }}>
            <Flex alignItems={{ default: "alignItemsCenter" }} spaceItems={{ default: "spaceItemsSm" }}>
              <Title headingLevel="h1" size="2xl" data-testid="kcw-title">
                {title}
              </Title>
              {badges}
            </Flex>
            {subtitle && (
              <TextContent>
                <Text component="p">{subtitle}</Text>
              </TextContent>
            )}
          </FlexItem>
          {actions && <FlexItem>{actions}</FlexItem>}
        </Flex>
        {tabs}
      </PageSection>
      <PageSection variant="light" className="kcw-page-body" id={PAGE_BODY}>
        {children}
      </PageSection>
    </>
  );
}
