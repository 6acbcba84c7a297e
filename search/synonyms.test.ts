import { describe, expect, test } from "vitest";
import { conceptsIn } from "#search/concepts.ts";
import { SYNONYMS } from "#search/settings.ts";
import { isStopWord, wordsOf } from "#search/words.ts";

/** As an index sees a name: the stems of its words, without the wholes of compounds. */
const keyOf = (name: string) =>
  wordsOf(name)
    .filter((word) => word.form !== "joined")
    .map((word) => word.lexeme)
    .join(" ");
const names = SYNONYMS.flat();
const hindi = names.filter((name) => /\p{Script=Devanagari}/u.test(name));

describe("the field's synonyms", () => {
  test("are many, each group with something to join", () => {
    expect(SYNONYMS.length).toBeGreaterThanOrEqual(250);
    expect(hindi.length).toBeGreaterThanOrEqual(60);
  });

  test("survive the analysis as words that say something", () => {
    for (const name of names) {
      expect(name).toBe(name.trim().normalize("NFC"));
      expect([name, keyOf(name)]).not.toEqual([name, ""]);
      expect([name, wordsOf(name).every(isStopWord)]).toEqual([name, false]);
    }
  });

  test("no name stands for two things", () => {
    const groupOf = new Map<string, number>();
    const twice: string[] = [];
    for (const [index, group] of SYNONYMS.entries())
      for (const name of group) {
        const known = groupOf.get(keyOf(name));
        if (known !== undefined && known !== index) twice.push(name);
        groupOf.set(keyOf(name), index);
      }
    expect(twice).toEqual([]);
  });

  test("no group says twice what the analysis joins by itself, or names one thing only", () => {
    for (const group of SYNONYMS) {
      expect([group, new Set(group.map(keyOf)).size]).toEqual([group, group.length]);
      expect(group.length).toBeGreaterThan(1);
    }
  });

  test.each([
    ["EMI", "EMC"],
    ["jammer", "electronic warfare"],
    ["armour", "bulletproof jacket"],
    ["sonar", "hydrophone"],
    ["GPS", "NavIC"],
    ["drone", "counter drone"],
    ["casting", "forging"],
    ["CNC", "machining"],
    ["solar cell", "solar panel"],
    ["injection moulding", "injection mould"],
    ["sheet metal", "sheet metal pressing"],
  ])("%s and %s are two things", (one, other) => {
    const things = (name: string) =>
      new Set(
        conceptsIn(wordsOf(name)).flatMap(({ lexeme, from, length }) =>
          from === 0 && length === keyOf(name).split(" ").length ? [lexeme] : [],
        ),
      );
    for (const thing of things(one)) expect(things(other)).not.toContain(thing);
  });

  test.each([
    ["ड्रोन", "Unmanned aerial vehicle for crop spraying"],
    ["उपग्रह", "Ground terminal for satellites"],
    ["बैटरियों", "Battery pack"],
    ["मिसाइलें", "Seeker of a missile"],
    ["कवच", "Ceramic armor plates"],
    ["वेल्डिंग", "Robotic welding cell"],
    ["ढलाई", "Aluminium castings"],
    ["lathe turning", "Shafts by CNC turning"],
    ["moulding die", "Injection molds"],
    ["AS9100", "Certified to EN 9100:2018"],
    ["Ti64", "Blades of Ti-6Al-4V"],
    ["walkie-talkie", "A handheld radio"],
  ])("%s finds “%s”", (typed, text) => {
    const stored = new Set(conceptsIn(wordsOf(text)).map((concept) => concept.lexeme));
    expect(conceptsIn(wordsOf(typed)).some((concept) => stored.has(concept.lexeme))).toBe(true);
  });
});
