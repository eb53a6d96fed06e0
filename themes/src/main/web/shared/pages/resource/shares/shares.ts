import type { components } from "../../../api/schema";

export type Shares = components["schemas"]["Shares"];
export type SharesChange = components["schemas"]["SharesChange"];

/** First member of the keys of all that is loaded about shares. */
export const SHARES = "shares";
