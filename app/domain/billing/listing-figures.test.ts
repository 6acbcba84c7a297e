import { expect, test } from "vitest";
import { CHART_DAYS, listingFigures, type ListingCount } from "#app/domain/billing/listing-figures.ts";

const NOW = new Date("2026-11-22T20:00:00Z");
const on = (day: string, place: ListingCount["place"], views: number, clicks: number): ListingCount => ({
  day: new Date(day),
  place,
  views,
  clicks,
});

test("places, featured days against others, and the last days", () => {
  const figures = listingFigures(
    [
      on("2026-11-20", "organic", 10, 1),
      on("2026-11-21", "organic", 20, 1),
      on("2026-11-21", "featured", 180, 9),
      on("2026-11-22", "featured", 1_000, 30),
      on("2026-11-22", "home_featured", 200, 0),
      on("2026-09-01", "organic", 5, 2),
    ],
    NOW,
    "en-IN",
  );
  expect(figures.places).toEqual([
    { label: "Featured, above results", views: "1,180", clicks: "39", share: "3.3%" },
    { label: "In its place among results", views: "35", clicks: "4", share: "11.4%" },
    { label: "Featured, on the home page", views: "200", clicks: "0", share: "0%" },
  ]);
  expect(figures.averages).toEqual({
    featured: { days: "2 days", views: "700", clicks: "20", share: "2.9%" },
    other: { days: "2 days", views: "7.5", clicks: "1.5", share: "20%" },
  });
  expect(figures.chart).toHaveLength(CHART_DAYS);
  expect(figures.chart.slice(-3)).toEqual([
    { day: "2026-11-20", featured: 0, organic: 10 },
    { day: "2026-11-21", featured: 180, organic: 20 },
    { day: "2026-11-22", featured: 1_200, organic: 0 },
  ]);
});

test("nothing counted, never featured, more clicks than views", () => {
  expect(listingFigures([], NOW, "en-IN")).toEqual({ places: [], averages: null, chart: [] });
  const figures = listingFigures([on("2026-11-22", "home", 0, 1)], NOW, "en-IN");
  expect(figures.averages).toBeNull();
  expect(figures.places).toEqual([
    { label: "On the home page, as new or closing soon", views: "0", clicks: "1", share: "–" },
  ]);
});
