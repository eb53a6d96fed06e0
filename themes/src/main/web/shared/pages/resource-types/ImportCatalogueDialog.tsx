import { Alert, DescriptionList, DescriptionListDescription, DescriptionListGroup, DescriptionListTerm, Label, LabelGroup } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "../../api/client";
import { Dialog } from "../../components/Dialog";
import { FileDrop } from "../../components/FileDrop";
import { Loading } from "../../components/Loading";
import { useChange } from "../../components/useChange";
import { useHost } from "../../host/Host";
import { useMessages } from "../../i18n/useMessages";
import { applyCatalogue, type CatalogueOutcome, type CatalogueSource } from "./catalogue";
import { PresetChoice } from "./PresetCards";
import { TYPES } from "./types";

const FILES = { "application/json": [".json"], "application/yaml": [".yaml", ".yml"] };

interface ImportCatalogueDialogProps {
  /** What is chosen already. */
  start?: CatalogueSource;
  /** Whether catalogues of the product are offered instead of a file. */
  presets?: boolean;
  onClose: () => void;
}

/** Adds the types of a catalogue, after a look at what that changes. */
export function ImportCatalogueDialog({ start, presets, onClose }: ImportCatalogueDialogProps) {
  const t = useMessages();
  const host = useHost();
  const api = useApi();
  const [source, setSource] = useState(start);
  const [refused, setRefused] = useState<string[]>([]);
  const preview = useQuery({
    queryKey: ["catalogue-preview", host.realm, source],
    queryFn: () => applyCatalogue(api, source as CatalogueSource, true),
    enabled: source !== undefined,
    gcTime: 0,
  });
  const apply = useChange<CatalogueSource, CatalogueOutcome>({
    run: (catalogue) => applyCatalogue(api, catalogue, false),
    done: (outcome) => t("kcw.types.imported", { added: outcome.added.length, changed: outcome.changed.length }),
    reload: [[TYPES]],
    then: onClose,
    quiet: true,
  });
  const changes = preview.data ? preview.data.added.length + preview.data.changed.length : 0;
  return (
    <Dialog
      title={source ? t("kcw.types.importOf", { name: source.name }) : presets ? t("kcw.types.presets") : t("kcw.types.importFile")}
      submit={t("kcw.types.apply")}
      size="medium"
      busy={apply.isPending}
      error={apply.error ?? preview.error}
      ready={changes > 0}
      onSubmit={() => source && apply.mutate(source)}
      onClose={onClose}
    >
      {!presets && start === undefined && (
        <FileDrop
          info={t("kcw.types.fileInfo")}
          accept={FILES}
          onFiles={(files) => {
            apply.reset();
            setRefused(files.slice(1).map((file) => file.name));
            setSource({ kind: "file", name: files[0]?.name ?? "", text: files[0]?.text ?? "" });
          }}
          onRefused={setRefused}
        />
      )}
      {presets && !source && <PresetChoice onChoose={setSource} />}
      {refused.length > 0 && <Alert variant="warning" isInline title={t("kcw.types.filesRefused", { names: refused.join(", ") })} />}
      {source && preview.isPending && <Loading />}
      {preview.data && <Preview outcome={preview.data} />}
    </Dialog>
  );
}

function Preview({ outcome }: { outcome: CatalogueOutcome }) {
  const t = useMessages();
  const nothing = outcome.added.length + outcome.changed.length === 0;
  return (
    <>
      {nothing && <Alert variant="info" isInline title={t("kcw.types.nothingChanges")} />}
      <DescriptionList isHorizontal data-testid="kcw-preview">
        <Keys title={t("kcw.types.added", { count: outcome.added.length })} keys={outcome.added} color="green" />
        <Keys title={t("kcw.types.changed", { count: outcome.changed.length })} keys={outcome.changed} color="orange" />
        <Keys title={t("kcw.types.unchanged", { count: outcome.unchanged.length })} keys={outcome.unchanged} color="grey" />
      </DescriptionList>
    </>
  );
}

function Keys({ title, keys, color }: { title: string; keys: readonly string[]; color: "green" | "orange" | "grey" }) {
  if (keys.length === 0) return null;
  return (
    <DescriptionListGroup>
      <DescriptionListTerm>{title}</DescriptionListTerm>
      <DescriptionListDescription>
        <LabelGroup numLabels={30} aria-label={title}>
          {keys.map((key) => (
            <Label key={key} isCompact color={color}>
              {key}
            </Label>
          ))}
        </LabelGroup>
      </DescriptionListDescription>
    </DescriptionListGroup>
  );
}
