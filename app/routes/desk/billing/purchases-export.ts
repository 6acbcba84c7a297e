import { handle } from "#app/core/http.server.ts";
import { readAccountingYear } from "#app/domain/billing/accounting-year.ts";
import { exportPurchases } from "#app/domain/billing/export-purchases.server.ts";
import { requirePoster } from "#app/routes/desk/billing/poster.server.ts";

/** The purchases of `year`, or all, as a CSV file. */
export const loader = handle(async ({ actor, url }) => {
  const member = requirePoster(actor, url);
  const year = readAccountingYear(url.searchParams.get("year"));
  const name = `purchases${year === null ? "" : `-${year}-${year + 1}`}.csv`;
  return new Response(await exportPurchases(member, year), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name}"`,
      "Cache-Control": "private, no-store",
    },
  });
});
