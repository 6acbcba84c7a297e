import { randomUUID } from "node:crypto";
import pg from "pg";
import { hashPassword } from "#app/domain/accounts/password.server.ts";

export const PRIME_ACCOUNT = { email: "bench-prime@sanyog.example", password: "measure-twice-cut-once" };

/** Most of the EoIs answer one opportunity; the others share the rest. */
const SHARE_OF_THE_BUSIEST = 0.8;
const OWN_OPPORTUNITIES = 20;

/** What opportunities ask for: many different combinations, as real ones have. */
const REQUIREMENTS = `
  update opportunity set
    minimum_years = case when n % 3 = 0 then 1 + n % 12 end,
    minimum_turnover_minor = case when n % 5 = 0 then (1 + n % 40) * 100000000::bigint end,
    minimum_class = case when n % 7 = 0 then 'small'::enterprise_class end,
    industrial_licence_required = n % 11 = 0,
    partner_countries = case when n % 9 = 0 then '{IN,DE,FR}'::text[] else '{}' end
  from (select id, row_number() over (order by reference)::int as n from opportunity) numbered
  where numbered.id = opportunity.id;
  insert into opportunity_certification (opportunity_id, certification, level)
  select id, (array['iso-9001', 'as9100d', 'iso-14001', 'nabl', 'iso-17025'])[1 + (n + k) % 5],
    case when k = 0 then 'required' else 'preferred' end::requirement_level
  from (select id, row_number() over (order by reference)::int as n from opportunity) numbered, generate_series(0, 2) k
  where n % 4 > 0 or k = 0;`;

/** Applicants with zero to four certificates each, some of them ended. */
const APPLICANTS = `
  insert into organisation (name, slug, kind, country, city, verification, founded_year, enterprise_class, currency,
    yearly_turnover_minor, industrial_licence)
  select 'Applicant ' || n, 'bench-applicant-' || n, case when n % 6 = 0 then 'start_up' else 'msme' end::organisation_kind,
    (array['IN', 'IN', 'IN', 'DE', 'FR'])[1 + n % 5], 'Pune', case when n % 3 = 0 then 'verified' else 'unverified' end::verification_status,
    1980 + n % 45, (array['micro', 'small', 'medium'])[1 + n % 3]::enterprise_class, 'INR', (n % 90) * 100000000::bigint, n % 2 = 0
  from generate_series(1, $1) n;`;
const CERTIFICATES = `
  insert into certificate (organisation_id, standard, number, body, status, issued_on, expires_on)
  select id, (array['iso-9001', 'as9100d', 'iso-14001', 'nabl'])[k], 'B-' || k, 'Sahyadri Certification',
    case when n % 2 = 0 then 'verified' else 'declared' end::certificate_status, current_date - 400,
    current_date + (n % 900) - 100
  from (select id, row_number() over (order by slug)::int as n from organisation where slug like 'bench-applicant-%') o,
    generate_series(1, 4) k
  where k <= n % 5;`;

const INTERESTS = `
  with own as (
    select id, row_number() over (order by reference)::int as place from opportunity where organisation_id = $1
  ), applicant as (
    select id, row_number() over (order by slug)::int as n from organisation where slug like 'bench-applicant-%'
  ), made as (
    insert into interest (opportunity_id, organisation_id, status, message, capability_statement, contact_role,
      submitted_at, first_answered_at)
    select own.id, applicant.id, (array['submitted', 'submitted', 'acknowledged', 'shortlisted', 'declined'])[1 + n % 5]::interest_status,
      repeat('We make such modules for two customers and have a free line from March. ', 12),
      repeat('Clean room of 200 square metres, two die bonders, thermal test bench. ', 25), 'Head of production',
      now() - make_interval(hours => n % 8000), case when n % 5 > 1 then now() - make_interval(hours => n % 7000) end
    from applicant join own on own.place = case when n <= $2 then 1 else 2 + n % ($3 - 1) end
    returning id, status, submitted_at
  ), events as (
    insert into interest_event (interest_id, to_status, created_at)
    select id, 'submitted', submitted_at from made union all select id, status, now() from made where status <> 'submitted'
  )
  insert into lead_value (interest_id, version, amount_minor, currency, probability_percent)
  select id, version, (10 + row_number() over ()) * 1000000, (array['INR', 'INR', 'EUR', 'USD'])[1 + (row_number() over ()) % 4], 40
  from made, generate_series(1, 2) version where status <> 'declined';`;

/** A prime with an account and so many EoIs from as many organisations; every opportunity asks for something. */
export async function fillInterests(url: string, count: number) {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(REQUIREMENTS);
    const [userId, primeId] = [randomUUID(), randomUUID()];
    await client.query(
      `insert into "user" (id, email, name, password_hash, email_verified_at) values ($1, $2, 'Bench Prime', $3, now())`,
      [userId, PRIME_ACCOUNT.email, await hashPassword(PRIME_ACCOUNT.password)],
    );
    await client.query(
      `insert into organisation (id, name, slug, kind, country, verification, verified_at)
       values ($1, 'Bench Prime', 'bench-prime', 'public_sector', 'IN', 'verified', now())`,
      [primeId],
    );
    await client.query("insert into membership (user_id, organisation_id, role) values ($1, $2, 'owner')", [
      userId,
      primeId,
    ]);
    await client.query(
      `update opportunity set organisation_id = $1 where id in (
         select id from opportunity where release = 'anyone' order by reference limit $2)`,
      [primeId, OWN_OPPORTUNITIES],
    );
    await client.query(APPLICANTS.replace("$1", String(count)));
    await client.query(CERTIFICATES);
    await client.query(INTERESTS, [primeId, Math.floor(count * SHARE_OF_THE_BUSIEST), OWN_OPPORTUNITIES]);
    await client.query("vacuum analyze");
    const { rows } = await client.query<{ id: string; reference: string; organisationId: string }>(
      `select i.id, o.reference, i.organisation_id as "organisationId" from interest i join opportunity o on o.id = i.opportunity_id
       where o.organisation_id = $1 order by o.reference, i.submitted_at desc limit 1`,
      [primeId],
    );
    return rows[0]!;
  } finally {
    await client.end();
  }
}
