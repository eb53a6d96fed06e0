import { content, useApi } from "../../api/client";
import type { components } from "../../api/schema";
import { useChange } from "../../components/useChange";

export type Settings = components["schemas"]["Settings"];
export type SettingsChange = components["schemas"]["SettingsChange"];

const RELOAD = [["settings"], ["me"], ["workspaces"], ["workspace"], ["members"], ["retention"]];

/** Sends a change of the settings as they were read. */
export function useSettingsChange(settings: Settings, done: string, then?: () => void) {
  const api = useApi();
  return useChange<SettingsChange, Settings>({
    run: (body) => content(api.PUT("/settings", { params: { header: { "If-Match": `"${settings.version}"` } }, body })),
    done: () => done,
    reload: RELOAD,
    then,
    quiet: true,
  });
}
