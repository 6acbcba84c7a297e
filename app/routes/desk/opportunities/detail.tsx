import { data, redirect, type MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { DocumentAudience } from "#app/components/opportunity/document-audience.tsx";
import { ListingFigures } from "#app/components/opportunity/listing-figures.tsx";
import { DeskFigures } from "#app/components/posting/desk-figures.tsx";
import { PaperList } from "#app/components/posting/paper-list.tsx";
import { HistoryList } from "#app/components/posting/history-list.tsx";
import { QualityNotes } from "#app/components/posting/quality-notes.tsx";
import { StateActions } from "#app/components/posting/state-actions.tsx";
import { OpportunityStatusTag } from "#app/components/facts.tsx";
import { Notice, PageHeader, Section } from "#app/components/primitives.tsx";
import { mayEdit } from "#app/core/actor.ts";
import { DomainError } from "#app/core/errors.ts";
import { handle, readForm, requireMember } from "#app/core/http.server.ts";
import { readLocale } from "#app/core/locale.ts";
import { OPPORTUNITY_KINDS, OPPORTUNITY_STATUSES } from "#app/core/reference/terms.ts";
import { readListingFigures } from "#app/domain/billing/listing-figures.server.ts";
import { readFeatured } from "#app/domain/billing/purchase-story.server.ts";
import { listDocuments } from "#app/domain/documents/queries.server.ts";
import { opportunityPath } from "#app/domain/opportunities/address.ts";
import { changeStatus } from "#app/domain/opportunities/change-status.server.ts";
import { deleteDraft } from "#app/domain/opportunities/delete-draft.server.ts";
import { readDeskFacts, readOwnOpportunity } from "#app/domain/opportunities/desk-queries.server.ts";
import { documentAudience } from "#app/domain/opportunities/document-audience.ts";
import { historyText } from "#app/domain/opportunities/history.ts";
import { closingAt } from "#app/domain/opportunities/lifecycle.ts";
import { valuesOf } from "#app/domain/opportunities/opportunity-record.server.ts";
import { missingForPublishing } from "#app/domain/opportunities/publishable.ts";
import { qualityHints } from "#app/domain/opportunities/quality-hints.ts";
import { readReference } from "#app/domain/reference/read-reference.server.ts";

type Changes = Record<string, [before: unknown, after: unknown]>;

export const loader = handle(async ({ request, params, actor, url }) => {
  requireMember(actor, url);
  const record = await readOwnOpportunity(actor, params.reference ?? "");
  const { id, reference, kind, status, version, title, currency, publishedAt, updatedAt } = record;
  const values = valuesOf(record);
  const { events, ...figures } = await readDeskFacts(actor, id);
  return {
    ...{ reference, kind, status, version, title, ...figures, path: opportunityPath(record) },
    mayEdit: mayEdit(actor),
    done: url.searchParams.get("done"),
    publishedAt: publishedAt?.toISOString() ?? null,
    updatedAt: updatedAt.toISOString(),
    closingAt: closingAt(record)?.toISOString() ?? null,
    missing: status === "draft" ? missingForPublishing(kind, values, new Date()).length : 0,
    hints:
      status === "draft" || status === "published" || status === "on_hold" ? qualityHints(kind, values) : [],
    featured: await readFeatured(id),
    documents: await listDocuments(actor, id),
    listing: await readListingFigures(actor, id, readLocale(request.headers.get("Accept-Language"))),
    audience: documentAudience(record, await readReference("release")),
    events: events.map(({ changes, createdAt, actor: who, ...event }) => ({
      ...event,
      at: createdAt.toISOString(),
      who: who?.name ?? "",
      changes: Object.entries(changes as Changes).map(([field, [before, after]]) => ({
        field,
        before: historyText(field, before, currency),
        after: historyText(field, after, currency),
      })),
    })),
  };
});

const decisionSchema = z.discriminatedUnion("intent", [
  z.object({ intent: z.enum(["hold", "resume", "renew", "archive", "delete"]), version: z.coerce.number() }),
  z.object({
    intent: z.literal("close"),
    version: z.coerce.number(),
    reason: z.string().trim().min(1).max(500),
  }),
]);

const ASK_FOR_REASON =
  "Say in a few words why you close it (at most 500 characters), then press Close again.";
const RELOAD = "Reload the page, then press the button again.";

export const action = handle(async ({ request, params, actor, url }) => {
  requireMember(actor, url);
  const { reference = "" } = params;
  const form = await readForm(request);
  const refuse = (message: string, status: number) =>
    data(
      { message, reason: form.get("intent") === "close" ? String(form.get("reason") ?? "") : null },
      { status },
    );
  const parsed = decisionSchema.safeParse(Object.fromEntries(form));
  if (!parsed.success) return refuse(form.get("intent") === "close" ? ASK_FOR_REASON : RELOAD, 422);
  const { intent, ...decision } = parsed.data;
  try {
    if (intent === "delete") {
      await deleteDraft(actor, { reference, ...decision });
      return redirect("/desk/opportunities?deleted");
    }
    await changeStatus(actor, intent, { reference, ...decision });
    return redirect(`/desk/opportunities/${reference}?done=${intent}`);
  } catch (error) {
    if (!(error instanceof DomainError) || error.code === "not_found") throw error;
    return refuse(error.message, error.status);
  }
});

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [
  { title: `${loaded?.title || loaded?.reference || "An opportunity"} · Sanyog` },
];

const DONE: Record<string, string> = {
  publish: "Published. Everybody can find it within two seconds.",
  hold: "On hold. Nobody finds it now.",
  resume: "Public again.",
  renew: "Renewed for 365 days.",
  close: "Closed. It takes no new interest.",
  archive: "Archived.",
};

export default function DeskOpportunityPage() {
  const loaded = useLoaderData<typeof loader>();
  const { reference, kind, status, version, title, done, missing, hints, mayEdit, events, documents } =
    loaded;
  const refused = useActionData<typeof action>();
  return (
    <>
      <PageHeader title={title || "Without a title"}>
        <p className="mt-1">
          <OpportunityStatusTag status={status} /> {OPPORTUNITY_KINDS[kind].label},{" "}
          <span className="whitespace-nowrap">{reference}</span>
        </p>
      </PageHeader>
      {refused?.message && (
        <div role="alert" className="mb-4">
          <Notice tone="bad" title="Nothing was changed">
            {refused.message}
          </Notice>
        </div>
      )}
      {done && DONE[done] && !refused && <Notice tone="good" live title={DONE[done]} />}
      <div className="grid gap-x-12 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0 xl:order-2">
          <Section title="What you can do" id="actions">
            <p className="mb-3">{OPPORTUNITY_STATUSES[status].explanation}</p>
            {mayEdit ? (
              <StateActions
                {...{ reference, status, version }}
                canPublish={missing === 0}
                typedReason={refused?.reason}
              />
            ) : (
              <p className="text-quiet">Your role is viewer: you may read everything and change nothing.</p>
            )}
          </Section>
        </div>
        <div className="min-w-0">
          <DeskFigures figures={loaded} />
          {loaded.publishedAt && <ListingFigures {...loaded.listing} />}
          {missing > 0 && (
            <p className="mt-4">
              <Link to={`/desk/opportunities/${reference}/edit/review`}>
                {missing === 1 ? "One thing is" : `${missing} things are`} missing for publishing
              </Link>
            </p>
          )}
          {hints.length > 0 && (
            <Section title="What would bring better answers" id="hints">
              <QualityNotes reference={reference} hints={hints} mayEdit={mayEdit} />
            </Section>
          )}
          <PaperList {...{ reference, documents, mayEdit }} />
          <DocumentAudience {...loaded.audience} />
          <Section title="History" id="history">
            <HistoryList events={events} />
          </Section>
        </div>
      </div>
    </>
  );
}
