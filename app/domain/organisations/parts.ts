import type { OrganisationKind } from "#app/core/reference/terms.ts";
import { classesOf } from "#app/domain/eligibility/partner-kinds.ts";

/** The profile in parts, one page each, so that nobody faces one endless form. In the order of the overview. */
export const PARTS = {
  about: {
    label: "About",
    explanation: "Name, place, website and sectors: what everybody reads first.",
  },
  size: {
    label: "Years, size and licence",
    explanation: "What posters ask for besides certificates. Others never see amounts.",
  },
  processes: {
    label: "Processes",
    explanation: "What you can do: posters compare it with what they need made.",
  },
  equipment: {
    label: "Plant and test equipment",
    explanation: "What you do it with, and how large a part may be.",
  },
  supplies: {
    label: "Past supplies and countries",
    explanation: "What you have delivered, to whom, and where you supply.",
  },
  identifiers: {
    label: "Registration numbers",
    explanation: "Udyam, GSTIN, PAN, LEI and others, checked for their format.",
  },
  shown: {
    label: "What others see",
    explanation: "What of your profile everybody can read on your public page.",
  },
} as const satisfies Record<string, { label: string; explanation: string }>;

export type Part = keyof typeof PARTS;
export const partValues = Object.keys(PARTS) as Part[];
export const isPart = (text: string): text is Part => Object.hasOwn(PARTS, text);

/** Where a part is edited. */
export const partPath = (part: Part) => `/desk/organisation/edit/${part}`;

/**
 * What an organisation may put on its public page. Amounts, the values of supplies, GSTIN, PAN, D-U-N-S and details of a
 * licence are never among it: see README.md.
 */
export const SHOWN_PARTS = {
  certificates: { label: "Certificates", explanation: "Standard, certification body and last day." },
  class: { label: "Enterprise class", explanation: "Micro, small, medium or large; without amounts." },
  licence: { label: "Industrial licence", explanation: "That you hold one; without its number." },
  processes: { label: "Processes", explanation: "As you ticked and wrote them." },
  equipment: { label: "Plant and test equipment", explanation: "The whole list." },
  supplies: { label: "Past supplies", explanation: "Customer, item and year; never the value." },
  countries: { label: "Countries supplied", explanation: "Their names." },
  udyam: { label: "Udyam number", explanation: "Anybody can look it up in the Udyam register." },
  lei: { label: "LEI", explanation: "Anybody can look it up in the LEI index." },
} as const satisfies Record<string, { label: string; explanation: string }>;

export type ShownPart = keyof typeof SHOWN_PARTS;
export const shownPartValues = Object.keys(SHOWN_PARTS) as [ShownPart, ...ShownPart[]];

/** The identifiers that an organisation of this kind can have. */
export function identifiersFor(kind: OrganisationKind, country: string): IdentifierName[] {
  const isMsme = country === "IN" && classesOf(kind).length > 1;
  return [
    ...(isMsme ? (["udyam"] as const) : []),
    ...(country === "IN" ? (["gstin", "pan", "nicCodes"] as const) : []),
    "lei",
    "duns",
  ];
}
export type IdentifierName = "udyam" | "gstin" | "pan" | "nicCodes" | "lei" | "duns";

export const IDENTIFIERS: Record<IdentifierName, { label: string; hint: string }> = {
  udyam: { label: "Udyam registration", hint: "Like UDYAM-KA-03-0012345." },
  gstin: { label: "GSTIN", hint: "15 characters, with your PAN inside. Never shown to others." },
  pan: { label: "PAN", hint: "Ten characters. Never shown to others." },
  nicCodes: {
    label: "NIC-2008 codes",
    hint: "The codes of your industry: five digits each, with commas between them.",
  },
  lei: { label: "LEI", hint: "Legal Entity Identifier: 20 characters, for organisations that deal abroad." },
  duns: { label: "D-U-N-S", hint: "Nine digits. Never shown to others." },
};
