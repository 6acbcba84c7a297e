/**
 * Standards and approvals that an organisation can hold and an opportunity can ask for.
 * validityMonths: how long one certificate usually lasts, null where it has no fixed end.
 * includes: other certifications that a holder satisfies as well, with the published ground in includesBecause; one
 * standard under several numbers (AS9100D, EN 9100, JISQ 9100) is one entry with aliases.
 * aliases: other names people type for the same thing.
 */
export const CERTIFICATIONS = [
  {
    code: "iso-9001",
    label: "ISO 9001:2015",
    field: "Quality management",
    validityMonths: 36,
    includes: [],
    aliases: ["ISO 9001", "ISO9001"],
  },
  {
    code: "as9100d",
    label: "AS9100D (EN 9100, JISQ 9100)",
    field: "Aerospace quality management (IAQG)",
    validityMonths: 36,
    includes: ["iso-9001"],
    includesBecause:
      "SAE AS9100D (2016), scope: the standard contains the requirements of ISO 9001:2015 and adds to them; EN 9100 and JISQ 9100 are the same text, harmonised by the IAQG",
    aliases: ["AS9100", "AS 9100D", "EN 9100", "EN9100", "JISQ 9100", "AS9100 Rev D"],
  },
  {
    code: "as9110c",
    label: "AS9110C (EN 9110)",
    field: "Aerospace maintenance organisations (IAQG)",
    validityMonths: 36,
    includes: ["iso-9001"],
    includesBecause:
      "SAE AS9110C (2016), scope: contains the requirements of ISO 9001:2015 and adds those of maintenance",
    aliases: ["AS9110", "EN 9110"],
  },
  {
    code: "as9120b",
    label: "AS9120B (EN 9120)",
    field: "Aerospace distributors (IAQG)",
    validityMonths: 36,
    includes: ["iso-9001"],
    includesBecause:
      "SAE AS9120B (2016), scope: contains the requirements of ISO 9001:2015 and adds those of distribution",
    aliases: ["AS9120", "EN 9120"],
  },
  {
    code: "nadcap-heat-treating",
    label: "Nadcap heat treating",
    field: "Special process accreditation (PRI)",
    validityMonths: 12,
    includes: [],
    aliases: ["Nadcap HT"],
  },
  {
    code: "nadcap-ndt",
    label: "Nadcap non-destructive testing",
    field: "Special process accreditation (PRI)",
    validityMonths: 12,
    includes: [],
    aliases: ["Nadcap NDT"],
  },
  {
    code: "nadcap-welding",
    label: "Nadcap welding",
    field: "Special process accreditation (PRI)",
    validityMonths: 12,
    includes: [],
    aliases: ["Nadcap WLD"],
  },
  {
    code: "nadcap-coatings",
    label: "Nadcap coatings",
    field: "Special process accreditation (PRI)",
    validityMonths: 12,
    includes: [],
    aliases: ["Nadcap CT"],
  },
  {
    code: "nadcap-chemical-processing",
    label: "Nadcap chemical processing",
    field: "Special process accreditation (PRI)",
    validityMonths: 12,
    includes: [],
    aliases: ["Nadcap CP"],
  },
  {
    code: "nadcap-composites",
    label: "Nadcap composites",
    field: "Special process accreditation (PRI)",
    validityMonths: 12,
    includes: [],
    aliases: ["Nadcap COMP"],
  },
  {
    code: "nadcap-electronics",
    label: "Nadcap electronics",
    field: "Special process accreditation (PRI)",
    validityMonths: 12,
    includes: [],
    aliases: ["Nadcap ETG"],
  },
  {
    code: "nadcap-materials-testing",
    label: "Nadcap materials testing",
    field: "Special process accreditation (PRI)",
    validityMonths: 12,
    includes: [],
    aliases: ["Nadcap MTL"],
  },
  {
    code: "nadcap-nonconventional-machining",
    label: "Nadcap non-conventional machining",
    field: "Special process accreditation (PRI)",
    validityMonths: 12,
    includes: [],
    aliases: ["Nadcap NM"],
  },
  {
    code: "iso-14001",
    label: "ISO 14001:2015",
    field: "Environmental management",
    validityMonths: 36,
    includes: [],
    aliases: ["ISO 14001"],
  },
  {
    code: "iso-45001",
    label: "ISO 45001:2018",
    field: "Occupational health and safety",
    validityMonths: 36,
    includes: [],
    aliases: ["ISO 45001"],
  },
  {
    code: "iso-27001",
    label: "ISO/IEC 27001:2022",
    field: "Information security management",
    validityMonths: 36,
    includes: [],
    aliases: ["ISO 27001", "ISO/IEC 27001"],
  },
  {
    code: "iso-13485",
    label: "ISO 13485:2016",
    field: "Medical device quality management",
    validityMonths: 36,
    includes: [],
    aliases: ["ISO 13485"],
  },
  {
    code: "iso-17025",
    label: "ISO/IEC 17025:2017",
    field: "Testing and calibration laboratories",
    validityMonths: 48,
    includes: [],
    aliases: ["ISO 17025", "ISO/IEC 17025"],
  },
  {
    code: "iatf-16949",
    label: "IATF 16949:2016",
    field: "Automotive quality management",
    validityMonths: 36,
    includes: ["iso-9001"],
    includesBecause:
      "IATF 16949:2016, foreword: a supplement to ISO 9001:2015, certified only together with all of its requirements",
    aliases: ["IATF 16949", "TS 16949"],
  },
  {
    code: "ipc-a-610",
    label: "IPC-A-610",
    field: "Acceptability of electronic assemblies (IPC)",
    validityMonths: 24,
    includes: [],
    aliases: ["IPC 610"],
  },
  {
    code: "j-std-001",
    label: "J-STD-001",
    field: "Soldered electronic assemblies (IPC)",
    validityMonths: 24,
    includes: [],
    aliases: ["IPC J-STD-001"],
  },
  {
    code: "as5553",
    label: "AS5553",
    field: "Counterfeit electronic parts, users (SAE)",
    validityMonths: 36,
    includes: [],
    aliases: ["SAE AS5553"],
  },
  {
    code: "as6081",
    label: "AS6081",
    field: "Counterfeit electronic parts, distributors (SAE)",
    validityMonths: 36,
    includes: [],
    aliases: ["SAE AS6081"],
  },
  {
    code: "cmmi-level-3",
    label: "CMMI maturity level 3",
    field: "Process maturity in development",
    validityMonths: 36,
    includes: [],
    aliases: ["CMMI", "CMMI ML3", "CMMI 3"],
  },
  {
    code: "cmmi-level-5",
    label: "CMMI maturity level 5",
    field: "Process maturity in development",
    validityMonths: 36,
    includes: ["cmmi-level-3"],
    includesBecause: "CMMI: a maturity level is reached only with all practices of the levels below it",
    aliases: ["CMMI ML5", "CMMI 5"],
  },
  {
    code: "samar",
    label: "SAMAR",
    field: "Defence manufacturing maturity (DRDO–QCI)",
    validityMonths: 24,
    includes: [],
    aliases: ["System for Advance Manufacturing Assessment and Rating"],
  },
  {
    code: "zed-bronze",
    label: "ZED Bronze",
    field: "MSME sustainable certification",
    validityMonths: 36,
    includes: [],
    aliases: ["Zero Defect Zero Effect Bronze"],
  },
  {
    code: "zed-silver",
    label: "ZED Silver",
    field: "MSME sustainable certification",
    validityMonths: 36,
    includes: ["zed-bronze"],
    includesBecause: "MSME ZED scheme: levels build on one another",
    aliases: ["Zero Defect Zero Effect Silver"],
  },
  {
    code: "zed-gold",
    label: "ZED Gold",
    field: "MSME sustainable certification",
    validityMonths: 36,
    includes: ["zed-silver"],
    includesBecause: "MSME ZED scheme: levels build on one another",
    aliases: ["Zero Defect Zero Effect Gold"],
  },
  {
    code: "cemilac-approval",
    label: "CEMILAC approval",
    field: "Military airworthiness",
    validityMonths: null,
    includes: [],
    aliases: ["CEMILAC"],
  },
  {
    code: "dgaqa-approval",
    label: "DGAQA approval",
    field: "Aeronautical quality assurance",
    validityMonths: 36,
    includes: [],
    aliases: ["DGAQA"],
  },
  {
    code: "dgqa-registration",
    label: "DGQA registration",
    field: "Defence quality assurance",
    validityMonths: 36,
    includes: [],
    aliases: ["DGQA"],
  },
  {
    code: "afqms-approval",
    label: "AFQMS approval",
    field: "Aviation firms' quality management (DGAQA)",
    validityMonths: 36,
    includes: [],
    aliases: ["AFQMS"],
  },
  {
    code: "nabl",
    label: "NABL accreditation",
    field: "Testing and calibration laboratories (India)",
    validityMonths: 48,
    includes: ["iso-17025"],
    includesBecause: "NABL accredits testing and calibration laboratories to ISO/IEC 17025",
    aliases: ["NABL"],
  },
] as const satisfies readonly {
  code: string;
  label: string;
  field: string;
  validityMonths: number | null;
  includes: readonly string[];
  includesBecause?: string;
  aliases: readonly string[];
}[];

export type Certification = (typeof CERTIFICATIONS)[number]["code"];
export const certificationValues = CERTIFICATIONS.map((certification) => certification.code) as [
  Certification,
  ...Certification[],
];

type CertificationEntry = (typeof CERTIFICATIONS)[number];
const fold = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, "");
const certificationByCode = new Map<string, CertificationEntry>(
  CERTIFICATIONS.map((entry) => [entry.code, entry]),
);
const certificationByName = new Map<string, CertificationEntry>(
  CERTIFICATIONS.flatMap((entry) =>
    [entry.code, entry.label, ...entry.aliases].map((name) => [fold(name), entry] as const),
  ),
);

/** The certification meant by a code, a label or another common name ("EN 9100"); undefined when none is. */
export function findCertification(name: string): CertificationEntry | undefined {
  return certificationByCode.get(name) ?? certificationByName.get(fold(name));
}

/** The label a person reads for a code; the code itself when it is unknown. */
export function certificationLabel(code: string): string {
  return certificationByCode.get(code)?.label ?? code;
}

/** Which certification does for which other, with the published ground; both ways round where they are equal. */
export type CertificationInclusions = {
  inclusions: readonly { certification: Certification; includes: Certification; ground: string }[];
};

/** What the standards themselves say, until a moderator knows better. */
export const CERTIFICATION_INCLUSIONS: CertificationInclusions = {
  inclusions: CERTIFICATIONS.flatMap((entry) =>
    entry.includes.map((includes) => ({
      certification: entry.code,
      includes,
      ground: "includesBecause" in entry ? entry.includesBecause : "",
    })),
  ),
};

/** Everything that holders of these codes satisfy: the codes themselves and what they include, step by step. */
export function coveredCertifications(
  heldCodes: Iterable<string>,
  { inclusions }: CertificationInclusions = CERTIFICATION_INCLUSIONS,
): Set<string> {
  const covered = new Set<string>();
  const open = [...heldCodes];
  for (let code = open.pop(); code !== undefined; code = open.pop()) {
    if (covered.has(code)) continue;
    covered.add(code);
    for (const { certification, includes } of inclusions) if (certification === code) open.push(includes);
  }
  return covered;
}
