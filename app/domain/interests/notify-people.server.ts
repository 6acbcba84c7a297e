import type { Tx } from "#app/core/db.server.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";

type Notification = {
  template: "interest_received" | "interest_changed";
  interestEventId: string;
  organisationId: string;
};

/** Whom a mail to an organisation reaches: its owners and editors whose address is confirmed, by id. */
export async function peopleToTell(tx: Tx, organisationId: string): Promise<string[]> {
  const people = await tx.membership.findMany({
    where: { organisationId, role: { in: ["owner", "editor"] }, user: { emailVerifiedAt: { not: null } } },
    select: { userId: true },
  });
  return people.map(({ userId }) => userId);
}

/** Queues a mail to each owner and editor of an organisation whose address is confirmed. */
export async function notifyPeople(tx: Tx, { organisationId, ...mail }: Notification): Promise<void> {
  for (const userId of await peopleToTell(tx, organisationId))
    await enqueue(tx, "mail.send", { ...mail, userId });
}
