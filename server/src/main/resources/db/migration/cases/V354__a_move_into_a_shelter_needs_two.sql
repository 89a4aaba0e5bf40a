-- Every change of home needs two people but the first nights in a shelter of the file's own structure (trust.md 2). A move for the child's safety, a
-- first night in another structure's shelter, and a night in a shelter for a child who has nowhere to sleep begin at once: the same transaction puts them
-- to a supervisor, who confirms or reverses them.
insert into access.decision_kind (kind, roles, proposers, section) values
    ('SHELTER_MOVE', '{CASE_SUPERVISOR}', '{CASE_WORKER,CASE_SUPERVISOR}', 16);

-- The home that the child left for this one. A move that is reversed leads back there (keep_home).
alter table cases.placement add column from_id uuid constraint placement_from references cases.placement;
create function cases.keep_from() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not exists (select from cases.placement p where p.id = new.from_id and p.file_id = new.file_id and p.state = 'ENDED' and p.end_reason is null
                      and p.until = greatest(p.since, new.since)) then
        raise exception 'cases.not-left-for-this' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_from before insert on cases.placement for each row
    when (session_user = 'akoma_protection' and new.from_id is not null) execute function cases.keep_from();
create function cases.is_reversed(move uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.decision d where d.kind = 'SHELTER_MOVE' and d.subject = move and d.state in ('REFUSED', 'WITHDRAWN')) $$;
-- Where the child lived before this move, and before those moves before it that were reversed as well; null: nowhere.
create function cases.home_before(move uuid) returns uuid stable language sql security definer set search_path = pg_catalog as $$
    with recursive back(id) as (
        select p.from_id from cases.placement p where p.id = move
        union select p.from_id from back b join cases.placement p on p.id = b.id where cases.is_reversed(b.id))
    select b.id from back b where b.id is not null and not cases.is_reversed(b.id) limit 1 $$;
-- The same for who sees where the child lives.
create function cases.way_back(move uuid) returns uuid stable language sql security definer set search_path = pg_catalog as $$
    select cases.home_before(p.id) from cases.placement p where p.id = move and access.sees(p.file_id, 16, false) $$;
-- A move away from this home is being reversed, at this moment.
create function cases.leads_back(home uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.placement h join cases.placement m on m.file_id = h.file_id and m.state = 'ENDED'
                     join access.decision d on d.kind = 'SHELTER_MOVE' and d.subject = m.id and d.state in ('REFUSED', 'WITHDRAWN') and d.ended_at = access.moment()
                    where h.id = home and cases.home_before(m.id) = h.id) $$;
revoke execute on function cases.keep_from, cases.is_reversed, cases.home_before, cases.way_back, cases.leads_back from public;
grant execute on function cases.way_back to akoma_protection;

create function cases.lived_somewhere(file uuid, but uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.placement p where p.file_id = lived_somewhere.file and p.id <> but and p.state in ('CURRENT', 'ENDED')) $$;
-- The child left its last home, and no other followed: it has nowhere to sleep.
create function cases.is_nowhere(file uuid, but uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select coalesce((select p.state = 'ENDED' and p.end_reason is not null from cases.placement p
                      where p.file_id = is_nowhere.file and p.id <> but and p.state in ('CURRENT', 'ENDED')
                      order by p.state = 'CURRENT' desc, p.until desc, p.end_reason is not null desc limit 1), true) $$;
-- The first nights: no home before, or only shelters, and the first of them three days ago at most; into a shelter of the file's own structure.
create function cases.first_nights(file uuid, shelter uuid, but uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.shelter s join cases.case_file f on f.organisation_id = s.organisation_id where s.id = shelter and f.id = file)
       and not exists (select from cases.placement p where p.file_id = first_nights.file and p.id <> but and p.state in ('CURRENT', 'ENDED')
                          and (p.kind <> 'SHELTER' or p.since < (access.moment() at time zone 'UTC')::date - 3)) $$;
revoke execute on function cases.lived_somewhere, cases.is_nowhere, cases.first_nights from public;

-- The child is in this shelter: it left it for this very stay, or for no other place.
create function cases.is_there(stay cases.placement) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.placement p where p.file_id = stay.file_id and p.id <> stay.id and p.kind = 'SHELTER' and p.shelter_id = stay.shelter_id
                      and (p.state = 'CURRENT' or p.state = 'ENDED' and p.end_reason is null
                           and (p.id = stay.from_id or stay.from_id is null and p.until = greatest(p.since, stay.since)
                                and not exists (select from cases.placement n where n.from_id = p.id and n.id <> stay.id)))) $$;
revoke execute on function cases.is_there from public;
create function cases.keep_first_nights() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and cases.is_there(new) then
        raise exception 'cases.placement-same-shelter' using errcode = 'insufficient_privilege';
    end if;
    if session_user = 'akoma_protection' and new.reason is distinct from 'SAFETY' and cases.lived_somewhere(new.file_id, new.id)
       and not cases.is_nowhere(new.file_id, new.id) and not cases.first_nights(new.file_id, new.shelter_id, new.id) then
        raise exception 'cases.home-not-decided' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_first_nights before insert on cases.placement for each row
    when (new.state = 'CURRENT' and new.kind = 'SHELTER') execute function cases.keep_first_nights();

create function cases.move_is_put() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and not cases.first_nights(new.file_id, new.shelter_id, new.id)
       and not exists (select from access.decision d where d.kind = 'SHELTER_MOVE' and d.subject = new.id and d.file_id = new.file_id) then
        raise exception 'cases.move-not-put' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger move_is_put after insert on cases.placement deferrable initially deferred for each row
    when (new.state = 'CURRENT' and new.kind = 'SHELTER') execute function cases.move_is_put();

-- Why a child was moved is not rewritten, and a return is one to a family.
create function cases.keep_reason() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    raise exception 'cases.placement-stays' using errcode = 'insufficient_privilege';
end $$;
create trigger keep_reason before update of reason on cases.placement for each row
    when (session_user = 'akoma_protection' and new.reason is distinct from old.reason) execute function cases.keep_reason();
alter table cases.placement add constraint placement_reunification
    check (reason is distinct from 'REUNIFICATION' or kind in ('FAMILY_REUNIFIED', 'EXTENDED_FAMILY'));

-- No court ordered the care of a child before it was found: the day before the hand-over, or a week before the registration where nobody handed it over.
create function cases.keep_care_order() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection'
       and (new.care_order_on > (access.moment() at time zone 'UTC')::date
            or new.care_order_on < (select coalesce((f.handed_at at time zone 'UTC')::date - 1, (f.registered_at at time zone 'UTC')::date - 7)
                                      from cases.case_file f where f.id = new.file_id)) then
        raise exception 'cases.care-order-day' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger keep_care_order_added before insert on cases.placement for each row
    when (new.care_order_on is not null) execute function cases.keep_care_order();
create trigger keep_care_order before update of care_order_on on cases.placement for each row
    when (new.care_order_on is not null and new.care_order_on is distinct from old.care_order_on) execute function cases.keep_care_order();

-- A move that has begun is to be confirmed within 24 hours of the first one that nobody confirmed: one that was taken back and is made again goes on with
-- its time, unless the child lived a day elsewhere in between, or somebody decided.
create function cases.move_began(move uuid) returns timestamptz stable language plpgsql security definer set search_path = pg_catalog as $$
declare
    child uuid;
    began timestamptz;
    earlier timestamptz;
    decided timestamptz;
begin
    select d.file_id, d.proposed_at into child, began from access.decision d where d.id = move;
    select coalesce(max(d.ended_at), '-infinity') into decided from access.decision d
     where d.file_id = child and (d.kind = 'SHELTER_MOVE' and d.state in ('AGREED', 'REFUSED') or d.kind = 'HOME' and d.state = 'AGREED');
    loop
        select min(d.proposed_at) into earlier from access.decision d
         where d.file_id = child and d.kind = 'SHELTER_MOVE' and d.state in ('WAITING', 'WITHDRAWN', 'REPLACED') and d.proposed_at < began
           and d.proposed_at >= decided and coalesce(d.ended_at, 'infinity') > began - interval '24 hours';
        exit when earlier is null;
        began := earlier;
    end loop;
    return began;
end $$;
create function cases.move_since(move uuid) returns timestamptz stable language sql security definer set search_path = pg_catalog as $$
    select cases.move_began(d.id) from access.decision d where d.id = move and access.sees(d.file_id, 16, false) $$;
revoke execute on function cases.move_began, cases.move_since from public;
grant execute on function cases.move_since to akoma_protection;
create or replace view cases.due_decision with (security_invoker = true) as
    select 'cases.approve-plan' as kind, p.id, p.file_id, p.supervisor_id as worker_id, f.organisation_id, null::timestamptz as due_at
      from cases.plan p join cases.case_file f on f.id = p.file_id and f.closed_at is null
     where p.submitted_at is not null and p.decided_at is null and p.status <> 'REPLACED'
    union all
    select 'cases.decide-closure', c.id, c.file_id, c.supervisor_id, f.organisation_id, null
      from cases.closure c join cases.case_file f on f.id = c.file_id where c.decided_at is null
    union all
    select 'cases.agree-risk', a.id, a.file_id, a.supervisor_id, f.organisation_id, null
      from cases.assessment a join cases.case_file f on f.id = a.file_id and f.closed_at is null where a.lowers and a.approved_at is null
    union all
    select 'cases.approve-place', p.id, p.file_id, p.supervisor_id, f.organisation_id, null
      from cases.placement p join cases.case_file f on f.id = p.file_id and f.closed_at is null where p.state = 'PROPOSED' and p.approved_at is null
    union all
    select 'cases.approve-place', p.id, p.file_id, p.supervisor_id, f.organisation_id, coalesce(cases.move_since(d.id), d.proposed_at) + interval '24 hours'
      from access.decision d join cases.placement p on p.id = d.subject join cases.case_file f on f.id = p.file_id and f.closed_at is null
     where d.kind = 'SHELTER_MOVE' and d.state = 'WAITING'
    union all
    select 'cases.decide-reopening', r.id, r.file_id, r.supervisor_id, f.organisation_id, null
      from cases.reopening r join cases.case_file f on f.id = r.file_id where r.decided_at is null
    union all
    select 'cases.decide-refusal', r.consent_id, r.file_id, r.supervisor_id, r.organisation_id, (r.due_on + 1)::timestamp at time zone 'UTC'
      from cases.refusal r join cases.case_file f on f.id = r.file_id and f.closed_at is null where r.decided_at is null;
