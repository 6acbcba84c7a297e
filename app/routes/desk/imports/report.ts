import { createReadableStreamFromReadable } from "@remix-run/node";
import { handle, requireMember } from "#app/core/http.server.ts";
import { allImportRows, getImportRun } from "#app/domain/imports/queries.server.ts";
import { reportCsv } from "#app/domain/imports/report.ts";

export const loader = handle(async ({ params, actor, url }) => {
  requireMember(actor, url);
  const run = await getImportRun(actor, params.id!);
  const name = `import-report-${run.createdAt.toISOString().slice(0, 10)}.csv`;
  return new Response(createReadableStreamFromReadable(reportCsv(allImportRows(run.id))), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name}"`,
      "Cache-Control": "private, no-store",
    },
  });
});
