import { config } from "#app/core/config.server.ts";
import { db } from "#app/core/db.server.ts";
import type { Mail } from "#app/jobs/catalogue.ts";

/** The one mail of a template's name, with the ids it carries. */
export type MailOf<T extends Mail["template"]> = Extract<Mail, { template: T }>;

/** A page of ours as an address that works from a mailbox. */
export function siteUrl(path: string): string {
  return `${config.publicUrl}${path}`;
}

/** Whom a mail about an account goes to; null when the account is gone. */
export function readRecipient(userId: string) {
  return db.user.findUnique({
    where: { id: userId },
    select: { id: true, name: true, email: true, emailVerifiedAt: true },
  });
}

export const NOT_ME = "If this was not you, you can ignore this message: nothing happens without the link.";
