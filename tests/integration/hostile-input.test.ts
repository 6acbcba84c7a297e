import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { fieldsOfStep, stepValues } from "#app/domain/opportunities/fields.ts";
import { opportunityKindValues } from "#app/core/reference/terms.ts";
import { ask, type Answer } from "#tests/integration/access-matrix/asking.ts";
import { CHANGES } from "#tests/integration/access-matrix/changes.ts";
import { forgetTries, keepState, restoreState } from "#tests/integration/access-matrix/database-state.ts";
import { fieldsBeside } from "#tests/integration/access-matrix/form-fields.ts";
import { fillIn, FORMS } from "#tests/integration/access-matrix/forms.ts";
import { ACTORS, type ActorName } from "#tests/integration/access-matrix/markers.ts";
import { PAGES } from "#tests/integration/access-matrix/pages.ts";
import { siteRoutes, takerOf } from "#tests/integration/access-matrix/site-map.ts";
import { readTable, type Line } from "#tests/integration/access-matrix/table.ts";
import { makeWorld, type World } from "#tests/integration/access-matrix/world.ts";
import {
  BODIES,
  hostileForm,
  hostileQuery,
  TEXTS,
  WORST,
  type Fields,
} from "#tests/integration/access-matrix/hostile.ts";

const SECRETS = ["password", "newPassword", "currentPassword"];

let world: World;

beforeAll(async () => {
  world = await makeWorld();
  await keepState();
});

/** The framework's own answer to a method that a route does not take. */
const NOT_TAKEN: Answer = { status: 405, location: null, body: "", data: null };

const fileOf = new Map(siteRoutes.map(({ file, load }) => [file, load]));

/** Sends a request to whatever route takes its address. @throws when it is a 500, saying for what */
async function send(request: Request, actor: ActorName): Promise<Answer> {
  const { pathname, search } = new URL(request.url);
  const module = await fileOf.get(takerOf(pathname + search)!.file)!();
  if (!(request.method === "GET" ? module.loader : module.action)) return NOT_TAKEN;
  const cookie = world.cookies[actor];
  if (cookie) request.headers.set("Cookie", cookie);
  const answer = await ask(module, request).catch((error: unknown) => {
    throw new Error(`${request.method} ${pathname}${search.slice(0, 300)} as ${actor} is a 500`, {
      cause: error,
    });
  });
  expect(answer.status, `${request.method} ${pathname}${search.slice(0, 300)} as ${actor}`).toBeLessThan(500);
  return answer;
}

/** One line a route: the first that its owner or, for what strangers do, anybody may do. */
function firstOf(lines: Line[], keyOf: (line: Line) => string): Line[] {
  const allowed = ({ expected }: Line) => ACTORS.some((actor) => /^[23]/.test(expected[actor]));
  const byKey = new Map<string, Line>();
  for (const line of [...lines].sort((a, b) => Number(allowed(b)) - Number(allowed(a))))
    if (!byKey.has(keyOf(line))) byKey.set(keyOf(line), line);
  return [...byKey.values()];
}

const pages = firstOf(readTable(PAGES).lines, ({ route }) => route);
const changes = readTable(CHANGES).lines;
const forms = firstOf(changes, ({ route, form }) => `${route} ${form}`);

/** Somebody who gets far into this route. */
function insiderOf({ expected }: Line): ActorName {
  const order = ["owner", "applicant", "msme", "anonymous", "foreign"] as const;
  return order.find((actor) => /^[23]/.test(expected[actor])) ?? "owner";
}

/** Words that addresses of ours know. */
const WORDS = [
  ...[
    "q",
    "kind",
    "sector",
    "trl",
    "licence",
    "certification",
    "country",
    "release",
    "organisation",
    "closing",
  ],
  ...[
    "sort",
    "page",
    "next",
    "news",
    "done",
    "state",
    "side",
    "opportunity",
    "outcome",
    "again",
    "part",
    "sent",
  ],
];

describe("a hostile query", () => {
  const queries = [
    ...TEXTS.map((text) => WORDS.map((word) => `${word}=${encodeURIComponent(text)}`).join("&")),
    ["q", "sector", "organisation", "page"]
      .map((word) => Array<string>(200).fill(`${word}=1`).join("&"))
      .join("&"),
    "q=%ED%A0%80&kind=%ff&page=%&sort=%zz&%00=%00&=&&&?",
    "page=1000000000&page=-1",
  ];

  it.each(pages)("does $address no harm", async (line) => {
    const [path] = fillIn(line.address, world.objects).split("?");
    const actor = insiderOf(line);
    for (const query of queries) await send(new Request(`http://localhost${path}?${query}`), actor);
    const property = fc.asyncProperty(hostileQuery(WORDS), async (query) => {
      await send(new Request(`http://localhost${path}?${query}`), actor);
    });
    await fc.assert(property, { numRuns: 5 });
  });

  const withParts = [...pages, ...firstOf(changes, ({ route }) => route)].filter(({ address }) =>
    // Signed addresses are whole: there is no part of them to write something else into.
    /^\/.*\{/.test(address),
  );
  it.each(withParts)("in the path does $method $address no harm", async ({ method, address, form }) => {
    for (const text of [...TEXTS.filter((each) => each.length < 1_000), "%ff", "%ED%A0%80"]) {
      const part = text.startsWith("%") ? text : encodeURIComponent(text);
      if (/^\.{0,2}$/.test(part)) continue;
      const init = { method, ...(form ? { body: new URLSearchParams(FORMS[form]!.fields) } : {}) };
      const { status } = await send(
        new Request(`http://localhost${address.replace(/\{\w+\}/g, part)}`, init),
        "owner",
      );
      expect([text, status]).toEqual([text, expect.toSatisfy((each: number) => each >= 300)]);
      await forgetTries();
    }
  });
});

/** Texts come back as they were typed, secrets never. */
function expectTyped({ data, body, status }: Answer, sent: Fields, names: string[]): void {
  const result = (data as { result?: { initialValue?: Record<string, unknown> } } | null)?.result;
  const isSecret = (text: string) =>
    text.length > 8 && sent.filter(([, each]) => each.includes(text)).length === 1;
  for (const [name, value] of sent.filter(([each]) => SECRETS.includes(each)))
    if (isSecret(value))
      expect(body, `${name} must not come back`).not.toContain(JSON.stringify(value).slice(1, -1));
  if (!result || status < 400) return;
  for (const name of names.filter((each) => !SECRETS.includes(each))) {
    const related = sent.filter(([other]) => other.split(/[.[]/)[0] === name);
    if (related.length !== 1 || related[0]![0] !== name) continue;
    const value = related[0]![1].replaceAll("\0", "");
    if (value === "") continue;
    expect(result.initialValue?.[name], `${name} comes back as it was typed`).toBe(
      fillIn(value, world.objects),
    );
  }
}

async function sendForm(address: string, fields: Fields, actor: ActorName): Promise<Answer> {
  await forgetTries();
  const body = new URLSearchParams(fields.map(([name, value]) => [name, fillIn(value, world.objects)]));
  const answer = await send(new Request(`http://localhost${address}`, { method: "POST", body }), actor);
  if (answer.status < 400) await restoreState();
  return answer;
}

/** These take their time on purpose, or hash a password each time. */
const SLOW = /signup|login|password|invitations|account/;

describe("a hostile form", () => {
  it.each(forms)("does $address [$form] no harm", async (line) => {
    const address = fillIn(line.address, world.objects);
    const good = Object.entries(FORMS[line.form!]!.fields);
    const names = fieldsBeside(good.map(([name]) => name));
    const property = fc.asyncProperty(hostileForm(good, names), async (fields) => {
      expectTyped(await sendForm(address, fields, insiderOf(line)), fields, names);
    });
    await fc.assert(property, { numRuns: SLOW.test(address) ? 2 : 6 });
  });

  it("gives the reason of a closing back that was refused", async () => {
    const { published } = world.objects;
    const reasons = { "1": "x".repeat(501), "7": "Somebody else was quicker." };
    for (const [version, reason] of Object.entries(reasons)) {
      const fields = Object.entries({ intent: "close", version, reason });
      const { status, data } = await sendForm(`/desk/opportunities/${published}`, fields, "owner");
      expect([status, data]).toMatchObject([version === "1" ? 422 : 409, { reason }]);
    }
  });

  it.each(Object.keys(WORST))("brings no page down with %s in every field", async (worst) => {
    for (const line of forms) {
      const good = Object.entries(FORMS[line.form!]!.fields);
      const isCommand = (name: string) => ["intent", "version", "step"].includes(name);
      const fields = good.map(([name, value]): [string, string] => [
        name,
        isCommand(name) ? value : WORST[worst]!,
      ]);
      const answer = await sendForm(fillIn(line.address, world.objects), fields, insiderOf(line));
      expectTyped(
        answer,
        fields,
        good.map(([name]) => name),
      );
    }
  });

  it.each(opportunityKindValues.flatMap((kind) => stepValues.map((step) => ({ kind, step }))))(
    "does the step $step of a $kind no harm",
    async ({ kind, step }) => {
      const { db } = await import("#app/core/db.server.ts");
      const { draft } = world.objects;
      const setUp = () => db.opportunity.update({ where: { reference: draft! }, data: { kind } });
      const rows = [
        "patents[0].number",
        "milestones[0].amountMinor",
        "certifications[1].certification",
        "patents[999].number",
      ];
      const property = fc.asyncProperty(
        hostileForm([["version", "1"]], [...fieldsOfStep(step, kind), ...rows]),
        async (fields) => {
          await setUp();
          expectTyped(await sendForm(`/desk/opportunities/${draft}/edit/${step}`, fields, "owner"), fields, [
            ...fieldsOfStep(step, kind),
          ]);
        },
      );
      await fc.assert(property, { numRuns: 6 });
      await restoreState();
    },
  );
});

describe("a body that is no form", () => {
  it.each(BODIES)("of %s does no harm", async (_, headers, body) => {
    for (const line of firstOf(changes, ({ route, address }) => route + address.split("/").at(-1)!)) {
      await forgetTries();
      const init = { method: "POST", headers, body };
      const address = fillIn(line.address, world.objects);
      const { status } = await send(new Request(`http://localhost${address}`, init), insiderOf(line));
      if (status < 400) await restoreState();
    }
  });
});
