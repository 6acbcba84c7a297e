import { countText, numberText } from "#app/core/formats.ts";
import { PLACES, type Place } from "#app/domain/billing/placement.ts";

const DAY_MS = 86_400_000;
/** Days of the chart, today the last. */
export const CHART_DAYS = 30;

const LABELS: Record<Place, string> = {
  featured: "Featured, above results",
  home_featured: "Featured, on the home page",
  organic: "In its place among results",
  home: "On the home page, as new or closing soon",
};

/** What was counted on a day (UTC) at a place. */
export type ListingCount = { day: Date; place: Place; views: number; clicks: number };
type Sum = { views: number; clicks: number };

const isFeatured = ({ place }: ListingCount) => place === "featured" || place === "home_featured";
const sumOf = (counts: ListingCount[]): Sum => ({
  views: counts.reduce((sum, { views }) => sum + views, 0),
  clicks: counts.reduce((sum, { clicks }) => sum + clicks, 0),
});
const dayOf = (instant: Date) => instant.toISOString().slice(0, 10);

/** "4.2%"; a dash where nothing was seen, or more was followed than seen, as after midnight. */
function shareText({ views, clicks }: Sum, locale: string): string {
  if (views === 0 || clicks > views) return "–";
  return new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 }).format(clicks / views);
}

const rowOf = (label: string, sum: Sum, locale: string) => ({
  label,
  views: numberText(sum.views, locale),
  clicks: numberText(sum.clicks, locale),
  share: shareText(sum, locale),
});

function averageOf(days: ListingCount[][], locale: string) {
  const { views, clicks } = sumOf(days.flat());
  const perDay = (sum: number) =>
    new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(sum / Math.max(days.length, 1));
  return {
    days: countText(days.length, "day", locale),
    views: perDay(views),
    clicks: perDay(clicks),
    share: shareText({ views, clicks }, locale),
  };
}

export type ListingFigures = ReturnType<typeof listingFigures>;

/** What an opportunity's poster reads about its cards: by place, featured days against others, and the last days. */
export function listingFigures(counts: ListingCount[], now: Date, locale: string) {
  const byDay = new Map<string, ListingCount[]>();
  for (const count of counts) byDay.set(dayOf(count.day), [...(byDay.get(dayOf(count.day)) ?? []), count]);
  const days = [...byDay.values()];
  const featuredDays = days.filter((day) => day.some((count) => isFeatured(count) && count.views > 0));
  const otherDays = days.filter((day) => !featuredDays.includes(day));
  const chart = Array.from({ length: CHART_DAYS }, (_, place) => {
    const day = dayOf(new Date(now.getTime() - (CHART_DAYS - 1 - place) * DAY_MS));
    const own = byDay.get(day) ?? [];
    const featured = sumOf(own.filter(isFeatured)).views;
    return { day, featured, organic: sumOf(own).views - featured };
  });
  return {
    places: PLACES.map((place) => ({ place, counts: counts.filter((count) => count.place === place) }))
      .filter((each) => each.counts.length > 0)
      .map((each) => rowOf(LABELS[each.place], sumOf(each.counts), locale)),
    averages:
      featuredDays.length === 0
        ? null
        : { featured: averageOf(featuredDays, locale), other: averageOf(otherDays, locale) },
    chart: chart.some(({ featured, organic }) => featured + organic > 0) ? chart : [],
  };
}
