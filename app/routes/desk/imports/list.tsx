import { data, redirect, type MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { DateText } from "#app/components/facts.tsx";
import { ImportStateTag } from "#app/components/imports/import-state.tsx";
import { Pagination } from "#app/components/pagination.tsx";
import { Button, Notice, PageHeader, Section } from "#app/components/primitives.tsx";
import { DomainError } from "#app/core/errors.ts";
import { handle, requireMember } from "#app/core/http.server.ts";
import { receiveUpload } from "#app/core/upload.server.ts";
import {
  createImportRun,
  MOST_UPLOAD_BYTES,
  refuseImporter,
} from "#app/domain/imports/create-import-run.server.ts";
import { listImportRuns } from "#app/domain/imports/queries.server.ts";

const NO_FILE = "Choose a file first: a spreadsheet saved as CSV or XLSX, or JSON.";

export const loader = handle(async ({ actor, url }) => {
  requireMember(actor, url);
  refuseImporter(actor);
  const page = Math.min(Math.max(Number.parseInt(url.searchParams.get("page") ?? "1", 10) || 1, 1), 10_000);
  const { total, runs } = await listImportRuns(actor, page);
  return {
    page,
    pageCount: Math.ceil(total / 20),
    mostMegabytes: MOST_UPLOAD_BYTES / 1024 / 1024,
    runs: runs.map((run) => ({ ...run, createdAt: run.createdAt.toISOString(), finishedAt: null })),
  };
});

export const action = handle(async ({ request, actor, url }) => {
  requireMember(actor, url);
  refuseImporter(actor);
  try {
    const { upload } = await receiveUpload(request, { maxBytes: MOST_UPLOAD_BYTES });
    if (!upload) return data({ error: NO_FILE }, { status: 422 });
    const { id } = await createImportRun(actor, upload);
    return redirect(`/desk/imports/${id}`);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return data({ error: error.message }, { status: error.status });
  }
});

export const meta: MetaFunction = () => [{ title: "Imports · Sanyog" }];

export default function ImportListPage() {
  const { runs, page, pageCount, mostMegabytes } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title="Import from a spreadsheet">
        Post hundreds of technologies at once. You choose which column is which, try it without keeping
        anything, and get a report of every row.
      </PageHeader>
      <UploadForm mostMegabytes={mostMegabytes} />
      {runs.length > 0 && (
        <Section title="Earlier imports" id="earlier">
          <table className="stack-table">
            <thead>
              <tr>
                <th scope="col">File</th>
                <th scope="col">When</th>
                <th scope="col">State</th>
                <th scope="col">Rows</th>
              </tr>
            </thead>
            <tbody>
              {runs.map((run) => (
                <tr key={run.id}>
                  <th scope="row" className="font-normal">
                    <Link to={`/desk/imports/${run.id}`}>{run.fileName}</Link>
                  </th>
                  <td data-label="When">
                    <DateText iso={run.createdAt} withTime />
                    {run.createdBy && `, ${run.createdBy.name}`}
                  </td>
                  <td className="short">
                    <ImportStateTag status={run.status} dryRun={run.dryRun} />
                  </td>
                  <td data-label="Rows">
                    {run.processedRows > 0
                      ? `${run.createdRows} created, ${run.updatedRows} updated, ${run.unchangedRows} unchanged, ${run.rejectedRows} rejected`
                      : "None yet"}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <Pagination page={page} pageCount={pageCount} hrefOf={(n) => `?page=${n}`} />
        </Section>
      )}
    </>
  );
}

function UploadForm({ mostMegabytes }: { mostMegabytes: number }) {
  const error = useActionData<typeof action>()?.error;
  const isSending = useNavigation().formMethod === "POST";
  return (
    <Form method="post" encType="multipart/form-data" className="panel p-4">
      {error && (
        <div className="mb-4" role="alert">
          <Notice tone="bad" title={error} />
        </div>
      )}
      <label htmlFor="file" className="block font-semibold">
        File
      </label>
      <p id="file-hint" className="text-quiet mb-2 text-sm">
        CSV, XLSX or JSON, {mostMegabytes} MB at most. The first line names the columns; any names will do.
      </p>
      <div className="flex flex-wrap items-center gap-3">
        <input
          id="file"
          name="file"
          type="file"
          accept=".csv,.tsv,.txt,.xlsx,.json"
          aria-describedby="file-hint"
          aria-invalid={error ? true : undefined}
          className="control max-w-md"
        />
        <Button disabled={isSending}>{isSending ? "Uploading…" : "Upload and choose columns"}</Button>
      </div>
    </Form>
  );
}
