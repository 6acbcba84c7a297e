import compression from "compression";
import express from "express";
import pg from "pg";
import { opportunityTemplate, resultsTemplate, type Row } from "#tests/bench/floor-html.ts";

export type FloorInput = {
  databaseUrl: string;
  port: number;
  /** The product's own pages, from which the templates are made. */
  pages: { results: string; search: string; opportunity: string; sample: Row };
};

const NEWEST = `select o.reference, o.title, o.summary, g.name as organisation, g.slug
  from opportunity o join organisation g on g.id = o.organisation_id
  where o.status = 'published' order by o.published_at desc limit 20`;

/** The least there can be of a search: PostgreSQL's own full text, ready and indexed; nothing is ranked or counted. */
const WORDS = `create table floor_words as
    select o.reference, o.title, o.summary, g.name as organisation, g.slug,
      to_tsvector('english', concat_ws(' ', o.title, o.summary, o.description, g.name)) as body
    from opportunity o join organisation g on g.id = o.organisation_id where o.status = 'published';
  create index on floor_words using gin (body) with (fastupdate = off);
  analyze floor_words`;

const SEARCH = `select reference, title, summary, organisation, slug from floor_words, websearch_to_tsquery('english', $1) q
  where body @@ q limit 20`;

const OPPORTUNITY = `select o.reference, o.title, o.summary, g.name as organisation, g.slug
  from opportunity o join organisation g on g.id = o.organisation_id where o.reference = $1 and o.status = 'published'`;

/**
 * The floor that the product is measured against: express, one prepared query, one template string, compression.
 * No session, no facets counted, no escaping beyond what the page needs, no component: what is left when everything
 * is left out.
 */
export async function serveFloor({ databaseUrl, port, pages }: FloorInput): Promise<void> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 20 });
  await pool.query(`drop table if exists floor_words; ${WORDS}`);
  const app = express();
  app.disable("x-powered-by");
  app.use(compression());
  const results = resultsTemplate(pages.results);
  const search = resultsTemplate(pages.search);
  const opportunity = opportunityTemplate(pages.opportunity, pages.sample);

  app.get("/opportunities", (req, res, next) => {
    const q = typeof req.query.q === "string" ? req.query.q : "";
    const query = q
      ? { name: "search", text: SEARCH, values: [q] }
      : { name: "newest", text: NEWEST, values: [] };
    pool.query<Row>(query).then(({ rows }) => {
      res.type("html").send((q ? search : results)(rows));
    }, next);
  });
  app.get("/opportunities/:reference/:slug?", (req, res, next) => {
    const query = { name: "opportunity", text: OPPORTUNITY, values: [req.params.reference] };
    pool.query<Row>(query).then(({ rows }) => {
      if (!rows[0]) return res.status(404).end();
      return res.type("html").send(opportunity(rows[0]));
    }, next);
  });
  app.listen(port, "127.0.0.1");
}
