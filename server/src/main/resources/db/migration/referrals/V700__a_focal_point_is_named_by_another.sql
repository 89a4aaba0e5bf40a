-- Every child referred to a structure without a desk is its focal point's to read: nobody becomes that by a row of their own. A supervisor of the
-- structure or its deputy names and ends it; where there is neither, somebody at its desk, or a project manager who works there.
create or replace function referrals.works_at(structure uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.person p where p.id = access.actor() and p.organisation_id = structure) or access.is_deputy(access.actor(), structure) $$;
create function referrals.names_focal_point(structure uuid, focal uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    if focal = access.actor() then return false; end if;
    if access.is_deputy(access.actor(), structure) then return true; end if;
    return exists (select from access.person_role r where r.person_id = access.actor() and r.organisation_id = structure
              and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()
              and (r.role = 'CASE_SUPERVISOR' or r.role in ('MINISTRY_OFFICER', 'PROVIDER', 'PROJECT_MANAGER')
                   and not exists (select from access.person_role s where s.role = 'CASE_SUPERVISOR' and access.may_lead(s.person_id, structure))));
end $$;
create function referrals.keep_focal_point() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare before uuid;
begin
    if tg_op = 'UPDATE' then before := old.focal_id; end if;
    if session_user = current_user or new.focal_id is not distinct from before then return new; end if;
    if not referrals.names_focal_point(new.organisation_id, new.focal_id) or new.focal_id is not null
           and not exists (select from access.person p where p.id = new.focal_id and p.organisation_id = new.organisation_id) then
        raise exception 'referrals.focal-by-another' using errcode = 'insufficient_privilege';
    end if;
    perform access.ring(array[before, new.focal_id], 'referral');  -- who answered until now hears of it
    return new;
end $$;
create trigger keep_focal_point before insert or update on referrals.structure_entry for each row execute function referrals.keep_focal_point();
revoke execute on function referrals.names_focal_point, referrals.keep_focal_point from public;
grant execute on function referrals.names_focal_point to akoma_protection;
