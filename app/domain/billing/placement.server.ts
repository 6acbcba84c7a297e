import { pool } from "#app/core/db.server.ts";
import { sharedRead } from "#app/core/shared-read.server.ts";
import { Rotation, type Listings } from "#app/domain/billing/placement.ts";

const rotation = new Rotation();

const readCandidates = sharedRead(async () => {
  const { rows } = await pool.query<{ id: string; reference: string }>({
    name: "featured-candidates",
    text: `select o.id, o.reference
             from featured_slot s join opportunity o on o.id = s.opportunity_id
            where s.ends_at > now() and o.status = 'published'`,
  });
  return rows;
});

/** Ids of the opportunities that are featured now, the one whose turn it is first. */
export async function featuredCandidates(): Promise<string[]> {
  return rotation.order(await readCandidates("")).map(({ id }) => id);
}

/** Featured cards that somebody has seen: others come before them now. */
export function recordTurns({ featured = [], home_featured = [] }: Listings): void {
  for (const reference of [...featured, ...home_featured]) rotation.record(reference);
}
