import { config } from "#app/core/config.server.ts";
import { db } from "#app/core/db.server.ts";
import type { NdaStatus } from "#prisma/generated/enums.ts";

/** What a mail about an agreement tells one reader. */
export type NdaMailFacts = {
  to: string;
  readerName: string;
  poster: string;
  applicant: string;
  /** On which side the reader stands. */
  side: "applicant" | "poster";
  status: NdaStatus;
  version: number;
  note: string;
  /** The page to read and sign it on. */
  url: string;
};

/** Reads them for one step and one reader; null when the reader has left both organisations since. */
export async function ndaMailFacts(ndaEventId: string, userId: string): Promise<NdaMailFacts | null> {
  const [event, reader] = await Promise.all([
    db.ndaEvent.findUnique({
      where: { id: ndaEventId },
      select: {
        toStatus: true,
        note: true,
        text: { select: { version: true } },
        agreement: {
          select: {
            primeId: true,
            applicantId: true,
            prime: { select: { name: true } },
            applicant: { select: { name: true } },
          },
        },
      },
    }),
    db.user.findUnique({
      where: { id: userId },
      select: { email: true, name: true, memberships: { select: { organisationId: true } } },
    }),
  ]);
  if (!event || !reader) return null;
  const { primeId, applicantId, prime, applicant } = event.agreement;
  const belongsTo = (id: string) => reader.memberships.some((each) => each.organisationId === id);
  if (!belongsTo(primeId) && !belongsTo(applicantId)) return null;
  const interest = await db.interest.findFirst({
    where: {
      organisationId: applicantId,
      opportunity: { organisationId: primeId },
      status: { not: "draft" },
    },
    orderBy: { updatedAt: "desc" },
    select: { id: true },
  });
  const path = interest ? `/desk/interests/${interest.id}/nda` : "/desk/interests";
  return {
    to: reader.email,
    readerName: reader.name,
    poster: prime.name,
    applicant: applicant.name,
    side: belongsTo(applicantId) ? "applicant" : "poster",
    status: event.toStatus,
    version: event.text.version,
    note: event.note,
    url: new URL(path, config.publicUrl).href,
  };
}
