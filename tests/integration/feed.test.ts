import { XMLParser, XMLValidator } from "fast-xml-parser";
import { beforeEach, describe, expect, it } from "vitest";
import { loader as feed } from "#app/routes/opportunities/feed.ts";
import { inDays } from "#tests/factories/factories.ts";
import { newWord, publish } from "#tests/integration/alerts-world.ts";

let word: string;
beforeEach(() => {
  word = newWord();
});

describe("the feed", () => {
  const read = async (query: string, headers: Record<string, string> = {}) => {
    const request = new Request(`http://localhost/opportunities.atom?${query}`, { headers });
    return (await feed({ request, params: {}, context: {} as never })) as Response;
  };
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: "",
    isArray: (name) => ["entry", "link"].includes(name),
  });
  type Link = { rel?: string; href: string };
  type Entry = Record<"id" | "updated" | "published", string> & {
    title: { "#text": string };
    summary: { "#text": string };
    author: { name: string };
    link: Link[];
  };

  it("is an Atom document with all that RFC 4287 asks for, the newest first", async () => {
    const hostile = `${word} <script>alert("1")</script> & ]]> \u0008`;
    await publish({ title: `Old ${hostile}`, publishedAt: inDays(-3) });
    const { reference } = await publish({ title: `New ${hostile}`, publishedAt: inDays(-2) });
    await publish({ title: `Draft ${word}`, status: "draft", publishedAt: null });
    await publish({ title: `Held ${word}`, status: "on_hold" });
    const response = await read(`q=${word}&kind=technology_transfer`);
    expect(response.headers.get("Content-Type")).toBe("application/atom+xml; charset=utf-8");
    const text = await response.text();
    expect(XMLValidator.validate(text)).toBe(true);
    expect(text).not.toContain("\u0008");
    const { feed: document } = parser.parse(text) as {
      feed: {
        id: string;
        title: string;
        updated: string;
        author: { name: string };
        link: Link[];
        entry: Entry[];
        xmlns: string;
      };
    };
    expect(document.xmlns).toBe("http://www.w3.org/2005/Atom");
    expect(document.author.name).toBe("Sanyog");
    expect(document.title).toContain(word);
    const link = (links: Link[], rel: string) =>
      links.find((each) => (each.rel ?? "alternate") === rel)?.href;
    const query = `?q=${word}&amp;kind=technology_transfer`;
    expect(link(document.link, "self")).toMatch(new RegExp(`/opportunities\\.atom\\?q=${word}&(amp;)?kind=`));
    expect(link(document.link, "alternate")).toContain(`/opportunities?q=${word}`);
    expect(text).toContain(`/opportunities.atom${query}"`);
    expect(document.entry).toHaveLength(2);
    for (const entry of document.entry) {
      expect(entry.id).toMatch(/^http:\/\/[^/]+\/opportunities\/SY-\d{4}-\d{6}$/);
      for (const instant of [entry.updated, entry.published, document.updated])
        expect(new Date(instant).toISOString()).toBe(instant);
      expect(entry.author.name).toMatch(/^Organisation /);
      expect(entry.summary["#text"]).toContain("hand-sized radar module");
      expect(link(entry.link, "alternate")).toContain("/opportunities/SY-");
    }
    const [first, second] = document.entry;
    expect(first!.id.endsWith(reference)).toBe(true);
    expect(first!.title["#text"]).toBe(`New ${word} &lt;script&gt;alert("1")&lt;/script&gt; &amp; ]]&gt; `);
    expect(first!.published > second!.published).toBe(true);
  });

  it("says 304 to whoever has it already, until something changes", async () => {
    await publish({ title: `Saw ${word}` });
    const first = await read(`q=${word}`);
    const [etag, date] = [first.headers.get("ETag")!, first.headers.get("Last-Modified")!];
    expect(first.headers.get("Cache-Control")).toMatch(/^public/);
    expect((await read(`q=${word}&page=2&sort=closing`, { "If-None-Match": etag })).status).toBe(304);
    expect((await read(`q=${word}`, { "If-None-Match": `"other", ${etag}` })).status).toBe(304);
    expect((await read(`q=${word}`, { "If-Modified-Since": date })).status).toBe(304);
    expect((await read(`q=${word}`, { "If-None-Match": '"other"', "If-Modified-Since": date })).status).toBe(
      200,
    );
    await publish({ title: `Second saw ${word}` });
    expect((await read(`q=${word}`, { "If-None-Match": etag })).status).toBe(200);
  });

  it("is a valid document when nothing is found", async () => {
    const text = await (await read(`q=${word}`)).text();
    expect(XMLValidator.validate(text)).toBe(true);
    expect(text).not.toContain("<entry>");
  });

  it.each([
    "kind=nonsense",
    "trl=99",
    "page=0",
    "closing=-1",
    "sort=best",
    `q=${"x".repeat(10_000)}`,
    Array.from({ length: 200 }, (_, place) => `sector=${place}`).join("&"),
  ])("refuses what cannot be used (%#)", async (query) => {
    const response = await read(query);
    expect(response.status).toBe(400);
    expect(response.headers.get("Content-Type")).toBe("application/problem+json");
    expect(((await response.json()) as { detail: string }).detail.length).toBeLessThan(2_000);
  });

  it.each(["q=%00%1F%ED%A0%80", "q=');drop table opportunity;--", "q=(((((&q=%5B", "organisation=nobody"])(
    "is never troubled by %s",
    async (query) => {
      const response = await read(query);
      expect(response.status).toBe(200);
      expect(XMLValidator.validate(await response.text())).toBe(true);
    },
  );
});
