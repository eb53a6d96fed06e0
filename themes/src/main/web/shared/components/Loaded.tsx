import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Loading } from "./Loading";
import { ProblemState } from "./ProblemAlert";

/** What was loaded, or that it is loading, or why it can't be had. */
export function Loaded<T>({ query, children }: { query: UseQueryResult<T>; children: (data: T) => ReactNode }) {
  if (query.isPending) return <Loading />;
  if (query.isError) return <ProblemState error={query.error} onRetry={() => void query.refetch()} />;
  return <>{children(query.data)}</>;
}
