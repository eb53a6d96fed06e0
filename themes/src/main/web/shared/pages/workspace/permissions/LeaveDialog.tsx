import { Button, Modal, ModalVariant } from "@patternfly/react-core";
import { useEffect } from "react";
import { useBlocker } from "react-router-dom";
import { useMessages } from "../../../i18n/useMessages";

/** Asks before unsaved changes are lost: by another page, another role, or the end of the tab. */
export function LeaveDialog({ dirty, added, removed }: { dirty: boolean; added: number; removed: number }) {
  const t = useMessages();
  const blocker = useBlocker(({ currentLocation: from, nextLocation: to }) => dirty && (from.pathname !== to.pathname || ["role", "view"].some((name) => parameter(from.search, name) !== parameter(to.search, name))));
  useEffect(() => {
    if (!dirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [dirty]);
  if (blocker.state !== "blocked") return null;
  return (
    <Modal
      variant={ModalVariant.small}
      title={t("kcw.permissions.leave")}
      titleIconVariant="warning"
      isOpen
      onClose={() => blocker.reset()}
      actions={[
        <Button key="leave" variant="danger" onClick={() => blocker.proceed()} data-testid="kcw-leave">
          {t("kcw.permissions.leaveAnyway")}
        </Button>,
        <Button key="stay" variant="link" onClick={() => blocker.reset()} data-testid="kcw-stay">
          {t("kcw.permissions.stay")}
        </Button>,
      ]}
    >
      {t("kcw.permissions.leaveBody")} {t("kcw.permissions.counts", { added, removed })}
    </Modal>
  );
}

function parameter(search: string, name: string): string {
  return new URLSearchParams(search).get(name) ?? "";
}
