import "@patternfly/patternfly/patternfly-charts-theme-dark.css";
import { Chart, ChartAxis, ChartBar, ChartThemeColor, ChartTooltip } from "@patternfly/react-charts";
import { useEffect, useRef, useState } from "react";
import { useMessages } from "../../i18n/useMessages";
import type { DayCount } from "./days";

const HEIGHT = 160;
/** How wide the name of a day is, with room beside it. */
const TICK = 90;

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
  const { element, width } = useWidth();
  const step = Math.max(1, Math.ceil((days.length * TICK) / width));
  // Numbers, since names of which only some have a tick would be put in the order of the ticks.
  const places = days.map((_day, place) => place);
  const most = Math.max(1, ...days.map(({ count }) => count));
  return (
    <div ref={element} data-testid="kcw-timeline-chart">
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
        <ChartAxis tickValues={places.filter((place) => place % step === 0)} tickFormat={(place: number) => text(days[place]?.day ?? "")} />
        <ChartAxis dependentAxis showGrid tickCount={Math.min(4, most + 1)} tickFormat={(count: number) => (Number.isInteger(count) ? count : "")} />
        <ChartBar
          data={days.map(({ day, count }, place) => ({ x: place, y: count, label: t("kcw.trail.dayCount", { day: text(day), count }) }))}
          barRatio={0.8}
          labelComponent={<ChartTooltip constrainToVisibleArea />}
          events={[{ target: "data", eventHandlers: { onClick: (_event: unknown, bar: { datum: { x: number } }) => onDay(days[bar.datum.x]?.day ?? "") } }]}
        />
      </Chart>
    </div>
  );
}

/** How wide the place of an element is: the library draws for a width in pixels. */
function useWidth() {
  const element = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(800);
  useEffect(() => {
    const drawn = element.current;
    if (!drawn || typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry && entry.contentRect.width > 0) setWidth(entry.contentRect.width);
    });
    observer.observe(drawn);
    return () => observer.disconnect();
  }, []);
  return { element, width };
}
