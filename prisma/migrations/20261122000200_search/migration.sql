-- The embedded search engine and the outbox of every search engine. Nothing here is in schema.prisma:
-- it can all be made again from the tables in "public" (npm run search:reindex).
create extension if not exists pg_trgm;
create extension if not exists fuzzystrmatch;
create schema search;

-- What has changed since the engine last saw it. `mark` rises with every change, so that a worker
-- removes only marks of changes that it has seen.
create sequence search.pending_mark;
create table search.pending (
  engine text not null,
  opportunity_id uuid not null,
  mark bigint not null default nextval('search.pending_mark'),
  primary key (engine, opportunity_id)
);

-- The settings an engine's index was written with; another version writes everything again.
create table search.engine (
  engine text primary key,
  settings_version text not null
);

-- While an index is built aside: what the worker has written into the present one since, and the next one lacks.
create table search.rebuild (
  engine text primary key,
  started_at timestamptz not null default now()
);
create table search.rebuild_touched (
  engine text not null references search.rebuild on delete cascade,
  opportunity_id uuid not null,
  primary key (engine, opportunity_id)
);

create function search.texts(list jsonb) returns text[] language sql immutable parallel safe as $$
  select coalesce(array_agg(value), '{}') from jsonb_array_elements_text(list)
$$;

-- One row a document. The vectors are made by search/words.ts, which knows the field's designations
-- and needs no dictionary of the server; what is filtered by follows from the document by itself.
create table search.document (
  id uuid primary key,
  document jsonb not null,
  body tsvector not null,
  title tsvector not null,
  reference text collate "C" not null generated always as (document ->> 'reference') stored,
  kind text collate "C" not null generated always as (document ->> 'kind') stored,
  sector text collate "C" generated always as (document ->> 'sector') stored,
  sub_sector text collate "C" generated always as (document ->> 'subSector') stored,
  trl text collate "C" generated always as (document ->> 'trlCurrent') stored,
  licence text collate "C" generated always as (document ->> 'licence') stored,
  release text collate "C" not null generated always as (document ->> 'release') stored,
  country text collate "C" not null generated always as (document ->> 'country') stored,
  organisation text collate "C" not null generated always as (document ->> 'organisation') stored,
  certifications text[] collate "C" not null generated always as (search.texts(document -> 'certifications')) stored,
  published_at_ms bigint not null generated always as ((document ->> 'publishedAtMs')::bigint) stored,
  closing_at_ms bigint not null generated always as ((document ->> 'closingAtMs')::bigint) stored
);
-- Ranking reads vectors, never whole documents: keep those in the row and these outside.
alter table search.document alter column body set storage main;
alter table search.document alter column title set storage main;
create index document_body on search.document using gin (body) with (fastupdate = off);
create index document_title on search.document using gin (title) with (fastupdate = off);
create index document_reference on search.document (reference);
-- Facets of everything are counted from this index alone.
create index document_facets on search.document (closing_at_ms, published_at_ms, id)
  include (kind, sector, sub_sector, trl, licence, release, country, organisation, certifications);

-- Every word of every document as written, its stem, and in how many documents it stands: for spelling,
-- completion and the weight of rare words.
create table search.lexicon (
  word text collate "C" primary key,
  lexeme text collate "C" not null,
  documents int not null
) with (fillfactor = 70);
create index lexicon_lexeme on search.lexicon (lexeme);
create index lexicon_shape on search.lexicon (left(word, 1), length(word));
create index lexicon_trigrams on search.lexicon using gin (word gin_trgm_ops) with (fastupdate = off);
