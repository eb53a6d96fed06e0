import { Alert, AlertActionCloseButton, AlertGroup, AlertVariant } from "@patternfly/react-core";
import { createContext, useCallback, useContext, useMemo, useState, type PropsWithChildren, type ReactNode } from "react";
import { asProblem } from "../api/problem";
import { useMessages } from "../i18n/useMessages";
import { useProblemText } from "./ProblemAlert";

interface Entry {
  readonly id: number;
  readonly variant: "success" | "danger" | "warning";
  readonly title: string;
  readonly body?: ReactNode;
}

export interface Alerts {
  success(title: string, body?: ReactNode): void;
  warning(title: string, body?: ReactNode): void;
  /** Says why something failed, in words of the refusal. */
  problem(error: unknown): void;
}

const AlertsContext = createContext<Alerts | undefined>(undefined);

export function AlertsProvider({ children }: PropsWithChildren) {
  const t = useMessages();
  const text = useProblemText();
  const [entries, setEntries] = useState<Entry[]>([]);
  const add = useCallback((entry: Omit<Entry, "id">) => {
    setEntries((before) => [...before, { ...entry, id: (before.at(-1)?.id ?? 0) + 1 }]);
  }, []);
  const remove = (id: number) => setEntries((before) => before.filter((entry) => entry.id !== id));
  const alerts = useMemo<Alerts>(
    () => ({
      success: (title, body) => add({ variant: "success", title, body }),
      warning: (title, body) => add({ variant: "warning", title, body }),
      problem: (error) => add({ variant: "danger", title: text(asProblem(error)) }),
    }),
    [add, text],
  );
  return (
    <AlertsContext.Provider value={alerts}>
      <AlertGroup isToast isLiveRegion data-testid="kcw-alerts">
        {entries.map((entry) => (
          <Alert
            key={entry.id}
            variant={AlertVariant[entry.variant]}
            title={entry.title}
            timeout={entry.variant === "success"}
            onTimeout={() => remove(entry.id)}
            actionClose={<AlertActionCloseButton title={t("kcw.common.close")} onClose={() => remove(entry.id)} />}
          >
            {entry.body}
          </Alert>
        ))}
      </AlertGroup>
      {children}
    </AlertsContext.Provider>
  );
}

export function useAlerts(): Alerts {
  const alerts = useContext(AlertsContext);
  if (!alerts) throw new Error("useAlerts outside an AlertsProvider");
  return alerts;
}
