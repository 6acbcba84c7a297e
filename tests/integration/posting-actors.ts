import { system, type ActingOrganisation, type Person } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import type { MemberRole } from "#app/core/reference/terms.ts";
import { makeMember, makeOrganisation } from "#tests/factories/factories.ts";

export type Member = Person & { organisation: ActingOrganisation };
export const byTime = system("test");

/** A person who acts for an organisation: a new research body unless told otherwise, or the one with this id. */
export async function actAs(
  fields: Parameters<typeof makeOrganisation>[0] = {},
  role: MemberRole = "owner",
): Promise<Member> {
  const organisation =
    (fields.id ? await db.organisation.findUnique({ where: { id: fields.id } }) : null) ??
    (await makeOrganisation({ kind: "research_body", ...fields }));
  const { id: userId, email, name } = await makeMember(organisation.id, role);
  return {
    kind: "person",
    ...{ userId, email, name, sessionId: "", emailVerified: true, isModerator: false },
    organisation: { ...organisation, role },
  };
}
