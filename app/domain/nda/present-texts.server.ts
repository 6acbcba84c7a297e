import type { ActingOrganisation, Person } from "#app/core/actor.ts";
import { renderMarkdown } from "#app/core/markdown.server.ts";
import { EXAMPLE_NDA } from "#app/domain/nda/example-text.ts";
import { NDA_STATUSES } from "#app/domain/nda/lifecycle.ts";
import { signingRefusal } from "#app/domain/nda/policy.ts";
import { textHash } from "#app/domain/nda/present-agreements.server.ts";
import { readOwnTexts } from "#app/domain/nda/queries.server.ts";

/** The organisation's own NDA: what the next version begins with, all versions, and who stands on which. */
export async function presentOwnTexts(member: Person & { organisation: ActingOrganisation }) {
  const { texts, agreements } = await readOwnTexts(member);
  const newest = texts[0];
  return {
    organisation: member.organisation.name,
    refusal: signingRefusal(member),
    newest: newest ? { version: newest.version, publishedAt: newest.publishedAt.toISOString() } : null,
    draft: {
      after: newest?.version ?? 0,
      title: newest?.title ?? EXAMPLE_NDA.title,
      body: newest?.body ?? EXAMPLE_NDA.body,
    },
    texts: texts.map(({ id, version, title, body, publishedAt, publishedBy }) => ({
      id,
      version,
      title,
      html: renderMarkdown(body),
      hash: textHash({ title, body }),
      publishedAt: publishedAt.toISOString(),
      publishedBy: publishedBy?.name ?? "",
      inForce: agreements.filter((each) => each.status === "countersigned" && each.text.version === version)
        .length,
    })),
    agreements: agreements.map(({ id, status, text, applicant, invitedAt, acceptedAt, countersignedAt }) => ({
      id,
      status,
      label: NDA_STATUSES[status].label,
      version: text.version,
      organisation: applicant,
      since: (countersignedAt ?? acceptedAt ?? invitedAt).toISOString(),
    })),
  };
}
export type OwnTexts = Awaited<ReturnType<typeof presentOwnTexts>>;
