/** Everybody who asks. Owner, editor and viewer belong to the organisation that posts; foreign is another prime. */
export const ACTORS = [
  "anonymous",
  "msme",
  "foreign",
  "owner",
  "editor",
  "viewer",
  "partner",
  "moderator",
  "applicant",
] as const;
export type ActorName = (typeof ACTORS)[number];

/** A text that is planted where only `readers` may find it. */
type Marker = { text: string; readers: readonly ActorName[] };

const POSTER = ["owner", "editor", "viewer"] as const;

export const MARKERS = {
  draft: { text: "zqdraft lattice", readers: [...POSTER, "moderator"] },
  held: { text: "zqheld lattice", readers: [...POSTER, "moderator"] },
  /** The applicant has begun an EoI for it, so it goes on reading what the opportunity is. */
  heldTitle: { text: "zqheldtitle lattice", readers: [...POSTER, "moderator", "applicant"] },
  archived: { text: "zqarchived lattice", readers: [...POSTER, "moderator"] },
  theirDraft: { text: "zqtheirdraft lattice", readers: ["foreign", "moderator"] },
  ownKey: { text: "zqownkey-77", readers: POSTER },
  history: { text: "zqhistory reason", readers: POSTER },
  message: { text: "zqmessage lattice", readers: [...POSTER, "moderator", "applicant"] },
  capability: { text: "zqcapability lattice", readers: [...POSTER, "moderator", "applicant"] },
  interestDraft: { text: "zqunsent lattice", readers: ["applicant"] },
  /** What the poster expects of the EoI, as its page writes it. */
  leadValue: { text: "₹98,76,543.21", readers: POSTER },
  declineReason: { text: "zqdecline lattice", readers: [...POSTER, "moderator", "applicant"] },
  /** Moderators read a message only with its report. */
  conversation: { text: "zqtalk lattice", readers: [...POSTER, "applicant"] },
  messageFile: { text: "zqmessagefile lattice", readers: [...POSTER, "applicant"] },
  messageDraft: { text: "zqmessagedraft lattice", readers: ["owner"] },
  reportText: { text: "zqreport lattice", readers: ["moderator"] },
  importRow: { text: "zqimportrow lattice", readers: ["owner", "editor"] },
  importFile: { text: "zqimportfile", readers: ["owner", "editor"] },
  registered: {
    text: "zqregistered lattice",
    readers: ["msme", "foreign", ...POSTER, "partner", "moderator", "applicant"],
  },
  indian: { text: "zqindian lattice", readers: ["msme", "foreign", ...POSTER, "moderator", "applicant"] },
  onNda: { text: "zqonnda lattice", readers: POSTER },
  granted: { text: "zqgranted lattice", readers: [...POSTER, "applicant"] },
  ndaBody: { text: "zqndabody lattice", readers: [...POSTER, "applicant", "moderator"] },
  draftDocument: { text: "zqdraftpaper", readers: [...POSTER, "moderator"] },
  mail: { text: "zqmail lattice", readers: [] },
  certificate: { text: "zqcertificate-1", readers: [...POSTER, "moderator"] },
  theirCertificate: { text: "zqcertificate-2", readers: ["applicant", "moderator"] },
  evidence: { text: "zqevidence-1", readers: [...POSTER, "moderator"] },
  /** It has sent an EoI to the posting organisation. */
  theirEvidence: { text: "zqevidence-2", readers: [...POSTER, "moderator", "applicant"] },
  billedTo: { text: "zqbilled lattice", readers: POSTER },
  invoicedTo: { text: "zqinvoiced lattice", readers: [...POSTER, "moderator"] },
  savedSearch: { text: "zqsavedsearch lattice", readers: ["owner"] },
  posterAddress: { text: "@zqposter.example", readers: POSTER },
  foreignAddress: { text: "@zqforeign.example", readers: ["foreign"] },
  /** The owner of the posting organisation has invited it. */
  msmeAddress: { text: "@zqmsme.example", readers: ["msme", "owner"] },
  partnerAddress: { text: "@zqpartner.example", readers: ["partner"] },
  applicantAddress: { text: "@zqapplicant.example", readers: ["applicant"] },
  moderatorAddress: { text: "@zqmoderator.example", readers: ["moderator"] },
  invitedAddress: { text: "@zqinvited.example", readers: ["owner"] },
  forgetfulAddress: { text: "@zqforgetful.example", readers: [] },
} as const satisfies Record<string, Marker>;
export type MarkerName = keyof typeof MARKERS;
