import { z } from "zod";
import { PASSWORD_MAX, PASSWORD_MIN } from "#app/domain/accounts/password-limits.ts";
import { commonPasswordProblem, ownPasswordProblem } from "#app/domain/accounts/password-rules.ts";
import {
  countryField,
  countryProblem,
  ONE_LINE,
  ONE_LINE_ERROR,
  organisationKindField,
  organisationNameField,
  websiteField,
} from "#app/domain/organisations/schema.ts";

/** Stored and compared in lower case. 254 is the longest address that SMTP carries (RFC 5321). */
const emailField = z
  .string({ error: "Enter your e-mail address" })
  .trim()
  .toLowerCase()
  .max(254, "Shorten the address to 254 characters")
  .pipe(z.email("Enter an e-mail address like name@company.in"));

const newPasswordField = z
  .string({ error: "Choose a password" })
  .min(PASSWORD_MIN, `Use at least ${PASSWORD_MIN} characters`)
  .max(PASSWORD_MAX, `Use at most ${PASSWORD_MAX} characters`)
  .superRefine((password, context) => {
    const problem = commonPasswordProblem(password);
    if (problem) context.addIssue({ code: "custom", message: problem });
  });

const nameField = z
  .string({ error: "Enter your name" })
  .trim()
  .min(2, "Enter your full name")
  .max(100, "Shorten the name to 100 characters")
  .regex(ONE_LINE, ONE_LINE_ERROR);

/** A typed password that is only compared: any length up to the limit, no rules. */
const knownPasswordField = z
  .string({ error: "Enter your password" })
  .max(PASSWORD_MAX, "This is too long for a password");

/** Lets a rule about several fields speak beside the errors of others, as soon as its own can be read. */
function readable<S extends z.ZodType>(schema: S) {
  return { when: ({ value }: z.core.ParsePayload) => schema.safeParse(value).success };
}
const whoseSchema = z.object({ password: z.string(), email: z.string(), name: z.string() });
const whereSchema = z.object({ kind: organisationKindField, country: countryField });

export const signUpSchema = z
  .object({
    name: nameField,
    email: emailField,
    password: newPasswordField,
    organisationName: organisationNameField,
    kind: organisationKindField,
    country: countryField,
    website: websiteField,
  })
  .superRefine((value, context) => {
    const problem = ownPasswordProblem(value.password, value);
    if (problem) context.addIssue({ code: "custom", path: ["password"], message: problem });
  }, readable(whoseSchema))
  .superRefine((value, context) => {
    const problem = countryProblem(value.kind, value.country);
    if (problem) context.addIssue({ code: "custom", path: ["country"], message: problem });
  }, readable(whereSchema))
  .transform(({ country, ...rest }) => ({ ...rest, country: country ?? "IN" }));
export type SignUp = z.output<typeof signUpSchema>;

export const signInSchema = z.object({
  email: emailField,
  password: knownPasswordField,
  next: z.string().optional(),
});

export const forgotPasswordSchema = z.object({ email: emailField });
export const resetPasswordSchema = z.object({ newPassword: newPasswordField });
export const changeEmailSchema = z.object({ newEmail: emailField, currentPassword: knownPasswordField });
export const changePasswordSchema = z.object({
  currentPassword: knownPasswordField,
  newPassword: newPasswordField,
});
export const renameSchema = z.object({ name: nameField });
export const joinAsNewPersonSchema = z.object({ name: nameField, password: newPasswordField });
export const sessionSchema = z.object({ sessionId: z.uuid("Choose a session from the list") });
export const actingOrganisationSchema = z.object({ organisationId: z.uuid("Choose an organisation") });
/** A button alone: nothing is typed. */
export const buttonSchema = z.object({});
