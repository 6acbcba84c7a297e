import type { Request, Response } from "express";

const TITLES: Record<number, string> = {
  400: "That request could not be read",
  403: "This request came from another site",
  404: "There is nothing at this address",
  405: "This address does not take that kind of request",
  408: "The request took too long to arrive",
  413: "That is too large",
  503: "Sanyog is catching its breath",
};

/** Answers for the server itself, where no page can be rendered: a problem document for programs, a short page for people. */
export function refuse(req: Request, res: Response, status: number, message: string): void {
  if (res.headersSent) return void res.destroy();
  const title = TITLES[status] ?? "Something went wrong";
  res.status(status).setHeader("Cache-Control", "no-store");
  // A body that is still arriving is not read to its end.
  if (!req.complete) {
    res.setHeader("Connection", "close");
    req.resume();
  }
  const path = req.path;
  if (path.startsWith("/api/") || path.endsWith(".data") || !req.accepts("html")) {
    const problem = { type: "about:blank", title, status, detail: message };
    res.type("application/problem+json").send(JSON.stringify(problem));
    return;
  }
  res.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
  res.type("html").send(`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${title}</title></head>
<body><main><p>Error ${status}</p><h1>${title}</h1><p>${message}</p><p><a href="/">Go to the first page</a></p></main></body>
</html>
`);
}
