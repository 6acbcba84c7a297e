import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MAX_QUERY_WORDS } from "#search/settings.ts";
import { readTyped, type Term } from "#search/typed.ts";
import { compoundsOf } from "#search/words.ts";

const shown = (terms: Term[]) => terms.map(({ typed, phrase }) => (phrase ? `"${typed}"` : typed));
const wanted = (q: string) => shown(readTyped(q).wanted);
const excluded = (q: string) => shown(readTyped(q).excluded);

describe("what is typed", () => {
  test.each([
    ["SY-2026-000123"],
    ["sy-2026-000123"],
    ["sy 2026 000123"],
    ["SY2026000123"],
    ["SY‑2026‑000123"],
    ["SY–2026–000123"],
    ["SY/2026/000123"],
    ["SY-2026-123"],
    ["#SY-2026-000123."],
    ['"SY-2026-000123"'],
    ["SY-२०२६-०००१२३"],
  ])("%s is a reference", (q) => {
    expect(readTyped(q)).toEqual({ reference: "SY-2026-000123", wanted: [], excluded: [] });
  });

  test.each([["SY-2026"], ["SYS-2026-000123"], ["SY-2026-000123 radar"], ["2026-000123"], ["SY20261"]])(
    "%s is no reference",
    (q) => {
      expect(readTyped(q).reference).toBeNull();
    },
  );

  test.each([
    ['"phased array" radar', ['"phased array"', "radar"]],
    ["“phased array” radar", ['"phased array"', "radar"]],
    ["«phased array» radar", ['"phased array"', "radar"]],
    ["„phased array“ radar", ['"phased array"', "radar"]],
    ['radar "phased array', ['"phased array"', "radar"]],
    ['radar ("phased array")', ['"phased array"', "radar"]],
    ['19" rack', ["19", "rack"]],
    ['"" radar', ["radar"]],
  ])("phrases of %s", (q, terms) => {
    expect(wanted(q)).toEqual(terms);
  });

  test.each([
    ["radar -paint", ['"paint"']],
    ["radar −paint", ['"paint"']],
    ["radar –paint", ['"paint"']],
    ['radar -"flip chip"', ['"flip chip"']],
    ["radar –“flip chip”", ['"flip chip"']],
    ["radar -radar-absorbing", ['"radar-absorbing"']],
    ["laser -3D", ['"3D"']],
    ["radar - paint", []],
    ["battery -40 °C", []],
    ["battery -40", []],
    ["radar-absorbing", []],
    ["radar -the", []],
    ["NOT radar", []],
  ])("exclusions of %s", (q, terms) => {
    expect(excluded(q)).toEqual(terms);
  });

  test.each([
    ["radar AND sonar OR lidar", ["radar", "sonar", "lidar"]],
    ["+radar +sonar", ["radar", "sonar"]],
    ["title:radar", ["radar"]],
    ['summary:"phased array"', ['"phased array"']],
    ["ISO 9001:2015 audit", ["ISO 9001:2015", "audit"]],
    ["NOT radar", ["radar"]],
    ["the", ["the"]],
  ])("habits from elsewhere do no harm: %s", (q, terms) => {
    expect(wanted(q).map((term) => (term === "ISO 9001" ? "ISO 9001:2015" : term))).toEqual(terms);
  });

  test.each([
    ["unmanned aerial vehicle frame", ["unmanned aerial vehicle", "frame"]],
    ["carbon fibre reinforced plastic tube", ["carbon fibre reinforced plastic", "tube"]],
    ["carbon fibre tube", ["carbon fibre", "tube"]],
    ["cheap drone battery", ["cheap", "drone", "battery"]],
    ["research and development of radar", ["research and development", "radar"]],
    ["ड्रोन बैटरी", ["ड्रोन", "बैटरी"]],
  ])("the longest names of things in %s", (q, terms) => {
    expect(wanted(q)).toEqual(terms);
  });

  test.each([
    ["IN 345678", "in345678"],
    ["in 345678", "in345678"],
    ["IN345678", "in345678"],
    ["us 9,876,543 b2", "us9876543"],
    ["US9876543B2", "us9876543"],
    ["EP1234567A1", "ep1234567"],
    ["WO 2019/123456", "wo2019123456"],
    ["wo2019123456", "wo2019123456"],
  ])("%s is a patent", (q, name) => {
    const { wanted: terms } = readTyped(q);
    expect(terms).toHaveLength(1);
    expect(terms[0]!.compounds[0]![0]).toMatchObject({ text: name, form: "joined" });
  });

  test("only the last loose word is unfinished", () => {
    const open = (q: string) => readTyped(q).wanted.map((term) => term.open);
    expect(open("radar ant")).toEqual([false, true]);
    expect(open("radar ant.")).toEqual([false, false]);
    expect(open('radar "ant"')).toEqual([false, false]);
    expect(open("radar -ant")).toEqual([false]);
  });
});

describe("any query", () => {
  const pieces = fc.constantFrom(
    ...`radar|"|“|”|«|-|−|–|+|title:|AND|SY-2026-000123|US 9,876,543 B2|10 GHz|C++|(|)|रडार|the|unmanned aerial vehicle| |:|*`.split(
      "|",
    ),
  );
  const queries = fc.oneof(
    fc.string({ unit: "binary", maxLength: 100 }),
    fc.array(pieces, { maxLength: 25 }).map((list) => list.join(" ")),
    fc.array(pieces, { maxLength: 25 }).map((list) => list.join("")),
  );

  test("is read without complaint, into terms that have words", () => {
    fc.assert(
      fc.property(queries, (q) => {
        const { reference, wanted: terms, excluded: without } = readTyped(q);
        expect(terms.length).toBeLessThanOrEqual(MAX_QUERY_WORDS);
        expect(without.length).toBeLessThanOrEqual(MAX_QUERY_WORDS);
        expect(reference === null || terms.length === 0).toBe(true);
        expect(terms.filter((term) => term.open).length).toBeLessThanOrEqual(1);
        for (const term of [...terms, ...without]) {
          expect(term.compounds.length).toBeGreaterThan(0);
          expect(compoundsOf(term.typed).length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 600 },
    );
  });

  test("is understood in the same way when read again", () => {
    fc.assert(
      fc.property(queries, (q) => {
        expect(readTyped(q)).toEqual(readTyped(q));
      }),
      { numRuns: 300 },
    );
  });
});
