-- Opens files for whoever is inside, with their first grants, in one statement. What the policies ask of each row of a new file, access.may_share
-- above all, holds here for all of them by construction: the file is new (its key is), of this login's compartment, opened by the actor now, and
-- every grant is on one of these files and given by the actor. Straight inserts are judged row by row as before.
create function access.open(files uuid[], ids uuid[], granted uuid[], kinds text[], grantees uuid[], sections int[], writes boolean[],
                            froms timestamptz[], untils timestamptz[], reasons text[]) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
    if access.actor() is null or session_user not in ('akoma_protection', 'akoma_enforcement') then
        raise exception 'access.nobody' using errcode = 'insufficient_privilege';
    end if;
    if exists (select from unnest(granted) g where not coalesce(g = any (files), false)) or reasons && array['BREAK_GLASS', 'OVERSIGHT'] then
        raise exception 'access.not-a-first-grant' using errcode = 'insufficient_privilege';
    end if;
    insert into access.dossier (id, compartment, opened_by, opened_at) select f, session_user, (select access.actor()), (select access.moment()) from unnest(files) f;
    insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, valid_until, reason, given_by)
    select g.id, g.file_id, g.kind, g.grantee, g.sections, g.may_write, g.valid_from, coalesce(g.valid_until, 'infinity'), g.reason, (select access.actor())
      from unnest(ids, granted, kinds, grantees, sections, writes, froms, untils, reasons)
           as g (id, file_id, kind, grantee, sections, may_write, valid_from, valid_until, reason);
end $$;
revoke execute on function access.open from public;
grant execute on function access.open to akoma_protection, akoma_enforcement;
