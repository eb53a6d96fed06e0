import { useQueryClient } from "@tanstack/react-query";
import { useHost } from "../../host/Host";
import { TYPES, type ResourceType } from "../resource-types/types";
import { WhoCanDo } from "../workspace/effective/WhoCanDo";
import type { ResourceTabProps } from "./tabs";

/** Who can do what with a resource. Types that are loaded already give it their words; none are loaded for that alone. */
export default function AccessTab({ workspace, resource }: ResourceTabProps) {
  const host = useHost();
  const types = useQueryClient().getQueryData<ResourceType[]>([TYPES, host.realm]);
  return <WhoCanDo ws={workspace.alias} resource={resource} types={types} />;
}
