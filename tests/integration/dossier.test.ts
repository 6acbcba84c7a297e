import { text as readText } from "node:stream/consumers";
import { beforeEach, describe, expect, it } from "vitest";
import { extractText, getDocumentProxy } from "unpdf";
import { readActor } from "#app/core/session.server.ts";
import { dossierPdf } from "#app/domain/interests/dossier-pdf.server.ts";
import { readDossier } from "#app/domain/interests/dossier.server.ts";
import { runsOf } from "#app/domain/interests/dossier-fonts.server.ts";
import * as dossier from "#app/routes/desk/interests/dossier.ts";
import {
  makeCertificate,
  makeInterest,
  makeMember,
  makeOpportunity,
  makeOrganisation,
  signIn,
} from "#tests/factories/factories.ts";
import { db } from "#app/core/db.server.ts";

const NOW = new Date("2026-11-22T10:00:00Z");
const HINDI = "हम मशीनें बनाते हैं";

let interestId: string;
let reference: string;
let posterCookie: string;
let applicantCookie: string;

beforeEach(async () => {
  const prime = await makeOrganisation({ kind: "public_sector", name: `Yamuna Radar ${Math.random()}` });
  const opportunity = await makeOpportunity({
    organisationId: prime.id,
    minimumYears: 5,
    certifications: {
      create: [
        { certification: "iso-9001", level: "required" },
        { certification: "as9100d", level: "preferred" },
      ],
    },
  });
  reference = opportunity.reference;
  const applicant = await makeOrganisation({ name: `Größe Łódź ${Math.random()}`, foundedYear: 2010 });
  await makeCertificate({ organisationId: applicant.id, number: "SECRET-NUMBER-7" });
  const poster = await makeMember(prime.id, "owner", {
    name: "Meera Joshi",
    email: `meera-${applicant.slug}@poster.test`,
  });
  const sender = await makeMember(applicant.id, "owner", {
    name: "Anil Rao",
    email: `anil-${applicant.slug}@sender.test`,
  });
  const interest = await makeInterest({
    opportunityId: opportunity.id,
    organisationId: applicant.id,
    message: `We offer ₹1,25,000 a module – ${HINDI}.`,
    capabilityStatement: "Clean room and two die bonders. ".repeat(190),
    status: "acknowledged",
    eligibilityAtSending: {
      on: "2026-03-01",
      verdict: "does_not_qualify",
      findings: [
        { about: "certification", code: "iso-9001", holding: null, level: "required", outcome: "unmet" },
      ],
    },
    events: {
      create: [
        { toStatus: "submitted", actorId: sender.id, createdAt: new Date("2026-03-01T06:30:00Z") },
        {
          toStatus: "acknowledged",
          actorId: poster.id,
          note: "Thank you.",
          createdAt: new Date("2026-03-02T06:30:00Z"),
        },
      ],
    },
  });
  interestId = interest.id;
  posterCookie = await signIn(poster, prime.id);
  applicantCookie = await signIn(sender, applicant.id);
});

async function pdfOf(cookie: string) {
  const actor = await readActor(cookie);
  const stream = await dossierPdf(await readDossier(actor, interestId, "en-IN", NOW), NOW);
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function pagesOf(file: Buffer): Promise<string[]> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(file)));
  return text;
}

describe("the dossier of one expression of interest", () => {
  it("holds texts, eligibility then and now, certificates and history on numbered pages", async () => {
    const pages = await pagesOf(await pdfOf(posterCookie));
    const whole = pages.join(" ").replace(/\s+/g, " ");
    expect(pages.length).toBeGreaterThan(1);
    pages.forEach((page, index) =>
      expect(page).toContain(`${reference} · page ${index + 1} of ${pages.length}`),
    );
    for (const words of [
      "We offer ₹1,25,000 a module",
      "Größe Łódź",
      "Clean room and two die bonders.",
      "Eligibility when it was sent, 1 March 2026",
      "Not met: their register does not list it",
      "Eligibility today",
      "Met: they have it until",
      "Not needed: their register does not list it",
      "ISO 9001:2015: declared, until",
      "Thank you.",
      "1 Mar 2026, 12:00 pm IST",
    ])
      expect(whole, words).toContain(words);
    // A PDF stores what is drawn: a vowel sign may stand before the letter it is typed after.
    const letters = (text: string) => [...text.replace(/\s/g, "")].sort().join("");
    const hindi = /[\u0900-\u097f][\u0900-\u097f\s]*[\u0900-\u097f]/u.exec(whole)?.[0] ?? "";
    expect(letters(hindi)).toBe(letters(HINDI));
  });

  it("names colleagues, not the people of the other side, and nobody's address or certificate number", async () => {
    const [poster, applicant] = await Promise.all(
      [posterCookie, applicantCookie].map(async (cookie) => (await pagesOf(await pdfOf(cookie))).join(" ")),
    );
    expect(poster).toContain("Meera Joshi");
    expect(poster).not.toContain("Anil Rao");
    expect(applicant).toContain("Anil Rao");
    expect(applicant).not.toContain("Meera Joshi");
    expect(applicant).toMatch(/you\s+have it until/);
    for (const text of [poster, applicant]) {
      expect(text).not.toContain(".test");
      expect(text).not.toContain("SECRET-NUMBER-7");
    }
  });

  it("is the same file for the same state", async () => {
    const [one, other] = [await pdfOf(posterCookie), await pdfOf(posterCookie)];
    expect(one.equals(other)).toBe(true);
  });

  it("never tells the applicant what the prime expects", async () => {
    await db.leadValue.create({
      data: { interestId, version: 1, amountMinor: 987_654_321n, currency: "INR", probabilityPercent: 37 },
    });
    const text = (await pagesOf(await pdfOf(applicantCookie))).join(" ");
    expect(text).not.toMatch(/98,76,543|98\.77|37 ?%/);
  });

  it("is a PDF for both sides and nothing for strangers", async () => {
    const ask = (cookie: string) =>
      (dossier.loader as (args: unknown) => Promise<Response>)({
        request: new Request(`http://localhost/desk/interests/${interestId}/dossier.pdf`, {
          headers: { cookie },
        }),
        params: { id: interestId },
        context: {},
      });
    for (const cookie of [posterCookie, applicantCookie]) {
      const answer = await ask(cookie);
      expect(answer.headers.get("Content-Type")).toBe("application/pdf");
      expect(await readText(answer.body as never)).toMatch(/^%PDF-1\.7/);
    }
    const stranger = await signIn(await makeMember((await makeOrganisation()).id));
    await expect(ask(stranger)).rejects.toMatchObject({ init: { status: 404 } });
  });
});

describe("fonts", () => {
  it("change only where letters ask for it, and marks stay with their letters", () => {
    const fonts = runsOf("₹5 für हिन्दी, Ωmega", 400).map(({ font, text }) => [font.split("/")[1], text]);
    expect(fonts).toEqual([
      ["latin-ext", "₹"],
      ["latin", "5 für "],
      ["devanagari", "हिन्दी"],
      ["latin", ", "],
      ["greek", "Ω"],
      ["latin", "mega"],
    ]);
  });
});
