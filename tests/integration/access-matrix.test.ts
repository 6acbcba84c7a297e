import { readFileSync, readdirSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { config } from "#app/core/config.server.ts";
import { ask, type Answer } from "#tests/integration/access-matrix/asking.ts";
import { CHANGES } from "#tests/integration/access-matrix/changes.ts";
import {
  fingerprint,
  forgetTries,
  keepState,
  restoreState,
} from "#tests/integration/access-matrix/database-state.ts";
import { ACTORS, MARKERS, type ActorName } from "#tests/integration/access-matrix/markers.ts";
import { makeWorld, type World } from "#tests/integration/access-matrix/world.ts";
import { fillIn, FORMS, postRequest } from "#tests/integration/access-matrix/forms.ts";
import { PAGES } from "#tests/integration/access-matrix/pages.ts";
import { siteRoutes, takerOf } from "#tests/integration/access-matrix/site-map.ts";
import { readTable, type Line } from "#tests/integration/access-matrix/table.ts";

const pages = readTable(PAGES);
const changes = readTable(CHANGES);
/** Where reading is written down. */
const ACCESS_LOGS = ["document_access", "certificate_evidence_access", "message_read"];
const routeOf = new Map(siteRoutes.map((route) => [route.name, route]));

let world: World;

beforeAll(async () => {
  const { directory } = config.mail as { directory: string };
  await mkdir(directory, { recursive: true });
  await writeFile(
    path.join(directory, "1700000000000-secret.eml"),
    `Subject: ${MARKERS.mail.text}\nTo: owner@zqposter.example\n\n${MARKERS.mail.text}\n`,
  );
  world = await makeWorld();
  await keepState();
});

function requestOf({ method, address, form }: Line, actor: ActorName): Request {
  const cookie = world.cookies[actor];
  if (method === "POST") return postRequest(address, FORMS[form!]!, { cookie, objects: world.objects });
  return new Request(`http://localhost${fillIn(address, world.objects)}`, {
    headers: cookie ? { Cookie: cookie } : {},
  });
}

/** The status, with the place when it is not the one that the table names. */
function outcomeOf(line: Line, { status, location }: Answer): string {
  const { pathname, search } = new URL(fillIn(line.address, world.objects), "http://localhost");
  if (location === `/login?${new URLSearchParams({ next: pathname + search })}`) return "login";
  if (location === null) return String(status);
  const places = line.location?.split("|").map((place) => fillIn(place, world.objects)) ?? [];
  const isNamed = places.some((place) => {
    const [start = "", end] = place.split("*");
    return end === undefined ? location === place : location.startsWith(start) && location.endsWith(end);
  });
  return isNamed ? String(status) : `${status} to ${location}`;
}

/** The planted texts in an answer that this actor may not know. */
function leaksIn({ body }: Answer, line: Line, actor: ActorName): string[] {
  return Object.entries(MARKERS)
    .filter(([name, { readers }]) => {
      const known: readonly string[] = [...readers, ...(line.shows.includes(name as never) ? ACTORS : [])];
      return !known.includes(actor);
    })
    .map(([, { text }]) => text)
    .filter((text) => body.includes(text) || body.includes(text.replaceAll(" ", "-")));
}

async function askAs(line: Line, actor: ActorName) {
  const module = await routeOf.get(line.route)!.load();
  const answer = await ask(module, requestOf(line, actor)).catch((error: unknown) => {
    throw new Error(`${line.method} ${line.address} [${line.form}] as ${actor} is a 500`, { cause: error });
  });
  return { outcome: outcomeOf(line, answer), leaks: leaksIn(answer, line, actor) };
}

function byActor<T, R>(values: T[], of: (value: T) => R): Record<string, R> {
  return Object.fromEntries(ACTORS.map((actor, place) => [actor, of(values[place]!)]));
}

describe("the tables", () => {
  it("have a row for every route, and no row without one", () => {
    expect(new Set([...pages.routes, ...changes.routes])).toEqual(new Set(routeOf.keys()));
    for (const { routes } of [pages, changes]) expect(routes).toEqual([...new Set(routes)]);
  });

  it("say something of every loader and every action, and of nothing else", async () => {
    for (const { name, load } of siteRoutes) {
      const module = await load();
      const said = { loader: pages.lines, action: changes.lines };
      for (const kind of ["loader", "action"] as const)
        expect([name, kind, said[kind].some(({ route }) => route === name)]).toEqual([
          name,
          kind,
          kind in module,
        ]);
    }
  });

  it("ask each route at an address that leads to it", () => {
    for (const { route, address } of [...pages.lines, ...changes.lines]) {
      const { file } = routeOf.get(route)!;
      if (!route.startsWith("(")) expect(takerOf(fillIn(address, world.objects))?.file).toBe(file);
    }
  });

  it("send every form, with every command that a button of the site has", () => {
    const named = new Set(changes.lines.map(({ form }) => form));
    expect(named).toEqual(new Set(Object.keys(FORMS)));
    const sent = new Set(Object.values(FORMS).map(({ fields }) => fields.intent));
    const source = ["app/routes", "app/components"]
      .flatMap((folder) =>
        readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => path.join(folder, file)),
      )
      .filter((file) => file.endsWith(".tsx"))
      .map((file) => readFileSync(file, "utf8"))
      .join("\n");
    const commands = [
      ...source.matchAll(/name="intent"\s+value="(\w+)"|intent="(\w+)"|case "(\w+)":\s*return submitForm/g),
    ];
    expect(commands.length).toBeGreaterThan(15);
    expect(
      commands.map((match) => match[1] ?? match[2] ?? match[3]).filter((command) => !sent.has(command)),
    ).toEqual([]);
  });
});

describe.each(pages.routes)("%s", (route) => {
  const lines = pages.lines.filter((line) => line.route === route);
  it.each(lines)("$method $address", async (line) => {
    const before = await fingerprint(ACCESS_LOGS);
    const answers = await Promise.all(ACTORS.map((actor) => askAs(line, actor)));
    expect(byActor(answers, ({ outcome }) => outcome)).toEqual(line.expected);
    expect(byActor(answers, ({ leaks }) => leaks)).toEqual(byActor(answers, () => []));
    expect(await fingerprint(ACCESS_LOGS), "reading changes nothing").toEqual(before);
  });
});

const isRefusal = (outcome: string) => outcome === "login" || Number(outcome) >= 400;

describe.each(changes.routes)("%s", (route) => {
  beforeEach(restoreState);
  const lines = changes.lines.filter((line) => line.route === route);
  it.each(lines)("$method $address [$form]", async (line) => {
    const before = await fingerprint();
    const answers: Record<string, Awaited<ReturnType<typeof askAs>>> = {};
    const refused = ACTORS.filter((actor) => isRefusal(line.expected[actor]));
    for (const actor of refused) {
      await forgetTries();
      answers[actor] = await askAs(line, actor);
    }
    expect(await fingerprint(), "a refused change changes nothing").toEqual(before);
    for (const actor of ACTORS.filter((each) => !refused.includes(each))) {
      answers[actor] = await askAs(line, actor);
      await restoreState();
    }
    const inOrder = ACTORS.map((actor) => answers[actor]!);
    expect(byActor(inOrder, ({ outcome }) => outcome)).toEqual(line.expected);
    expect(byActor(inOrder, ({ leaks }) => leaks)).toEqual(byActor(inOrder, () => []));
  });
});
