import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, it, vi } from "vitest";
import { show } from "../testing/TestHost";
import { Picker, type Choice } from "./Picker";

const people: Choice[] = [
  { id: "1", text: "ada" },
  { id: "2", text: "ben", refused: "Member already" },
  { id: "3", text: "<b>cleo</b>" },
];

function Form({ find, folded, single }: { find: (search: string) => Promise<Choice[]>; folded?: boolean; single?: boolean }) {
  const [chosen, setChosen] = useState<readonly Choice[]>([]);
  return (
    <>
      <Picker name="people" label="People" queryKey={["people"]} find={find} chosen={chosen} onChange={setChosen} folded={folded} single={single} />
      <output>{chosen.map((one) => one.id).join()}</output>
    </>
  );
}

const find = async (search: string) => people.filter((one) => one.text.includes(search));

describe("a choice among many", () => {
  it("is looked for by typing, and several are taken and given back", async () => {
    await show(<Form find={find} />, {});
    const user = userEvent.setup();
    expect(await screen.findByLabelText("ben")).toBeDisabled();
    await user.type(screen.getByTestId("kcw-search-people").querySelector("input") as Element, "c");
    await user.click(await screen.findByLabelText("<b>cleo</b>"));
    await user.clear(screen.getByTestId("kcw-search-people").querySelector("input") as Element);
    await user.click(await screen.findByLabelText("ada"));
    expect(screen.getByRole("status")).toHaveTextContent("3,1");
    await user.click(screen.getByLabelText("ada"));
    expect(screen.getByRole("status")).toHaveTextContent("3");
  });

  it("shows and asks nothing while it is folded, until it is used", async () => {
    const asked = vi.fn(find);
    await show(<Form find={asked} folded single />, {});
    const user = userEvent.setup();
    expect(asked).not.toHaveBeenCalled();
    await user.tab();
    expect(screen.queryByLabelText("ada")).toBeNull();
    await user.keyboard("{ArrowDown}");
    await user.click(await screen.findByLabelText("ada"));
    expect(screen.getByRole("status")).toHaveTextContent("1");
    expect(screen.queryByLabelText("ada")).toBeNull();
    expect(screen.getByTestId("kcw-search-people").querySelector("input")).toHaveFocus();
    await user.keyboard("a");
    expect(await screen.findByLabelText("ada")).toBeChecked();
    await user.keyboard("{Escape}");
    expect(screen.queryByLabelText("ada")).toBeNull();
  });

  it("folds after the click that leaves it, so that what is clicked stays in its place", async () => {
    await show(<Form find={find} folded />, {});
    const user = userEvent.setup();
    await user.click(screen.getByTestId("kcw-search-people").querySelector("input") as Element);
    expect(await screen.findByLabelText("ada")).toBeVisible();
    await user.click(document.body);
    expect(screen.getByLabelText("ada")).toBeVisible();
    await waitFor(() => expect(screen.queryByLabelText("ada")).toBeNull());
  });
});
