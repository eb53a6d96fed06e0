import "@patternfly/patternfly/patternfly-charts-theme-dark.css";
import { Chart, ChartAxis, ChartBar, ChartThemeColor, ChartTooltip } from "@patternfly/react-charts";
import { useEffect, useRef, useState } from "react";
import { useMessages } from "../../i18n/useMessages";
import type { DayCount } from "./days";

const HEIGHT = 160;
const TICKS = 8;

interface TimelineChartProps {
  days: readonly DayCount[];
  title: string;
  /** A day in words. */
  text: (day: string) => string;
  onDay: (day: string) => void;
}

/** A bar for each day; a click on one shows its rows. What it shows and does, the table beside it does as well. */
export default function TimelineChart({ days, title, text, onDay }: TimelineChartProps) {
  const t = useMessages();
  const { place, width } = useWidth();
  const step = Math.max(1, Math.ceil(days.length / TICKS));
  const most = Math.max(1, ...days.map(({ count }) => count));
  return (
    <div ref={place} data-testid="kcw-timeline-chart">
      <Chart
        ariaTitle={title}
        ariaDesc={t("kcw.trail.chartBody")}
        name="timeline"
        height={HEIGHT}
        width={width}
        padding={{ top: 10, bottom: 40, left: 55, right: 15 }}
        domainPadding={{ x: Math.max(4, width / days.length / 2) }}
        domain={{ y: [0, most] }}
        themeColor={ChartThemeColor.blue}
      >
        <ChartAxis tickValues={days.filter((_day, index) => index % step === 0).map(({ day }) => day)} tickFormat={text} fixLabelOverlap />
        <ChartAxis dependentAxis showGrid tickCount={Math.min(4, most)} tickFormat={(count: number) => (Number.isInteger(count) ? count : "")} />
        <ChartBar
          data={days.map(({ day, count }) => ({ x: day, y: count, label: t("kcw.trail.dayCount", { day: text(day), count }) }))}
          barRatio={0.8}
          labelComponent={<ChartTooltip constrainToVisibleArea />}
          events={[{ target: "data", eventHandlers: { onClick: (_event: unknown, bar: { datum: { x: string } }) => onDay(bar.datum.x) } }]}
        />
      </Chart>
    </div>
  );
}

/** How wide the place of an element is: the library draws for a width in pixels. */
function useWidth() {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(800);
  useEffect(() => {
    const element = place.current;
    if (!element || typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry && entry.contentRect.width > 0) setWidth(entry.contentRect.width);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { place, width };
}
