import type { MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { AccessLog } from "#app/components/nda/access-log.tsx";
import { Pagination } from "#app/components/pagination.tsx";
import { Button, PageHeader } from "#app/components/primitives.tsx";
import { handle, requirePerson } from "#app/core/http.server.ts";
import { presentAccesses } from "#app/domain/documents/access-log.server.ts";
import { requireModerator } from "#app/domain/moderation/policy.ts";

const LONGEST_FILTER = 100;

export const loader = handle(async ({ actor, url }) => {
  requirePerson(actor, url);
  const moderator = requireModerator(actor);
  const typed = (name: string) => (url.searchParams.get(name) ?? "").trim().slice(0, LONGEST_FILTER);
  const filter = { organisation: typed("organisation"), document: typed("document") };
  const page = Math.min(Math.max(1, Math.trunc(Number(url.searchParams.get("page"))) || 1), 10_000);
  return { ...(await presentAccesses(moderator, { ...filter, page })), filter, page };
});

export const meta: MetaFunction = () => [{ title: "Views and downloads · Moderation · Sanyog" }];

export default function DocumentAccessesPage() {
  const { entries, total, pageCount, filter, page } = useLoaderData<typeof loader>();
  const hrefOf = (each: number) => `?${new URLSearchParams({ ...filter, page: String(each) })}`;
  return (
    <>
      <PageHeader title="Views and downloads">
        Every opening of a document that is not public, the newest first. The log is never changed.
      </PageHeader>
      <Form method="get" className="mb-4 flex flex-wrap items-end gap-3">
        <label>
          <span className="block font-semibold">Organisation</span>
          <input name="organisation" defaultValue={filter.organisation} className="control" />
        </label>
        <label>
          <span className="block font-semibold">Document or reference</span>
          <input name="document" defaultValue={filter.document} className="control" />
        </label>
        <Button look="secondary">Show</Button>
      </Form>
      <p role="status" className="text-quiet mb-2">
        {total === 1 ? "1 entry" : `${total} entries`}
      </p>
      {entries.length > 0 && <AccessLog entries={entries} withReference />}
      <Pagination page={page} pageCount={pageCount} hrefOf={hrefOf} />
    </>
  );
}
