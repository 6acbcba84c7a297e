import { createReadableStreamFromReadable } from "@remix-run/node";
import { notFound } from "#app/core/errors.ts";
import { handle, requireMember } from "#app/core/http.server.ts";
import { readLocale } from "#app/core/locale.ts";
import { readCompared } from "#app/domain/interests/compare-applicants.server.ts";
import { readCompareQuery } from "#app/domain/interests/compare-query.ts";
import { csvOf, xlsxOf } from "#app/domain/interests/export-files.server.ts";
import { exportRows } from "#app/domain/interests/export-rows.server.ts";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** Applicants as a file: those of `with`, or all. The ending of the address says which kind of file. */
export const loader = handle(async ({ request, params, actor, url }) => {
  requireMember(actor, url);
  const opportunity = await readCompared(actor, params.reference ?? "");
  const locale = readLocale(request.headers.get("Accept-Language"));
  const { chosen, leftOut } = readCompareQuery(url.searchParams);
  if (chosen.length === 0 && leftOut > 0) throw notFound("This choice of applicants");
  const rows = exportRows(actor, opportunity, chosen, locale);
  const isCsv = url.pathname.endsWith(".csv");
  const file = isCsv ? csvOf(rows) : xlsxOf(rows, opportunity.reference);
  const name = `applicants-${opportunity.reference}.${isCsv ? "csv" : "xlsx"}`;
  return new Response(createReadableStreamFromReadable(file), {
    headers: {
      "Content-Type": isCsv ? "text/csv; charset=utf-8" : XLSX,
      "Content-Disposition": `attachment; filename="${name}"`,
      "Cache-Control": "private, no-store",
    },
  });
});
