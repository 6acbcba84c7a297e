import { parseArgs } from "node:util";
import { closeDatabase } from "#app/core/db.server.ts";
import { receiveMail, type Receipt } from "#app/domain/messages/receive-mail.server.ts";

/** Five files of 10 MB as base64, and the text. */
const MOST_BYTES = 75_000_000;

/** Of sysexits.h: what mail servers understand. */
const EXIT = { ok: 0, usage: 64, unusable: 65, noUser: 67, tryAgain: 75, noPermission: 77 } as const;

export const help = `Usage: npm run --silent mail:receive -- [--recipient ADDRESS] [--sender ADDRESS] < message

Puts an answer to one of our mails into the conversation that it belongs to. Reads one RFC 5322 message from standard
input, as Postfix and Exim hand it to a command.

  --recipient ADDRESS  where it was sent (reply+…@…); without it X-Original-To, Delivered-To, To and Cc are looked at
  --sender ADDRESS     the envelope's sender, empty for a bounce; without it Return-Path is looked at

Exit status, as mail servers know it (sysexits.h): 0 delivered, delivered before, or an automatic answer that is
ignored; 64 wrong usage; 65 nothing usable in it; 67 no such address; 75 try again later; 77 not from the member.`;

const STATUS: Record<Receipt["outcome"], number> = {
  delivered: EXIT.ok,
  repeated: EXIT.ok,
  ignored: EXIT.ok,
  unusable: EXIT.unusable,
  no_such_address: EXIT.noUser,
  wrong_sender: EXIT.noPermission,
};

function readArguments(args: string[]) {
  const options = { recipient: { type: "string" }, sender: { type: "string" } } as const;
  return parseArgs({ args, options }).values;
}

/** @returns null when it is larger than any message we take */
async function readInput(): Promise<Uint8Array | null> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of process.stdin) {
    bytes += (part as Buffer).length;
    if (bytes <= MOST_BYTES) parts.push(part as Buffer);
  }
  return bytes > MOST_BYTES ? null : Buffer.concat(parts);
}

async function receive({
  recipient = null,
  sender = null,
}: {
  recipient?: string | null;
  sender?: string | null;
}) {
  const raw = await readInput();
  if (!raw || raw.length === 0) {
    console.error(
      raw ? "No message came on standard input." : `Send at most ${MOST_BYTES / 1_000_000} MB at once.`,
    );
    return EXIT.unusable;
  }
  const receipt = await receiveMail(raw, { recipient, sender });
  if ("reason" in receipt)
    console.error(`${receipt.outcome === "ignored" ? "Ignored: " : ""}${receipt.reason}`);
  else console.log(`${receipt.outcome} as message ${receipt.position} of ${receipt.interestId}`);
  return STATUS[receipt.outcome];
}

/** Runs `npm run mail:receive`. @returns the exit status */
export async function run(args: string[]): Promise<number> {
  let values: ReturnType<typeof readArguments>;
  try {
    values = readArguments(args);
  } catch (error) {
    console.error(`${(error as Error).message}\nSee npm run mail:receive -- --help`);
    return EXIT.usage;
  }
  try {
    return await receive(values);
  } catch (error) {
    // The mail server keeps the message and tries again.
    console.error(error instanceof Error ? error.message : error);
    return EXIT.tryAgain;
  } finally {
    await closeDatabase();
  }
}
