import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { Problem } from "../api/problem";
import { show } from "../testing/TestHost";
import { ProblemAlert } from "./ProblemAlert";

function refusal(detail: string, ...violations: { field: string; message: string }[]) {
  return new Problem(400, { type: "about:blank", title: "", status: 400, code: "INVALID_REQUEST", detail, errorMessage: detail, violations });
}

describe("a refusal in a form", () => {
  it("says what is wrong with each field", async () => {
    await show(<ProblemAlert error={refusal("2 violations", { field: "a", message: "is long" }, { field: "b", message: "is short" })} />, {});
    expect(screen.getByTestId("kcw-problem")).toHaveTextContent("2 violationsa: is longb: is short");
  });

  it("says nothing twice", async () => {
    await show(<ProblemAlert error={refusal("a is long", { field: "a", message: "is long" })} />, {});
    expect(screen.getByTestId("kcw-problem")).toHaveTextContent(/a is long$/);
  });
});
