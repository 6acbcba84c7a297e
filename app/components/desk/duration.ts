const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const plural = (count: number, unit: string) => `${count} ${unit}${count === 1 ? "" : "s"}`;

/** A span of time as a person says it: "less than an hour", "5 hours", "3 days". Rounded down. */
export function durationText(durationMs: number): string {
  if (durationMs < HOUR_MS) return "less than an hour";
  if (durationMs < DAY_MS) return plural(Math.floor(durationMs / HOUR_MS), "hour");
  return plural(Math.floor(durationMs / DAY_MS), "day");
}

/** The same rounded to the nearest, for figures that a reader compares: "about 3 days". */
export function aboutText(durationMs: number): string {
  if (durationMs < HOUR_MS) return "an hour";
  const hours = Math.round(durationMs / HOUR_MS);
  return `about ${hours < 24 ? plural(hours, "hour") : plural(Math.round(durationMs / DAY_MS), "day")}`;
}
