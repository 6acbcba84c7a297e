import { PASSWORD } from "#tests/integration/access-matrix/world.ts";

/** A form that would be accepted from whoever may send it; `file` makes it multipart. */
export type Form = { fields: Record<string, string>; file?: { name: string; content: string } };

const interest = {
  message: "We make such modules for two customers.",
  capabilityStatement: "Clean room of 200 m², two die bonders.",
  contactRole: "Head of production",
};
/** Of a form for one message. */
const key = "0195f3c0-0000-4000-8000-0000000000aa";
const version = "1";
const ndaText = {
  title: "Non-disclosure agreement",
  body: "Nothing that is shown here is passed on. ".repeat(8),
};
const person = { name: "Ravi Nair", password: "seven grey cranes over the weir" };
const basics = {
  version,
  title: "Gallium nitride module for coastal radar",
  summary: "A hand-sized radar module that gives 40 W in X band.",
  sector: "defence-electronics",
  keywords: "radar, gallium nitride",
};
const mapping = { "title.column": "Name", "summary.column": "Abstract", kind: "technology_transfer" };

/** The forms of changes.ts by name. `{name}` stands for an object of the world. */
export const FORMS: Record<string, Form> = {
  button: { fields: {} },
  "cards-seen": { fields: { organic: "SY-2026-000001" } },
  "send-interest": { fields: { ...interest, intent: "send" } },
  "save-interest": { fields: { ...interest, intent: "save" } },
  "sign-up": {
    fields: { ...person, email: "ravi@newcomer.example", organisationName: "Periyar Pumps", kind: "msme" },
  },
  "sign-in": { fields: { email: "owner@zqposter.example", password: PASSWORD, next: "/desk/interests" } },
  "guess-password": { fields: { email: "owner@zqposter.example", password: "not the right one at all" } },
  "forgot-password": { fields: { email: "owner@zqposter.example" } },
  "new-password": { fields: { newPassword: person.password } },
  join: { fields: person },
  "new-opportunity": { fields: { kind: "technology_transfer" } },
  "new-call": { fields: { kind: "collaboration_call" } },
  hold: { fields: { intent: "hold", version } },
  resume: { fields: { intent: "resume", version } },
  renew: { fields: { intent: "renew", version } },
  close: { fields: { intent: "close", version, reason: "A partner was found." } },
  archive: { fields: { intent: "archive", version } },
  delete: { fields: { intent: "delete", version } },
  basics: { fields: basics },
  autosave: { fields: { ...basics, step: "basics" } },
  publish: { fields: { version } },
  disclose: { fields: { document: "{ndaDocument}", disclosure: "public", intent: "disclose" } },
  "remove-document": { fields: { document: "{ndaDocument}", intent: "remove" } },
  attach: { fields: { disclosure: "public" }, file: { name: "leaflet.txt", content: "A leaflet." } },
  acknowledge: { fields: { intent: "acknowledge", version, note: "Thank you." } },
  shortlist: { fields: { intent: "shortlist", version } },
  advance: { fields: { intent: "advance", version, to: "in_discussion" } },
  decline: {
    fields: { intent: "decline", version, reason: "other", explanation: "We look for a larger line." },
  },
  move: { fields: { interest: "{sent}:1", to: "shortlisted" } },
  "bulk-acknowledge": { fields: { intent: "acknowledge", interest: "{sent}:1" } },
  "bulk-decline": {
    fields: { intent: "decline", interest: "{sent}:1", reason: "other", explanation: "We look for more." },
  },
  withdraw: { fields: { intent: "withdraw", version } },
  "invite-nda": { fields: { intent: "invite_nda", version } },
  "invite-again": { fields: { intent: "invite_again", version } },
  "accept-nda": {
    fields: {
      intent: "accept_nda",
      agreementId: "{invitedAgreement}",
      textId: "{newestText}",
      name: "Asha Verma",
      role: "Managing director",
      agrees: "on",
    },
  },
  "countersign-nda": {
    fields: { intent: "countersign_nda", agreementId: "{invitedAgreement}", name: "Meera Iyer" },
  },
  "refuse-nda": {
    fields: { intent: "refuse_nda", agreementId: "{invitedAgreement}", reason: "The role is not clear." },
  },
  "revoke-nda": {
    fields: { intent: "revoke_nda", agreementId: "{signedAgreement}", reason: "The project has ended." },
  },
  "publish-nda": { fields: { intent: "publish_nda", after: "2", ...ndaText } },
  "preview-nda": { fields: { intent: "preview_nda", after: "2", ...ndaText } },
  "grant-documents": { fields: { intent: "grant_documents", organisationId: "{applicantId}" } },
  "withdraw-documents": { fields: { intent: "withdraw_documents", organisationId: "{applicantId}" } },
  discard: { fields: { intent: "discard" } },
  value: { fields: { amount: "1.25 crore", currency: "INR", probability: "40", version } },
  "send-message": { fields: { intent: "send", text: "We have a 200 t press.", key } },
  ask: { fields: { intent: "ask", text: "Which press is it?", key } },
  "save-message": { fields: { intent: "save_draft", text: "We have a", key } },
  "remove-message-file": {
    fields: { attachment: "{draftFile}", text: "We have", intent: "remove_file", key },
  },
  "attach-to-message": {
    fields: { intent: "attach", text: "We have", key },
    file: { name: "press.txt", content: "A press of 200 t." },
  },
  report: { fields: { reason: "spam", text: "Only advertising." } },
  "message-mails": { fields: { frequency: "weekly" } },
  "decide-report": { fields: { decision: "upheld_and_hidden", note: "It is advertising." } },
  "save-search": { fields: { query: "q=gallium", name: "Gallium nitride", frequency: "daily" } },
  "change-search": {
    fields: { intent: "change_search", id: "{savedSearch}", name: "Lattices", frequency: "weekly" },
  },
  "pause-search": { fields: { intent: "pause_search", id: "{savedSearch}" } },
  "resume-search": { fields: { intent: "resume_search", id: "{savedSearch}" } },
  "delete-search": { fields: { intent: "delete_search", id: "{savedSearch}" } },
  "one-click": { fields: { "List-Unsubscribe": "One-Click" } },
  spreadsheet: { fields: {}, file: { name: "offers.csv", content: "Name,Abstract\nA pump,It pumps.\n" } },
  try: { fields: { ...mapping, intent: "try" } },
  import: { fields: { ...mapping, intent: "import" } },
  repeat: { fields: { intent: "repeat" } },
  certificate: {
    fields: {
      intent: "save",
      standard: "as9100d",
      number: "IN-77-1",
      body: "Sahyadri Certification",
      issuedOn: "2026-01-10",
      expiresOn: "2029-01-09",
    },
  },
  "attach-evidence": { fields: {}, file: { name: "certificate.pdf", content: "%PDF-1.4\n%%EOF\n" } },
  "remove-evidence": { fields: { intent: "remove_evidence", evidence: "{evidence}" } },
  "verify-certificate": { fields: { intent: "verify", version } },
  "reject-certificate": { fields: { intent: "reject", version, reason: "unreadable" } },
  "remove-certificate": { fields: { intent: "remove" } },
  "preview-rule": {
    fields: {
      intent: "preview",
      version: "0",
      validFrom: "2026-04-01",
      note: "A new press note",
      name: "Press Note 5",
      ruleDate: "2026-03-20",
      automaticMaxPercentWithNewLicence: "80",
      automaticMaxPercentWithDeclaration: "50",
    },
  },
  profile: { fields: { name: "Ganga Works", about: "We make pumps.", city: "Pune" } },
  invite: { fields: { intent: "invite", email: "colleague@newcomer.example", role: "viewer" } },
  resend: { fields: { intent: "resend", invitationId: "{invitationId}" } },
  revoke: { fields: { intent: "revoke", invitationId: "{invitationId}" } },
  "change-role": { fields: { intent: "change_role", userId: "{editorId}", role: "viewer" } },
  "buying-right": { fields: { intent: "set_buying_right", userId: "{editorId}", mayBuy: "yes" } },
  feature: { fields: { plan: "featured_30", pay: "stripe", requestKey: key } },
  "use-credit": { fields: { intent: "credit", plan: "credit", pay: "credit", requestKey: key } },
  "buy-pack": { fields: { intent: "pack", plan: "pack_10", requestKey: key } },
  "billing-details": {
    fields: {
      intent: "details",
      legalName: "Ganga Works Limited",
      address: "7 Works Road",
      country: "IN",
      stateCode: "29",
      gstin: "",
      email: "accounts@newcomer.example",
    },
  },
  "go-on-to-payment": { fields: { intent: "go_on_to_payment" } },
  "remove-member": { fields: { intent: "remove", userId: "{editorId}" } },
  leave: { fields: { intent: "leave" } },
  rename: { fields: { intent: "rename", name: "Ravi Nair" } },
  "confirm-email": { fields: { intent: "confirm_email" } },
  "change-email": {
    fields: { intent: "change_email", newEmail: "else@newcomer.example", currentPassword: PASSWORD },
  },
  "take-email": {
    fields: { intent: "change_email", newEmail: "else@newcomer.example", currentPassword: "a wrong one" },
  },
  "change-password": {
    fields: { intent: "change_password", currentPassword: PASSWORD, newPassword: person.password },
  },
  "take-account": {
    fields: { intent: "change_password", currentPassword: "a wrong one", newPassword: person.password },
  },
  "act-for": { fields: { intent: "act_for", organisationId: "{organisationId}" } },
  "end-session": { fields: { intent: "end_session", sessionId: "{ownerSessionId}" } },
  "sign-out-everywhere": { fields: { intent: "sign_out_everywhere" } },
};

/** Puts the world's objects into an address or a field. @throws Error for one that the world does not have */
export function fillIn(text: string, objects: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (objects[name] === undefined) throw new Error(`the world has no ${name}`);
    return objects[name];
  });
}

/** The request that a browser sends with a form of this name. */
export function postRequest(
  address: string,
  { fields, file }: Form,
  { cookie, objects }: { cookie: string | undefined; objects: Record<string, string> },
): Request {
  const filled = Object.entries(fields).map(
    ([name, value]) => [name, fillIn(value, objects)] as [string, string],
  );
  const body = file ? new FormData() : new URLSearchParams(filled);
  if (file) {
    for (const [name, value] of filled) body.append(name, value);
    (body as FormData).append("file", new File([file.content], file.name));
  }
  return new Request(`http://localhost${fillIn(address, objects)}`, {
    method: "POST",
    body,
    headers: { "User-Agent": "tests", ...(cookie ? { Cookie: cookie } : {}) },
  });
}
