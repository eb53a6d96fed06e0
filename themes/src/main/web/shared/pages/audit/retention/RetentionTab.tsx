import { Stack, StackItem } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { content, useApi } from "../../../api/client";
import { Loaded } from "../../../components/Loaded";
import { useHost } from "../../../host/Host";
import { Departed } from "./Departed";
import { Holds } from "./Holds";
import { Policy } from "./Policy";
import { Progress } from "./Progress";

const PAUSE = 30_000;

/** How long the trail is kept, what keeps rows longer, and what has left. */
export default function RetentionTab() {
  const host = useHost();
  const api = useApi();
  const query = useQuery({
    queryKey: ["retention", host.realm, "status"],
    queryFn: () => content(api.GET("/audit/retention")),
    refetchInterval: PAUSE,
  });
  return (
    <Loaded query={query}>
      {(status) => (
        <Stack hasGutter>
          <StackItem>
            <Progress status={status} />
          </StackItem>
          <StackItem>
            <Policy status={status} />
          </StackItem>
          <StackItem>
            <Holds />
          </StackItem>
          <StackItem>
            <Departed />
          </StackItem>
        </Stack>
      )}
    </Loaded>
  );
}
