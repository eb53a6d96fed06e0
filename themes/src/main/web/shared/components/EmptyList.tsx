import { EmptyState, EmptyStateActions, EmptyStateBody, EmptyStateFooter, EmptyStateHeader, EmptyStateIcon } from "@patternfly/react-core";
import { PlusCircleIcon } from "@patternfly/react-icons";
import type { ReactNode } from "react";

/** In place of an empty list: what belongs here, and the first step. */
export function EmptyList({ title, body, action }: { title: string; body: string; action?: ReactNode }) {
  return (
    <EmptyState variant="lg" data-testid="kcw-empty">
      <EmptyStateHeader titleText={title} headingLevel="h2" icon={<EmptyStateIcon icon={PlusCircleIcon} />} />
      <EmptyStateBody>{body}</EmptyStateBody>
      {action && (
        <EmptyStateFooter>
          <EmptyStateActions>{action}</EmptyStateActions>
        </EmptyStateFooter>
      )}
    </EmptyState>
  );
}
