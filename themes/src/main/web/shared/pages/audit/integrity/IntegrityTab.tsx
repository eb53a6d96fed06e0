import { Stack, StackItem } from "@patternfly/react-core";
import { Checkpoints } from "./Checkpoints";
import { Verify } from "./Verify";

/** Whether the trail is what was sealed, and what is signed of it. */
export default function IntegrityTab() {
  return (
    <Stack hasGutter>
      <StackItem>
        <Verify />
      </StackItem>
      <StackItem>
        <Checkpoints />
      </StackItem>
    </Stack>
  );
}
