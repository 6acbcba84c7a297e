-- The newest change is indexed first, also while everything is marked to be written again.
create index pending_order on search.pending (engine, mark desc);
