import { Button, DescriptionList, DescriptionListDescription, DescriptionListGroup, DescriptionListTerm, Flex, FlexItem } from "@patternfly/react-core";
import { useState, type ReactNode } from "react";
import { Link, useNavigate } from "react-router-dom";
import { mayIn } from "../../api/useMay";
import { useHost } from "../../host/Host";
import { useLabel } from "../../i18n/useLabel";
import { useMessages } from "../../i18n/useMessages";
import { useResourceTypes } from "../resource-types/types";
import { valueText } from "../activity/Changes";
import { DeleteResourceDialog } from "../workspace/resources/DeleteResourceDialog";
import { ResourceDialog } from "../workspace/resources/ResourceDialog";
import type { ResourceTabProps } from "./tabs";

/** What a resource is. */
export default function DetailsTab({ workspace, resource }: ResourceTabProps) {
  const t = useMessages();
  const label = useLabel();
  const host = useHost();
  const navigate = useNavigate();
  const types = useResourceTypes();
  const [open, setOpen] = useState<"edit" | "delete">();
  const type = types.data?.find((one) => one.key === resource.type);
  const base = host.path(`/workspaces/${encodeURIComponent(workspace.alias)}/resources`);
  const attributes = Object.entries(resource.attributes);
  return (
    <>
      <DescriptionList isHorizontal>
        <Fact title={t("kcw.resources.type")}>{label(type?.labels, type?.name ?? resource.type)}</Fact>
        <Fact title={t("kcw.resources.externalId")}>{resource.externalId}</Fact>
        {resource.category && <Fact title={t("kcw.resources.category")}>{[resource.category, resource.subCategory].filter(Boolean).join(" / ")}</Fact>}
        {resource.providers.length > 0 && <Fact title={t("kcw.resources.providers")}>{resource.providers.join(", ")}</Fact>}
        {resource.parent && (
          <Fact title={t("kcw.resource.parent")}>
            <Link to={`${base}/${encodeURIComponent(resource.parent)}/details`}>{t("kcw.resource.toParent")}</Link>
          </Fact>
        )}
        {resource.requires.length > 0 && <Fact title={t("kcw.resource.requires")}>{t("kcw.types.resources", { count: resource.requires.length })}</Fact>}
        {attributes.map(([key, value]) => (
          <Fact key={key} title={key}>
            {valueText(value)}
          </Fact>
        ))}
      </DescriptionList>
      {mayIn(workspace)("resources-write") && !resource.shared && (
        <Flex className="pf-v5-u-mt-lg">
          <FlexItem>
            <Button variant="secondary" onClick={() => setOpen("edit")} data-testid="kcw-edit">
              {t("kcw.resources.edit")}
            </Button>
          </FlexItem>
          <FlexItem>
            <Button variant="link" isDanger onClick={() => setOpen("delete")} data-testid="kcw-delete">
              {t("kcw.resources.remove")}
            </Button>
          </FlexItem>
        </Flex>
      )}
      {open === "edit" && <ResourceDialog workspace={workspace} types={types.data ?? []} resource={resource} onClose={() => setOpen(undefined)} />}
      {open === "delete" && (
        <DeleteResourceDialog workspace={workspace} resource={resource} onClose={() => setOpen(undefined)} onDone={() => void navigate(base)} />
      )}
    </>
  );
}

function Fact({ title, children }: { title: string; children: ReactNode }) {
  return (
    <DescriptionListGroup>
      <DescriptionListTerm>{title}</DescriptionListTerm>
      <DescriptionListDescription>{children}</DescriptionListDescription>
    </DescriptionListGroup>
  );
}
