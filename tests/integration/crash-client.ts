import { setTimeout as delay } from "node:timers/promises";

/** How long a client waits before it asks again what was not answered. */
const RETRY_AFTER_MS = 20;
/** Servers that live for a moment only may not come round to a form for long: nearly as long as a test may take. */
const GIVE_UP_AFTER_MS = 600_000;

/** A client that never gives up, and what it has lived through. */
export const client = {
  /** Where the product answers at this moment, and how much was acknowledged there. */
  servers: new Map<string, number>(),
  /** Set when the test has failed: nobody needs to be answered any more. */
  isStopped: false,
  /** Requests that were answered with success. */
  acknowledged: 0,
  /** Requests whose connection broke: nobody knows whether they were carried out. */
  broken: 0,
  /** Answers "not now". */
  unavailable: 0,
};

type Body = Record<string, string | string[]> | (() => FormData);

function encode(body: Body): URLSearchParams | FormData {
  if (typeof body === "function") return body();
  const fields = new URLSearchParams();
  for (const [name, value] of Object.entries(body))
    for (const each of [value].flat()) fields.append(name, each);
  return fields;
}

/** One of the servers that are up, or null. */
function anyServer(): string | null {
  const urls = [...client.servers.keys()];
  return urls[Math.floor(Math.random() * urls.length)] ?? null;
}

function countAcknowledged(url: string): void {
  client.acknowledged++;
  const before = client.servers.get(url);
  if (before !== undefined) client.servers.set(url, before + 1);
}

async function ask(url: string, cookie: string, address: string, body: Body) {
  try {
    const answer = await fetch(url + address, {
      method: "POST",
      body: encode(body),
      headers: { cookie },
      redirect: "manual",
    });
    return { status: answer.status, place: answer.headers.get("location") ?? "", page: await answer.text() };
  } catch {
    client.broken++;
    return null;
  }
}

/**
 * Sends a form until it is answered, the same form again after a broken connection or a 503.
 * @returns the place that success leads to, or the page of an answer with 200, and how often the form was sent
 * @throws when the answer is anything else: an error page, or a refusal of what may have been done before
 */
export async function post(cookie: string, address: string, body: Body) {
  const deadline = Date.now() + GIVE_UP_AFTER_MS;
  for (let tries = 1; Date.now() < deadline && !client.isStopped; await delay(RETRY_AFTER_MS)) {
    const url = anyServer();
    if (url === null) continue;
    const answer = await ask(url, cookie, address, body);
    if (answer?.status === 302 || answer?.status === 200) {
      countAcknowledged(url);
      return { ...answer, tries };
    }
    tries++;
    if (answer?.status === 503) client.unavailable++;
    else if (answer) {
      const sent = typeof body === "function" ? "a file" : JSON.stringify(body);
      throw new Error(`${address}, try ${tries - 1} of ${sent}: ${answer.status}\n${alertOf(answer.page)}`);
    }
  }
  throw new Error(`${address} was not answered within ${GIVE_UP_AFTER_MS} ms`);
}

/** What a refusal says, without the page around it. */
function alertOf(page: string): string {
  const words = page.replaceAll(/<(script|style)[\s\S]*?<\/\1>|<[^>]+>/g, " ").replaceAll(/\s+/g, " ");
  return words.slice(0, 3_000);
}

/** Two people press the same button at the same moment; both have to be answered with success. */
export function bothPost(cookies: [string, string], address: string, body: Body) {
  return Promise.all(cookies.map((cookie) => post(cookie, address, body)));
}
