-- The index that facets and pages without words are read from now holds all that they need, so that the rows with
-- their texts are not touched (10,000 documents: 28 ms before, 5 ms with it).
drop index search.document_facets;
create index document_facets on search.document (closing_at_ms, published_at_ms, id)
  include (version, kind, sector, sub_sector, trl, licence, release, country, organisation, certifications);
