import { dateText, countText } from "#app/core/formats.ts";
import { formatMoney, moneyInWords } from "#app/core/money.ts";
import { currencyName, isCurrency } from "#app/core/reference/currencies.ts";
import type { Pipeline, PipelineBar } from "#app/domain/leads/pipeline.ts";
import { drawBars } from "#app/domain/leads/pipeline-chart.server.ts";

const wire = ({ key, label, count, paise, weightedPaise }: PipelineBar) => ({
  ...{ key, label, count },
  paise: paise.toString(),
  weightedPaise: weightedPaise.toString(),
});

/** "November 2026" for `2026-11`. */
function monthName(month: string, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { month: "short", year: "numeric", timeZone: "UTC" });
  return format.format(new Date(`${month}-01T00:00:00Z`));
}

type Part = { id: string; title: string; head: string; bars: PipelineBar[]; after?: PipelineBar[] };

async function chartOf({ id, title, head, bars, after = [] }: Part, locale: string) {
  const words = (paise: bigint) => moneyInWords(paise, "INR", locale);
  const valued = bars.filter(({ count }) => count > 0);
  const description = valued
    .map(({ label, count, paise, weightedPaise }) => {
      const entries = countText(count, "expression", locale);
      return `${label}: ${words(paise)} in ${entries} of interest, weighted ${words(weightedPaise)}.`;
    })
    .join(" ");
  return {
    ...{ id, title, head },
    svg: valued.length > 0 ? await drawBars({ title, description, bars, locale }) : null,
    rows: bars.map(wire),
    /** Ended: in the table only. */
    after: after.map(wire),
  };
}
export type PipelineChartView = Awaited<ReturnType<typeof chartOf>>;

/** The pipeline as its page shows it: drawings with their tables, and what no rate could be found for. */
export async function presentPipeline(
  pipeline: Pipeline & { total: number; withoutValue: number },
  locale: string,
) {
  const { open, byState, ended, bySector, byMonth, unrated, rates, total, withoutValue } = pipeline;
  const months = byMonth.map((bar) => ({ ...bar, label: monthName(bar.key, locale) }));
  const parts: Part[] = [
    { id: "states", title: "By state", head: "State", bars: byState, after: ended },
    { id: "sectors", title: "By sector", head: "Sector", bars: bySector },
    { id: "months", title: "By month of arrival", head: "Month", bars: months },
  ];
  return {
    charts: await Promise.all(parts.map((part) => chartOf(part, locale))),
    open: wire(open),
    ...{ total, withoutValue },
    unrated: unrated.map(({ currency, count, minor }) => ({
      currency,
      name: isCurrency(currency) ? currencyName(currency) : currency,
      amount: isCurrency(currency) ? formatMoney(minor, currency, locale) : `${minor} ${currency}`,
      entries: `${countText(count, "expression", locale)} of interest`,
    })),
    rates: rates.map(({ currency, rupees, on, source }) => ({
      ...{ currency, rupees, source },
      on: dateText(`${on}T00:00:00+05:30`, locale),
    })),
  };
}
