-- CreateTable
CREATE TABLE "reference_version" (
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "value" JSONB NOT NULL,
    "valid_from" DATE NOT NULL,
    "note" TEXT NOT NULL,
    "changed_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reference_version_pkey" PRIMARY KEY ("name","version")
);

-- AddForeignKey
ALTER TABLE "reference_version" ADD CONSTRAINT "reference_version_changed_by_id_fkey" FOREIGN KEY ("changed_by_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Versions are for good: only the name of somebody whose account is deleted goes.
create function keep_reference_version() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.changed_by_id is null
    and (new.name, new.version, new.value, new.valid_from, new.note, new.created_at)
      is not distinct from (old.name, old.version, old.value, old.valid_from, old.note, old.created_at)
  then return new; end if;
  raise exception 'versions of reference data are never changed or deleted';
end $$;
create trigger keep_reference_version before update or delete on reference_version
  for each row execute function keep_reference_version();

-- The one place for the question which versions stand on a day: of those that are valid from that day or an earlier
-- one, the one valid latest, and of several for one day the last that was entered. `known_at`: as known then.
create function reference_on(day date, known_at timestamptz default 'infinity')
returns setof reference_version language sql stable as $$
  select distinct on (name) * from reference_version
  where valid_from <= day and created_at <= known_at
  order by name, valid_from desc, version desc
$$;
