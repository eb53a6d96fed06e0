import type { components } from "../../../api/schema";
import type { MessageKey } from "../../../i18n/keys";

export type Invitation = components["schemas"]["Invitation"];

export const STATUSES = ["PENDING", "ACCEPTED", "DECLINED", "EXPIRED", "REVOKED", "BYPASSED"] as const;

/** What becomes stale when somebody is invited, or no longer is. */
export const RELOAD = [["invitations"], ["members"], ["workspace"], ["overview"]];

export const STATUS_TEXTS: Record<string, MessageKey> = {
  PENDING: "kcw.invitations.status.PENDING",
  ACCEPTED: "kcw.invitations.status.ACCEPTED",
  DECLINED: "kcw.invitations.status.DECLINED",
  EXPIRED: "kcw.invitations.status.EXPIRED",
  REVOKED: "kcw.invitations.status.REVOKED",
  BYPASSED: "kcw.invitations.status.BYPASSED",
};

export const STATUS_COLORS: Record<string, "blue" | "green" | "orange" | "grey" | "purple"> = {
  PENDING: "blue",
  ACCEPTED: "green",
  DECLINED: "orange",
  BYPASSED: "purple",
};

export const MAIL_TEXTS: Record<string, MessageKey> = {
  QUEUED: "kcw.invitations.mail.QUEUED",
  SENT: "kcw.invitations.mail.SENT",
  FAILED: "kcw.invitations.mail.FAILED",
  NONE: "kcw.invitations.mail.NONE",
};

/** How long an invitation may be given to last, in hours; empty for what the realm has set. */
export const LIFESPANS = ["", "24", "72", "168", "720"] as const;

/** Epoch milliseconds so many hours from now; undefined for what the realm has set. */
export function expiry(hours: string, now = Date.now()): number | undefined {
  return hours === "" ? undefined : now + Number(hours) * 3_600_000;
}
