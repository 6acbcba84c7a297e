import { readFileSync } from "node:fs";
import path from "node:path";
import { toDocument, type DocumentRow, type SearchDocument } from "#search/document.ts";
import type { Gains } from "#tests/bench/search-metrics.ts";

/** The Cranfield collection: abstracts of aerodynamics, questions of its authors, and which abstracts answer them. */
export type Cranfield = {
  documents: { number: string; title: string; text: string }[];
  /** In the order of the file, which is how the judgements number them. */
  questions: string[];
  /** By the question's number from 1. */
  judgements: ReadonlyMap<number, Gains>;
};

const oneLine = (text: string) => text.replace(/\s+/g, " ").trim();
const section = (record: string, letter: string) =>
  oneLine(
    new RegExp(`^\\.${letter}[ \\t]*\\n([\\s\\S]*?)(?=^\\.[A-Z][ \\t]*$|(?![\\s\\S]))`, "m").exec(
      record,
    )?.[1] ?? "",
  );
const records = (text: string) => text.split(/^\.I +/m).slice(1);

/** `.I number .T title .A author .B source .W text`; those without a text have nothing to be found by. */
export function parseDocuments(text: string): Cranfield["documents"] {
  return records(text)
    .map((record) => ({
      number: String(Number.parseInt(record, 10)),
      title: section(record, "T"),
      text: section(record, "W"),
    }))
    .filter((document) => document.text !== "");
}

/** The numbers after `.I` have gaps and are not the ones that judgements use: the place counts. */
export function parseQuestions(text: string): string[] {
  return records(text).map((record) => section(record, "W"));
}

/** Lines of question, document and code: 1 is the best of four grades, -1 stands for no answer. */
export function parseJudgements(text: string): Map<number, Gains> {
  const judgements = new Map<number, Map<string, number>>();
  for (const line of text.split("\n").filter((each) => each.trim() !== "")) {
    const [question, document, code] = line.trim().split(/\s+/).map(Number) as [number, number, number];
    const gains = judgements.get(question) ?? new Map<string, number>();
    gains.set(String(document), code >= 1 && code <= 4 ? 5 - code : 0);
    judgements.set(question, gains);
  }
  return judgements;
}

/** @throws when the folder lacks one of the collection's three files */
export function readCranfield(folder: string): Cranfield {
  const read = (name: string) => readFileSync(path.join(folder, name), "utf8").replaceAll("\r", "");
  return {
    documents: parseDocuments(read("cran.all.1400")),
    questions: parseQuestions(read("cran.qry")),
    judgements: parseJudgements(read("cran.qrels")),
  };
}

const idOf = (number: string) => `00000000-0000-4000-8000-${number.padStart(12, "0")}`;
/** The collection's number of a document that was found. */
export const numberOf = (id: string) => String(Number(id.slice(-12)));

const NEUTRAL: Omit<DocumentRow, "id" | "reference" | "title" | "description"> = {
  summary: "",
  advantages: "",
  applications: "",
  keywords: [],
  kind: "technology_transfer",
  sector: null,
  sub_sector: null,
  trl_current: null,
  licence: null,
  ipr_status: null,
  release: "anyone",
  release_countries: [],
  countries_invited: [],
  partner_kinds: [],
  partner_countries: [],
  minimum_years: null,
  minimum_turnover_minor: null,
  minimum_class: null,
  industrial_licence_required: false,
  patents: [],
  tot_fee_minor: null,
  currency: "INR",
  terms_on_request: [],
  published_at: new Date("2026-01-01T00:00:00Z"),
  expires_at: null,
  interest_deadline: null,
  organisation_slug: "bench",
  organisation_name: "",
  organisation_country: "IN",
  organisation_verification: "verified",
  certifications: [],
  preferred_certifications: [],
};

/** As the product stores it: title and text; nothing else of it has words. @param isFlat all in one field */
export function toSearchDocument(
  { number, title, text }: Cranfield["documents"][number],
  isFlat = false,
): SearchDocument {
  const row = { ...NEUTRAL, id: idOf(number), reference: `SY-1967-${number.padStart(6, "0")}` };
  const words = isFlat ? { title: "", description: `${title} ${text}` } : { title, description: text };
  // The kind's own words would make "transfer" a word that every document has.
  return { ...toDocument({ ...row, ...words }), labels: [] };
}
