const DAYS_SHOWN = 30;
const MOST_DAYS = 366;

/** From, inclusive, until, exclusive: epoch milliseconds. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

export interface DayCount {
  readonly day: string;
  readonly count: number;
}

/** The start of a day in the viewer's zone, as the API takes it; days later for the end of a range. */
export function startOfDay(day: string, daysLater = 0): number | undefined {
  const [year, month, date] = day.split("-").map(Number);
  if (!year || !month || !date) return undefined;
  return new Date(year, month - 1, date + daysLater).getTime();
}

/** A day in the viewer's zone, as the URL and the API name it: `2026-11-21`. */
export function dayOf(at: number): string {
  const date = new Date(at);
  return [date.getFullYear(), String(date.getMonth() + 1).padStart(2, "0"), String(date.getDate()).padStart(2, "0")].join("-");
}

/**
 * The days of a timeline: those of the filter, else the last thirty. Never more than a year, so that counting stays quick
 * however long the log is.
 */
export function shownDays(from: string, to: string, today: string): Range {
  const last = to || today;
  const until = startOfDay(last, 1) ?? 0;
  const wanted = startOfDay(from) ?? startOfDay(last, 1 - DAYS_SHOWN) ?? 0;
  return { from: Math.max(wanted, startOfDay(last, 1 - MOST_DAYS) ?? 0), to: until };
}

/** One entry for each day of the range: the server leaves out the days without rows. */
export function everyDay(range: Range, counts: readonly DayCount[]): DayCount[] {
  const known = new Map(counts.map(({ day, count }) => [day, count]));
  const days: DayCount[] = [];
  const first = dayOf(range.from);
  for (let index = 0; ; index++) {
    const at = startOfDay(first, index) ?? range.to;
    if (at >= range.to) return days;
    const day = dayOf(at);
    days.push({ day, count: known.get(day) ?? 0 });
  }
}

/** Minutes by which the viewer's days begin earlier than those of UTC. */
export function offsetMinutes(at: number): number {
  // Not minus zero, which a URL would show.
  return 0 - new Date(at).getTimezoneOffset();
}
