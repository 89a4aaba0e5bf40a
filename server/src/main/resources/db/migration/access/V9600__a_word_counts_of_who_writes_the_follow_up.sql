-- Whether somebody could write this child's follow-up at that moment other than by an emergency: only then is what they wrote the word of another person. That
-- they read another corner of the file beside their emergency makes it none.
create or replace function access.kept_at(who uuid, file uuid, at timestamptz) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.reach_of(who, 'akoma_protection', kept_at.at) r join access.file_grant g on g.holder = any (r.holders)
                    where g.file_id = kept_at.file and g.reason <> 'BREAK_GLASS' and g.may_write and g.sections & r.writings[g.way] & 64 <> 0
                      and g.valid_from <= kept_at.at and g.valid_until > kept_at.at) $$;
