-- What a frightened person ticks decides nothing: of money and confidentiality alone one closes, and that nothing was found is said by two of any complaint.
create or replace function followup.raise_complaint(id uuid, named boolean, organisation uuid, to_focal boolean, kind text, sealed bytea, of_a_child boolean,
    about bytea[], about_roles text[], words bytea[], roles text[]) returns void language plpgsql security definer set search_path = pg_catalog as $$
declare concerned uuid[] := followup.accounts_concerned(organisation, to_focal, kind, about, about_roles, words, roles);
begin
    if access.actor() is null then raise exception 'access.nobody' using errcode = 'insufficient_privilege'; end if;
    insert into followup.complaint (id, raised_at, raised_by, organisation_id, to_focal, kind, sealed, about_ids, needs_two)
    values (raise_complaint.id, case when named then access.moment() else date_trunc('day', access.moment(), 'UTC') end,
            case when named then access.actor() end, organisation, raise_complaint.to_focal, raise_complaint.kind, raise_complaint.sealed,
            concerned, of_a_child or raise_complaint.kind not in ('MONEY', 'CONFIDENTIALITY') or concerned && array(select access.who_oversee()));
end $$;
create or replace function followup.closes_alone(c followup.complaint, outcome text) returns boolean
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    return (c.needs_two or closes_alone.outcome = 'NOT_SUBSTANTIATED')
       and (c.end_proposed is distinct from closes_alone.outcome or not followup.is_second(c));
end $$;
