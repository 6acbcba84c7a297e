import type { FieldMetadata } from "@conform-to/react";
import type { ComponentProps, ReactNode } from "react";
import {
  CheckField,
  ChoiceField,
  optionsOf,
  SelectField,
  TextAreaField,
  TextField,
  type Option,
} from "#app/components/forms.tsx";
import { CERTIFICATIONS } from "#app/core/reference/certifications.ts";
import { CURRENCIES, currencyName } from "#app/core/reference/currencies.ts";
import { SECTORS } from "#app/core/reference/sectors.ts";
import {
  DEVELOPMENT_STAGES,
  ENTERPRISE_CLASSES,
  EXPORT_REGIMES,
  IPR_STATUSES,
  LICENCES,
  PARTNER_KINDS,
  RELEASE_CLASSES,
  REQUIREMENT_LEVELS,
  type OpportunityKind,
} from "#app/core/reference/terms.ts";
import { TRL } from "#app/core/reference/trl.ts";
import { FIELDS, TERMS_ON_REQUEST, type FieldName } from "#app/domain/opportunities/fields.ts";
import type { Column } from "#app/components/posting/row-fields.tsx";

/** How one field is asked for. Rows that repeat are described by their columns. */
type Control =
  | { as: "line"; hint?: ReactNode; input?: ComponentProps<"input"> }
  | { as: "text"; hint?: ReactNode; rows?: number }
  | { as: "select"; hint?: ReactNode; options: Option[]; placeholder?: string }
  | { as: "choice" | "choices"; hint?: ReactNode; options: Option[]; columns?: boolean }
  | { as: "tick"; hint?: ReactNode }
  | { as: "rows"; hint?: ReactNode; columns: Column[]; addLabel: string };

const AMOUNT: Control = {
  as: "line",
  hint: "In the currency above. You may write 12.5 lakh or 1.25 crore.",
  input: { inputMode: "text" },
};
const PERCENT: Control = { as: "line", hint: "In percent, like 2.5.", input: { inputMode: "decimal" } };
const MONTHS: Control = { as: "line", hint: "In months, or like 2 years." };
const COUNTRIES: Control = { as: "line", hint: "Names with commas between them, like India, Germany." };
const DATE: ComponentProps<"input"> = { type: "date" };
const YES_OR_NO: Control = {
  as: "choice",
  options: [
    { value: "yes", label: "Yes" },
    { value: "no", label: "No" },
    { value: "", label: "Not said" },
  ],
};

const trlOptions: Option[] = Object.entries(TRL).map(([value, { label }]) => ({
  value,
  label: `TRL ${value}: ${label}`,
}));
const sectorOptions: Option[] = SECTORS.map(({ code, label }) => ({ value: code, label }));
const subSectorOptions: Option[] = SECTORS.flatMap((sector) =>
  sector.subSectors.map(({ code, label }) => ({ value: code, label: `${sector.label}: ${label}` })),
);
const certificationOptions: Option[] = CERTIFICATIONS.map(({ code, label }) => ({ value: code, label }));

const CONTROLS: Record<FieldName, Control> = {
  title: { as: "line", hint: "What it is, in words that somebody would search for. At most 120 characters." },
  summary: {
    as: "text",
    rows: 4,
    hint: "One paragraph that a shop owner understands. At most 500 characters.",
  },
  sector: { as: "select", options: sectorOptions, placeholder: "Choose a sector" },
  subSector: { as: "select", options: subSectorOptions, placeholder: "None" },
  keywords: { as: "line", hint: "Up to 10, with commas between them: other names for the same thing." },
  description: {
    as: "text",
    rows: 16,
    hint: "What the partner receives, how it is made, what has been shown. At most 10,000 characters. Markdown works: ## heading, - list, **bold**, | table |.",
  },
  advantages: {
    as: "text",
    hint: "Measured against the leading alternative: “40 W instead of 25 W, at 12 °C less”.",
  },
  applications: { as: "text", rows: 4, hint: "What it can be used for." },
  trlCurrent: { as: "select", options: trlOptions, placeholder: "Not known" },
  trlTarget: { as: "select", options: trlOptions, placeholder: "Not said" },
  trlEvidence: { as: "text", rows: 3, hint: "What shows this level: a test, a trial, a report." },
  developmentStage: {
    as: "select",
    options: optionsOf(DEVELOPMENT_STAGES),
    placeholder: "Not known",
    hint: "Needed only where the readiness level is not known; otherwise it follows from it.",
  },
  iprStatus: { as: "choice", options: optionsOf(IPR_STATUSES) },
  patents: {
    as: "rows",
    addLabel: "Add a patent",
    columns: [
      { cell: "number", label: "Number" },
      { cell: "country", label: "Country", hint: "Like India, US or EP" },
      { cell: "expiresOn", label: "In force until", input: DATE },
    ],
  },
  licence: { as: "choice", options: optionsOf(LICENCES) },
  licenceTermMonths: MONTHS,
  licenceTerritory: { as: "line", hint: "Like India, or the whole world." },
  licenceFieldOfUse: { as: "line", hint: "For which products or customers the licence holds." },
  sublicensing: { ...YES_OR_NO, hint: "May the licensee give licences to others?" },
  currency: {
    as: "select",
    options: CURRENCIES.map((code) => ({ value: code, label: `${code}: ${currencyName(code)}` })),
    hint: "The currency of every amount of this opportunity.",
  },
  totFeeMinor: {
    ...AMOUNT,
    hint: "Paid once. In the currency above; you may write 12.5 lakh or 1.25 crore.",
  },
  royaltyDomesticBps: { ...PERCENT, hint: "In percent of sales in India, like 2.5." },
  royaltyExportBps: { ...PERCENT, hint: "In percent of sales abroad, like 4." },
  minimumAnnualFeeMinor: AMOUNT,
  securityDepositMinor: AMOUNT,
  milestones: {
    as: "rows",
    addLabel: "Add a payment",
    columns: [
      { cell: "label", label: "When it is paid", hint: "Like “On delivery of drawings”" },
      { cell: "amountMinor", label: "Amount", hint: "In the currency above" },
    ],
  },
  termsOnRequest: {
    as: "choices",
    options: optionsOf(TERMS_ON_REQUEST),
    columns: true,
    hint: "Ticked terms are shown as “on request”. Write their amounts only if you want to publish them.",
  },
  equityMinBps: { ...PERCENT, hint: "The smallest share for the partner, in percent." },
  equityMaxBps: { ...PERCENT, hint: "The largest share for the partner, in percent." },
  investmentMinMinor: AMOUNT,
  investmentMaxMinor: AMOUNT,
  posterBrings: { as: "text", rows: 4, hint: "Technology, land, orders, people, money." },
  partnerBrings: { as: "text", rows: 4, hint: "What you expect from the other side." },
  placeOfManufacture: { as: "line" },
  newIndustrialLicence: {
    ...YES_OR_NO,
    hint: "Will the venture seek a new industrial licence? The route for foreign investment follows from it.",
  },
  programme: { as: "line", hint: "Who funds it and under which name." },
  callIdentifier: { as: "line" },
  callUrl: {
    as: "line",
    hint: "The call's own page, like https://example.org/call.",
    input: { inputMode: "url" },
  },
  coordinatorSought: { ...YES_OR_NO, hint: "Do you look for somebody to lead the consortium?" },
  rolesSought: { as: "line", hint: "With commas between them, like test laboratory, maker of housings." },
  countriesInvited: COUNTRIES,
  budgetMinor: AMOUNT,
  durationMonths: MONTHS,
  interestDeadline: {
    as: "line",
    input: DATE,
    hint: "The last day on which partners can answer here, Indian time.",
  },
  callDeadline: { as: "line", input: DATE, hint: "The last day of the call itself." },
  partnerKinds: { as: "choices", options: optionsOf(PARTNER_KINDS), columns: true },
  partnerCountries: COUNTRIES,
  certifications: {
    as: "rows",
    addLabel: "Add a certification",
    hint: "Holders of a higher standard qualify by themselves: AS9100D includes ISO 9001.",
    columns: [
      { cell: "certification", label: "Certification", options: certificationOptions, placeholder: "None" },
      { cell: "level", label: "Demand", options: optionsOf(REQUIREMENT_LEVELS) },
    ],
  },
  minimumYears: { as: "line", input: { inputMode: "numeric" } },
  minimumTurnoverMinor: { ...AMOUNT, hint: "In the currency chosen under Terms. You may write 5 crore." },
  minimumClass: { as: "select", options: optionsOf(ENTERPRISE_CLASSES), placeholder: "Any size" },
  industrialLicenceRequired: {
    as: "tick",
    hint: "The partner must hold an industrial licence for this product.",
  },
  pastSupply: { as: "text", rows: 3, hint: "What the partner must have made or supplied before." },
  exportRegime: { as: "choice", options: optionsOf(EXPORT_REGIMES) },
  exportClassification: {
    as: "line",
    hint: "The number on that list, like 5A101 (SCOMET), 3A001.b.2 (EAR, EU) or XI(a)(3) (ITAR).",
  },
  release: { as: "choice", options: optionsOf(RELEASE_CLASSES) },
  releaseCountries: { ...COUNTRIES, hint: "For “Listed countries only”: names with commas between them." },
  contactRole: {
    as: "line",
    hint: "A role, like Technology transfer officer. Never a person's name or private address; everybody can read it.",
  },
};

/** What a field of this name asks, for one kind of opportunity. */
export function controlOf(name: FieldName): Control {
  return CONTROLS[name];
}

/** One field of the form that is not made of rows. */
export function FieldControl({
  name,
  kind,
  field,
}: {
  name: FieldName;
  kind: OpportunityKind;
  field: FieldMetadata;
}) {
  const control = CONTROLS[name];
  const common = { field, label: FIELDS[name].label, hint: control.hint };
  switch (control.as) {
    case "line":
      return <TextField {...common} maxLength={undefined} {...control.input} />;
    case "text":
      return <TextAreaField {...common} rows={control.rows ?? 5} />;
    case "select":
      return <SelectField {...common} options={control.options} placeholder={control.placeholder} />;
    case "choice":
      return <ChoiceField {...common} options={control.options} />;
    case "choices": {
      const ofKind = (value: string) =>
        name !== "termsOnRequest" ||
        (TERMS_ON_REQUEST[value as keyof typeof TERMS_ON_REQUEST].kinds as readonly string[]).includes(kind);
      const options = control.options.filter(({ value }) => ofKind(value));
      return <ChoiceField {...common} several options={options} columns={control.columns} />;
    }
    case "tick":
      return <CheckField {...common} />;
    case "rows":
      return null;
  }
}
