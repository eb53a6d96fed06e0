import { Bullseye, Button } from "@patternfly/react-core";
import type { UseInfiniteQueryResult } from "@tanstack/react-query";
import { useMessages } from "../i18n/useMessages";

/** Below a list that is loaded a slice at a time. */
export function LoadMore({ query }: { query: UseInfiniteQueryResult<unknown> }) {
  const t = useMessages();
  if (!query.hasNextPage) return null;
  return (
    <Bullseye className="pf-v5-u-p-md">
      <Button
        variant="secondary"
        onClick={() => void query.fetchNextPage()}
        isLoading={query.isFetchingNextPage}
        isDisabled={query.isFetchingNextPage}
        data-testid="kcw-more"
      >
        {t("kcw.common.loadMore")}
      </Button>
    </Bullseye>
  );
}
