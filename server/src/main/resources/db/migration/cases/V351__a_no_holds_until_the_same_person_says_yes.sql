-- A no, whatever it was asked about, holds until who said it says yes: the child, or who answers for the child; both where the age asks both (requirements.md 2.6).
-- Over the head of a child, a guardian's yes lifts it only by a supervisor's decision on that no: between 12 and 14 what was decided on the refusal, below
-- that the yes that a supervisor, who did not record the no, records. While a no waits for the supervisor, and once it is respected, the child's own new
-- yes too is recorded by a supervisor, who did not record the no. A yes of before that decision lifts nothing, nor does that nobody could be asked.
-- At every age, and whether the child or the guardian said the no: while no supervisor decided on it, a yes of the thirty days after it was recorded is heard by another person than
-- who recorded the no, so that nobody types both.
-- A supervisor is who held the role when they recorded it: one that was only asked for, or that had ended, hears nobody.
create function cases.heard_by_another(yes cases.consent, no cases.consent) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select yes.recorded_by <> no.recorded_by and exists (
        select from access.person_role p cross join coalesce(yes.recorded_at, access.moment()) as said (at)
         where p.person_id = yes.recorded_by and p.role = 'CASE_SUPERVISOR' and p.approved_at <= said.at and p.valid_from <= said.at and p.valid_until > said.at) $$;
create function cases.lifts(yes cases.consent, no cases.consent) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select yes.status = 'GIVEN' and yes.file_id = no.file_id and yes.purpose = no.purpose and (yes.at, yes.id) > (no.at, no.id)
       and (yes.recorded_by <> no.recorded_by or yes.at >= greatest(no.at, no.recorded_at) + interval '30 days'
            or exists (select from cases.refusal r where r.consent_id = no.id and r.decision is not null
                          and (r.binding or r.decision <> 'RESPECTED' and coalesce(yes.recorded_at, access.moment()) >= r.decided_at)))
       and (yes.given_by in ('CHILD_ASSENT_AND_GUARDIAN', 'CHILD_INFORMED_ASSENT_AND_GUARDIAN', 'CHILD_CONSENT_AND_GUARDIAN', 'CHILD_CONSENT_ALONE')
               and (not exists (select from cases.refusal r where r.consent_id = no.id and r.binding and coalesce(r.decision, 'RESPECTED') = 'RESPECTED')
                    or cases.heard_by_another(yes, no))
               and not exists (select from cases.refusal r where r.consent_id = no.id and r.binding and yes.at < date_trunc('minute', r.decided_at))
            or yes.given_by = 'GUARDIAN_AFTER_BEST_INTERESTS'
               and (no.given_by in ('GUARDIAN', 'GUARDIAN_AFTER_BEST_INTERESTS')
                    or exists (select from cases.refusal r where r.consent_id = no.id and r.decision = 'BEST_INTERESTS')
                    or not exists (select from cases.refusal r where r.consent_id = no.id and r.binding) and cases.heard_by_another(yes, no))) $$;

-- Who said the newest no to case management that no later yes has lifted; null: nobody.
create function cases.no_that_holds(file uuid) returns text stable language sql security definer set search_path = pg_catalog as $$
    select n.given_by from cases.consent n
     where n.file_id = no_that_holds.file and n.purpose = 'CASE_MANAGEMENT' and n.status in ('REFUSED', 'WITHDRAWN')
       and not exists (select from cases.consent y where y.file_id = n.file_id and y.status = 'GIVEN' and cases.lifts(y, n))
     order by n.at desc, n.id desc limit 1 $$;
create or replace function cases.care_refused(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select cases.no_that_holds(file) is not null $$;
-- The no that this answer would not lift, a yes or that nobody could be asked; null: none.
create function cases.no_against(answer cases.consent) returns text stable language sql security definer set search_path = pg_catalog as $$
    select n.given_by from cases.consent n
     where answer.status in ('GIVEN', 'NOT_OBTAINABLE')
       and n.file_id = answer.file_id and n.purpose = answer.purpose and n.status in ('REFUSED', 'WITHDRAWN') and (n.at, n.id) < (answer.at, answer.id)
       and not cases.lifts(answer, n)
       and not exists (select from cases.consent y where y.file_id = n.file_id and y.status = 'GIVEN' and cases.lifts(y, n))
     order by n.at desc, n.id desc limit 1 $$;
-- The same before it is recorded, for who records it.
create function cases.no_against(id uuid, file uuid, purpose text, status text, given_by text, at timestamptz) returns text
stable language sql security definer set search_path = pg_catalog as $$
    select case when access.sees(file, 2, false) then cases.no_against(jsonb_populate_record(null::cases.consent, jsonb_build_object(
        'id', id, 'file_id', file, 'purpose', purpose, 'status', status, 'given_by', given_by, 'at', at, 'recorded_by', access.actor()))) end $$;
-- A no to this holds, that no yes has lifted.
create function cases.stays_refused(file uuid, purpose text) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.consent n where n.file_id = stays_refused.file and n.purpose = stays_refused.purpose and n.status in ('REFUSED', 'WITHDRAWN')
                      and not exists (select from cases.consent y where y.file_id = n.file_id and y.status = 'GIVEN' and cases.lifts(y, n))) $$;
-- This may be done: the newest answer is yes, and no no to it holds.
create function cases.agreed_to(file uuid, purpose text) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select coalesce((select c.status = 'GIVEN' from cases.consent c where c.file_id = agreed_to.file and c.purpose = agreed_to.purpose
                      order by c.at desc, c.id desc limit 1), false) and not cases.stays_refused(agreed_to.file, agreed_to.purpose) $$;
create or replace function cases.may_be_transferred(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select cases.agreed_to(file, 'TRANSFER_TO_AUTHORITY') $$;
-- The same for who sees the answers.
create function cases.is_held_no(file uuid, purpose text) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select access.sees(file, 2, false) and cases.stays_refused(file, purpose) $$;
create function cases.is_agreed_to(file uuid, purpose text) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select access.sees(file, 2, false) and cases.agreed_to(file, purpose) $$;
-- Nobody could be asked about sharing because life is in danger: the newest answer says so, it is of the last 24 hours, and no no holds that was said
-- before or since.
create function cases.nobody_to_ask(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select coalesce((select c.status = 'NOT_OBTAINABLE' and c.basis = 'DANGER_TO_LIFE' and c.at > access.moment() - interval '24 hours' from cases.consent c
                      where c.file_id = file and c.purpose = 'SHARE_FOR_REFERRAL' order by c.at desc, c.id desc limit 1), false)
       and not cases.stays_refused(file, 'SHARE_FOR_REFERRAL') $$;
-- The same for who sees the answers.
create function cases.is_nobody_to_ask(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select access.sees(file, 2, false) and cases.nobody_to_ask(file) $$;
-- Somebody who answers for the child is on the file.
create function cases.is_guarded(file uuid, day date) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.guardian g where g.file_id = is_guarded.file and coalesce(g.ended_on, 'infinity') > day) $$;
revoke execute on function cases.stays_refused, cases.agreed_to, cases.is_held_no, cases.is_agreed_to, cases.heard_by_another, cases.lifts, cases.no_that_holds, cases.no_against(cases.consent), cases.no_against(uuid, uuid, text, text, text, timestamptz), cases.is_guarded,
    cases.nobody_to_ask, cases.is_nobody_to_ask from public;
grant execute on function cases.is_held_no, cases.is_agreed_to, cases.is_nobody_to_ask, cases.no_against(uuid, uuid, text, text, text, timestamptz) to akoma_protection;

create function cases.keep_consent() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user <> 'akoma_protection' then return new; end if;
    if new.recorded_by is distinct from access.actor() or new.at > access.moment() + interval '5 minutes'
       or new.recorded_at not between access.moment() - interval '5 minutes' and access.moment() + interval '5 minutes' then
        raise exception 'cases.consent-not-yours' using errcode = 'insufficient_privilege';
    -- Most files have no such answer: asked first, since a registration writes many answers.
    elsif exists (select from cases.consent n where n.file_id = new.file_id and n.purpose = new.purpose and n.status in ('REFUSED', 'WITHDRAWN'))
          and cases.no_against(new) is not null then
        raise exception 'cases.consent-no-holds' using errcode = 'check_violation';
    elsif new.basis = 'GUARDIAN_NOT_FOUND'
       and exists (select from cases.guardian g where g.file_id = new.file_id and g.appointed_on <= (new.at at time zone 'UTC')::date
                      and coalesce(g.ended_on, 'infinity') > (new.at at time zone 'UTC')::date) then
        raise exception 'cases.consent-guardian-on-file' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger keep_consent before insert on cases.consent for each row execute function cases.keep_consent();

-- That nobody could be asked says why, and who was looked for: that is sealed, and never missing.
alter table cases.consent add constraint consent_sought check (not (status = 'NOT_OBTAINABLE' or coalesce(basis, '') = 'GUARDIAN_NOT_FOUND') or sealed is not null)
    not valid;
