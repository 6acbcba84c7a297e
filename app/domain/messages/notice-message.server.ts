import type { Tx } from "#app/core/db.server.ts";
import { organisationOpposite, type Thread } from "#app/domain/messages/thread.server.ts";
import { Prisma } from "#prisma/generated/client.ts";

/** How often a member of `m` hears of messages: as chosen in `p`, else as usualFrequency says for the role. */
export const FREQUENCY_SQL = Prisma.sql`coalesce(p.frequency, (case m.role when 'viewer' then 'none' else 'at_once' end)::alert_frequency)`;

/** Membership `m` with its preference `p` and its person `u`. */
export const LISTENERS_SQL = Prisma.sql`membership m
  join "user" u on u.id = m.user_id and u.email_verified_at is not null
  left join message_preference p on p.user_id = m.user_id and p.organisation_id = m.organisation_id`;

/** Writes down which members of the other side are to hear of a message. The mail leaves from a job. */
export async function noticeMessage(tx: Tx, thread: Thread, messageId: string): Promise<void> {
  await tx.$executeRaw`
    insert into message_notice (message_id, user_id, organisation_id)
    select ${messageId}::uuid, m.user_id, m.organisation_id from ${LISTENERS_SQL}
    where m.organisation_id = ${organisationOpposite(thread)}::uuid and m.user_id <> ${thread.person.userId}::uuid
      and ${FREQUENCY_SQL} <> 'none'`;
}
