/** The hour at which digests leave, on the clock of the organisation's place. */
const MORNING_HOUR = 8;
const HOUR_MS = 3600 * 1000;
const DAY_MS = 24 * HOUR_MS;
const MONDAY = 1;
/** A weekly digest is never further away than a week, and one more where a Monday was left out of the calendar. */
const LONGEST_WAIT_DAYS = 15;

export type DigestFrequency = "daily" | "weekly";

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  let clock = clocks.get(timeZone);
  if (!clock) {
    clock = new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    clocks.set(timeZone, clock);
  }
  return clock;
}

/** What a clock on the wall shows at an instant, as the milliseconds that UTC would need to show the same. */
function wallClockMs(instantMs: number, timeZone: string): number {
  const parts = clockOf(timeZone).formatToParts(instantMs);
  const read = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((part) => part.type === type)!.value);
  return Date.UTC(read("year"), read("month") - 1, read("day"), read("hour"), read("minute"), read("second"));
}

/** The instant at which the clock on the wall shows this; near it, where clocks were put forward over it. */
function instantOf(wallMs: number, timeZone: string): number {
  const guess = wallMs - (wallClockMs(wallMs, timeZone) - wallMs);
  return guess - (wallClockMs(guess, timeZone) - wallMs);
}

/**
 * The next morning (8:00) or Monday morning on the clock of a place, after an instant.
 * @param timeZone IANA name
 * @throws RangeError for a name that is no time zone
 */
export function nextDigestAt(frequency: DigestFrequency, timeZone: string, after: Date): Date {
  const today = Math.floor(wallClockMs(after.getTime(), timeZone) / DAY_MS) * DAY_MS;
  for (let days = 0; days <= LONGEST_WAIT_DAYS; days++) {
    const wallMs = today + days * DAY_MS + MORNING_HOUR * HOUR_MS;
    if (frequency === "weekly" && new Date(wallMs).getUTCDay() !== MONDAY) continue;
    const instantMs = instantOf(wallMs, timeZone);
    // A day that a place left out, as Samoa did at the end of 2011, has no morning.
    if (instantMs > after.getTime() && wallClockMs(instantMs, timeZone) === wallMs)
      return new Date(instantMs);
  }
  throw new RangeError(`there is no morning in ${timeZone}`);
}
