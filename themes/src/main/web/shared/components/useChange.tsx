import { useMutation, useQueryClient, type UseMutationResult } from "@tanstack/react-query";
import { useMessages } from "../i18n/useMessages";
import { asProblem } from "../api/problem";
import { useAlerts } from "./Alerts";

interface ChangeOptions<V, R> {
  /** What is sent. */
  run: (input: V) => Promise<R>;
  /** What an alert says afterwards; none without. */
  done?: (result: R, input: V) => string | undefined;
  /** First members of the keys of what is loaded anew afterwards. */
  reload?: readonly unknown[][];
  then?: (result: R, input: V) => void;
  /** Whether refusals are shown by the caller (in a dialog, at fields) instead of in an alert. */
  quiet?: boolean;
}

/**
 * A change by the user: sends it, tells that it is done or why not, and loads anew what it may have changed. If somebody
 * else was faster (412), what is shown is loaded anew as well, so that the user sees the other's change and can repeat his.
 */
export function useChange<V, R>(options: ChangeOptions<V, R>): UseMutationResult<R, Error, V> {
  const alerts = useAlerts();
  const t = useMessages();
  const client = useQueryClient();
  const reload = () =>
    Promise.all((options.reload ?? []).map((queryKey) => client.invalidateQueries({ queryKey: [...queryKey] })));
  return useMutation<R, Error, V>({
    mutationFn: options.run,
    onSuccess: async (result, input) => {
      const text = options.done?.(result, input);
      if (text) alerts.success(text);
      options.then?.(result, input);
      await reload();
    },
    onError: async (error) => {
      if (asProblem(error).isStale) {
        await reload();
        alerts.warning(t("kcw.common.stale"), t("kcw.common.staleBody"));
      } else if (!options.quiet) {
        alerts.problem(error);
      }
    },
  });
}
