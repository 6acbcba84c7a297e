import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { patentName } from "#search/designations.ts";
import { compoundsOf, isStopWord, lexemeOf, wordsOf } from "#search/words.ts";

/** What a document with this text is found by: lexemes, and lexemes in a row. */
function finds(document: string, query: string): boolean {
  const stored = wordsOf(document).filter((word) => !isStopWord(word));
  const stands = (lexeme: string, position: number | null) =>
    stored.some((word) => word.lexeme === lexeme && (position === null || word.position === position));
  return compoundsOf(query).every((compound) => {
    if (compound.every(isStopWord)) return true;
    const whole = compound.find((word) => word.form === "joined");
    if (whole && stands(whole.lexeme, null)) return true;
    const parts = compound.filter((word) => word.form !== "joined");
    return stored.some((first) =>
      parts.every((part) => stands(part.lexeme, first.position + part.position - parts[0]!.position)),
    );
  });
}

const lexemes = (text: string) => wordsOf(text).map((word) => word.lexeme);
const single = (word: string) => {
  const words = wordsOf(word);
  expect(words).toHaveLength(1);
  return words[0]!.lexeme;
};

describe("one thing, however it is written", () => {
  test.each([
    ["a quantity", ["10 GHz", "10GHz", "10-GHz", "10 ghz", "10 gigahertz", "१० GHz", "１０ＧＨｚ"]],
    ["a power", ["5 kW", "5kW", "5-kW", "5 kilowatts"]],
    ["a length", ["0.5 mm", "0.5mm", "0,5 mm", "0.5 millimetres", "0.5 millimeter"]],
    ["a tension", ["3.3V", "3.3 V", "3.3 volts"]],
    ["microns", ["5 µm", "5 μm", "5um", "5 microns", "5 micrometres"]],
    ["a temperature", ["150 °C", "150°C", "150 ºC", "150 ℃", "150 deg C", "150 degrees Celsius"]],
    ["a resistance", ["50 Ω", "50Ω", "50 ohm", "50 ohms"]],
    ["a speed", ["5 m/s", "5m/s"]],
    ["an alloy", ["Ti-6Al-4V", "Ti6Al4V", "Ti 6Al 4V", "Ti–6Al–4V", "TI‑6AL‑4V"]],
    ["a protection class", ["IP67", "IP 67", "IP-67", "ip67"]],
    [
      "a standard",
      ["ISO 9001", "ISO9001", "ISO 9001:2015", "ISO-9001", "EN ISO 9001", "BS EN ISO 9001:2015"],
    ],
    ["a standard of two bodies", ["ISO/IEC 17025:2017", "ISO 17025", "iso17025"]],
    ["a European standard", ["EN 9100", "EN9100", "DIN EN 9100:2018"]],
    ["a revision", ["AS9100D", "AS 9100D", "AS9100 Rev D", "AS9100 Rev. D"]],
    ["a military standard", ["MIL-STD-810H", "MIL STD 810H", "mil-std-810h"]],
    ["an aluminium alloy", ["Al-7075", "AA7075", "AA 7075", "Al 7075", "Al7075"]],
    ["a count", ["9,876,543", "9876543"]],
    ["an Indian count", ["1,25,00,000", "12500000"]],
    ["a patent", ["US 9,876,543 B2", "US9876543B2", "US9876543", "US 9876543"]],
    ["a European patent", ["EP1234567A1", "EP 1234567", "EP 1 234 567 B1"]],
    ["an international application", ["WO 2019/123456", "WO2019/123456", "WO2019123456A1"]],
    ["a compound", ["radar-absorbing", "radar‑absorbing", "radar absorbing"]],
    ["a word with a soft hyphen", ["trans\u00ADfer", "transfer", "trans\u200Bfer"]],
    ["accents", ["naïve", "nai\u0308ve", "NAIVE"]],
    ["Greek letters", ["β-titanium", "beta titanium", "Beta-Titanium"]],
    ["full-width letters", ["ＲＡＤＡＲ", "radar"]],
    ["C++", ["C++", "c++", "CPP"]],
  ])("%s", (_, spellings) => {
    for (const document of spellings)
      for (const query of spellings)
        expect([document, query, finds(document, query)]).toEqual([document, query, true]);
  });

  test.each([
    ["AS9100D quality", "AS9100"],
    ["MIL-STD-810H tested", "MIL-STD-810"],
    ["IEC 61508-3", "IEC 61508"],
    ["AA7075-T6 plate", "Al 7075"],
    ["8-12 GHz band", "12 GHz"],
    ["8–12 GHz band", "8 GHz"],
    ["TRL 6-7", "7"],
    ["Written in C/C++", "C++"],
    ["ASP.NET and C#", ".NET"],
    ["ASP.NET and C#", "C#"],
    ["a 3-D scanner", "3D"],
    ["an A/D converter", "a-d"],
    ["Needs IP67.", "IP67"],
    ["ISO 9001/14001", "ISO 9001"],
  ])("“%s” is found by %s", (document, query) => {
    expect(finds(document, query)).toBe(true);
  });

  test.each([
    ["Written in C", "C++"],
    ["Written in C#", "C++"],
    ["net weight", ".NET"],
    ["0.5 mm", "5 mm"],
    ["0.5 mm", "05 mm"],
    ["13.3 V", "3.3 V"],
    ["100 GHz", "10 GHz"],
    ["AS9100C", "AS9100D"],
    ["used as 9 of 100", "AS9100"],
    ["10 a day", "10 A"],
  ])("“%s” is not found by %s", (document, query) => {
    expect(finds(document, query)).toBe(false);
  });

  test("English around numbers is no designation", () => {
    expect(lexemes("10 a day in 20240")).toEqual(["10", "a", lexemeOf("day"), "in", "20240"]);
    expect(wordsOf("as 1000 were made").map((word) => word.form)).toEqual(Array(4).fill("single"));
  });

  test("a patent's name is the same whatever was entered", () => {
    for (const [country, number] of [
      ["US", "9,876,543 B2"],
      ["US", "US 9,876,543 B2"],
      ["", "US9876543B2"],
      ["us", "9876543"],
    ] as const)
      expect(patentName(country, number)).toBe("US9876543");
    expect(patentName("IN", "345678")).toBe("IN345678");
    expect(patentName("IN", "1234/DEL/2015")).toBe("IN1234DEL2015");
  });
});

describe("Devanagari", () => {
  test.each([
    ["the plural", ["रडार", "रडारों"]],
    ["a feminine in ī", ["बैटरी", "बैटरियाँ", "बैटरियों"]],
    ["a feminine", ["मिसाइल", "मिसाइलें", "मिसाइलों"]],
    ["a feminine in ā", ["सेवा", "सेवाएँ", "सेवाओं"]],
    ["a masculine in ā", ["पुर्जा", "पुर्जे", "पुर्जों"]],
    ["u", ["धातु", "धातुओं", "धातुएँ"]],
    ["a nasal as a letter or a dot", ["सम्बन्ध", "संबंध", "सम्बंध"]],
    ["chandrabindu", ["टाँका", "टांका"]],
    ["nukta, composed and not", ["लेज़र", "लेज\u093Cर", "लेजर"]],
    ["the open o", ["कॉपर", "कापर"]],
    ["joiners", ["क्\u200Dष", "क्ष", "क्\u200Cष"]],
  ])("%s", (_, forms) => {
    expect(new Set(forms.map(single)).size).toBe(1);
  });

  test("words stay apart", () => {
    const words = ["रडार", "बैटरी", "तारा", "तार", "मोटर", "धातु", "कवच", "वेल्डिंग", "ढलाई"];
    expect(new Set(words.map(single)).size).toBe(words.length);
  });

  test("digits are digits", () => {
    expect(lexemes("२०२६")).toEqual(["2026"]);
  });
});

describe("English", () => {
  test.each(
    `communication communications|coating coat coats coated coatings|casting cast castings casts|forging forge forged
    forgings|machine machines machining machined|machinery machineries|analysis analyses analyse analyze analytical
    analysing|battery batteries|vehicle vehicles|axis axes|die dies|lens lenses|gas gases|bus buses|virus viruses|matrix
    matrices|criterion criteria|vortex vortices|radius radii|tooth teeth|focus focuses focused focusing|sky skies|
    generator generators generation generate generated|maintain maintenance maintained|weld welds welding welded|alloy
    alloys|composite composites|lathe lathes|turbine turbines|assembly assemblies|bearing bearings|fuse fuses fused|
    dye dyes dyed dyeing|dry dries dried drying|process processes processed processing|moulding moulded mouldings|chassis|series|axle axles`
      .replace(/\s+/g, " ")
      .split("|")
      .map((forms) => [forms.trim().split(" ")]),
  )("forms of one word agree: %j", (forms) => {
    expect(new Set(forms.map(single)).size).toBe(1);
  });

  test.each(
    `universal university|organisation organ organic|engine engineering|fabric fabrication|composite composition|missile
    missing mission|copper cop|electron electronic|additive addition|international internal|important import|propeller
    propellant|module modulation|terminal termination|position positive|experience experiment|paste past|machinery machine|
    generic general generator|community communication|ventilator ventilation|transformer transformation|severe several|
    mineral miner|bear bearing|mould moulding|die dye|rise size|prise prize|public publication|contain container`
      .replace(/\s+/g, " ")
      .split("|")
      .map((words) => [words.trim().split(" ")]),
  )("different words stay apart: %j", (words) => {
    expect(new Set(words.map(single)).size).toBe(words.length);
  });

  test.each(
    `defence defense|metre meter|kilometres kilometers|aluminium aluminum|sulphur sulfur|disulphide disulfide|fibre fiber|
    microfibre microfiber|programme program|catalogue catalog|grey gray|tyre tire|tyres tires|mould mold|moulding molding|
    plough plow|organisation organization|analyse analyze|catalysed catalyzed|colour color|armoured armored|vapour vapor|
    behaviour behavior|centre center|centreless centerless|litre liter|calibre caliber|analogue analog|dialogue dialog|
    anaesthesia anesthesia|oestrogen estrogen|haemoglobin hemoglobin|paediatric pediatric|anaemia anemia|manoeuvre maneuver|
    manoeuvring maneuvering|manoeuvrable maneuverable|artefact artifact|cheque check|draught draft|jewellery jewelry|
    kerb curb|sceptic skeptic|storey story|storeys stories|labelled labeled|modelling modeling|travelled traveled|
    signalling signaling|licence license|practise practice|aerofoil airfoil|carburettor carburetor|gage gauge|ageing aging|
    galvanised galvanized|carburising carburizing|anodised anodized|optimisation optimization|fulfil fulfill|
    installment instalment|enrolment enrollment|disc disk|kilogramme kilogram|caesium cesium|archaeology archeology`
      .replace(/\s+/g, " ")
      .split("|")
      .map((pair) => pair.trim().split(" ")),
  )("British %s is American %s", (british, american) => {
    expect(single(british!)).toBe(single(american!));
  });

  test("the rule for -ise touches no word that is never written with -ize", () => {
    const plain = `rise wise precise exercise advise otherwise expertise noise raise franchise enterprise supervise comprise
      surprise promise premise cruise merchandise paradise clockwise concise excise revise devise improvise compromise`;
    for (const word of plain.split(/\s+/)) expect(lexemeOf(word)).not.toMatch(/z$/);
    expect(single("precise")).toBe(single("precision"));
    expect(single("revise")).toBe(single("revision"));
    expect(single("expertise")).not.toBe(single("expert"));
  });
});

describe("any text", () => {
  const texts = fc.oneof(
    fc.string({ unit: "binary", maxLength: 120 }),
    fc.string({ unit: "grapheme", maxLength: 120 }),
    fc
      .array(
        fc.constantFrom(
          ..."10|0.5|9,876|IP|ISO|/IEC|9001|:2015|Ti-|6Al|US |EP1|B2|GHz|µm|°C|C++|.NET|-|–|’s|रडार|ों|़|Ω|ﬁ|\u00AD|\u2009|, | |. ".split(
            "|",
          ),
        ),
        { maxLength: 30 },
      )
      .map((pieces) => pieces.join("")),
  );

  test("gives words in order, within the text, of letters and digits only", () => {
    fc.assert(
      fc.property(texts, (text) => {
        let last = 0;
        for (const compound of compoundsOf(text)) {
          const [first, ...others] = compound;
          expect(first!.form).toBe(others.length > 0 ? "joined" : "single");
          expect(others.every((word) => word.form === "part")).toBe(true);
          expect(compound[0]!.position).toBe(last + 1);
          for (const word of compound) {
            expect(word.position - last).toBeLessThanOrEqual(1);
            expect(word.position).toBeGreaterThanOrEqual(last);
            last = Math.max(last, word.position);
            expect(word.start).toBeGreaterThanOrEqual(0);
            expect(word.end).toBeGreaterThan(word.start);
            expect(word.end).toBeLessThanOrEqual(text.length);
            expect(word.text).toMatch(/^[\p{L}\p{N}\p{M}]{1,60}$/u);
            expect(word.lexeme).toMatch(/^[\p{L}\p{N}\p{M}]+$/u);
          }
        }
      }),
      { numRuns: 600 },
    );
  });

  test("is read the same again, wherever positions begin", () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 1_000 }), (text, first) => {
        const moved = wordsOf(text, first).map((word) => ({ ...word, position: word.position - first + 1 }));
        expect(moved).toEqual(wordsOf(text));
      }),
      { numRuns: 300 },
    );
  });

  test("a document is found by its own text", () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(finds(text, text)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test("what is folded stays as it is: a completion finds what it came from", () => {
    for (const text of [
      "3.3V",
      "10 GHz",
      "ISO 9001:2015",
      "Ti-6Al-4V",
      "AA7075",
      "C++",
      "µm",
      "बैटरियाँ",
      "US 9,876,543 B2",
    ]) {
      const [word] = wordsOf(text);
      expect(wordsOf(word!.text)[0]!.lexeme).toBe(word!.lexeme);
    }
  });

  test("long texts of one kind take no longer than others", () => {
    const hard = [
      "1,".repeat(50_000),
      "a-".repeat(50_000),
      "10 ".repeat(40_000),
      "IS/".repeat(40_000),
      "US 1 ".repeat(25_000),
    ];
    const startedAt = performance.now();
    for (const text of hard) wordsOf(text);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});

test("only words of their own say nothing", () => {
  expect(wordsOf("and the of").every(isStopWord)).toBe(true);
  expect(wordsOf("AS9100 and/or").some(isStopWord)).toBe(false);
});
