import { Form, Link, NavLink } from "@remix-run/react";
import type { ReactNode } from "react";

export type Viewer = null | {
  name: string;
  emailVerified: boolean;
  isModerator: boolean;
  organisation: null | { name: string; slug: string; audience: "prime" | "msme" | "partner" };
};

function NavItem({ to, end, children }: { to: string; end?: boolean; children: ReactNode }) {
  return (
    <NavLink
      to={to}
      end={end}
      className={({ isActive }) =>
        `text-ink inline-flex min-h-10 items-center border-b-2 no-underline hover:border-current ${
          isActive ? "border-action font-semibold" : "border-transparent"
        }`
      }
    >
      {children}
    </NavLink>
  );
}

/** The product's name and the way to everything, on every page. */
export function SiteHeader({ viewer, demo }: { viewer: Viewer; demo: boolean }) {
  return (
    <header role="banner" className="border-line border-b">
      <div className="page flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-2">
        <Link to="/" className="text-ink text-xl font-bold tracking-tight no-underline">
          Sanyog
        </Link>
        <nav aria-label="Main" className="flex flex-wrap items-center gap-x-5 gap-y-0">
          <NavItem to="/opportunities">Opportunities</NavItem>
          {viewer?.isModerator && <NavItem to="/moderation">Moderation</NavItem>}
          {viewer ? (
            <>
              <NavItem to="/desk">{viewer.organisation ? "Desk" : "Account"}</NavItem>
              <Form method="post" action="/logout">
                <button className="text-ink inline-flex min-h-10 items-center border-b-2 border-transparent hover:border-current">
                  Sign out
                </button>
              </Form>
            </>
          ) : (
            <>
              <NavItem to="/login">Sign in</NavItem>
              <NavItem to="/signup">Join</NavItem>
            </>
          )}
        </nav>
      </div>
      {viewer && !viewer.emailVerified && (
        <div className="no-print bg-warn-wash border-warn border-t">
          <p className="page py-2 text-sm">
            Please confirm your e-mail address: open the link we sent you.{" "}
            <Link to="/desk/account#confirm">Send it again</Link>
            {demo && (
              <>
                {" or "}
                <Link to="/demo/mail">read the demo's mail</Link>
              </>
            )}
          </p>
        </div>
      )}
    </header>
  );
}

export function SiteFooter({ demo }: { demo: boolean }) {
  return (
    <footer className="border-line bg-wash border-t">
      <div className="page text-quiet flex flex-wrap justify-between gap-x-8 gap-y-2 py-6 text-sm">
        <p className="max-w-measure">
          Sanyog brings together those who have a technology and those who can make it.
        </p>
        <nav aria-label="Footer" className="flex flex-wrap gap-x-5 gap-y-1">
          <Link className="text-ink inline-block py-1" to="/#how-it-works">
            How it works
          </Link>
          <Link className="text-ink inline-block py-1" to="/opportunities">
            All opportunities
          </Link>
          <Link className="text-ink inline-block py-1" to="/api/openapi.json" reloadDocument>
            API
          </Link>
          {demo && (
            <Link className="text-ink inline-block py-1" to="/demo/mail">
              Demo mail
            </Link>
          )}
        </nav>
      </div>
    </footer>
  );
}
