/**
 * Something about the machine or its settings keeps a process from starting or working.
 * `message` is one line for the person at the terminal: what is wrong and what to do.
 */
export class StartupError extends Error {
  constructor(
    message: string,
    /** 1 = failed, 2 = wrong usage or settings. */
    readonly exitStatus: 1 | 2 = 1,
  ) {
    super(message);
    this.name = "StartupError";
  }
}

const errorCode = (error: unknown): string => String((error as { code?: unknown } | null)?.code ?? "");

/** Turns a failed write below `folder` into one clear line; other errors come back as they are. */
export function diskError(error: unknown, folder: string): unknown {
  const code = errorCode(error);
  if (code === "ENOSPC" || code === "EDQUOT")
    return new StartupError(`The disk that holds ${folder} is full. Free some space, then start again.`);
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
