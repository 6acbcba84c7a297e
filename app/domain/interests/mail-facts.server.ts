import { db } from "#app/core/db.server.ts";
import { config } from "#app/core/config.server.ts";
import type { InterestStatus } from "#app/core/reference/terms.ts";

/** What a mail about an EoI tells one reader. Nobody's address or name of the other side is in it. */
export type InterestMailFacts = {
  to: string;
  readerName: string;
  applicant: string;
  poster: string;
  reference: string;
  title: string;
  status: InterestStatus;
  note: string;
  /** The page of this EoI on the reader's desk. */
  url: string;
};

/** Reads them for one event and one reader; null when the reader has left both organisations since. */
export async function interestMailFacts(
  interestEventId: string,
  userId: string,
): Promise<InterestMailFacts | null> {
  const [event, reader] = await Promise.all([
    db.interestEvent.findUnique({
      where: { id: interestEventId },
      select: {
        toStatus: true,
        note: true,
        interest: {
          select: {
            id: true,
            organisationId: true,
            organisation: { select: { name: true } },
            opportunity: {
              select: {
                reference: true,
                title: true,
                organisationId: true,
                organisation: { select: { name: true } },
              },
            },
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
  const { interest } = event;
  const belongsTo = (id: string) => reader.memberships.some((each) => each.organisationId === id);
  if (!belongsTo(interest.organisationId) && !belongsTo(interest.opportunity.organisationId)) return null;
  return {
    to: reader.email,
    readerName: reader.name,
    applicant: interest.organisation.name,
    poster: interest.opportunity.organisation.name,
    reference: interest.opportunity.reference,
    title: interest.opportunity.title,
    status: event.toStatus,
    note: event.note,
    url: new URL(`/desk/interests/${interest.id}`, config.publicUrl).href,
  };
}
