import fc from "fast-check";
import { expect, it } from "vitest";
import { calendarDateIn, calendarDateText, daysBetween } from "#app/domain/eligibility/calendar.ts";

it("turns the day over at midnight of the place, not of Greenwich", () => {
  // The last and the first second of a day in places east and west of Greenwich, with half hours and summer time.
  const edges: [zone: string, last: string, first: string][] = [
    ["Asia/Kolkata", "2026-03-03T18:29:59.999Z", "2026-03-03T18:30:00Z"],
    ["UTC", "2026-03-03T23:59:59.999Z", "2026-03-04T00:00:00Z"],
    ["America/Los_Angeles", "2026-03-04T07:59:59.999Z", "2026-03-04T08:00:00Z"],
    ["Pacific/Kiritimati", "2026-03-03T09:59:59.999Z", "2026-03-03T10:00:00Z"],
    ["Australia/Lord_Howe", "2026-03-03T12:59:59.999Z", "2026-03-03T13:00:00Z"],
  ];
  for (const [zone, last, first] of edges) {
    expect(calendarDateIn(zone, new Date(last)), zone).toBe("2026-03-03");
    expect(calendarDateIn(zone, new Date(first)), zone).toBe("2026-03-04");
  }
  expect(calendarDateIn("Europe/Berlin", new Date("2026-03-29T21:59:59Z"))).toBe("2026-03-29");
  expect(calendarDateIn("Europe/Berlin", new Date("2026-03-29T22:00:00Z"))).toBe("2026-03-30");
});

it("counts whole days over leap years and back", () => {
  const day = fc
    .date({ min: new Date("2000-01-01"), max: new Date("2100-01-01"), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  fc.assert(fc.property(day, day, (a, b) => daysBetween(a, b) === -daysBetween(b, a)));
  expect(daysBetween("2024-02-28", "2024-03-01")).toBe(2);
  expect(calendarDateText("2026-03-03", "en-IN")).toBe("3 March 2026");
});
