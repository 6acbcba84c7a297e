import { describe, expect, it } from "vitest";
import { nextDigestAt } from "#app/domain/alerts/digest-time.ts";

const next = (frequency: "daily" | "weekly", timeZone: string, after: string) =>
  nextDigestAt(frequency, timeZone, new Date(after)).toISOString();

describe("the next digest", () => {
  it.each([
    ["Asia/Kolkata", "2026-11-22T02:29:59.999Z", "2026-11-22T02:30:00.000Z"],
    ["Asia/Kolkata", "2026-11-22T02:30:00.000Z", "2026-11-23T02:30:00.000Z"],
    ["Asia/Kolkata", "2026-11-21T18:30:00.000Z", "2026-11-22T02:30:00.000Z"],
    ["UTC", "2026-12-31T08:00:00.000Z", "2027-01-01T08:00:00.000Z"],
    ["Pacific/Kiritimati", "2026-11-22T17:59:00.000Z", "2026-11-22T18:00:00.000Z"],
    ["Pacific/Niue", "2026-11-22T18:59:00.000Z", "2026-11-22T19:00:00.000Z"],
    ["Asia/Kathmandu", "2026-11-22T02:14:00.000Z", "2026-11-22T02:15:00.000Z"],
  ])("is at 8 in the morning in %s", (timeZone, after, at) => {
    expect(next("daily", timeZone, after)).toBe(at);
  });

  it("stays at 8 on the wall when clocks are changed in the night before", () => {
    expect(next("daily", "Europe/Berlin", "2026-03-28T07:00:00Z")).toBe("2026-03-29T06:00:00.000Z");
    expect(next("daily", "Europe/Berlin", "2026-10-24T06:00:00Z")).toBe("2026-10-25T07:00:00.000Z");
    expect(next("daily", "America/New_York", "2026-11-01T05:30:00Z")).toBe("2026-11-01T13:00:00.000Z");
  });

  it("leaves out a day that a place left out", () => {
    expect(next("daily", "Pacific/Apia", "2011-12-29T18:00:00Z")).toBe("2011-12-30T18:00:00.000Z");
    // Friday the 30th did not exist there: after Thursday 8:00 (−10) comes Saturday 8:00 (+14).
    expect(next("daily", "Pacific/Apia", "2011-12-29T17:59:00Z")).toBe("2011-12-29T18:00:00.000Z");
  });

  it("is on Monday for weekly ones, as Monday is there and not in UTC", () => {
    expect(next("weekly", "Asia/Kolkata", "2026-11-22T02:30:00Z")).toBe("2026-11-23T02:30:00.000Z");
    expect(next("weekly", "Asia/Kolkata", "2026-11-23T02:30:00Z")).toBe("2026-11-30T02:30:00.000Z");
    expect(next("weekly", "Pacific/Kiritimati", "2026-11-22T10:00:00Z")).toBe("2026-11-22T18:00:00.000Z");
    expect(next("weekly", "Pacific/Niue", "2026-11-23T18:00:00Z")).toBe("2026-11-23T19:00:00.000Z");
  });

  it("moves on by about a day or a week, always, whatever the place", () => {
    for (const timeZone of Intl.supportedValuesOf("timeZone")) {
      let at = new Date("2026-03-01T00:00:00Z");
      for (let days = 0; days < 10; days++) {
        const following = nextDigestAt("daily", timeZone, at);
        expect(following.getTime()).toBeGreaterThan(at.getTime());
        expect(following.getTime() - at.getTime()).toBeLessThanOrEqual(25 * 3600 * 1000);
        at = following;
      }
    }
  });

  it("names a place that is none", () => {
    expect(() => next("daily", "Mars/Olympus", "2026-11-22T00:00:00Z")).toThrow(RangeError);
  });
});
