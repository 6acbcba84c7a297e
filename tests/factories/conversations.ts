import type { Tx } from "#app/core/db.server.ts";
import { demoConversations } from "#tests/factories/demo/messages.ts";
import { inDays } from "#tests/factories/factories.ts";

type Ids = Map<string, string>;

/** Puts the demonstration's conversations into its expressions of interest; the last message is unread. */
export async function seedConversations(
  tx: Tx,
  ids: { organisations: Ids; people: Ids; opportunities: Ids },
): Promise<void> {
  for (const { opportunity, organisation, messages } of demoConversations) {
    const interest = await tx.interest.findFirstOrThrow({
      where: {
        opportunityId: ids.opportunities.get(opportunity)!,
        organisationId: ids.organisations.get(organisation)!,
      },
      select: { id: true, opportunity: { select: { organisation: { select: { slug: true } } } } },
    });
    const people = {
      applicant: ids.people.get(organisation)!,
      poster: ids.people.get(interest.opportunity.organisation.slug)!,
    };
    await tx.message.createMany({
      data: messages.map(({ side, daysAgo, text, isQuestion = false }, index) => ({
        interestId: interest.id,
        position: index + 1,
        side,
        authorId: people[side],
        text,
        isQuestion,
        key: `demo.${index}`,
        sentAt: inDays(-daysAgo),
      })),
    });
    const lastRead = { applicant: messages.length - 1, poster: messages.length };
    for (const side of ["applicant", "poster"] as const)
      await tx.messageRead.create({
        data: { userId: people[side], interestId: interest.id, position: lastRead[side] },
      });
  }
}
