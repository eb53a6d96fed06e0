import { Alert, Button, EmptyState, EmptyStateActions, EmptyStateBody, EmptyStateFooter, EmptyStateHeader, EmptyStateIcon, List, ListItem } from "@patternfly/react-core";
import { ExclamationCircleIcon } from "@patternfly/react-icons";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { asProblem, type Problem } from "../api/problem";
import { useMessages } from "../i18n/useMessages";

/** Says a refusal in the viewer's language if its code has a text, else in the server's words. */
export function useProblemText(): (problem: Problem) => string {
  const { t, i18n } = useTranslation();
  return useCallback(
    (problem) => {
      const key = `kcw.problem.${problem.code}`;
      return i18n.exists(key) ? t(key, { detail: problem.message }) : problem.message;
    },
    [t, i18n],
  );
}

/** A refusal inside a form or dialog. */
export function ProblemAlert({ error }: { error: unknown }) {
  const text = useProblemText();
  if (!error) return null;
  const problem = asProblem(error);
  const title = text(problem);
  // A single one is what the server says of the whole request.
  const violations = problem.body?.violations?.filter(({ field, message }) => !title.includes(`${field} ${message}`)) ?? [];
  return (
    <Alert variant="danger" isInline title={title} data-testid="kcw-problem">
      {violations.length > 0 && (
        <List isPlain>
          {violations.map((violation, index) => (
            <ListItem key={index}>
              {violation.field}: {violation.message}
            </ListItem>
          ))}
        </List>
      )}
    </Alert>
  );
}

/** A refusal in place of a page or list. */
export function ProblemState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const t = useMessages();
  const text = useProblemText();
  const problem = asProblem(error);
  const missing = problem.status === 404;
  return (
    <EmptyState variant="lg" data-testid="kcw-error">
      <EmptyStateHeader
        titleText={missing ? t("kcw.common.notFound") : t("kcw.common.failed")}
        headingLevel="h2"
        icon={<EmptyStateIcon icon={ExclamationCircleIcon} />}
      />
      <EmptyStateBody>{text(problem)}</EmptyStateBody>
      {onRetry && !missing && (
        <EmptyStateFooter>
          <EmptyStateActions>
            <Button variant="primary" onClick={onRetry}>
              {t("kcw.common.retry")}
            </Button>
          </EmptyStateActions>
        </EmptyStateFooter>
      )}
    </EmptyState>
  );
}
