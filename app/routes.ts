import { index, layout, prefix, route, type RouteConfig } from "@remix-run/route-config";

// The site map. A new route needs a row in tests/integration/access-matrix.test.ts, which reads this file.
export default [
  index("routes/home.tsx"),

  route("opportunities", "routes/opportunities/results.tsx"),
  route("opportunities.atom", "routes/opportunities/feed.ts"),
  route("opportunities/completions", "routes/opportunities/completions.ts"),
  route("opportunities/live", "routes/opportunities/live-results.ts"),
  route("opportunities/:reference/interest", "routes/opportunities/express-interest.tsx"),
  route("opportunities/:reference/interest/save", "routes/opportunities/save-interest.ts"),
  route("opportunities/:reference/:slug?", "routes/opportunities/detail.tsx"),
  route("organisations/:slug", "routes/organisations/profile.tsx"),
  route("evidence/:id", "routes/desk/certificates/evidence.ts"),
  route("documents/:id", "routes/documents/download.ts"),

  route("signup", "routes/accounts/signup.tsx"),
  route("login", "routes/accounts/login.tsx"),
  route("logout", "routes/accounts/logout.tsx"),
  route("forgot-password", "routes/accounts/forgot-password.tsx"),
  route("reset-password/:token", "routes/accounts/reset-password.tsx"),
  route("confirm-email/:token", "routes/accounts/confirm-email.tsx"),
  route("invitations/:token", "routes/accounts/accept-invitation.tsx"),

  ...prefix("desk", [
    layout("routes/desk/layout.tsx", [
      index("routes/desk/overview.tsx"),
      route("opportunities", "routes/desk/opportunities/list.tsx"),
      route("opportunities/new", "routes/desk/opportunities/new.tsx"),
      route("opportunities/:reference", "routes/desk/opportunities/detail.tsx"),
      route("opportunities/:reference/edit/:step?", "routes/desk/opportunities/edit.tsx"),
      route("opportunities/:reference/preview", "routes/desk/opportunities/preview.tsx"),
      route("opportunities/:reference/applicants", "routes/desk/opportunities/applicants.tsx"),
      route("interests", "routes/desk/interests/list.tsx"),
      route("interests/bulk", "routes/desk/interests/bulk.tsx"),
      route("interests/:id", "routes/desk/interests/detail.tsx"),
      route("interests/:id/value", "routes/desk/pipeline/lead-value.tsx"),
      route("pipeline", "routes/desk/pipeline/overview.tsx"),
      route("searches", "routes/desk/searches/list.tsx"),
      route("searches/new", "routes/desk/searches/new.tsx"),
      route("imports", "routes/desk/imports/list.tsx"),
      route("imports/:id", "routes/desk/imports/detail.tsx"),
      route("certificates", "routes/desk/certificates/list.tsx"),
      route("certificates/new", "routes/desk/certificates/new.tsx"),
      route("certificates/:id", "routes/desk/certificates/detail.tsx"),
      route("certificates/:id/edit", "routes/desk/certificates/edit.tsx"),
      route("eligibility", "routes/desk/eligibility/overview.tsx"),
      route("eligibility/:lens/:subject", "routes/desk/eligibility/list.tsx"),
      route("organisation", "routes/desk/organisation/profile.tsx"),
      route("organisation/edit/:part", "routes/desk/organisation/edit.tsx"),
      route("organisation/members", "routes/desk/organisation/members.tsx"),
      route("account", "routes/desk/account.tsx"),
      route("*", "routes/not-found.tsx", { id: "desk-not-found" }),
    ]),
    route("imports/:id/report.csv", "routes/desk/imports/report.ts"),
    route("interests/:id/dossier.pdf", "routes/desk/interests/dossier.ts"),
    route("opportunities/:reference/applicants.csv", "routes/desk/opportunities/applicants-export.ts", {
      id: "applicants-csv",
    }),
    route("opportunities/:reference/applicants.xlsx", "routes/desk/opportunities/applicants-export.ts", {
      id: "applicants-xlsx",
    }),
    route("opportunities/:reference/save-draft", "routes/desk/opportunities/save-draft.ts"),
  ]),

  route("alerts/unsubscribe/:token", "routes/alerts/unsubscribe.tsx"),
  ...prefix("moderation", [
    layout("routes/moderation/layout.tsx", [
      index("routes/moderation/overview.tsx"),
      route("certificates", "routes/moderation/certificates.tsx"),
      route("certificates/:id", "routes/moderation/certificate.tsx"),
    ]),
  ]),
  route("demo/mail/:id?", "routes/demo/mail.tsx"),

  route("api/v1/opportunities", "routes/api/opportunities.ts"),
  route("api/v1/opportunities/:reference", "routes/api/opportunity.ts"),
  route("api/v1/organisations/:slug", "routes/api/organisation.ts"),
  route("api/openapi.json", "routes/api/openapi.ts"),
  route("sitemap.xml", "routes/sitemap.ts"),
  route("robots.txt", "routes/robots.ts"),

  route("*", "routes/not-found.tsx"),
] satisfies RouteConfig;
