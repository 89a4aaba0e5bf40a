-- Who is complained of neither reads, acknowledges nor closes it (requirements.md 8.7, 9), and people of their structure do not close it. The accounts
-- that are named stand beside the sealed words, so that the policies can compare them.
alter table followup.complaint add column about_ids uuid[] not null default '{}';

-- Whom a complaint reaches: the data protection officers and the focal points, without those it names; where no officer is left, the project managers.
create function followup.complaint_reaches(organisation uuid, to_focal boolean, about uuid[]) returns setof uuid
language sql stable security definer set search_path = pg_catalog as $$
    select x from access.custodians() x where x <> all (about)
    union select f.person_id from access.focal_point f where to_focal and f.organisation_id = organisation and f.person_id <> all (about)
             and f.valid_from <= access.moment() and f.valid_until > access.moment()
    union select x from access.who_oversee() x where x <> all (about) and not exists (select from access.custodians() c where c <> all (about)) $$;
create function followup.accounts_named(codes text[]) returns uuid[]
language sql stable security definer set search_path = pg_catalog as $$
    select coalesce(array_agg(p.id), '{}') from access.person p where p.code = any (codes) $$;
-- For who raises it: whom it would reach, for the bell.
create function followup.complaint_would_reach(organisation uuid, to_focal boolean, codes text[]) returns setof uuid
language sql stable security definer set search_path = pg_catalog as $$
    select followup.complaint_reaches(organisation, to_focal, followup.accounts_named(codes)) $$;
-- In the name of who acts, or in none and then by the day.
create function followup.raise_complaint(id uuid, named boolean, organisation uuid, to_focal boolean, kind text, sealed bytea, codes text[]) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
    if access.actor() is null then raise exception 'access.nobody' using errcode = 'insufficient_privilege'; end if;
    insert into followup.complaint (id, raised_at, raised_by, organisation_id, to_focal, kind, sealed, about_ids)
    values (raise_complaint.id, case when named then access.moment() else date_trunc('day', access.moment(), 'UTC') end,
            case when named then access.actor() end, organisation, raise_complaint.to_focal, raise_complaint.kind, raise_complaint.sealed,
            followup.accounts_named(codes));
end $$;
create function followup.reads_complaint(organisation uuid, to_focal boolean, about uuid[], raised_by uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    return access.actor() is not null and (access.holds_role('{DATA_PROTECTION_OFFICER}') or raised_by is distinct from access.actor())
       and access.actor() in (select followup.complaint_reaches(organisation, to_focal, about));
end $$;
-- A focal point of the structure itself works with the person concerned: another one closes it, as long as there is somebody else.
create function followup.closes_complaint(organisation uuid, about uuid[]) returns boolean
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    return access.holds_role('{DATA_PROTECTION_OFFICER}')
        or not exists (select from access.person p where p.id = access.actor() and p.organisation_id = organisation)
        or not exists (select from access.custodians() c where c <> all (about));
end $$;
create function followup.keep_complaint() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = current_user then return new; end if;
    if old.closed_at is not null or old.acknowledged_at is not null and (new.acknowledged_at, new.acknowledged_by) is distinct from (old.acknowledged_at, old.acknowledged_by) then
        raise exception 'followup.complaint-kept' using errcode = 'insufficient_privilege';
    end if;
    if new.closed_at is not null and not followup.closes_complaint(new.organisation_id, new.about_ids) then
        raise exception 'followup.complaint-closed-elsewhere' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_complaint before update on followup.complaint for each row execute function followup.keep_complaint();

revoke insert on followup.complaint from akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;
drop policy custodian on followup.complaint;
drop policy focal on followup.complaint;
drop policy raised on followup.complaint;
drop policy judged on followup.complaint;
drop policy judged_by_focal on followup.complaint;
create policy reached on followup.complaint for select to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration
    using (followup.reads_complaint(organisation_id, to_focal, about_ids, raised_by));
create policy judged on followup.complaint for update to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration
    using (followup.reads_complaint(organisation_id, to_focal, about_ids, raised_by));

revoke execute on function followup.complaint_reaches, followup.accounts_named, followup.complaint_would_reach, followup.raise_complaint,
    followup.reads_complaint, followup.closes_complaint, followup.keep_complaint from public;
grant execute on function followup.complaint_would_reach, followup.raise_complaint, followup.reads_complaint, followup.closes_complaint
    to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;
