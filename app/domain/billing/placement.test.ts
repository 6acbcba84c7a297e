import { describe, expect, test } from "vitest";
import { placeOf, Rotation } from "#app/domain/billing/placement.ts";

const SHOWN = 2;
const candidatesOf = (count: number) =>
  Array.from({ length: count }, (_, place) => ({ reference: `SY-2026-${String(place).padStart(6, "0")}` }));
type Candidate = ReturnType<typeof candidatesOf>[number];

/** A number from 0 to below `end`, the same each time the tests run. */
function drawing(seed: number): (end: number) => number {
  let state = seed;
  return (end) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * end);
  };
}

class Audience {
  readonly views = new Map<string, number>();
  /** A page that shows the first of these, read so many times: it is kept for a second and shared. */
  read(rotation: Rotation, candidates: Candidate[], times = 1): void {
    const shown = rotation.order(candidates).slice(0, SHOWN);
    for (let time = 0; time < times; time++)
      for (const { reference } of shown) {
        rotation.record(reference);
        this.views.set(reference, (this.views.get(reference) ?? 0) + 1);
      }
  }
  sharesOf(candidates: Candidate[]): number[] {
    const all = candidates.map(({ reference }) => this.views.get(reference) ?? 0);
    return all.map((views) => views / all.reduce((sum, each) => sum + each, 0));
  }
}

describe("rotation", () => {
  test.each([3, 7, 40])("gives each of %i its share of ten thousand views", (count) => {
    const candidates = candidatesOf(count);
    const audience = new Audience();
    const rotation = new Rotation(() => 0);
    for (let view = 0; view < 10_000; view++) audience.read(rotation, candidates);
    for (const share of audience.sharesOf(candidates)) expect(share * count).toBeCloseTo(1, 1);
  });

  test("does so with shared pages, several processes and hours that begin anew", () => {
    const candidates = candidatesOf(9);
    const audience = new Audience();
    const draw = drawing(7);
    let nowMs = 0;
    const processes = Array.from({ length: 4 }, () => new Rotation(() => nowMs));
    for (let page = 0; page < 20_000; page++) {
      nowMs += 1_000;
      audience.read(processes[draw(4)]!, candidates, 1 + draw(200));
    }
    for (const share of audience.sharesOf(candidates)) {
      expect(share * 9).toBeGreaterThan(0.97);
      expect(share * 9).toBeLessThan(1.03);
    }
  });

  test("is fair where there are few views an hour, because lots decide", () => {
    const candidates = candidatesOf(6);
    const audience = new Audience();
    let nowMs = 0;
    const rotation = new Rotation(() => nowMs);
    for (let hour = 0; hour < 20_000; hour++) {
      audience.read(rotation, candidates);
      nowMs += 3_600_000;
    }
    for (const share of audience.sharesOf(candidates)) expect(Math.abs(share * 6 - 1)).toBeLessThan(0.06);
  });

  test("makes up to those who match few searches for what they miss in others", () => {
    const candidates = candidatesOf(4);
    const narrow = candidates.slice(0, 3);
    const audience = new Audience();
    const rotation = new Rotation(() => 0);
    for (let view = 0; view < 8_000; view++) audience.read(rotation, view % 2 === 0 ? candidates : narrow);
    for (const share of audience.sharesOf(candidates)) expect(share * 4).toBeCloseTo(1, 1);
  });

  test("lets nobody who joins within the hour push the others aside", () => {
    const candidates = candidatesOf(5);
    const audience = new Audience();
    const rotation = new Rotation(() => 0);
    for (let view = 0; view < 1_000; view++) audience.read(rotation, candidates.slice(0, 4));
    const before = candidates.map(({ reference }) => audience.views.get(reference) ?? 0);
    for (let view = 0; view < 1_000; view++) audience.read(rotation, candidates);
    for (const [place, { reference }] of candidates.entries())
      expect(Math.abs(audience.views.get(reference)! - before[place]! - 400)).toBeLessThan(5);
  });

  test("keeps its order while nobody has seen anything", () => {
    const candidates = candidatesOf(20);
    const rotation = new Rotation(() => 0);
    const first = rotation.order(candidates);
    expect(rotation.order(candidates.toReversed())).toEqual(first);
  });
});

test("the place in an address is one of ours or none", () => {
  expect(placeOf(new URLSearchParams("from=featured"))).toBe("featured");
  expect(placeOf(new URLSearchParams("from=home_featured&from=x"))).toBe("home_featured");
  for (const other of ["", "from=", "from=Featured", "from=https://elsewhere.example", "q=featured"])
    expect(placeOf(new URLSearchParams(other))).toBeNull();
});
