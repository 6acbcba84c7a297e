import { db } from "#app/core/db.server.ts";
import { dateText } from "#app/core/formats.ts";
import { countryName } from "#app/core/reference/countries.ts";
import { processLabel } from "#app/core/reference/processes.ts";
import { ENTERPRISE_CLASSES } from "#app/core/reference/terms.ts";
import { listPublicCertificates } from "#app/domain/certifications/public-certificates.server.ts";
import { calendarDateText } from "#app/domain/eligibility/calendar.ts";
import { knownClass } from "#app/domain/eligibility/partner-kinds.ts";
import {
  equipmentText,
  supplyText,
  type Equipment,
  type PastSupply,
} from "#app/domain/organisations/part-rows.ts";
import type { ShownPart } from "#app/domain/organisations/parts.ts";

/** What an organisation chose to show, as terms and lines; parts without anything in them are left out. */
export type ShownFact = { part: ShownPart; term: string; lines: string[] };

const inOneLine = (parts: string[]) => (parts.length > 0 ? [parts.join("; ")] : []);

/** Certificates that count today, each with its body, its last day and what a moderator found. */
async function certificateLines(organisationId: string, locale: string): Promise<string[]> {
  const certificates = await listPublicCertificates(organisationId);
  return certificates.map(({ label, body, expiresOn, verifiedAt }) => {
    const until = expiresOn ? `until ${calendarDateText(expiresOn, locale)}` : "without an end";
    const checked = verifiedAt ? `verified on ${dateText(verifiedAt, locale)}` : "declared, not verified";
    return `${label}, ${body}, ${until} (${checked})`;
  });
}

/**
 * What an organisation chose to show of its capability on its public page. Nothing else leaves the record: amounts,
 * values of supplies, GSTIN, PAN, D-U-N-S and licence details never do.
 * @param slug of an organisation that the reader may read about, see findPublicOrganisation
 */
export async function readShownCapability(slug: string, locale: string): Promise<ShownFact[]> {
  const organisation = await db.organisation.findUnique({
    where: { slug },
    select: {
      id: true,
      kind: true,
      enterpriseClass: true,
      industrialLicence: true,
      capability: {
        select: {
          shownParts: true,
          processes: true,
          otherProcesses: true,
          equipment: true,
          pastSupplies: true,
          countriesServed: true,
          udyam: true,
          lei: true,
        },
      },
    },
  });
  if (!organisation?.capability) return [];
  const { shownParts, ...capability } = organisation.capability;
  const isShown = (part: ShownPart) => shownParts.includes(part);
  const known = knownClass(organisation);
  const facts: ShownFact[] = [
    {
      part: "certificates",
      term: "Certificates",
      lines: isShown("certificates") ? await certificateLines(organisation.id, locale) : [],
    },
    { part: "class", term: "Enterprise class", lines: known ? [ENTERPRISE_CLASSES[known].label] : [] },
    { part: "licence", term: "Industrial licence", lines: organisation.industrialLicence ? ["Held"] : [] },
    {
      part: "processes",
      term: "Processes",
      lines: inOneLine([...capability.processes.map(processLabel), ...capability.otherProcesses]),
    },
    {
      part: "equipment",
      term: "Plant and test equipment",
      lines: (capability.equipment as Equipment[]).map(equipmentText),
    },
    {
      part: "supplies",
      term: "Past supplies",
      lines: (capability.pastSupplies as PastSupply[]).map((supply) => supplyText(supply, "")),
    },
    {
      part: "countries",
      term: "Countries supplied",
      lines: inOneLine(capability.countriesServed.map((code) => countryName(code))),
    },
    {
      part: "udyam",
      term: "Udyam number",
      lines: capability.udyam ? [`${capability.udyam} (format checked)`] : [],
    },
    { part: "lei", term: "LEI", lines: capability.lei ? [`${capability.lei} (format checked)`] : [] },
  ];
  return facts.filter(({ part, lines }) => isShown(part) && lines.length > 0);
}
