import { data, type LinksFunction, type MetaFunction } from "@remix-run/node";
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useLocation,
  useRouteLoaderData,
  type ShouldRevalidateFunction,
} from "@remix-run/react";
import latinFontUrl from "@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2?url";
import { useEffect, useRef, type ReactNode } from "react";
import "./app.css";
import { audienceOf } from "#app/core/actor.ts";
import { config } from "#app/core/config.server.ts";
import { handle } from "#app/core/http.server.ts";
import { readLocale } from "#app/core/locale.ts";
import { useNonce } from "#app/core/nonce.ts";
import { errorTitle, GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { SiteFooter, SiteHeader, type Viewer } from "#app/components/site-frame.tsx";

export const links: LinksFunction = () => [
  { rel: "preload", href: latinFontUrl, as: "font", type: "font/woff2", crossOrigin: "anonymous" },
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
];

export const loader = handle(async ({ request, actor }) => {
  const viewer: Viewer =
    actor.kind === "person"
      ? {
          name: actor.name,
          emailVerified: actor.emailVerified,
          isModerator: actor.isModerator,
          organisation: actor.organisation && {
            name: actor.organisation.name,
            slug: actor.organisation.slug,
            audience: audienceOf(actor.organisation.kind),
          },
        }
      : null;
  return data({ viewer, demo: config.demo, locale: readLocale(request.headers.get("Accept-Language")) });
});

/** Who reads changes by a form only; reading on, and searching as one types, does not ask again. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ formMethod, defaultShouldRevalidate }) =>
  formMethod && formMethod !== "GET" ? defaultShouldRevalidate : false;

export const meta: MetaFunction = ({ error }) => [
  { title: error ? errorTitle(error) : "Sanyog: technology transfer and joint ventures" },
  {
    name: "description",
    content:
      "Find technologies to license, joint ventures and collaboration calls, see at once whether you qualify, and express interest.",
  },
];

/** The frame around every page, the error pages included. */
export function Layout({ children }: { children: ReactNode }) {
  const root = useRouteLoaderData<typeof loader>("root");
  const nonce = useNonce();
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <Meta />
        <Links />
      </head>
      <body className="flex min-h-dvh flex-col">
        <a
          href="#main"
          className="bg-paper sr-only z-10 font-semibold focus:not-sr-only focus:absolute focus:top-1 focus:left-2 focus:p-3"
        >
          Skip to the content
        </a>
        <SiteHeader viewer={root?.viewer ?? null} demo={root?.demo ?? false} />
        <main id="main" tabIndex={-1} className="page w-full flex-1 pb-16 outline-none">
          {children}
        </main>
        <SiteFooter demo={root?.demo ?? false} />
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

/** After a link was followed by script, reading goes on at the new page's content, as after a full load. */
function useFocusOnNewPage() {
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    const main = document.getElementById("main");
    if (!main?.contains(document.activeElement)) main?.focus({ preventScroll: true });
  }, [pathname]);
}

export default function App() {
  useFocusOnNewPage();
  return <Outlet />;
}

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
