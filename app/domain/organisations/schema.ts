import { z } from "zod";
import { isCountryCode } from "#app/core/reference/countries.ts";
import { SECTORS } from "#app/core/reference/sectors.ts";
import {
  memberRoleValues,
  ORGANISATION_KINDS,
  organisationKindValues,
  type OrganisationKind,
} from "#app/core/reference/terms.ts";

const FOUNDED_FROM = 1600;

/** No line breaks or other control characters; PostgreSQL cannot even store one of them. */
export const ONE_LINE = /^\P{Cc}*$/u;
export const ONE_LINE_ERROR = "Write this in one line, without special control characters";

export const organisationNameField = z
  .string({ error: "Enter the organisation's name" })
  .trim()
  .min(2, "Enter the organisation's full name")
  .max(160, "Shorten the name to 160 characters")
  .regex(ONE_LINE, ONE_LINE_ERROR);

export const organisationKindField = z.enum(organisationKindValues, {
  error: "Choose what kind of organisation it is",
});

/** An address on the web; what lacks "https://" gets it. Empty is allowed. */
export const websiteField = z
  .string()
  .trim()
  .max(200, "Shorten the address to 200 characters")
  .regex(ONE_LINE, ONE_LINE_ERROR)
  .transform((text) => (/^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`))
  .pipe(
    z.url({
      protocol: /^https?$/,
      hostname: z.regexes.domain,
      error: "Enter a web address like www.company.in, or leave this empty",
    }),
  )
  .optional()
  .transform((url) => url ?? "");

/** ISO 3166-1 alpha-2, or nothing. */
export const countryField = z.string().refine(isCountryCode, "Choose a country from the list").optional();

/** Whether an organisation of this kind is in India by definition. */
export function isIndianKind(kind: OrganisationKind): boolean {
  return ORGANISATION_KINDS[kind].group !== "partner";
}

/** What is wrong with a country for a kind of organisation, as a sentence; null when it fits. */
export function countryProblem(kind: OrganisationKind, country: string | undefined): string | null {
  if (isIndianKind(kind))
    return country === undefined || country === "IN"
      ? null
      : `A ${ORGANISATION_KINDS[kind].label} is in India here. Leave the country empty, or choose a kind outside India.`;
  if (country === undefined) return "Choose the country";
  return country === "IN" ? "This kind is outside India. Choose another country, or a kind in India." : null;
}

const sectorCodes = SECTORS.map(({ code }) => code) as [string, ...string[]];

/** What everybody reads first about an organisation. */
export const aboutFields = z.object({
  name: organisationNameField,
  about: z
    .string()
    .trim()
    .max(3000, "Shorten the text to 3,000 characters")
    .refine((text) => !text.includes("\0"), "Remove the special control characters")
    .default(""),
  city: z
    .string()
    .trim()
    .max(100, "Shorten the place to 100 characters")
    .regex(ONE_LINE, ONE_LINE_ERROR)
    .default(""),
  website: websiteField,
  sectors: z
    .array(z.enum(sectorCodes, { error: "Choose sectors from the list" }))
    .max(14)
    .default([]),
});

/** The year an organisation was founded; empty is allowed. */
export const foundedYearField = z
  .string()
  .trim()
  .regex(/^\d{4}$/, "Enter the year with four digits, like 1998")
  .transform(Number)
  .refine(
    (year) => year >= FOUNDED_FROM && year <= new Date().getFullYear(),
    "Enter the year the organisation was founded; it cannot lie in the future",
  )
  .optional();

const roleField = z.enum(memberRoleValues, { error: "Choose a role" });
const emailField = z
  .string({ error: "Enter the person's e-mail address" })
  .trim()
  .toLowerCase()
  .max(254, "Shorten the address to 254 characters")
  .pipe(z.email("Enter an e-mail address like name@company.in"));

export const invitationSchema = z.object({ email: emailField, role: roleField });
export const memberRoleSchema = z.object({ userId: z.uuid("Choose a member"), role: roleField });
export const memberSchema = z.object({ userId: z.uuid("Choose a member") });
export const buyingRightSchema = z.object({
  userId: z.uuid("Choose a member"),
  mayBuy: z.enum(["yes", "no"], { error: "Say whether this member may buy" }),
});
export const invitationIdSchema = z.object({ invitationId: z.uuid("Choose an invitation") });
/** A button alone: nothing is typed. */
export const buttonSchema = z.object({});
