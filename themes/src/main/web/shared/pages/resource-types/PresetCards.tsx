import { Button, Card, CardBody, CardFooter, CardTitle, Gallery } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { content, useApi } from "../../api/client";
import { Loaded } from "../../components/Loaded";
import { useHost } from "../../host/Host";
import { useLabel } from "../../i18n/useLabel";
import { useMessages } from "../../i18n/useMessages";
import type { CatalogueSource } from "./catalogue";
import { ImportCatalogueDialog } from "./ImportCatalogueDialog";
import { TYPES } from "./types";

/** The catalogues that come with the product, to choose from. */
export function PresetChoice({ onChoose }: { onChoose: (source: CatalogueSource) => void }) {
  const t = useMessages();
  const label = useLabel();
  const host = useHost();
  const api = useApi();
  const query = useQuery({
    queryKey: [TYPES, host.realm, "presets"],
    queryFn: () => content(api.GET("/resource-types/presets")),
    staleTime: Infinity,
  });
  return (
    <Loaded query={query}>
      {(presets) => (
        <Gallery hasGutter minWidths={{ default: "220px" }}>
          {presets.map((preset) => {
            const name = label(preset.labels, preset.key);
            return (
              <Card key={preset.key} isCompact isFlat>
                <CardTitle component="h2">{name}</CardTitle>
                <CardBody>{t("kcw.types.presetBody", { types: preset.types.length, actions: preset.actions })}</CardBody>
                <CardFooter>
                  <Button
                    variant="secondary"
                    aria-label={t("kcw.types.previewOf", { name })}
                    onClick={() => onChoose({ kind: "preset", name, preset: preset.key })}
                    data-testid={`kcw-preset-${preset.key}`}
                  >
                    {t("kcw.types.preview")}
                  </Button>
                </CardFooter>
              </Card>
            );
          })}
        </Gallery>
      )}
    </Loaded>
  );
}

/** The same on an empty page: what is chosen is shown in a dialog first. */
export function PresetCards() {
  const [source, setSource] = useState<CatalogueSource>();
  return (
    <>
      <PresetChoice onChoose={setSource} />
      {source && <ImportCatalogueDialog start={source} onClose={() => setSource(undefined)} />}
    </>
  );
}
