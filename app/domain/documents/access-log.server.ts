import { z } from "zod";
import type { Actor } from "#app/core/actor.ts";
import { pool } from "#app/core/db.server.ts";
import { notFound } from "#app/core/errors.ts";
import type { DocumentAccessKind } from "#prisma/generated/enums.ts";

export const ACCESSES_PER_PAGE = 50;

export type DocumentAccessEntry = {
  id: string;
  kind: DocumentAccessKind;
  at: Date;
  documentId: string;
  documentName: string;
  /** Null when the opportunity was a draft and is gone. */
  reference: string | null;
  organisation: string | null;
  person: string | null;
  address: string;
  ndaVersion: number | null;
};

type Filter = {
  /** A part of the reading organisation's name. */
  organisation?: string;
  /** A part of the document's name, or an opportunity's reference. */
  document?: string;
  opportunityId?: string;
  page: number;
};

const LOG = `
  select a.id, a.kind, a.created_at as "at", a.document_id as "documentId", a.document_name as "documentName",
    p.reference, o.name as organisation, u.name as person, a.address, t.version as "ndaVersion",
    count(*) over ()::int as total
  from document_access a
  left join opportunity p on p.id = a.opportunity_id
  left join organisation o on o.id = a.organisation_id
  left join "user" u on u.id = a.user_id
  left join nda_agreement n on n.id = a.agreement_id
  left join nda_text t on t.id = n.text_id
  where ($1::uuid is null or a.opportunity_id = $1)
    and ($2::text is null or o.name ilike '%' || $2 || '%')
    and ($3::text is null or a.document_name ilike '%' || $3 || '%' or p.reference ilike $3)
    and ($4::uuid is null or p.organisation_id = $4)
  order by a.created_at desc, a.id desc
  limit ${ACCESSES_PER_PAGE} offset $5`;

const pattern = (typed: string | undefined) => typed?.replace(/[\\%_]/g, "\\$&") || null;

/**
 * Who viewed and downloaded what is not public, the newest first: moderators read of all, an organisation of its own
 * opportunities. @throws DomainError not_found for everybody else
 */
export async function listDocumentAccesses(
  actor: Actor,
  { organisation, document, opportunityId, page }: Filter,
): Promise<{ entries: DocumentAccessEntry[]; total: number }> {
  if (actor.kind !== "person" || (!actor.isModerator && !actor.organisation)) throw notFound();
  if (opportunityId !== undefined && !z.uuid().safeParse(opportunityId).success) throw notFound();
  const { rows } = await pool.query<DocumentAccessEntry & { total: number }>(LOG, [
    opportunityId ?? null,
    pattern(organisation),
    pattern(document),
    actor.isModerator ? null : actor.organisation!.id,
    (page - 1) * ACCESSES_PER_PAGE,
  ]);
  return { entries: rows.map(({ total: _total, ...entry }) => entry), total: rows[0]?.total ?? 0 };
}

const KINDS = { view: "Viewed", download: "Downloaded" } as const satisfies Record<
  DocumentAccessKind,
  string
>;

/** The same for a page. @throws DomainError not_found */
export async function presentAccesses(actor: Actor, filter: Filter) {
  const { entries, total } = await listDocumentAccesses(actor, filter);
  return {
    total,
    pageCount: Math.max(1, Math.ceil(total / ACCESSES_PER_PAGE)),
    entries: entries.map(({ at, kind, ndaVersion, organisation, person, ...entry }) => ({
      ...entry,
      at: at.toISOString(),
      organisation: organisation ?? "The marketplace's moderation",
      person: person ?? "A person whose account is gone",
      how: KINDS[kind] + (ndaVersion === null ? "" : ` under NDA version ${ndaVersion}`),
    })),
  };
}
