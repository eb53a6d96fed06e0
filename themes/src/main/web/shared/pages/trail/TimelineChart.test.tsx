import { screen } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { show } from "../../testing/TestHost";
import TimelineChart from "./TimelineChart";

describe("the chart of a timeline", () => {
  it("has a bar for each day and says what it is to who does not see it", async () => {
    const days = Array.from({ length: 30 }, (_none, index) => ({ day: `2026-11-${String(index + 1).padStart(2, "0")}`, count: index }));
    const { container } = await show(<TimelineChart days={days} title="Activity by day" text={(day) => day} onDay={vi.fn()} />, {});
    expect(await screen.findByTestId("kcw-timeline-chart")).toBeVisible();
    expect(container.querySelectorAll("svg title")[0]).toHaveTextContent("Activity by day");
    expect(container.querySelectorAll("path[role=presentation]").length).toBeGreaterThanOrEqual(30);
  });

  it("has its days in order from end to end, and names as many as there is room for", async () => {
    const days = Array.from({ length: 30 }, (_none, index) => ({ day: `2026-11-${String(index + 1).padStart(2, "0")}`, count: 1 }));
    const { container } = await show(<TimelineChart days={days} title="Activity by day" text={(day) => day} onDay={vi.fn()} />, {});
    const named = [...container.querySelectorAll("text")].filter((label) => label.textContent?.startsWith("2026-"));
    const places = named.map((label) => Number(label.getAttribute("x")));
    expect(named.map((label) => label.textContent)).toEqual(["2026-11-01", "2026-11-05", "2026-11-09", "2026-11-13", "2026-11-17", "2026-11-21", "2026-11-25", "2026-11-29"]);
    expect(places).toEqual([...places].sort((one, other) => one - other));
    // The last one stands near the right end.
    expect(places.at(-1)).toBeGreaterThan(700);
  });
});
