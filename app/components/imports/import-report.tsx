import { Form, Link, useRevalidator } from "@remix-run/react";
import { useEffect } from "react";
import { Pagination } from "#app/components/pagination.tsx";
import { Button, ButtonLink, Notice, Section } from "#app/components/primitives.tsx";
import type { ImportOutcome, ImportStatus } from "#prisma/generated/enums.ts";

type Run = {
  id: string;
  status: ImportStatus;
  dryRun: boolean;
  totalRows: number | null;
  processedRows: number;
  createdRows: number;
  updatedRows: number;
  unchangedRows: number;
  rejectedRows: number;
};
type Row = {
  line: number;
  title: string;
  externalReference: string;
  reference: string;
  problems: Array<{ column: string; reason: string; remedy: string }>;
};

const REFRESH_MS = 1_500;

/** How far a waiting or running import is. Looks again by itself, with and without script. */
export function ImportProgress({ run }: { run: Run }) {
  const isOpen = run.status === "queued" || run.status === "running";
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (!isOpen) return;
    const timer = setInterval(revalidate, REFRESH_MS);
    return () => clearInterval(timer);
  }, [isOpen, revalidate]);
  if (!isOpen) return null;
  const total = run.totalRows ?? 0;
  return (
    <div className="panel mb-6 p-4">
      <noscript>
        <meta httpEquiv="refresh" content="3" />
      </noscript>
      <label htmlFor="progress" className="block font-semibold">
        {run.status === "queued" ? "Waiting for its turn" : `${run.processedRows} of ${total} rows`}
      </label>
      <progress
        id="progress"
        className="mt-2 h-3 w-full"
        value={run.processedRows}
        max={Math.max(total, 1)}
      />
      <p className="text-quiet mt-1 text-sm">You may leave this page; the import goes on by itself.</p>
    </div>
  );
}

const WORDS: Record<ImportOutcome, string> = {
  rejected: "Rejected",
  created: "Created",
  updated: "Updated",
  unchanged: "Unchanged",
};

/** What became of every row, the rejected ones first, each with what to do about it. */
export function ImportReport(props: {
  run: Run;
  rows: Row[];
  outcome: ImportOutcome;
  page: number;
  canRepeat: boolean;
}) {
  const { run, rows, outcome, page, canRepeat } = props;
  const count = run[`${outcome}Rows`];
  const isOver = run.status === "finished" || run.status === "failed";
  return (
    <>
      {run.status === "finished" && run.dryRun && (
        <div className="mb-6">
          <Notice tone="action" title="This was a dry run: nothing was kept." live>
            Look at the rows below. If they are right, import for real.
          </Notice>
        </div>
      )}
      {isOver && canRepeat && (
        <Form method="post" className="flex flex-wrap gap-3">
          {run.dryRun && run.status === "finished" && (
            <Button name="intent" value="repeat">
              Import for real
            </Button>
          )}
          <ButtonLink to="?again" look="secondary">
            Change the columns and run again
          </ButtonLink>
        </Form>
      )}
      {run.processedRows > 0 && (
        <Section
          title="Rows"
          id="rows"
          aside={
            <Link to={`/desk/imports/${run.id}/report.csv`} reloadDocument>
              Download the report (CSV)
            </Link>
          }
        >
          <nav aria-label="Outcomes" className="tabs mb-3">
            {(Object.keys(WORDS) as ImportOutcome[]).map((each) => (
              <Link
                key={each}
                to={`?outcome=${each}`}
                preventScrollReset
                aria-current={each === outcome ? "page" : undefined}
              >
                {WORDS[each]} ({run[`${each}Rows`]})
              </Link>
            ))}
          </nav>
          <RowTable rows={rows} />
          <Pagination
            page={page}
            pageCount={Math.ceil(count / 50)}
            hrefOf={(n) => `?outcome=${outcome}&page=${n}`}
          />
        </Section>
      )}
    </>
  );
}

function RowTable({ rows }: { rows: Row[] }) {
  if (rows.length === 0) return <p className="text-quiet">No rows here.</p>;
  return (
    <table className="stack-table">
      <thead>
        <tr>
          <th scope="col">Line</th>
          <th scope="col">Title</th>
          <th scope="col">What happened</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.line}>
            <td data-label="Line" className="short">
              {row.line}
            </td>
            <td data-label="Title">
              {row.reference ? (
                <Link to={`/desk/opportunities/${row.reference}`}>{row.title}</Link>
              ) : (
                row.title
              )}
              {row.externalReference && (
                <span className="text-quiet block text-sm">{row.externalReference}</span>
              )}
            </td>
            <td data-label="What happened">
              {row.problems.length === 0
                ? row.reference || "Nothing to report"
                : row.problems.map(({ column, reason, remedy }) => (
                    <p key={column + reason}>
                      {column && <strong>{column}: </strong>}
                      {reason} <span className="text-quiet">{remedy}</span>
                    </p>
                  ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
