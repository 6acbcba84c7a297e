import { statfsSync } from "node:fs";

/**
 * Something about the machine or its settings keeps a process from starting or working.
 * `message` is one line for the person at the terminal: what is wrong and what to do.
 */
export class StartupError extends Error {
  constructor(
    message: string,
    /** 1 = failed, 2 = wrong usage or settings. */
    readonly exitStatus: 1 | 2 = 1,
    options?: { cause: unknown },
  ) {
    super(message, options);
    this.name = "StartupError";
  }
}

const FULL_CODES = new Set(["ENOSPC", "EDQUOT", "53100"]);
const FULL_TEXT = /no space left|disk quota exceeded|wrote only \d+ of \d+ bytes/i;

/** Whether an error of Node, PostgreSQL or Prisma, what caused it, or a program's own words say that a disk is full. */
export function tellsOfFullDisk(error: unknown): boolean {
  if (typeof error === "string") return FULL_TEXT.test(error);
  for (let each: unknown = error, depth = 0; each && typeof each === "object" && depth < 6; depth++) {
    const { code, originalCode, message, cause, meta } = each as Record<string, unknown>;
    if (FULL_CODES.has(String(code)) || FULL_CODES.has(String(originalCode))) return true;
    if (typeof message === "string" && FULL_TEXT.test(message)) return true;
    each = cause ?? (meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError;
  }
  return false;
}

/** PostgreSQL writes its log of changes in pieces of this size, and stops for good when there is no room for one. */
const LEAST_FREE_BYTES = 16 * 1024 * 1024;

function hasRoom(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= LEAST_FREE_BYTES;
  } catch {
    return true;
  }
}

/**
 * Names the full disk below `folder` where that is the reason; other errors come back as they are. PostgreSQL cannot
 * always say it: its own log stands on the same disk. So a failure without any other explanation counts, too.
 */
export function fullDiskError(error: unknown, folder: string): unknown {
  const isExplained = error instanceof StartupError && error.cause === undefined;
  if (!tellsOfFullDisk(error) && (isExplained || hasRoom(folder))) return error;
  return new StartupError(`The disk that holds ${folder} is full. Free some space, then start again.`);
}

const errorCode = (error: unknown): string => String((error as { code?: unknown } | null)?.code ?? "");

/** Turns a failed write below `folder` into one clear line; other errors come back as they are. */
export function diskError(error: unknown, folder: string): unknown {
  const code = errorCode(error);
  if (tellsOfFullDisk(error)) return fullDiskError(error, folder);
  if (code === "EROFS")
    return new StartupError(
      `${folder} is on a read-only disk. Set DATA_DIR to a folder that can be written.`,
    );
  if (code === "EACCES" || code === "EPERM")
    return new StartupError(
      `${folder} may not be written by this user. Change its owner, or set DATA_DIR to another folder.`,
    );
  if (code === "ENOTDIR" || code === "EEXIST")
    return new StartupError(`${folder} cannot be used: a file is in its place. Set DATA_DIR to a folder.`);
  return error;
}
