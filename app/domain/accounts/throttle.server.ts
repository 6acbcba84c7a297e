import { createHash } from "node:crypto";
import { isIPv6 } from "node:net";
import type pg from "pg";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { pool } from "#app/core/db.server.ts";
import { DomainError } from "#app/core/errors.ts";

/**
 * Sign-in is throttled by what was tried, whether the account exists or not, in PostgreSQL's table `throttle`,
 * so that every process counts together and a restart forgets nothing. A try is counted before the password is
 * compared, so tries at the same moment cannot pass together, and given back when it was right.
 *
 * - By account and client address, strictly: 8 tries in 15 minutes. One guesser is stopped here.
 * - By client address, generously: 100 wrong tries in 15 minutes; offices and mobile networks share addresses.
 *   An IPv6 address counts by its /64, which is what one household gets.
 * - By account over all addresses: after 20 wrong tries in a day one try is let through per delay, which doubles
 *   from 30 seconds to 15 minutes. A guesser with a thousand addresses gets some 100 tries a day.
 *
 * None of it locks the owner out: an address from which the account was opened in the last 90 days is outside the
 * third rule, and resetting the password by mail clears the account and makes the present address a known one.
 */
const RULES = {
  pair: { points: 8, duration: 15 * 60 },
  address: { points: 100, duration: 15 * 60 },
  account: { points: 1_000_000, duration: 24 * 3600 },
  turn: { points: 1, duration: 30 },
  known: { points: 1_000_000, duration: 90 * 24 * 3600 },
  // Everything else that costs work or sends mail.
  signup: { points: 100, duration: 3600 },
  forgotten: { points: 50, duration: 3600 },
  mail: { points: 5, duration: 3600 },
  secret: { points: 10, duration: 15 * 60 },
  invite: { points: 50, duration: 24 * 3600 },
} as const;
type Rule = keyof typeof RULES;

const FREE_TRIES_PER_ACCOUNT = 20;
const FIRST_DELAY_SECONDS = 30;
const LONGEST_DELAY_SECONDS = 15 * 60;

/** Addresses are personal data: only a digest rests in the table. */
function digest(...parts: string[]): string {
  return createHash("sha256").update(parts.join("\n")).digest("base64url");
}

/** The part of a client's address that one household or office holds: an IPv6 address's first 64 bits. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped) return mapped[1]!;
  const [head = "", tail] = address.split("%")[0]!.split("::");
  const left = head.split(":").filter(Boolean);
  const right = tail?.split(":").filter(Boolean) ?? [];
  const zeros = tail === undefined ? 0 : 8 - left.length - right.length;
  const groups = [...left, ...Array<string>(Math.max(zeros, 0)).fill("0"), ...right];
  return groups
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(":");
}

/** "in 40 seconds" or "in 12 minutes", never sooner than it is true. */
function waitingTime(seconds: number): string {
  if (seconds < 60) return seconds === 1 ? "in 1 second" : `in ${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? "in 1 minute" : `in ${minutes} minutes`;
}

function tooMany(rejection: RateLimiterRes, remedy: string): DomainError {
  const seconds = Math.max(1, Math.ceil(rejection.msBeforeNext / 1000));
  return new DomainError(
    "too_many",
    `There were too many tries. Try again ${waitingTime(seconds)}${remedy}.`,
    {
      retryAfterSeconds: seconds,
    },
  );
}

/** The limits over one pool; every process makes its own and all count in the same table. */
export function createThrottle(storeClient: pg.Pool) {
  const limiterOf = Object.fromEntries(
    Object.entries(RULES).map(([rule, { points, duration }]) => [
      rule,
      new RateLimiterPostgres({
        storeClient,
        storeType: "pool",
        tableName: "throttle",
        tableCreated: true,
        // Old rows are swept by a job.
        clearExpiredByTimeout: false,
        keyPrefix: rule,
        points,
        duration,
      }),
    ]),
  ) as Record<Rule, RateLimiterPostgres>;

  async function consume(rule: Rule, key: string, remedy: string, seconds?: number): Promise<void> {
    try {
      await limiterOf[rule].consume(key, 1, seconds === undefined ? {} : { customDuration: seconds });
    } catch (rejection) {
      throw rejection instanceof RateLimiterRes ? tooMany(rejection, remedy) : rejection;
    }
  }

  async function consumeForAccount(account: string): Promise<void> {
    const wrongTries = (await limiterOf.account.get(account))?.consumedPoints ?? 0;
    const surplus = wrongTries - FREE_TRIES_PER_ACCOUNT;
    if (surplus >= 0) {
      const delaySeconds = Math.min(FIRST_DELAY_SECONDS * 2 ** Math.min(surplus, 10), LONGEST_DELAY_SECONDS);
      await consume("turn", account, ", or set a new password with “Forgotten password”", delaySeconds);
    }
    await limiterOf.account.penalty(account);
  }

  return {
    /**
     * Counts a try to sign in. @returns what to call when the password was right
     * @throws DomainError too_many with the time to wait
     */
    async admitSignIn(email: string, clientAddress: string): Promise<{ succeeded: () => Promise<void> }> {
      const network = digest(networkOf(clientAddress));
      const account = digest(email);
      const pair = digest(email, networkOf(clientAddress));
      await consume("address", network, "");
      await consume("pair", pair, ", or set a new password with “Forgotten password”");
      const isKnown = (await limiterOf.known.get(pair)) !== null;
      if (!isKnown) await consumeForAccount(account);
      return {
        async succeeded() {
          await Promise.all([
            limiterOf.address.reward(network),
            limiterOf.pair.delete(pair),
            isKnown ? null : limiterOf.account.reward(account),
            limiterOf.known.set(pair, 1, RULES.known.duration),
          ]);
        },
      };
    },

    /** After a new password was set by mail: the account starts afresh, and this address belongs to its owner. */
    async trust(email: string, clientAddress: string): Promise<void> {
      const pair = digest(email, networkOf(clientAddress));
      const account = digest(email);
      await Promise.all([
        limiterOf.pair.delete(pair),
        limiterOf.account.delete(account),
        limiterOf.turn.delete(account),
        limiterOf.known.set(pair, 1, RULES.known.duration),
      ]);
    },

    /** Counts one use. @throws DomainError too_many with the time to wait */
    count(rule: "signup" | "forgotten" | "secret" | "invite", key: string): Promise<void> {
      const subject = rule === "signup" || rule === "forgotten" ? networkOf(key) : key;
      return consume(rule, digest(subject), "");
    },

    /** Counts a mail that strangers can cause. @returns false when this mailbox had enough of them this hour. */
    async mayMail(email: string): Promise<boolean> {
      const { consumedPoints } = await limiterOf.mail.penalty(digest(email));
      return consumedPoints <= RULES.mail.points;
    },
  };
}

/** This process's limits. */
export const throttle = createThrottle(pool);
