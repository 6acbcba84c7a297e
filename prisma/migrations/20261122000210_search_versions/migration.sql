-- A number that is new with every write of a document and never used again: what a process has once
-- read about a version stays true, so that it can count facets from memory.
create sequence search.document_version;
alter table search.document add column version bigint not null default nextval('search.document_version');
create unique index document_version_key on search.document (version);
