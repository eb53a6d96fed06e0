import { screen } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { show } from "../../testing/TestHost";
import TimelineChart from "./TimelineChart";

describe("the chart of a timeline", () => {
  it("has a bar for each day and says what it is to who does not see it", async () => {
    const days = [
      { day: "2026-11-20", count: 3 },
      { day: "2026-11-21", count: 0 },
    ];
    const { container } = await show(<TimelineChart days={days} title="Activity by day" text={(day) => day} onDay={vi.fn()} />, {});
    expect(await screen.findByTestId("kcw-timeline-chart")).toBeVisible();
    expect(container.querySelectorAll("svg title")[0]).toHaveTextContent("Activity by day");
    expect(container.querySelectorAll("path[role=presentation]").length).toBeGreaterThanOrEqual(2);
  });
});
