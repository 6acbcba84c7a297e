-- A document that an engine refuses keeps its mark with the engine's reason and is tried again later and later, so
-- that it neither blocks the others nor is forgotten.
alter table search.pending
  add column problem text,
  add column failures int not null default 0,
  add column retry_at timestamptz;
