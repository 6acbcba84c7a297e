import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mapRow, missingColumns, shortenText, suggestMapping } from "#app/domain/imports/mapping.ts";
import { importMappingSchema } from "#app/domain/imports/schema.ts";

describe("suggestMapping", () => {
  it("recognises a foreign publisher's columns", () => {
    const mapping = suggestMapping([
      "Reference",
      "Name",
      "Centre",
      "Description",
      "Keywords",
      "Release class",
    ]);
    expect(mapping).toEqual({
      externalReference: "Reference",
      title: "Name",
      description: "Description",
      summary: { column: "Description", shorten: true },
      keywords: "Keywords",
      release: "Release class",
    });
  });

  it("knows our own names and labels in any spelling, and uses a column once", () => {
    const mapping = suggestMapping(["title", "SUB-SECTOR", "trlCurrent", "Technology", "Notes"]);
    expect(mapping).toEqual({ title: "title", subSector: "SUB-SECTOR", trlCurrent: "trlCurrent" });
  });
});

describe("mapRow", () => {
  const cells = { Name: "  Sonar array ", Tags: "sonar; array;; sonar", Class: "US only", Empty: "" };

  it("trims, splits lists, translates words and leaves empty cells out", () => {
    const mapping = importMappingSchema.parse({
      title: "Name",
      keywords: "Tags",
      sector: { value: "naval-marine" },
      release: { column: "Class", values: { "US only": "listed_countries" } },
      releaseCountries: { column: "Class", values: { "US only": "US" }, otherwise: "" },
      summary: "Empty",
      description: "Not there",
    });
    expect(mapRow(mapping, cells)).toEqual({
      title: "Sonar array",
      keywords: ["sonar", "array"],
      sector: "naval-marine",
      release: "listed_countries",
      releaseCountries: ["US"],
    });
    expect(missingColumns(mapping, Object.keys(cells))).toEqual(["Not there"]);
  });

  it("gives what is not in the table its `otherwise`, also for an empty cell", () => {
    const mapping = { release: { column: "Empty", values: { x: "y" }, otherwise: "anyone" } };
    expect(mapRow(mapping, cells)).toEqual({ release: "anyone" });
  });
});

describe("importMappingSchema", () => {
  it("names an unknown field and lists the known ones", () => {
    const result = importMappingSchema.safeParse({ titel: "Name" });
    expect(result.success).toBe(false);
    expect(result.error?.issues[0]?.message).toMatch(/no field "titel".*title/);
  });
});

describe("shortenText", () => {
  it("keeps short texts and ends long ones after a sentence", () => {
    expect(shortenText("One. Two.", 20)).toBe("One. Two.");
    expect(shortenText("The first sentence. The second one is cut.", 30)).toBe("The first sentence.");
  });

  it("never exceeds the limit and never invents text", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), fc.integer({ min: 10, max: 120 }), (text, limit) => {
        const short = shortenText(text, limit);
        expect(short.length).toBeLessThanOrEqual(limit);
        expect(text.startsWith(short.replace(/…$/, "").trimEnd())).toBe(true);
      }),
    );
  });
});
