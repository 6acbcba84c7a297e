import { data, redirect, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ImportProgress, ImportReport } from "#app/components/imports/import-report.tsx";
import { ImportStateTag } from "#app/components/imports/import-state.tsx";
import { MappingForm } from "#app/components/imports/mapping-form.tsx";
import { Notice, PageHeader } from "#app/components/primitives.tsx";
import { DomainError } from "#app/core/errors.ts";
import { withLocalFile } from "#app/core/files.server.ts";
import { handle, readForm, requireMember } from "#app/core/http.server.ts";
import { OPPORTUNITY_KINDS } from "#app/core/reference/terms.ts";
import { canShorten, mappingFromForm, mappingRows } from "#app/domain/imports/mapping-form.ts";
import { importFieldLabel } from "#app/domain/imports/fields.ts";
import { getImportRun, listImportRows } from "#app/domain/imports/queries.server.ts";
import { readSample } from "#app/domain/imports/read-rows.server.ts";
import { importOptionsSchema, type ImportMapping } from "#app/domain/imports/schema.ts";
import { startImport } from "#app/domain/imports/start-import.server.ts";
import { postableKinds } from "#app/domain/opportunities/policy.ts";

const OUTCOMES = ["rejected", "created", "updated", "unchanged"] as const;

export const loader = handle(async ({ params, actor, url }) => {
  requireMember(actor, url);
  const { storageKey, mapping, organisationId: _, ...run } = await getImportRun(actor, params.id!);
  const asked = url.searchParams.get("outcome");
  const outcome = OUTCOMES.find((each) => each === asked) ?? null;
  const page = Math.min(Math.max(Number.parseInt(url.searchParams.get("page") ?? "1", 10) || 1, 1), 10_000);
  const shownOutcome = outcome ?? OUTCOMES.find((each) => run[`${each}Rows`] > 0) ?? "created";
  const choosing = run.status === "uploaded" || url.searchParams.has("again");
  return {
    run: {
      ...run,
      createdAt: run.createdAt.toISOString(),
      finishedAt: run.finishedAt?.toISOString() ?? null,
    },
    canRepeat: storageKey !== null,
    choice: choosing && storageKey ? await choiceFor(storageKey, mapping) : null,
    kinds: postableKinds(actor).map((value) => ({ value, label: OPPORTUNITY_KINDS[value].label })),
    outcome: shownOutcome,
    page,
    rows: run.processedRows > 0 ? await listImportRows(run.id, shownOutcome, page) : [],
  };
});

async function choiceFor(storageKey: string, mapping: ImportMapping) {
  const { columns, rows } = await withLocalFile(storageKey, (file) => readSample(file, 3));
  return {
    columns,
    samples: columns.map((column) => rows.map((row) => (row.cells[column] ?? "").slice(0, 120))),
    fields: mappingRows(mapping).map((row) => ({
      ...row,
      label: importFieldLabel(row.field),
      canShorten: canShorten(row.field),
    })),
  };
}

export const action = handle(async ({ request, params, actor, url }) => {
  requireMember(actor, url);
  const form = await readForm(request);
  const run = await getImportRun(actor, params.id!);
  const intent = form.get("intent");
  // "For real" after a dry run repeats it with the same choices; the other buttons stand on the mapping form.
  const mapping = intent === "repeat" ? run.mapping : mappingFromForm(form, run.mapping);
  const options = importOptionsSchema.safeParse(
    intent === "repeat"
      ? { kind: run.kind, publish: run.publish }
      : { kind: form.get("kind") || null, publish: form.get("publish") === "on", dryRun: intent === "try" },
  );
  const typed = mappingRows(mapping);
  if (!options.success) return data({ error: "Choose one of the listed kinds.", typed }, { status: 422 });
  try {
    const { id } = await startImport(actor, { id: run.id, mapping, options: options.data });
    return redirect(`/desk/imports/${id}`);
  } catch (error) {
    if (!(error instanceof DomainError) || error.code === "not_found") throw error;
    return data({ error: error.message, typed }, { status: error.status });
  }
});

export const meta: MetaFunction = () => [{ title: "Import · Sanyog" }];

export default function ImportPage() {
  const { run, choice, kinds, rows, outcome, page, canRepeat } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <PageHeader title={run.fileName}>
        <ImportStateTag status={run.status} dryRun={run.dryRun} />
      </PageHeader>
      {answer?.error && (
        <div className="mb-6" role="alert">
          <Notice tone="bad" title={answer.error} />
        </div>
      )}
      {run.status === "failed" && (
        <div className="mb-6">
          <Notice tone="bad" title="The import stopped.">
            {run.failure}
          </Notice>
        </div>
      )}
      <ImportProgress run={run} />
      {choice ? (
        <MappingForm choice={choice} typed={answer?.typed} kinds={kinds} run={run} />
      ) : (
        <ImportReport run={run} rows={rows} outcome={outcome} page={page} canRepeat={canRepeat} />
      )}
    </>
  );
}
