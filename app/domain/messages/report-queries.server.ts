import type { Actor } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { notFound } from "#app/core/errors.ts";
import { NEIGHBOURS } from "#app/domain/messages/limits.ts";
import { messageIdSchema } from "#app/domain/messages/schema.ts";
import { requireModerator } from "#app/domain/moderation/policy.ts";

const SHOWN = 100;

const PARTIES = {
  organisation: { select: { name: true } },
  opportunity: { select: { reference: true, title: true, organisation: { select: { name: true } } } },
} as const;

const REPORT = {
  id: true,
  reason: true,
  text: true,
  state: true,
  note: true,
  hidesText: true,
  createdAt: true,
  decidedAt: true,
  moderator: { select: { name: true } },
  message: {
    select: { id: true, interestId: true, position: true, side: true, interest: { select: PARTIES } },
  },
} as const;

/** How many reports wait for a moderator. */
export function countOpenReports(): Promise<number> {
  return db.messageReport.count({ where: { state: "open" } });
}

/** The reports that wait, the oldest first, or the latest that were decided. @throws DomainError not_found for all but moderators */
export async function listReports(actor: Actor, isOpen: boolean) {
  requireModerator(actor);
  return db.messageReport.findMany({
    where: { state: isOpen ? "open" : { not: "open" } },
    orderBy: isOpen ? { createdAt: "asc" } : { decidedAt: "desc" },
    take: SHOWN,
    select: REPORT,
  });
}

/**
 * One report with the message and its neighbours: all that a moderator reads of a conversation. People are not
 * named, neither who wrote nor who reported. @throws DomainError not_found for all but moderators
 */
export async function readReport(actor: Actor, id: string) {
  requireModerator(actor);
  const report = messageIdSchema.safeParse(id).success
    ? await db.messageReport.findUnique({ where: { id }, select: REPORT })
    : null;
  if (!report) throw notFound("This report");
  const { interestId, position } = report.message;
  const context = await db.message.findMany({
    where: { interestId, position: { gte: position - NEIGHBOURS, lte: position + NEIGHBOURS } },
    orderBy: { position: "asc" },
    select: {
      id: true,
      position: true,
      side: true,
      text: true,
      sentAt: true,
      attachments: { select: { name: true, sizeBytes: true } },
    },
  });
  return { ...report, context };
}

/** What the mail about a decision says; null when the reporter's account is gone. */
export async function readDecidedReport(id: string) {
  const report = await db.messageReport.findUnique({
    where: { id },
    select: { ...REPORT, reporter: { select: { name: true, email: true, emailVerifiedAt: true } } },
  });
  if (!report?.reporter?.emailVerifiedAt || report.state === "open") return null;
  return { ...report, reporter: report.reporter };
}
