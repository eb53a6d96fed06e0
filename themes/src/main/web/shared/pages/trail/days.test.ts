import { describe, expect, it } from "vitest";
import { dayOf, everyDay, shownDays, startOfDay } from "./days";

describe("the days of a timeline", () => {
  it("are the last thirty, unless the filter says others", () => {
    expect(everyDay(shownDays("", "", "2026-11-21"), [])).toHaveLength(30);
    expect(everyDay(shownDays("2026-11-01", "2026-11-03", "2026-11-21"), []).map(({ day }) => day)).toEqual(["2026-11-01", "2026-11-02", "2026-11-03"]);
  });

  it("are never more than a year", () => {
    expect(everyDay(shownDays("1999-01-01", "", "2026-11-21"), [])).toHaveLength(366);
  });

  it("have none left out, also where the clocks change", () => {
    const days = everyDay(shownDays("2026-10-20", "2026-11-05", "2026-11-21"), [{ day: "2026-10-25", count: 4 }]);
    expect(days).toHaveLength(17);
    expect(days.filter(({ count }) => count > 0)).toEqual([{ day: "2026-10-25", count: 4 }]);
  });

  it("begin in the viewer's zone", () => {
    expect(dayOf(startOfDay("2026-03-29") ?? 0)).toBe("2026-03-29");
    expect(dayOf((startOfDay("2026-03-29", 1) ?? 0) - 1)).toBe("2026-03-29");
    expect(startOfDay("nonsense")).toBeUndefined();
  });
});
