import type { components } from "../../../api/schema";

export type Sink = components["schemas"]["Sink"];
export type SinkChange = components["schemas"]["SinkChange"];
export type SinkStatus = components["schemas"]["SinkStatus"];
export type DeadLetter = components["schemas"]["DeadLetter"];

export const KINDS = ["WEBHOOK", "SPLUNK", "SYSLOG", "OTLP", "LOG"] as const;
export type Kind = (typeof KINDS)[number];
export const FORMATS = ["NATIVE", "OCSF", "ECS"] as const;

/** All types, also those that are added later. */
export const EVERYTHING = "*";

/** What a kind of destination wants to know. */
export function needsOf(kind: string) {
  return {
    address: kind !== "LOG",
    secret: kind === "WEBHOOK" || kind === "SPLUNK" || kind === "OTLP",
    /** Whether there is none without: that of a webhook is made. */
    secretRequired: kind === "SPLUNK",
    /** Whether the server makes one if none is typed. */
    secretMade: kind === "WEBHOOK",
  };
}

/** Which version a change is of. */
export function ifMatch(sink: Sink) {
  return { "If-Match": `"${sink.version}"` };
}

/** First members of the keys of what a change of a sink changes. */
export const RELOAD = [["sinks"], ["dead-letters"]];
