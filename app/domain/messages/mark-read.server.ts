import type { Person } from "#app/core/actor.ts";
import { pool } from "#app/core/db.server.ts";

/** Notes that a person has had an EoI's messages on the page up to this one; never takes it back. */
export async function markRead(
  { userId }: Pick<Person, "userId">,
  interestId: string,
  position: number,
): Promise<void> {
  await pool.query({
    name: "mark-messages-read",
    text: `
      insert into message_read (user_id, interest_id, position) values ($1, $2, $3)
      on conflict (user_id, interest_id) do update set position = excluded.position, read_at = now()
        where message_read.position < excluded.position`,
    values: [userId, interestId, position],
  });
}
