import { z } from "zod";
import { checkGstin } from "#app/core/identifiers.ts";
import { isCountryCode, INDIAN_STATES } from "#app/core/reference/countries.ts";

/** What the form of a purchase sends. The price is not among it. */
export const orderSchema = z.object({
  plan: z.string({ error: "Choose a plan." }).max(40),
  /** Made with the form, so that sending it twice is one order. */
  requestKey: z.uuid({ error: "Open this page again, then choose." }),
  pay: z.enum(["stripe", "credit"]).default("stripe"),
});
export type OrderInput = z.output<typeof orderSchema>;

export const profileSchema = z
  .object({
    legalName: z
      .string({ error: "Write the name as it stands in the register." })
      .trim()
      .min(1, "Write the name as it stands in the register.")
      .max(200, "Shorten the name to 200 characters."),
    address: z
      .string({ error: "Write the address for the invoice." })
      .trim()
      .min(1, "Write the address for the invoice.")
      .max(500, "Shorten the address to 500 characters."),
    country: z
      .string({ error: "Choose a country." })
      .refine(isCountryCode, "Choose a country from the list."),
    stateCode: z.string().default(""),
    gstin: z.string().trim().toUpperCase().max(15, "A GSTIN has 15 characters.").default(""),
    email: z.email({ error: "Write an e-mail address like accounts@company.com." }),
  })
  .superRefine((profile, context) => {
    const issue = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    if (profile.country !== "IN") return;
    if (!INDIAN_STATES.some(({ gstCode }) => gstCode === profile.stateCode))
      issue("stateCode", "Choose the state: it decides between CGST with SGST, and IGST.");
    if (profile.gstin === "") return;
    const checked = checkGstin(profile.gstin);
    if (!checked.ok) issue("gstin", checked.message);
    else if (!checked.value.startsWith(profile.stateCode))
      issue(
        "gstin",
        "A GSTIN begins with the two digits of its state, and this one belongs to another state.",
      );
  });
export type ProfileInput = z.output<typeof profileSchema>;

/** What an order keeps of the day it was made, whatever changes afterwards. */
export const orderTermsSchema = z.object({
  description: z.string(),
  /** Of each listing that a credit of this pack pays for; null without credits. */
  creditDays: z.number().nullable(),
  serviceCode: z.string(),
  taxPercent: z.number(),
  seller: z.object({
    legalName: z.string(),
    address: z.string(),
    stateCode: z.string(),
    gstin: z.string(),
    email: z.string(),
  }),
  buyer: z.object({
    legalName: z.string(),
    address: z.string(),
    country: z.string(),
    stateCode: z.string(),
    gstin: z.string(),
    email: z.string(),
  }),
});
export type OrderTerms = z.output<typeof orderTermsSchema>;
