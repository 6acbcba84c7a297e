import { redirect, type HeadersFunction, type MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { AccessLog } from "#app/components/nda/access-log.tsx";
import { DateText } from "#app/components/facts.tsx";
import { Pagination } from "#app/components/pagination.tsx";
import { EmptyState, News, PageHeader, Section, Tag } from "#app/components/primitives.tsx";
import { unknownCommand } from "#app/core/errors.ts";
import { handle, readForm, requireMember, submitForm } from "#app/core/http.server.ts";
import { presentAccesses } from "#app/domain/documents/access-log.server.ts";
import { listDocumentReaders } from "#app/domain/documents/document-readers.server.ts";
import { decideGrant } from "#app/domain/nda/grant-documents.server.ts";
import { signingRefusal } from "#app/domain/nda/policy.ts";
import { grantSchema } from "#app/domain/nda/schema.ts";
import { ButtonForm, ButtonProblem } from "#app/routes/accounts/form-result.tsx";

const NEWS: Record<string, string> = {
  grant: "The documents are open to the organisation.",
  withdraw: "The documents are closed to the organisation, links already given included.",
};

export const loader = handle(async ({ params, actor, url }) => {
  const member = requireMember(actor, url);
  const { id, ...readers } = await listDocumentReaders(member, params.reference ?? "");
  const page = Math.min(Math.max(1, Math.trunc(Number(url.searchParams.get("page"))) || 1), 10_000);
  return {
    ...readers,
    page,
    log: await presentAccesses(member, { opportunityId: id, page }),
    refusal: signingRefusal(member),
    news: NEWS[url.searchParams.get("done") ?? ""] ?? null,
  };
});

export const action = handle(async ({ request, params, actor, url }) => {
  const member = requireMember(actor, url);
  const { reference = "" } = params;
  const form = await readForm(request);
  const decide = (decision: "grant" | "withdraw") =>
    submitForm(form, grantSchema, async ({ organisationId }) => {
      await decideGrant(member, { reference, organisationId }, decision);
      return redirect(`/desk/opportunities/${reference}/readers?done=${decision}`);
    });
  if (form.get("intent") === "grant_documents") return decide("grant");
  if (form.get("intent") === "withdraw_documents") return decide("withdraw");
  throw unknownCommand();
});

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Who reads the documents of ${data?.reference ?? "an opportunity"} · Sanyog` },
];

export default function ReadersPage() {
  const { reference, title, documents, log, page, news } = useLoaderData<typeof loader>();
  const problems = ["grant_documents", "withdraw_documents"];
  return (
    <>
      <PageHeader title="Who reads the documents">
        <Link to={`/desk/opportunities/${reference}`}>
          {title}, <span className="whitespace-nowrap">{reference}</span>
        </Link>
      </PageHeader>
      <News>{news}</News>
      <ButtonProblem actionData={useActionData<typeof action>()} intents={problems} />
      <Section title="Organisations with an NDA" id="organisations">
        <p className="max-w-measure mb-3">
          {documents.length === 0
            ? "No document of this opportunity is “After NDA” yet."
            : `“After NDA”: ${documents.map(({ name }) => name).join(", ")}.`}{" "}
          They open when an expression of interest comes to its NDA and both have signed. You can close and
          open them here at any time.
        </p>
        <Readers />
      </Section>
      <Section title="Views and downloads" id="log">
        {log.entries.length === 0 ? (
          <p className="text-quiet">Nobody has opened a document that is not public.</p>
        ) : (
          <AccessLog entries={log.entries} />
        )}
        <Pagination page={page} pageCount={log.pageCount} hrefOf={(each) => `?page=${each}#log`} />
      </Section>
    </>
  );
}

function Readers() {
  const { readers, refusal } = useLoaderData<typeof loader>();
  if (readers.length === 0)
    return (
      <EmptyState title="Nobody has signed your NDA yet">
        <p>You invite an applicant from the NDA page of its shortlisted expression of interest.</p>
      </EmptyState>
    );
  return (
    <ul className="divide-line border-line max-w-3xl divide-y border-y">
      {readers.map(
        ({ organisationId, name, slug, ndaVersion, isGranted, grantedAt, revokedAt, obstacle }) => (
          <li
            key={organisationId}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3"
          >
            <div className="min-w-0">
              <Link to={`/organisations/${slug}`}>{name}</Link>{" "}
              <Tag tone={isGranted && !obstacle ? "good" : "plain"}>
                {isGranted && !obstacle ? "Open" : "Closed"}
              </Tag>
              <p className="text-quiet text-sm">
                {ndaVersion !== null && `NDA version ${ndaVersion}. `}
                {isGranted && grantedAt && (
                  <>
                    Opened on <DateText iso={grantedAt} />.{" "}
                  </>
                )}
                {!isGranted && revokedAt && (
                  <>
                    Closed on <DateText iso={revokedAt} />.{" "}
                  </>
                )}
                {obstacle}
              </p>
            </div>
            {!refusal && (isGranted || ndaVersion !== null) && (
              <ButtonForm
                intent={isGranted ? "withdraw_documents" : "grant_documents"}
                fields={{ organisationId }}
                look={isGranted ? "danger" : "secondary"}
              >
                {isGranted ? "Close the documents" : "Open the documents"}
                <span className="sr-only"> to {name}</span>
              </ButtonForm>
            )}
          </li>
        ),
      )}
    </ul>
  );
}
