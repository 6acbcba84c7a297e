import { data } from "@remix-run/node";
import { beforeAll, describe, expect, it } from "vitest";
import type { Card } from "#app/components/search/result-card.tsx";
import type { Offer } from "#app/components/search/completions.ts";
import type { InterestOffer } from "#app/components/opportunity/interest-action.tsx";
import type { ResultsAnswer } from "#app/components/search/live-search.ts";
import { db } from "#app/core/db.server.ts";
import { handle } from "#app/core/http.server.ts";
import type { PublicOpportunity } from "#app/domain/opportunities/queries.server.ts";
import * as home from "#app/routes/home.tsx";
import * as moderation from "#app/routes/moderation/overview.tsx";
import * as notFound from "#app/routes/not-found.tsx";
import * as detail from "#app/routes/opportunities/detail.tsx";
import * as completions from "#app/routes/opportunities/completions.ts";
import { findResults } from "#app/routes/opportunities/find-results.server.ts";
import * as live from "#app/routes/opportunities/live-results.ts";
import * as results from "#app/routes/opportunities/results.tsx";
import type { ResultsView } from "#app/routes/opportunities/results-view.server.ts";
import * as profile from "#app/routes/organisations/profile.tsx";
import * as robots from "#app/routes/robots.ts";
import * as sitemap from "#app/routes/sitemap.ts";
import type { Opportunity, Organisation } from "#prisma/generated/client.ts";
import {
  inDays,
  makeCertificate,
  makeInterest,
  makeMember,
  makeOpportunity,
  makeOrganisation,
  makeUser,
  signIn,
} from "#tests/factories/factories.ts";
import { ask, index } from "#tests/integration/public-requests.ts";

type DetailView = {
  opportunity: PublicOpportunity;
  offer: InterestOffer;
  similar: Card[];
  canonical: string;
};

let prime: Organisation;
let radar: Opportunity;
let casting: Opportunity;

const viewed = handle(async (asked) => {
  const { view, status } = await findResults(asked);
  return data(view, { status });
});
const search = (query: string, cookie?: string) =>
  ask<ResultsView>(viewed, `/opportunities${query}`, { cookie });

function open(opportunity: { reference: string }, cookie?: string, slug?: string) {
  const path = `/opportunities/${opportunity.reference}${slug ? `/${slug}` : ""}`;
  const params = { reference: opportunity.reference, ...(slug ? { slug } : {}) };
  return ask<DetailView>(detail.loader, path, { cookie, params });
}

/** Follows the redirect to the address with the slug. */
async function read(opportunity: { reference: string }, cookie?: string) {
  const { status, location } = await open(opportunity, cookie);
  expect(status).toBe(301);
  return open(opportunity, cookie, location!.split("/")[3]);
}

beforeAll(async () => {
  prime = await makeOrganisation({ kind: "research_body", name: "Tavanika Laboratory", slug: "tavanika" });
  const partner = await makeOrganisation({ kind: "foreign_industry", country: "DE", slug: "valdmoor" });
  radar = await makeOpportunity({
    organisationId: prime.id,
    certifications: { create: [{ certification: "as9100d", level: "required" }] },
  });
  casting = await makeOpportunity({
    organisationId: prime.id,
    title: "Titanium investment casting for pump housings",
    summary: "Thin-walled titanium castings up to 22 kg.",
    description: "A <script>alert(1)</script> foundry process.",
    keywords: ["titanium"],
    applications: "Pumps and valves.",
    sector: "materials-manufacturing",
    trlCurrent: 9,
    licence: "exclusive",
    totFeeMinor: null,
    termsOnRequest: ["tot_fee"],
    release: "india_only",
  });
  await makeOpportunity({
    organisationId: partner.id,
    kind: "joint_venture",
    title: "Joint venture for infrared optics",
    summary: "A second source for germanium lenses.",
    description: "Grinding and coating of lenses.",
    keywords: ["optics"],
    applications: "Cameras.",
    sector: "sensors-electro-optics",
    licence: null,
    totFeeMinor: null,
    equityMinBps: 2600,
    equityMaxBps: 4900,
    newIndustrialLicence: false,
  });
  await makeOpportunity({ organisationId: prime.id, status: "draft", title: "A secret radar" });
  await index();
});

describe("results", () => {
  it("lists what is published with everything a reader decides by", async () => {
    const { status, data } = await search("?q=radar");
    expect(status).toBe(200);
    expect(data.total).toBe(1);
    expect(data.cards[0]).toMatchObject({
      reference: radar.reference,
      href: `/opportunities/${radar.reference}/gallium-nitride-transmit-receive-module-for-radar?from=organic`,
      title: ["Gallium nitride transmit-receive module for ", "radar"],
      kind: "Technology transfer (ToT)",
      organisation: "Tavanika Laboratory",
      country: "India",
      trlSentence: "TRL 7: prototype demonstrated in operational environment",
      fee: "ToT fee ₹12.5 lakh",
      licence: "Non-exclusive licence",
      isVerified: true,
      elsewhere: null,
      needs: "Needs AS9100D (EN 9100, JISQ 9100)",
      release: "",
    });
    expect(data.cards[0]!.closing).toMatch(/^Closes /);
  });

  it("gives who types the same page, ready to be put in place, and nothing that was typed as markup", async () => {
    const query = `?${new URLSearchParams({ q: "radar <img src=x>", kind: "technology_transfer" })}`;
    const { data: page } = await ask<ResultsAnswer>(results.loader, `/opportunities${query}`);
    const { response } = await ask(live.loader, `/opportunities/live${query}`);
    const { listings, ...answer } = (await response!.json()) as ResultsAnswer;
    expect(answer).toEqual(page);
    expect(listings).toEqual({ organic: [radar.reference], featured: [] });
    expect(answer.title).toBe("radar <img src=x>: 1 opportunity · Sanyog");
    expect(answer.results).toContain("for <mark>radar</mark></a></h2>");
    expect(answer.results).not.toContain("<img");
    const refused = await ask(live.loader, "/opportunities/live?trl=12");
    expect(refused.status).toBe(400);
    const direct = await ask(live.loader, `/opportunities/live?q=${radar.reference}`);
    expect(direct.location).toMatch(new RegExp(`^/opportunities/${radar.reference}`));
  });

  it("says that a fee is told on request and who may take part", async () => {
    const { data } = await search("?q=titanium");
    expect(data.cards[0]).toMatchObject({ fee: "ToT fee on request", release: "India only" });
  });

  it("takes several values of one facet as either-or and counts each as if its own facet were not set", async () => {
    const { data } = await search("?sector=defence-electronics&sector=sensors-electro-optics");
    expect(data.total).toBe(2);
    const sectors = data.facets.find(({ name }) => name === "sector")!;
    expect(sectors.options.filter(({ chosen }) => chosen).map(({ value }) => value)).toEqual([
      "defence-electronics",
      "sensors-electro-optics",
    ]);
    expect(sectors.options.find(({ value }) => value === "materials-manufacturing")!.count).toBe("1");
    expect(data.chips).toEqual([
      {
        facet: "Sector",
        label: "Defence electronics",
        href: "/opportunities?sector=sensors-electro-optics",
      },
      {
        facet: "Sector",
        label: "Sensors & electro-optics",
        href: "/opportunities?sector=defence-electronics",
      },
    ]);
  });

  it("names an organisation where the address has its slug", async () => {
    const { data } = await search("?organisation=tavanika");
    expect(data.total).toBe(2);
    expect(data.chips[0]!.label).toBe("Tavanika Laboratory");
  });

  it.each([
    ["?trl=12", "trl"],
    ["?kind=foo", "kind"],
    ["?page=x", "page"],
    ["?sort=cheapest", "sort"],
    ["?closing=-1", "closing"],
    [`?q=${"a".repeat(1001)}`, "q"],
  ])("answers %s with 400, names the field and still shows results", async (query, field) => {
    const { status, data } = await search(query);
    expect(status).toBe(400);
    expect(data.notices.problems.map((problem) => problem.field)).toEqual([field]);
    expect(data.facets.length).toBeGreaterThan(0);
  });

  it.each([
    "?q=%00%ff",
    "?q=%ED%A0%80%ED%B0%80",
    "?q='%22\\",
    "?q=" + "(".repeat(400),
    "?q=" + "radar ".repeat(1_700),
    "?q=" + "x".repeat(10_000),
    "?organisation=--",
    "?q=%F0%9F%9A%80",
    "?q=a:*%20|%20!",
    "?q='%3B%20drop%20table%20opportunity%3B--",
    "?q=kind%20%3D%20x%20OR%201%20%3D%201&sector=%22%20OR%20TRUE",
    "?q=(%3F%3A.*)%2B%5B%5C",
    "?page=1000000000",
    "?page=1000000",
    "?closing=1e9&closing=-1&trl=NaN",
    "?qualify=no&verified=1&fee=x&ipr=x&addressed=xx&partner=x",
    "?" + Array.from({ length: 200 }, (_, n) => `kind=k${n}&trl=${n}`).join("&"),
    "?" + Array.from({ length: 200 }, () => "q=radar").join("&"),
  ])("never fails because of %.60s, and never shows what is no reader's", async (query) => {
    const { status, data } = await search(query);
    expect(status).toBeLessThan(500);
    if (status === 400) expect(data.notices.problems[0]!.message).not.toBe("");
    expect(JSON.stringify(data)).not.toContain("A secret radar");
  });

  it("goes straight to the opportunity whose reference is typed, in whatever form", async () => {
    for (const typed of [
      radar.reference,
      radar.reference.toLowerCase(),
      radar.reference.replaceAll("-", " "),
    ]) {
      const { status, location } = await search(`?q=${encodeURIComponent(typed)}`);
      expect([status, location]).toEqual([
        302,
        `/opportunities/${radar.reference}/gallium-nitride-transmit-receive-module-for-radar`,
      ]);
    }
    expect((await search("?q=SY-2026-999999")).data.total).toBe(0);
  });

  it("says where words stand that a card does not show", async () => {
    const { data } = await search("?q=foundry");
    expect(data.cards[0]!.elsewhere!.where).toBe("In the description");
    expect(data.cards[0]!.elsewhere!.excerpt).toContain("foundry");
  });

  it("counts what verified organisations post, and offers to sign in for more", async () => {
    const { data } = await search("?trl=9");
    expect(data.toggles).toEqual([
      { name: "verified", label: "Verified organisations", count: "1", chosen: false },
    ]);
    expect(data.signInHref).toBe("/login?next=%2Fopportunities%3Ftrl%3D9%26qualify%3Dyes");
  });

  it("says why “I qualify” says nothing to a reader without an organisation", async () => {
    const all = (await search("")).data.total;
    const anonymous = (await search("?qualify=yes")).data;
    expect(anonymous.total).toBe(all);
    expect(anonymous.chips).toEqual([]);
    expect(anonymous.notices.qualify?.href).toBe("/login?next=%2Fopportunities%3Fqualify%3Dyes");
    const { data } = await search("?qualify=yes", await signIn(await makeUser()));
    expect(data.total).toBe(all);
    expect(data.notices.qualify).toEqual({
      text: "Your account acts for no organisation, so all opportunities are shown.",
      href: null,
    });
  });

  it("tells each organisation what it qualifies for, with a sign on each card, and filters by it", async () => {
    const holder = await makeOrganisation();
    const certified = await makeMember(holder.id);
    await makeCertificate({ organisationId: holder.id, standard: "as9100d", expiresOn: inDays(300) });
    const lacking = await makeMember((await makeOrganisation()).id);
    const titles = (cards: Card[]) => cards.map(({ title }) => title.join(""));
    const seenBy = async (user: { id: string }, query: string) =>
      (await search(query, await signIn(user))).data;

    const able = await seenBy(certified, "?q=radar");
    expect(able.cards[0]!.sign).toMatchObject({ verdict: "qualifies", headline: "You qualify" });
    const unable = await seenBy(lacking, "?q=radar");
    expect(unable.cards[0]!.sign!.verdict).not.toBe("qualifies");
    expect(unable.cards[0]!.sign!.headline).toContain("AS9100D");
    expect(unable.toggles[0]).toEqual({
      name: "qualify",
      label: "What I qualify for",
      count: "0",
      chosen: false,
    });
    expect(unable.signInHref).toBeNull();

    const all = await seenBy(lacking, "");
    const qualifying = await seenBy(lacking, "?qualify=yes");
    expect(String(qualifying.total)).toBe(all.toggles[0]!.count);
    expect(titles(qualifying.cards)).toEqual(
      titles(all.cards.filter(({ sign }) => sign!.verdict === "qualifies")),
    );
    expect(qualifying.total).toBeLessThan(all.total);
    expect(qualifying.chips).toEqual([
      { facet: "Show only", label: "What I qualify for", href: "/opportunities" },
    ]);
    const none = await seenBy(lacking, "?q=radar&qualify=yes");
    expect(none.waysOut).toContainEqual({
      what: "Show only: What I qualify for",
      href: "/opportunities?q=radar",
      total: 1,
    });
    const own = await seenBy(await makeMember(prime.id), "?q=radar");
    expect(own.cards[0]!.sign).toBeNull();
    expect((await search("?q=radar")).data.cards[0]!.sign).toBeNull();
  });

  it("completes the word that is being typed, and nothing after a space", async () => {
    const offers = async (q: string) => {
      const { response } = await ask(completions.loader, `/opportunities/completions?q=${q}`);
      expect(response!.status).toBe(200);
      return (await response!.json()) as Offer[];
    };
    expect(await offers("titan")).toEqual([{ text: "titanium", count: "1" }]);
    expect(await offers("casting%20titan")).toEqual([{ text: "casting titanium", count: "" }]);
    for (const q of ["", "%20", "titan%20", "zzzzzz", "%00", "%ED%A0%80", "titan".repeat(2_000)])
      expect(await offers(q)).toEqual([]);
  });

  it("says for an empty result what to drop and what that brings", async () => {
    const { status, data } = await search("?q=radar&trl=9&sector=defence-electronics");
    expect(status).toBe(200);
    expect(data.total).toBe(0);
    expect(data.waysOut).toEqual([
      {
        what: "Readiness (TRL): TRL 9: proven in operation",
        href: "/opportunities?q=radar&sector=defence-electronics",
        total: 1,
      },
      { what: "all filters", href: "/opportunities?q=radar", total: 1 },
    ]);
    for (const way of data.waysOut)
      expect((await search(way.href.replace("/opportunities", ""))).data.total).toBe(way.total);
  });

  it("tells of a page behind the last one", async () => {
    const { status, data } = await search("?page=7");
    expect(status).toBe(404);
    expect(data).toMatchObject({ isBeyondEnd: true, pageCount: 1, cards: [] });
  });
});

describe("an opportunity", () => {
  it("has one address: lower case and wrong slugs lead there for good", async () => {
    const canonical = `/opportunities/${radar.reference}/gallium-nitride-transmit-receive-module-for-radar`;
    for (const reference of [radar.reference, radar.reference.toLowerCase()])
      for (const slug of [undefined, "wrong"]) {
        const { status, location } = await open({ reference }, undefined, slug);
        expect([status, location]).toEqual([301, canonical]);
      }
    const { data } = await read(radar);
    expect(data.canonical).toMatch(new RegExp(`^http.*${canonical}$`));
  });

  it("shows money short and exact, TRL with wording, needs as sentences", async () => {
    const { data } = await read(radar);
    expect(data.opportunity.terms).toContainEqual({
      term: "ToT fee, paid once",
      value: "₹12,50,000 (₹12.5 lakh)",
    });
    expect(data.opportunity.trl.current?.sentence).toBe(
      "TRL 7: prototype demonstrated in operational environment",
    );
    expect(data.opportunity.needs).toContain("AS9100D (EN 9100, JISQ 9100) is required.");
    expect(data.opportunity.organisation).toMatchObject({ name: "Tavanika Laboratory", isVerified: true });
  });

  it("says which route foreign investment takes, by which rule, and that this is no legal advice", async () => {
    const { data: found } = await search("?kind=joint_venture");
    const { data } = await read(found.cards[0]!);
    const route = data.opportunity.terms.find(({ term }) => term === "Foreign investment")!;
    // The poster is abroad and keeps what it does not offer: up to 74 percent.
    expect(route.value).toMatch(/^A foreign share of 74% needs government approval/);
    expect(route.note).toBe("By Press Note 4 (2020 series) of 17 September 2020; not legal advice.");
    expect(data.opportunity.terms).toContainEqual({ term: "Share offered", value: "26% to 49%" });
  });

  it("never lets markup of a poster through", async () => {
    const { data } = await read(casting);
    expect(data.opportunity.descriptionHtml).not.toContain("<script");
  });

  it("offers one action and says why there is none", async () => {
    const msme = await makeOrganisation();
    const reader = await signIn(await makeMember(msme.id));
    const own = await signIn(await makeMember(prime.id));
    const foreign = await makeOrganisation({ kind: "foreign_industry", country: "DE" });
    const abroad = await signIn(await makeMember(foreign.id));
    const form = `/opportunities/${casting.reference}/interest`;
    expect((await read(casting)).data.offer.button?.to).toBe(`/login?${new URLSearchParams({ next: form })}`);
    expect((await read(casting, reader)).data.offer).toEqual({
      message: "",
      button: { label: "Express interest", to: form, isMain: true },
      clock: null,
    });
    expect((await read(casting, own)).data.offer.message).toContain("your own organisation");
    expect((await read(casting, abroad)).data.offer.message).toContain(
      "Only organisations registered in India",
    );
    const interest = await makeInterest({ opportunityId: casting.id, organisationId: msme.id });
    expect((await read(casting, reader)).data.offer.button?.to).toBe(`/desk/interests/${interest.id}`);
  });

  it("stays readable once it is closed, outside search engines, and takes no interest", async () => {
    const closed = await makeOpportunity({
      organisationId: prime.id,
      status: "closed",
      title: "A closed one",
      closedAt: new Date(),
    });
    const { status, data } = await read(closed);
    expect(status).toBe(200);
    expect(data.opportunity.isOpen).toBe(false);
    expect(data.offer.message).toBe("This opportunity takes no new interest.");
    expect(detail.meta({ data } as never)).toContainEqual({ name: "robots", content: "noindex" });
  });

  it("is over when its time is, whether or not a job has said so", async () => {
    const late = await makeOpportunity({ organisationId: prime.id, title: "Late", expiresAt: inDays(-0.01) });
    expect((await read(late)).data.opportunity.isOpen).toBe(false);
  });

  it.each(["draft", "on_hold", "in_review", "rejected", "archived"] as const)(
    "is not there for others while it is %s, and is for its own organisation",
    async (status) => {
      const hidden = await makeOpportunity({ organisationId: prime.id, status, title: `Hidden ${status}` });
      const stranger = await signIn(await makeMember((await makeOrganisation()).id));
      expect((await open(hidden)).status).toBe(404);
      expect((await open(hidden, stranger)).status).toBe(404);
      expect((await open(hidden, await signIn(await makeMember(prime.id)))).status).toBe(301);
    },
  );

  it.each(["SY-2026-999999", "x", "SY-2026-00001", "%00", "SY-2026-000001'"])(
    "is 404 for %s",
    async (reference) => {
      expect((await open({ reference })).status).toBe(404);
    },
  );
});

describe("other public pages", () => {
  it("shows real counts on the first page", async () => {
    const { data } = await ask<{
      countText: string;
      kinds: { label: string; count: string }[];
      newest: Card[];
    }>(home.loader, "/");
    const published = await db.opportunity.count({
      where: { status: "published", expiresAt: { gt: new Date() } },
    });
    await index();
    expect(data.kinds.find(({ label }) => label === "Joint venture")!.count).toBe("1");
    expect(data.newest.length).toBeGreaterThan(0);
    const after = await ask<{ countText: string }>(home.loader, "/");
    expect(after.data.countText).toBe(`${published} opportunities`);
  });

  it("shows an organisation with its open opportunities; a suspended one to nobody else", async () => {
    const params = { slug: "tavanika" };
    const { status, data } = await ask<{ name: string; cards: Card[] }>(
      profile.loader,
      "/organisations/tavanika",
      {
        params,
      },
    );
    expect(status).toBe(200);
    expect(data.cards.map(({ organisation }) => organisation)).toContain("Tavanika Laboratory");
    const upper = await ask(profile.loader, "/organisations/TAVANIKA", { params: { slug: "TAVANIKA" } });
    expect([upper.status, upper.location]).toEqual([301, "/organisations/tavanika"]);
    const suspended = await makeOrganisation({ verification: "suspended" });
    const asked = (cookie?: string) =>
      ask(profile.loader, `/organisations/${suspended.slug}`, { cookie, params: { slug: suspended.slug } });
    expect((await asked()).status).toBe(404);
    expect((await asked(await signIn(await makeMember(suspended.id)))).status).toBe(200);
  });

  it("lets moderators look and nobody else know", async () => {
    const moderator = await signIn(await makeUser({ isModerator: true }));
    const member = await signIn(await makeMember(prime.id));
    expect((await ask(moderation.loader, "/moderation")).location).toBe("/login?next=%2Fmoderation");
    expect((await ask(moderation.loader, "/moderation", { cookie: member })).status).toBe(404);
    const { status, data } = await ask<{ opportunities: { status: string }[]; organisations: unknown[] }>(
      moderation.loader,
      "/moderation",
      { cookie: moderator },
    );
    expect(status).toBe(200);
    expect(data.opportunities.some((each) => each.status === "draft")).toBe(true);
    expect(data.organisations.length).toBeGreaterThan(1);
  });

  it("tells robots the sitemap's whole address, and to leave the desk alone", async () => {
    const text = await robots.loader().text();
    const address = /^Sitemap: (\S+)$/m.exec(text)?.[1];
    expect(new URL(address ?? "").pathname).toBe("/sitemap.xml");
    expect(text).toMatch(/^Disallow: \/desk$/m);
  });

  it("has a sitemap of what is published and nothing else", async () => {
    const { response } = await ask(sitemap.loader, "/sitemap.xml");
    const xml = await response!.text();
    const addresses = [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) => address!);
    expect(addresses).toHaveLength(await db.opportunity.count({ where: { status: "published" } }));
    expect(
      addresses.some((address) => address.endsWith("/gallium-nitride-transmit-receive-module-for-radar")),
    ).toBe(true);
    expect(xml).not.toContain("secret");
    expect((await ask(sitemap.loader, "/sitemap.xml?part=2")).status).toBe(404);
  });

  it("answers an address that does not exist with 404 and a way on", async () => {
    const { status, data } = await ask<{ message: string }>(notFound.loader, "/nowhere");
    expect(status).toBe(404);
    expect(data.message).toContain("Search for it");
  });
});
