import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import * as openapi from "#app/routes/api/openapi.ts";
import * as opportunities from "#app/routes/api/opportunities.ts";
import * as opportunity from "#app/routes/api/opportunity.ts";
import * as organisation from "#app/routes/api/organisation.ts";
import {
  opportunityAnswerSchema,
  opportunityListSchema,
  organisationAnswerSchema,
  problemSchema,
} from "#app/routes/api/schemas.ts";
import type { Opportunity } from "#prisma/generated/client.ts";
import { makeMember, makeOpportunity, makeOrganisation, signIn } from "#tests/factories/factories.ts";
import { ask, index } from "#tests/integration/public-requests.ts";

let radar: Opportunity;
let draft: Opportunity;
let ownerCookie: string;

beforeAll(async () => {
  const prime = await makeOrganisation({
    kind: "research_body",
    slug: "tavanika",
    website: "https://tavanika.example",
  });
  ownerCookie = await signIn(await makeMember(prime.id));
  radar = await makeOpportunity({
    organisationId: prime.id,
    totFeeMinor: 9_007_199_254_740_993n,
    patents: [{ number: "IN 9990418", country: "IN", expiresOn: "2039-06-14" }],
    milestones: [{ label: "On delivery", amountMinor: "5000000" }],
    certifications: { create: [{ certification: "as9100d", level: "required" }] },
  });
  draft = await makeOpportunity({ organisationId: prime.id, status: "draft" });
  await index();
});

async function call(loader: Parameters<typeof ask>[0], path: string, asked: Parameters<typeof ask>[2] = {}) {
  const { response } = await ask(loader, path, asked);
  const body: unknown = response!.status === 204 ? null : await response!.json();
  return { status: response!.status, headers: response!.headers, body };
}

const list = (query: string) => call(opportunities.loader, `/api/v1/opportunities${query}`);
const one = (reference: string, cookie?: string) =>
  call(opportunity.loader, `/api/v1/opportunities/${reference}`, { params: { reference }, cookie });

describe("the public API", () => {
  it("lists opportunities with facets and page, as the schema says", async () => {
    const { status, headers, body } = await list("?q=radar&trl=7");
    expect(status).toBe(200);
    expect(headers.get("Access-Control-Allow-Origin")).toBe("*");
    const { data, facets, page } = z.strictObject(opportunityListSchema.shape).parse(body);
    expect(data).toMatchObject([
      { reference: radar.reference, totFeeMinor: "9007199254740993", certifications: ["as9100d"] },
    ]);
    expect(facets.kind).toEqual([{ value: "technology_transfer", count: 1 }]);
    expect(page).toEqual({ number: 1, size: 20, total: 1 });
  });

  it("gives everything public of one opportunity, amounts exact, nothing internal", async () => {
    const { status, body } = await one(radar.reference.toLowerCase());
    expect(status).toBe(200);
    const { data } = opportunityAnswerSchema.parse(body);
    expect(data).toMatchObject({
      reference: radar.reference,
      status: "published",
      totFeeMinor: "9007199254740993",
      certifications: [{ certification: "as9100d", level: "required" }],
      milestones: [{ label: "On delivery", amountMinor: "5000000" }],
    });
    const known = new Set(Object.keys(opportunityAnswerSchema.shape.data.shape));
    const given = Object.keys((body as { data: object }).data);
    expect(given.filter((name) => !known.has(name))).toEqual([]);
  });

  it("shows a draft to nobody, not even to its own people", async () => {
    expect((await one(draft.reference)).status).toBe(404);
    expect((await one(draft.reference, ownerCookie)).status).toBe(404);
  });

  it("tells about an organisation", async () => {
    const { body } = await call(organisation.loader, "/api/v1/organisations/tavanika", {
      params: { slug: "tavanika" },
    });
    expect(organisationAnswerSchema.parse(body).data).toMatchObject({
      slug: "tavanika",
      openOpportunities: 1,
    });
    expect(Object.keys((body as { data: object }).data)).not.toContain("createdAt");
  });

  it("answers unknown values with 400 and a problem that names each parameter", async () => {
    const { status, headers, body } = await list("?trl=12&kind=foo&page=0");
    expect(status).toBe(400);
    expect(headers.get("Content-Type")).toBe("application/problem+json");
    expect(headers.get("Access-Control-Allow-Origin")).toBe("*");
    const problem = problemSchema.parse(body);
    expect(problem.status).toBe(400);
    expect(problem.errors?.map(({ parameter }) => parameter).sort()).toEqual(["kind", "page", "trl"]);
    expect(problem.errors?.find(({ parameter }) => parameter === "trl")?.value).toBe("12");
  });

  it("answers what is not there with a 404 problem", async () => {
    const { status, headers, body } = await one("SY-2026-999999");
    expect(status).toBe(404);
    expect(headers.get("Content-Type")).toBe("application/problem+json");
    expect(problemSchema.parse(body).status).toBe(404);
  });

  it("lets other sites read and nobody write", async () => {
    const preflight = await call(opportunities.loader, "/api/v1/opportunities", { method: "OPTIONS" });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("Access-Control-Allow-Methods")).toBe("GET, HEAD");
    expect(opportunities.action({} as never).status).toBe(405);
  });
});

type Json = null | string | number | boolean | Json[] | { [name: string]: Json };

function* referencesIn(value: Json): Generator<string> {
  if (value === null || typeof value !== "object") return;
  if (!Array.isArray(value) && typeof value.$ref === "string") yield value.$ref;
  for (const child of Object.values(value)) yield* referencesIn(child);
}

describe("the API's description", () => {
  it("is OpenAPI 3.1 whose references all lead somewhere and whose parameters name the known values", async () => {
    const { body } = await call(openapi.loader, "/api/openapi.json");
    const document = body as {
      openapi: string;
      paths: Record<string, { get: { parameters: Json[] } }>;
    } & Json;
    expect(document.openapi).toMatch(/^3\.1\./);
    expect(Object.keys(document.paths)).toEqual([
      "/api/v1/opportunities",
      "/api/v1/opportunities/{reference}",
      "/api/v1/organisations/{slug}",
    ]);
    const references = [...referencesIn(document)];
    expect(references.length).toBeGreaterThan(4);
    for (const reference of references) {
      const found = reference
        .slice(2)
        .split("/")
        .reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], document);
      expect(found, reference).toBeDefined();
    }
    const kind = document.paths["/api/v1/opportunities"]!.get.parameters.find(
      (parameter) => (parameter as { name: string }).name === "kind",
    ) as { schema: { items: { enum: string[] } } };
    expect(kind.schema.items.enum).toContain("joint_venture");
  });
});
