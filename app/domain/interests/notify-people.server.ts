import type { Tx } from "#app/core/db.server.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";

type Notification = {
  template: "interest_received" | "interest_changed";
  interestEventId: string;
  organisationId: string;
};

/** Queues a mail to each owner and editor of an organisation whose address is confirmed. */
export async function notifyPeople(tx: Tx, { organisationId, ...mail }: Notification): Promise<void> {
  const people = await tx.membership.findMany({
    where: { organisationId, role: { in: ["owner", "editor"] }, user: { emailVerifiedAt: { not: null } } },
    select: { userId: true },
  });
  for (const { userId } of people) await enqueue(tx, "mail.send", { ...mail, userId });
}
