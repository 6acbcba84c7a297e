import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import express, { type RequestHandler } from "express";
import type { Services } from "#app/entry.server.tsx";

const YEAR_SECONDS = 31_536_000;
const HOUR_SECONDS = 3_600;
const BEST_BROTLI = 11;

/**
 * Serves the built client files from memory, compressed once: a few hundred kilobytes that never change while the
 * process lives, and no address can reach any other file.
 */
export async function loadAssets(directory: URL, { Representation }: Services): Promise<RequestHandler> {
  const root = fileURLToPath(directory);
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const assets = new Map<string, InstanceType<typeof Representation>>();
  for (const entry of entries) {
    if (!entry.isFile() || entry.name.startsWith(".")) continue;
    const file = path.join(entry.parentPath, entry.name);
    const address = `/${path.relative(root, file).split(path.sep).join("/")}`;
    const hashed = address.startsWith("/assets/");
    const headers = {
      "Content-Type": contentType(entry.name),
      "Cache-Control": `public, max-age=${hashed ? `${YEAR_SECONDS}, immutable` : HOUR_SECONDS}`,
      Vary: "Accept-Encoding",
    };
    assets.set(address, new Representation(await readFile(file), headers, BEST_BROTLI));
  }
  return (req, res, next) => {
    const asset = req.method === "GET" || req.method === "HEAD" ? assets.get(req.path) : undefined;
    if (!asset) return next();
    res.locals.route = "asset";
    asset.send(req, res).catch(next);
  };
}

function contentType(name: string): string {
  const type = express.static.mime.lookup(name, "application/octet-stream");
  return /^text\/|javascript|json|xml/.test(type) ? `${type}; charset=utf-8` : type;
}
