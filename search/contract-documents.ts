import { randomUUID } from "node:crypto";
import type { SearchDocument } from "#search/document.ts";

const DAY_MS = 86_400_000;
const NOW_MS = Date.now();

type Written = Omit<SearchDocument, "facets" | "requirements">;

const base: Written = {
  id: "",
  reference: "",
  title: "",
  summary: "",
  kind: "technology_transfer",
  sector: "defence-electronics",
  subSector: "radar",
  trlCurrent: 6,
  licence: "non_exclusive",
  iprStatus: null,
  release: "anyone",
  country: "IN",
  organisation: "tarang-labs",
  organisationName: "Tarang Laboratories",
  organisationVerified: false,
  certifications: [],
  totFeeMinor: "12500000",
  currency: "INR",
  termsOnRequest: [],
  publishedAtMs: NOW_MS - 10 * DAY_MS,
  closingAtMs: NOW_MS + 100 * DAY_MS,
  keywords: [],
  labels: [],
  patentNumbers: [],
  applications: "",
  advantages: "",
  description: "",
};

let made = 0;
/** A document like the others but for these fields, each older than the one before. */
export function written(fields: Partial<Written>): SearchDocument {
  made++;
  const reference = `SY-2026-9${String(made).padStart(5, "0")}`;
  const own = { ...base, id: randomUUID(), reference, publishedAtMs: NOW_MS - made * DAY_MS, ...fields };
  const present = (...values: (string | number | null)[]) =>
    values.filter((value) => value !== null).map(String);
  return {
    ...own,
    requirements: {
      organisation: own.organisation,
      certifications: own.certifications,
      preferredCertifications: [],
      minimumYears: null,
      minimumTurnoverMinor: null,
      currency: own.currency,
      minimumClass: null,
      industrialLicenceRequired: false,
      partnerKinds: [],
      partnerCountries: [],
      release: own.release,
      releaseCountries: [],
    },
    facets: {
      kind: [own.kind],
      sector: present(own.sector, own.subSector),
      trl: present(own.trlCurrent),
      licence: present(own.licence),
      ipr: present(own.iprStatus),
      fee: [],
      certification: own.certifications,
      partner: [],
      release: [own.release],
      addressed: [],
      country: [own.country],
      verified: own.organisationVerified ? ["yes"] : [],
      organisation: [own.organisation],
    },
  };
}

/** A handful whose words are known. */
export const DOCUMENTS = {
  paint: written({
    title: "Radar-absorbing paint for ship superstructures",
    summary: "A sprayable coating that lowers the echo of a hull between 8 and 12 GHz.",
    sector: "naval-marine",
    subSector: null,
  }),
  drone: written({
    title: "Unmanned aerial vehicle for crop spraying",
    summary: "A six-rotor aircraft that carries ten litres of liquid.",
    description: "The carbon fibre frame folds for transport.",
    closingAtMs: NOW_MS + 5 * DAY_MS,
    trlCurrent: 8,
  }),
  alloy: written({
    title: "Forging of Ti-6Al-4V compressor blades",
    summary: "Closed-die forging of titanium blades with little machining.",
    certifications: ["as9100d"],
    labels: ["AS9100D (EN 9100, JISQ 9100)", "AS9100"],
    kind: "technology_request",
    licence: null,
    country: "FR",
    organisation: "ailes-sa",
    organisationName: "Ailes Composites",
  }),
  antenna: written({
    title: "Gallium nitride antenna module",
    summary: "A phased array antenna for satellite terminals on ships.",
    patentNumbers: ["IN 345678", "IN345678"],
    closingAtMs: NOW_MS + 20 * DAY_MS,
  }),
  hindi: written({
    title: "रडार अवशोषक सामग्री",
    summary: "जहाजों के लिए।",
    trlCurrent: null,
    sector: null,
    subSector: null,
  }),
} satisfies Record<string, SearchDocument>;
