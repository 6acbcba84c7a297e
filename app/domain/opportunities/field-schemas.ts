import { z } from "zod";
import { CURRENCIES, currencyName, type Currency } from "#app/core/reference/currencies.ts";
import { sectorLabel, sectorValues, subSectorValues } from "#app/core/reference/sectors.ts";
import {
  DEVELOPMENT_STAGES,
  ENTERPRISE_CLASSES,
  EXPORT_REGIMES,
  IPR_STATUSES,
  LICENCES,
  PARTNER_KINDS,
  RELEASE_CLASSES,
  developmentStageValues,
  enterpriseClassValues,
  exportRegimeValues,
  iprStatusValues,
  licenceValues,
  partnerKindValues,
  releaseClassValues,
} from "#app/core/reference/terms.ts";
import { parseMoney } from "#app/core/money.ts";
import { TERMS_ON_REQUEST, termOnRequestValues, type FieldName } from "#app/domain/opportunities/fields.ts";
import { certifications, milestones, patents } from "#app/domain/opportunities/repeatable-rows.ts";
import {
  readChoice,
  readCountry,
  readDeadline,
  readEach,
  readMonths,
  readPercent,
  readWebAddress,
  readWhole,
  readYesNo,
  splitList,
  tidyLine,
  tidyText,
  type Reading,
} from "#app/domain/opportunities/typed-text.ts";

/** A field typed as text. Blank means `blank`; anything else is read, or refused with a sentence. Issues never hide others. */
function typed<T>(blank: T, readText: (text: string) => Reading<T>, tidy = tidyLine) {
  return z
    .string({ error: "Write this as text." })
    .optional()
    .transform((text, context): T => {
      const tidied = tidy(text ?? "");
      if (tidied === "") return blank;
      const reading = readText(tidied);
      if (reading.ok) return reading.value;
      context.addIssue({ code: "custom", message: reading.message, continue: true });
      return blank;
    });
}

function words(what: string, max: number, tidy = tidyLine) {
  return typed(
    "",
    (text) =>
      text.length <= max
        ? { ok: true, value: text }
        : {
            ok: false,
            message: `${what} has ${text.length} characters; ${max} fit. Shorten it by ${text.length - max}.`,
          },
    tidy,
  );
}

const prose = (what: string, max: number) => words(what, max, tidyText);

function choice<V extends string>(values: readonly V[], terms: Record<V, { label: string }>) {
  return typed<V | null>(null, (text) => readChoice(text, values, (value) => terms[value].label));
}

function choices<V extends string>(values: readonly V[], terms: Record<V, { label: string }>) {
  return z
    .array(z.string())
    .optional()
    .transform((texts, context): V[] => {
      const reading = readEach((texts ?? []).filter(Boolean), values.length, (text) =>
        readChoice(text, values, (value) => terms[value].label),
      );
      if (reading.ok) return reading.value;
      context.addIssue({ code: "custom", message: reading.message, continue: true });
      return [];
    });
}

/** A choice that is never empty: blank means `blank`. */
function choiceOr<V extends string>(blank: V, values: readonly V[], terms: Record<V, { label: string }>) {
  return typed<V>(blank, (text) => readChoice(text, values, (value) => terms[value].label));
}

const list = (max: number, readOne: (part: string) => Reading<string>) =>
  typed<string[]>([], (text) => readEach(splitList(text), max, readOne), tidyText);

const phrase =
  (max: number) =>
  (part: string): Reading<string> =>
    part.length <= max
      ? { ok: true, value: part }
      : {
          ok: false,
          message: `“${part.slice(0, 30)}…” is longer than ${max} characters. Put commas between the parts.`,
        };

const trl = typed<number | null>(null, (text) =>
  readWhole(text.replace(/^trl\s*/i, ""), "A readiness level", 1, 9),
);
const percent = typed<number | null>(null, readPercent);
const countries = list(60, readCountry);
const deadline = typed<Date | null>(null, readDeadline);
const yesNo = typed<boolean | null>(null, readYesNo);

/** Asking Intl for a name costs more than reading all the rest of a row. */
const CURRENCY_NAMES = new Map(CURRENCIES.map((code) => [code, currencyName(code)]));

const money = (currency: Currency) =>
  typed<bigint | null>(null, (text) => {
    const parsed = parseMoney(text, currency);
    return parsed.ok ? { ok: true, value: parsed.minor } : parsed;
  });

const byLabel = <V extends string>(values: readonly V[], labelOf: (value: V) => string) =>
  typed<V | null>(null, (text) => readChoice(text, values, labelOf));

function makeFieldSchemas(currency: Currency) {
  return {
    title: words("The title", 120),
    summary: words("The summary", 500),
    sector: byLabel(sectorValues, sectorLabel),
    subSector: byLabel(subSectorValues, sectorLabel),
    keywords: list(10, phrase(60)),
    description: prose("The description", 10_000),
    advantages: prose("The text", 4_000),
    applications: prose("The text", 4_000),
    trlCurrent: trl,
    trlTarget: trl,
    trlEvidence: prose("The evidence", 2_000),
    developmentStage: choice(developmentStageValues, DEVELOPMENT_STAGES),
    iprStatus: choice(iprStatusValues, IPR_STATUSES),
    patents,
    licence: choice(licenceValues, LICENCES),
    licenceTermMonths: typed<number | null>(null, (text) => readMonths(text, "The term", 600)),
    licenceTerritory: words("The territory", 200),
    licenceFieldOfUse: words("The field of use", 500),
    sublicensing: yesNo,
    equityMinBps: percent,
    equityMaxBps: percent,
    posterBrings: prose("The text", 2_000),
    partnerBrings: prose("The text", 2_000),
    placeOfManufacture: words("The place", 200),
    newIndustrialLicence: yesNo,
    programme: words("The programme", 200),
    callIdentifier: words("The identifier", 100),
    callUrl: typed("", readWebAddress),
    coordinatorSought: yesNo,
    rolesSought: list(20, phrase(100)),
    countriesInvited: countries,
    interestDeadline: deadline,
    callDeadline: deadline,
    durationMonths: typed<number | null>(null, (text) => readMonths(text, "The duration", 240)),
    currency: typed<Currency>("INR", (text) =>
      readChoice(text, CURRENCIES, (code) => CURRENCY_NAMES.get(code) ?? code),
    ),
    totFeeMinor: money(currency),
    royaltyDomesticBps: percent,
    royaltyExportBps: percent,
    minimumAnnualFeeMinor: money(currency),
    securityDepositMinor: money(currency),
    milestones: milestones(currency),
    investmentMinMinor: money(currency),
    investmentMaxMinor: money(currency),
    budgetMinor: money(currency),
    termsOnRequest: choices(termOnRequestValues, TERMS_ON_REQUEST),
    partnerKinds: choices(partnerKindValues, PARTNER_KINDS),
    partnerCountries: countries,
    certifications,
    minimumYears: typed<number | null>(null, (text) => readWhole(text, "The number of years", 0, 100)),
    minimumTurnoverMinor: money(currency),
    minimumClass: choice(enterpriseClassValues, ENTERPRISE_CLASSES),
    industrialLicenceRequired: typed(false, readYesNo),
    pastSupply: prose("The text", 2_000),
    exportRegime: choiceOr("none", exportRegimeValues, EXPORT_REGIMES),
    exportClassification: words("The classification", 60),
    release: choiceOr("anyone", releaseClassValues, RELEASE_CLASSES),
    releaseCountries: countries,
    contactRole: words("The contact", 120),
  } satisfies Record<FieldName, z.ZodType>;
}

type FieldSchemas = ReturnType<typeof makeFieldSchemas>;
const made = new Map<Currency, FieldSchemas>();

/** One schema a field, from typed text to the value that is stored. Amounts are read in this currency. */
export function fieldSchemas(currency: Currency): FieldSchemas {
  const known = made.get(currency) ?? makeFieldSchemas(currency);
  made.set(currency, known);
  return known;
}

/** What an opportunity says, as it is stored: money in minor units, percentages in basis points, deadlines as instants. */
export type OpportunityValues = { [F in FieldName]: z.output<FieldSchemas[F]> };
