import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#app/core/db.server.ts";
import { isOneClick, mayChangeState } from "#app/core/security.server.ts";
import { listSavedSearches } from "#app/domain/alerts/queries.server.ts";
import { issueUnsubscribeToken } from "#app/domain/alerts/unsubscribe.server.ts";
import * as unsubscribing from "#app/routes/alerts/unsubscribe.tsx";
import * as list from "#app/routes/desk/searches/list.tsx";
import * as saving from "#app/routes/desk/searches/new.tsx";
import { inDays } from "#tests/factories/factories.ts";
import {
  makeReader,
  matchNow,
  newWord,
  publish,
  queuedMails,
  saveFor,
  sendNow,
  sentTo,
  type Reader,
} from "#tests/integration/alerts-world.ts";
import { ask } from "#tests/integration/public-requests.ts";

type Handler = Parameters<typeof ask>[0];
type Post = { cookie?: string; params?: Record<string, string>; headers?: Record<string, string> };

let reader: Reader;
let word: string;

beforeEach(async () => {
  reader = await makeReader();
  word = newWord();
});

/** Sends a form as a browser without script does. */
async function post(action: unknown, path: string, fields: Record<string, string>, more: Post = {}) {
  const { cookie, params = {}, headers = {} } = more;
  const request = new Request(`http://localhost${path}`, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers: { ...headers, ...(cookie ? { Cookie: cookie } : {}) },
  });
  const outcome = await (action as Handler)({ request, params, context: {} as never }).catch(
    (thrown: unknown) => {
      if (thrown instanceof Error) throw thrown;
      return thrown;
    },
  );
  if (outcome instanceof Response)
    return { status: outcome.status, location: outcome.headers.get("Location"), data: null };
  const { data, init } = outcome as { data?: unknown; init?: ResponseInit };
  return { status: init?.status ?? 200, location: null, data: data ?? outcome };
}

describe("saving", () => {
  const open = (query: string) =>
    ask<{
      preview: { count: number; newest: { title: string }[]; total: number };
      name: string;
      words: string;
      query: string;
    }>(saving.loader as Handler, `/desk/searches/new?${query}`, { cookie: reader.cookie });

  it("shows what the last 30 days would have brought, exactly, and the newest few", async () => {
    for (const days of [-1, -3, -29.9, -30.1, -200])
      await publish({ title: `Kiln ${word} ${-days}`, publishedAt: inDays(days) });
    const { status, data } = await open(`q=${word}&sort=closing&page=3`);
    expect(status).toBe(200);
    expect(data.preview).toMatchObject({ count: 3, total: 5 });
    expect(data.preview.newest.map(({ title }) => title)).toEqual(
      [1, 3, 29.9].map((d) => `Kiln ${word} ${d}`),
    );
    expect(data).toMatchObject({ name: word, query: `q=${word}` });
  });

  it("counts over many pages", async () => {
    for (let each = 0; each < 45; each++)
      await publish({ title: `Nut ${word}`, publishedAt: inDays(each < 43 ? -2 : -50) });
    expect((await open(`q=${word}`)).data.preview).toMatchObject({ count: 43, total: 45 });
  });

  it("proposes a name in words and keeps only what can be used", async () => {
    const { status, data } = await open(`q=${word}&kind=joint_venture&kind=nonsense&trl=7&closing=30`);
    expect(status).toBe(400);
    expect(data.words).toBe(
      `${word}, Joint venture, TRL 7: prototype demonstrated in operational environment, closes within 30 days`,
    );
    expect(data.name).toBe(`${word}, Joint venture, TRL 7, closes within 30 days`);
    expect(data.query).toBe(`q=${word}&kind=joint_venture&trl=7&closing=30`);
  });

  it("asks the anonymous to sign in and comes back to the same search", async () => {
    const path = `/desk/searches/new?q=${word}&kind=joint_venture`;
    const { location } = await ask(saving.loader as Handler, path);
    expect(location).toBe(`/login?${new URLSearchParams({ next: path })}`);
  });

  it("is a plain form; what is wrong comes back beside what was typed", async () => {
    const send = (fields: Record<string, string>) =>
      post(saving.action, "/desk/searches/new", fields, { cookie: reader.cookie });
    const good = { query: `kind=nonsense&q=${word}&page=4`, name: "Kilns", frequency: "weekly" };
    expect(await send({ ...good, name: " " })).toMatchObject({
      status: 422,
      data: { result: { initialValue: { frequency: "weekly" } } },
    });
    expect((await send({ ...good, frequency: "hourly" })).status).toBe(422);
    expect((await send({ ...good, query: `q=${"x".repeat(5_000)}` })).status).toBe(422);
    expect(await send(good)).toMatchObject({ status: 302, location: "/desk/searches?done=saved" });
    expect((await send(good)).status).toBe(409);
    expect(await listSavedSearches(reader.actor)).toMatchObject([
      { name: "Kilns", query: `q=${word}`, frequency: "weekly" },
    ]);
  });
});

describe("the desk", () => {
  it("changes, pauses, resumes and deletes the person's own, and says 404 to everybody else", async () => {
    const id = await saveFor(reader, `q=${word}`);
    const colleague = await makeReader();
    await db.membership.create({
      data: { userId: colleague.user.id, organisationId: reader.organisation.id, role: "owner" },
    });
    const send = (cookie: string, fields: Record<string, string>) =>
      post(list.action, "/desk/searches", { id, ...fields }, { cookie }).then(({ status }) => status);
    const change = { intent: "change_search", name: "Renamed", frequency: "daily" };
    await db.session.updateMany({
      where: { userId: colleague.user.id },
      data: { organisationId: reader.organisation.id },
    });
    for (const fields of [
      change,
      { intent: "pause_search" },
      { intent: "resume_search" },
      { intent: "delete_search" },
    ])
      expect(await send(colleague.cookie, fields)).toBe(404);
    expect(await send(reader.cookie, { ...change, id: "not-an-id" })).toBe(422);
    expect(await send(reader.cookie, change)).toBe(302);
    expect(await send(reader.cookie, { intent: "pause_search" })).toBe(302);
    expect(await listSavedSearches(reader.actor)).toMatchObject([
      { name: "Renamed", frequency: "daily", pausedAt: expect.any(Date) },
    ]);
    expect(await send(reader.cookie, { intent: "resume_search" })).toBe(302);
    expect(await send(reader.cookie, { intent: "delete_search" })).toBe(302);
    expect(await listSavedSearches(reader.actor)).toEqual([]);
    expect(await send(reader.cookie, { intent: "delete_search" })).toBe(404);
  });

  it("opens each search where it was", async () => {
    await saveFor(reader, `q=${word}&kind=joint_venture`);
    const request = new Request("http://localhost/desk/searches", { headers: { Cookie: reader.cookie } });
    const data = await list.loader({ request, params: {}, context: {} as never });
    expect(data.searches).toMatchObject([
      { href: `/opportunities?q=${word}&kind=joint_venture&sort=newest`, words: `${word}, Joint venture` },
    ]);
  });
});

describe("the way out of a mail", () => {
  const stop = (token: string, more: Post = {}) =>
    post(
      unsubscribing.action,
      `/alerts/unsubscribe/${token}`,
      { "List-Unsubscribe": "One-Click" },
      { ...more, params: { token } },
    );
  const isPaused = async (id: string) =>
    (await db.savedSearch.findUniqueOrThrow({ where: { id } })).pausedAt !== null;

  it("stands in the mail's head as RFC 8058 wants it, and is kept as a hash only", async () => {
    await saveFor(reader, `q=${word}`);
    await publish({ title: `Oven ${word}` });
    await matchNow();
    await sendNow((await queuedMails(reader.user))[0]!);
    const [mail] = await sentTo(reader.user.email);
    const head = new Map(mail!.headers.map(({ key, value }) => [key, value]));
    expect(head.get("list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click");
    const url = /^<(http:\/\/[^>]+\/alerts\/unsubscribe\/([\w-]{43}))>$/.exec(head.get("list-unsubscribe")!);
    expect(mail!.text).toContain(url![1]);
    expect(mail!.html).toContain(url![1]);
    const tokens = await db.unsubscribeToken.findMany();
    expect(JSON.stringify(tokens)).not.toContain(url![2]);
    expect((await stop(url![2]!)).status).toBe(200);
    const [search] = await listSavedSearches(reader.actor);
    expect(search!.pausedAt).not.toBeNull();
  });

  it("works without a session, with anybody's, again and again, for this search only", async () => {
    const id = await saveFor(reader, `q=${word}`);
    const other = await saveFor(reader, `q=${word}&trl=7`);
    const token = await issueUnsubscribeToken(id);
    const stranger = await makeReader();
    expect((await stop(token)).status).toBe(200);
    expect((await stop(token, { cookie: stranger.cookie })).status).toBe(200);
    expect((await stop(token, { headers: { Origin: "https://mail.example" } })).status).toBe(200);
    expect([await isPaused(id), await isPaused(other)]).toEqual([true, false]);
  });

  it("changes nothing when the page is opened, and tells nothing about the search", async () => {
    const id = await saveFor(reader, `q=${word}`);
    const token = await issueUnsubscribeToken(id);
    const answer = (await (unsubscribing.loader as Handler)({
      request: new Request(`http://localhost/alerts/unsubscribe/${token}`),
      params: { token },
      context: {} as never,
    })) as object;
    expect(answer).toEqual({ isStopped: false });
    expect(await isPaused(id)).toBe(false);
  });

  it("is gone for secrets that are none, and those of deleted searches", async () => {
    const id = await saveFor(reader, `q=${word}`);
    const token = await issueUnsubscribeToken(id);
    for (const wrong of ["", "x", token.slice(0, -1), `${token}0`])
      expect((await stop(wrong)).status).toBe(410);
    await db.savedSearch.delete({ where: { id } });
    expect((await stop(token)).status).toBe(410);
  });

  it("is the only address but the webhook that other sites may post to", () => {
    const foreign = { origin: "https://mail.example", host: "localhost", "sec-fetch-site": "cross-site" };
    expect(mayChangeState("POST", "/alerts/unsubscribe/abc-_1", foreign)).toBe(true);
    for (const path of [
      "/alerts/unsubscribe/abc.data",
      "/alerts/unsubscribe/abc/more",
      "/alerts/unsubscribe/",
      "/alerts/unsubscribe/..%2f..%2flogout",
      "/x/alerts/unsubscribe/abc",
      "/desk/searches",
    ])
      expect([path, mayChangeState("POST", path, foreign)]).toEqual([path, false]);
    expect(isOneClick("PUT", "/alerts/unsubscribe/abc")).toBe(false);
  });
});
