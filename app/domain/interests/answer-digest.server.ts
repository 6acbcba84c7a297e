import { db } from "#app/core/db.server.ts";

const DAY_MS = 24 * 3600 * 1000;

/**
 * What one reader is reminded of, the longest wait first, as it is now: what was answered since the digest was queued
 * is left out. Null when nothing is left, or when the reader does not answer for the organisation any more.
 */
export async function readAnswerDigest(digestId: string, userId: string, now = new Date()) {
  const digest = await db.answerDigest.findFirst({
    where: {
      id: digestId,
      organisation: { memberships: { some: { userId, role: { in: ["owner", "editor"] } } } },
    },
    select: { id: true },
  });
  const reader = await db.user.findUnique({ where: { id: userId }, select: { email: true, name: true } });
  if (!digest || !reader) return null;
  const rows = await db.interest.findMany({
    where: { status: "submitted", firstAnsweredAt: null, reminders: { some: { digestId } } },
    orderBy: [{ submittedAt: "asc" }, { id: "asc" }],
    select: {
      submittedAt: true,
      organisation: { select: { name: true } },
      opportunity: { select: { reference: true, title: true } },
    },
  });
  if (rows.length === 0) return null;
  return {
    to: reader.email,
    readerName: reader.name,
    waiting: rows.map(({ submittedAt, organisation, opportunity }) => ({
      applicant: organisation.name,
      ...opportunity,
      days: Math.floor((now.getTime() - submittedAt!.getTime()) / DAY_MS),
    })),
  };
}
