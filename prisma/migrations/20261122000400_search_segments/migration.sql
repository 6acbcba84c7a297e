-- The embedded index as postings in segments. tsvector and its inverted index knew no rarity of words, and visiting
-- the row of every match made a common word cost 20 ms at 10,000 documents and ten times that at 100,000.
-- Everything here can be made again from the tables in "public"; the engine's settings version makes it so.
drop table search.document, search.lexicon;
drop sequence search.document_version;
drop function search.texts(jsonb);

-- `number` is new with every write of a document and never used again in this index.
create table search.document (
  id uuid primary key,
  number int not null unique,
  document jsonb not null,
  reference text collate "C" not null generated always as (document ->> 'reference') stored,
  closing_at_ms bigint not null generated always as ((document ->> 'closingAtMs')::bigint) stored
);
create index document_reference on search.document (reference);
create index document_closing on search.document (closing_at_ms);

-- Documents that were written together. A segment never changes; several small ones become one larger.
-- `facts` holds one record of fixed length a document: what filters, orders and counts need.
create sequence search.segment_number as int;
create table search.segment (
  segment int primary key,
  documents int not null,
  facts bytea not null
);

-- In which documents of a segment a word stands: their numbers (4 bytes, little end first), how much it weighs in
-- each (1 byte), and at which places (a count, then 2 bytes each).
create table search.posting (
  lexeme text collate "C" not null,
  segment int not null,
  numbers bytea not null,
  weights bytea not null,
  places bytea not null,
  primary key (lexeme, segment)
);
create index posting_segment on search.posting (segment);
alter table search.posting alter column numbers set storage external;
alter table search.posting alter column weights set storage external;
alter table search.posting alter column places set storage external;

-- Numbers whose document was replaced or taken out, in the order in which that happened.
create table search.dead (
  place int generated always as identity primary key,
  number int not null
);

-- One row: `writes` rises with every change, so that a process knows with one look whether it is up to date;
-- `build` tells apart an index and the one that replaced it.
create table search.state (
  build uuid not null default gen_random_uuid(),
  writes bigint not null default 0,
  last_number int not null default 0
);
insert into search.state default values;

-- Every combination of values that a document has had for a facet, by a small number. Only ever added to.
create table search.choice (
  choice int primary key,
  facet text not null,
  values text[] not null,
  unique (facet, values)
);

-- Every word of every document as written, its stem, and in how many documents it stands: for spelling
-- and completion.
create table search.lexicon (
  word text collate "C" primary key,
  lexeme text collate "C" not null,
  documents int not null
) with (fillfactor = 70);
create index lexicon_lexeme on search.lexicon (lexeme);
create index lexicon_shape on search.lexicon (left(word, 1), length(word));
-- For words whose first letter is wrong.
create index lexicon_tail on search.lexicon (substr(word, 2));
