import { Button, Card, CardBody, CardHeader, CardTitle, ToggleGroup, ToggleGroupItem } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { Loaded } from "../../components/Loaded";
import { Loading } from "../../components/Loading";
import { useLanguage, useMessages } from "../../i18n/useMessages";
import { dayOf, everyDay, offsetMinutes, shownDays, startOfDay, type DayCount, type Range } from "./days";
import type { TrailUrl } from "./useTrailUrl";

// The library of charts is as large as all the rest.
const TimelineChart = lazy(() => import("./TimelineChart"));

const VIEWS = ["chart", "table", "hidden"] as const;
type View = (typeof VIEWS)[number];

interface TimelineProps {
  queryKey: readonly unknown[];
  url: TrailUrl;
  /** What is counted. */
  label: string;
  count: (range: Range, offset: number) => Promise<{ days: DayCount[] }>;
}

/** How much there was on each day: as a chart, as a table, or not at all. The URL keeps which. */
export function Timeline({ queryKey, url, label, count }: TimelineProps) {
  const t = useMessages();
  const language = useLanguage();
  const view = VIEWS.find((one) => one === url.get("timeline")) ?? "chart";
  const [today] = useState(() => dayOf(Date.now()));
  const range = shownDays(url.get("from"), url.get("to"), today);
  const query = useQuery({
    queryKey: [...queryKey, "counts", range],
    queryFn: () => count(range, offsetMinutes(range.to - 1)),
    enabled: view !== "hidden",
    placeholderData: keepPreviousData,
  });
  const text = (day: string) => new Date(startOfDay(day) ?? 0).toLocaleDateString(language, { day: "numeric", month: "short" });
  const show = (day: string) => url.filter({ from: day, to: day });
  const title = t("kcw.trail.timeline", { what: label });
  return (
    <Card isFlat isCompact className="pf-v5-u-mb-md" data-testid="kcw-timeline">
      <CardHeader className="pf-v5-u-flex-wrap" actions={{ actions: <Views view={view} onView={(next) => url.set("timeline", next === "chart" ? "" : next)} />, hasNoOffset: true }}>
        <CardTitle component="h2">{title}</CardTitle>
      </CardHeader>
      {view !== "hidden" && (
        <CardBody>
          <Loaded query={query}>
            {({ days }) =>
              view === "table" ? (
                <Days days={days} label={title} text={(day) => new Date(startOfDay(day) ?? 0).toLocaleDateString(language, { dateStyle: "full" })} onDay={show} />
              ) : (
                <Suspense fallback={<Loading />}>
                  <TimelineChart days={everyDay(range, days)} title={title} text={text} onDay={show} />
                </Suspense>
              )
            }
          </Loaded>
        </CardBody>
      )}
    </Card>
  );
}

function Views({ view, onView }: { view: View; onView: (view: View) => void }) {
  const t = useMessages();
  return (
    <ToggleGroup isCompact aria-label={t("kcw.trail.view")}>
      {VIEWS.map((one) => (
        <ToggleGroupItem key={one} text={t(`kcw.trail.view.${one}`)} buttonId={`kcw-timeline-${one}`} isSelected={one === view} onChange={() => onView(one)} data-testid={`kcw-show-${one}`} />
      ))}
    </ToggleGroup>
  );
}

function Days({ days, label, text, onDay }: { days: readonly DayCount[]; label: string; text: (day: string) => string; onDay: (day: string) => void }) {
  const t = useMessages();
  if (days.length === 0) return <>{t("kcw.common.nothingFound")}</>;
  return (
    <Table aria-label={label} variant="compact" borders={false} data-testid="kcw-timeline-days">
      <Thead>
        <Tr>
          <Th>{t("kcw.trail.day")}</Th>
          <Th>{t("kcw.trail.count")}</Th>
        </Tr>
      </Thead>
      <Tbody>
        {days.map(({ day, count }) => (
          <Tr key={day}>
            <Td dataLabel={t("kcw.trail.day")}>
              <Button variant="link" isInline onClick={() => onDay(day)}>
                {text(day)}
              </Button>
            </Td>
            <Td dataLabel={t("kcw.trail.count")}>{count}</Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
