import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import type { Actor } from "#app/core/actor.ts";
import { notFound } from "#app/core/errors.ts";
import { dossierPdf } from "#app/domain/interests/dossier-pdf.server.ts";
import type { Dossier, DossierPart } from "#app/domain/interests/dossier.server.ts";
import { NDA_STATUSES } from "#app/domain/nda/lifecycle.ts";
import { textHash } from "#app/domain/nda/present-agreements.server.ts";
import { readInterestAgreements, type AgreementFacts } from "#app/domain/nda/queries.server.ts";

type Node = {
  type: string;
  value?: string;
  children?: Node[];
  ordered?: boolean | null;
  start?: number | null;
};

const markdown = unified().use(remarkParse).use(remarkGfm).freeze();

const wordsOf = ({ value, children = [], type }: Node): string =>
  type === "break" ? "\n" : (value ?? children.map(wordsOf).join(type === "tableRow" ? " | " : ""));

/** Each paragraph, list entry and row of a table as a line of its own. */
function linesOf(node: Node): string[] {
  const { type, children = [] } = node;
  if (type === "list")
    return children.flatMap((item, index) => {
      const mark = node.ordered ? `${(node.start ?? 1) + index}.` : "•";
      return item.children?.flatMap(linesOf).map((line, n) => (n === 0 ? `${mark} ${line}` : line)) ?? [];
    });
  if (type === "blockquote" || type === "table") return children.flatMap(linesOf);
  return [wordsOf(node)].filter((line) => line.trim() !== "");
}

/** The agreement's text as parts for paper: a heading begins the next one. */
export function partsOfText(title: string, body: string): DossierPart[] {
  const parts: DossierPart[] = [{ title, lines: [] }];
  for (const node of (markdown.parse(body) as Node).children ?? [])
    if (node.type === "heading") parts.push({ title: wordsOf(node), lines: [] });
    else parts.at(-1)!.lines.push(...linesOf(node).map((text) => ({ text })));
  return parts;
}

/** All that is recorded, in this order; its SHA-256 tells whether two copies are of the same agreement. */
function recordOf({ id, status, text, prime, applicant, ...facts }: AgreementFacts): [string, string][] {
  const at = (instant: Date | null) => instant?.toISOString() ?? "";
  const rows: [string, string][] = [
    ["Agreement", id],
    ["State", NDA_STATUSES[status].label],
    ["Discloser", `${prime.name} (${prime.country})`],
    ["Receiver", `${applicant.name} (${applicant.country})`],
    ["Text", `${text.title}, version ${text.version}, published ${at(text.publishedAt)}`],
    ["SHA-256 of the text", textHash(text)],
    ["Invited", at(facts.invitedAt)],
    ["Accepted", at(facts.acceptedAt)],
    ["Accepted by", [facts.acceptedName, facts.acceptedRole].filter(Boolean).join(", ")],
    ["Accepted from", facts.acceptedAddress],
    ["Browser", facts.acceptedUserAgent],
    ["Countersigned", at(facts.countersignedAt)],
    ["Countersigned by", facts.countersignedName],
    ["Ended", at(facts.endedAt)],
    ["Reason", facts.endReason],
  ];
  return rows.filter(([, value]) => value !== "");
}

/** The signed agreement for paper. The same record makes the same file, so its own hash can be compared as well. */
export function agreementDossier(agreement: AgreementFacts): { dossier: Dossier; at: Date } {
  const { text, prime, applicant, endedAt, countersignedAt, acceptedAt, invitedAt } = agreement;
  const at = endedAt ?? countersignedAt ?? acceptedAt ?? invitedAt;
  const record = recordOf(agreement);
  const hash = createHash("sha256")
    .update(JSON.stringify([record, text.body]))
    .digest("hex");
  return {
    at,
    dossier: {
      reference: `NDA ${agreement.id}`,
      title: text.title,
      subtitle: `Between ${prime.name} and ${applicant.name}, version ${text.version}`,
      madeAt: at.toISOString(),
      parts: [
        {
          title: "Who signed, when and from where",
          lines: [...record, ["SHA-256 of text and record", hash]].map(([term = "", value = ""]) => ({
            term,
            text: value,
          })),
        },
        ...partsOfText(text.title, text.body),
      ],
    },
  };
}

/**
 * The agreement between the two sides of an EoI as a PDF, for those who read that EoI's page.
 * @throws DomainError not_found, also before anybody has accepted it
 */
export async function agreementPdf(
  actor: Actor,
  interestId: string,
  agreementId: string,
): Promise<{ stream: Readable; name: string }> {
  const { agreements } = await readInterestAgreements(actor, interestId);
  const agreement = agreements.find(({ id }) => id === agreementId);
  if (!agreement?.acceptedAt) throw notFound("This agreement");
  const { dossier, at } = agreementDossier(agreement);
  return { stream: await dossierPdf(dossier, at), name: `nda-${agreement.id.slice(0, 8)}.pdf` };
}
