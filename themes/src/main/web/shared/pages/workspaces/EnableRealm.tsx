import { Button } from "@patternfly/react-core";
import { content, useApi } from "../../api/client";
import { EmptyList } from "../../components/EmptyList";
import { useChange } from "../../components/useChange";
import { useHost } from "../../host/Host";
import { useMessages } from "../../i18n/useMessages";

/** In place of the workspaces of a realm that is not enabled for them: what they are for, and the first step. */
export function EnableRealm({ may }: { may: boolean }) {
  const t = useMessages();
  const host = useHost();
  const api = useApi();
  const enable = useChange<void, unknown>({
    run: () => content(api.PUT("/settings", { body: { enabled: true } })),
    done: () => t("kcw.workspaces.enabledAlert", { realm: host.realm }),
    reload: [["me"], ["workspaces"], ["settings"]],
  });
  return (
    <EmptyList
      title={t("kcw.workspaces.notEnabled")}
      body={may ? t("kcw.workspaces.notEnabledBody") : t("kcw.workspaces.notEnabledBodyReader")}
      action={
        may && (
          <Button
            variant="primary"
            isDisabled={enable.isPending}
            isLoading={enable.isPending}
            onClick={() => enable.mutate()}
            data-testid="kcw-enable"
          >
            {t("kcw.workspaces.enable")}
          </Button>
        )
      }
    />
  );
}
