import { z } from "zod";
import {
  FACET_NAMES,
  opportunityAnswerSchema,
  opportunityListSchema,
  organisationAnswerSchema,
  problemSchema,
} from "#app/routes/api/schemas.ts";
import { FACET_VALUES } from "#search/query.ts";
import { FACETS, MAX_QUERY_CHARACTERS, SORTS, type Facet } from "#search/url.ts";

const COMPONENTS = {
  OpportunityList: opportunityListSchema,
  OpportunityAnswer: opportunityAnswerSchema,
  OrganisationAnswer: organisationAnswerSchema,
  Problem: problemSchema,
};

function componentSchemas() {
  return Object.fromEntries(
    Object.entries(COMPONENTS).map(([name, schema]) => {
      const { $schema: _, ...rest } = z.toJSONSchema(schema);
      return [name, rest];
    }),
  );
}

const FACET_WORDS: Record<Facet, string> = {
  kind: "Kind of opportunity",
  sector: "Sector or sub-sector",
  trl: "Technology readiness level today",
  licence: "Licence offered",
  ipr: "State of intellectual property rights",
  fee: "Band of the one-time ToT fee, other currencies converted roughly",
  certification: "Certification that is required",
  partner: "Kind and size of partner sought",
  addressed: "Country in which partners are sought",
  verified: "Whether the posting organisation is verified",
  country: "Country of the posting organisation",
  release: "Who may take part",
  organisation: "Slug of the posting organisation",
};

function facetParameter(facet: Facet) {
  const values = FACET_VALUES[facet];
  return {
    name: facet,
    in: "query",
    description: `${FACET_WORDS[facet]}. Repeat it for several: any of them may match.`,
    explode: true,
    style: "form",
    schema: { type: "array", items: { type: "string", ...(values ? { enum: [...values] } : {}) } },
  };
}

const SEARCH_PARAMETERS = [
  {
    name: "q",
    in: "query",
    description: "Words to look for",
    schema: { type: "string", maxLength: MAX_QUERY_CHARACTERS },
  },
  ...FACETS.map(facetParameter),
  {
    name: "closing",
    in: "query",
    description: "Only what closes within so many days",
    schema: { type: "integer", minimum: 1, maximum: 365 },
  },
  { name: "sort", in: "query", description: "Order", schema: { type: "string", enum: [...SORTS] } },
  { name: "page", in: "query", description: "Page, from 1", schema: { type: "integer", minimum: 1 } },
];

const component = (name: keyof typeof COMPONENTS) => ({ $ref: `#/components/schemas/${name}` });

const answer = (description: string, name: keyof typeof COMPONENTS) => ({
  description,
  content: { "application/json": { schema: component(name) } },
});

const refusal = (description: string) => ({
  description,
  content: { "application/problem+json": { schema: component("Problem") } },
});

const pathParameter = (name: string, description: string) => ({
  name,
  in: "path",
  required: true,
  description,
  schema: { type: "string" },
});

/** The description of the public API, made from the schemas that its answers are written with. */
export function openApiDocument(publicUrl: string) {
  return {
    openapi: "3.1.0",
    info: {
      title: "Sanyog",
      version: "1",
      description: `Public technology-transfer and joint-venture opportunities. Reading needs no key. Facets: ${FACET_NAMES.join(", ")}.`,
    },
    servers: [{ url: publicUrl }],
    paths: {
      "/api/v1/opportunities": {
        get: {
          operationId: "searchOpportunities",
          summary: "Search the open opportunities",
          parameters: SEARCH_PARAMETERS,
          responses: {
            200: answer("A page of results", "OpportunityList"),
            400: refusal("A parameter has a value that is not known"),
          },
        },
      },
      "/api/v1/opportunities/{reference}": {
        get: {
          operationId: "readOpportunity",
          summary: "Read one opportunity",
          parameters: [pathParameter("reference", "For example SY-2026-000123")],
          responses: {
            200: answer("The opportunity", "OpportunityAnswer"),
            404: refusal("There is none, or it is not public"),
          },
        },
      },
      "/api/v1/organisations/{slug}": {
        get: {
          operationId: "readOrganisation",
          summary: "Read about one organisation",
          parameters: [pathParameter("slug", "The organisation's name in its address")],
          responses: {
            200: answer("The organisation", "OrganisationAnswer"),
            404: refusal("There is none with this slug"),
          },
        },
      },
    },
    components: { schemas: componentSchemas() },
  };
}
