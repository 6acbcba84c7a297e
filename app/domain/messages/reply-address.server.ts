import { randomBytes } from "node:crypto";
import { config } from "#app/core/config.server.ts";
import { db } from "#app/core/db.server.ts";
import { hashToken } from "#app/core/session.server.ts";

/** 160 random bits in digits that survive mail programs which change the case of an address. */
const TOKEN_BYTES = 20;
const LOCAL_PART = /^reply\+([0-9a-f]{40})$/i;

/** The part of MAIL_FROM after the @, where answers arrive. */
export function mailDomain(from = config.mail.from): string {
  return /@([^\s<>@]+)>?\s*$/.exec(from)?.[1]?.toLowerCase() ?? "localhost";
}

/** Where a member's answer to one mail goes. Only the hash of its secret is kept. For the mail job. */
export async function issueReplyAddress(owner: {
  userId: string;
  organisationId: string;
  interestId: string;
}): Promise<string> {
  const token = randomBytes(TOKEN_BYTES).toString("hex");
  await db.replyAddress.create({ data: { ...owner, tokenHash: hashToken(token) }, select: { userId: true } });
  return `reply+${token}@${mailDomain()}`;
}

/** The secret in an address of ours, or null for any other address. */
export function replyTokenOf(address: string): string | null {
  const [local = "", domain = ""] = address.trim().replace(/^<|>$/g, "").split("@");
  if (domain.toLowerCase() !== mailDomain()) return null;
  return LOCAL_PART.exec(local)?.[1]?.toLowerCase() ?? null;
}

/** Whose answer a secret stands for; null when it is unknown, or the membership has ended and took it along. */
export function readReplyAddress(token: string) {
  return db.replyAddress.findUnique({
    where: { tokenHash: hashToken(token) },
    select: {
      userId: true,
      interestId: true,
      membership: {
        select: {
          role: true,
          user: { select: { email: true, name: true, emailVerifiedAt: true, isModerator: true } },
          organisation: {
            select: { id: true, slug: true, name: true, kind: true, country: true, verification: true },
          },
        },
      },
    },
  });
}
