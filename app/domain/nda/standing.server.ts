import type { Actor } from "#app/core/actor.ts";
import { pool } from "#app/core/db.server.ts";
import { NOTHING_SIGNED, type NdaStanding } from "#app/domain/documents/policy.ts";

const STANDING = {
  name: "nda-standing",
  text: `
    select a.id, t.version,
      exists (select from document_grant g
        where g.opportunity_id = o.id and g.organisation_id = $2 and g.revoked_at is null) as granted
    from opportunity o
    join nda_agreement a on a.prime_id = o.organisation_id and a.applicant_id = $2 and a.status = 'countersigned'
    join nda_text t on t.id = a.text_id
    where o.id = $1`,
};

/** What the actor's organisation has signed with the poster of an opportunity, and whether it is let in there. */
export async function ndaStanding(actor: Actor, opportunityId: string): Promise<NdaStanding> {
  if (actor.kind !== "person" || !actor.organisation) return NOTHING_SIGNED;
  const values = [opportunityId, actor.organisation.id];
  const { rows } = await pool.query<{ id: string; version: number; granted: boolean }>({
    ...STANDING,
    values,
  });
  const found = rows[0];
  return found
    ? { agreement: { id: found.id, version: found.version }, isGranted: found.granted }
    : NOTHING_SIGNED;
}
