-- What the child and who answers for it say, and who that is. The codes are those of the house's own lists (reference/akoma-lists.json).
create table cases.consent (
    id           uuid constraint consent_pk primary key,
    file_id      uuid not null constraint consent_file references cases.case_file,
    purpose      text not null constraint consent_purpose check (purpose in ('CASE_MANAGEMENT', 'SHARE_FOR_REFERRAL',
        'SHARE_WITH_LAW_ENFORCEMENT', 'ANONYMOUS_STATISTICS', 'TRANSFER_TO_AUTHORITY', 'EVALUATION_INTERVIEW', 'PHOTO', 'MEDIA')),
    status       text not null constraint consent_status check (status in ('GIVEN', 'REFUSED', 'WITHDRAWN', 'NOT_OBTAINABLE')),
    given_by     text not null constraint consent_given_by check (given_by in ('GUARDIAN_AFTER_BEST_INTERESTS', 'CHILD_ASSENT_AND_GUARDIAN',
        'CHILD_INFORMED_ASSENT_AND_GUARDIAN', 'CHILD_CONSENT_AND_GUARDIAN', 'CHILD_CONSENT_ALONE', 'CHILD', 'GUARDIAN', 'NOBODY')),
    at           timestamptz not null,
    language     text,
    basis        text,                                                 -- required when it could not be obtained, or the guardian was left out
    explained    text[] not null default '{}',                         -- HTCDS' questions answered with yes
    explained_by uuid not null,
    sealed       bytea,                                                -- witness, words
    recorded_by  uuid not null,
    recorded_at  timestamptz not null,
    constraint consent_basis check (status <> 'NOT_OBTAINABLE' or basis is not null),
    constraint consent_basis_known check (basis in ('DANGER_TO_LIFE', 'GUARDIAN_UNSAFE', 'GUARDIAN_NOT_FOUND',
        'CHILD_UNABLE', 'COURT_ORDER', 'LEGAL_DUTY', 'BEST_INTERESTS')),
    -- A yes counts once the limits and all seven questions were told, in a language.
    constraint consent_told check (status <> 'GIVEN' or language is not null
        and explained @> '{TOLD_LIMITS,INTERVIEW,TOLD_PURPOSE,TOLD_USES,TOLD_RESEARCH,TOLD_ACCESS_RIGHT,TOLD_RETENTION,TOLD_WITHDRAWAL}'),
    -- A yes is said in a form of some age (cases.consent_by_age): the child's or the guardian's word alone is no yes, and nobody says none.
    constraint consent_yes_by check (status <> 'GIVEN' or given_by not in ('CHILD', 'GUARDIAN', 'NOBODY')),
    -- That nobody could be asked says why, and who was looked for: that is sealed, and never missing.
    constraint consent_sought check (not (status = 'NOT_OBTAINABLE' or coalesce(basis, '') = 'GUARDIAN_NOT_FOUND') or sealed is not null));
create index consent_of_file on cases.consent (file_id, purpose, at desc, id desc);
call access.protect('cases.consent', 'file_id', 2, 'akoma_protection');
create trigger by_oneself after insert on cases.consent referencing new table as added for each statement execute function access.by_oneself('recorded_by');
create trigger not_before_found before insert on cases.consent for each row execute function cases.not_before_found('at');
-- An answer is never changed, only followed by another.
grant select, insert on cases.consent to akoma_protection;
-- The data protection officer reads what was agreed to and how, without the sealed words (requirements.md 9).
create function cases.overseen_file(wanted text) returns uuid stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return (select f.id from cases.case_file f where f.code = wanted and f.erased_at is null and access.has_role(array['DATA_PROTECTION_OFFICER']));
end $$;
create function cases.consents_of(file uuid) returns table (purpose text, status text, given_by text, at timestamptz, language text, basis text, explained text[],
    explained_by text, recorded_by text, recorded_at timestamptz) stable language sql security definer set search_path = pg_catalog as $$
    select c.purpose, c.status, c.given_by, c.at, c.language, c.basis, c.explained, (select upper(p.code) from access.person p where p.id = c.explained_by),
           (select upper(p.code) from access.person p where p.id = c.recorded_by), c.recorded_at
      from cases.consent c where c.file_id = consents_of.file and access.has_role(array['DATA_PROTECTION_OFFICER']) order by c.at desc, c.id desc limit 500 $$;
revoke execute on function cases.consents_of, cases.overseen_file from public;
grant execute on function cases.consents_of, cases.overseen_file to akoma_custody;

create table cases.guardian (
    id           uuid constraint guardian_pk primary key,
    file_id      uuid not null constraint guardian_file references cases.case_file,
    kind         text not null constraint guardian_kind check (kind in ('PARENT', 'RELATIVE', 'APPOINTED', 'AD_HOC', 'INSTITUTION')),
    appointed_on date not null,
    ended_on     date,
    sealed       bytea not null,
    recorded_by  uuid not null,
    recorded_at  timestamptz not null default coalesce(access.moment(), now()),
    verified_at  timestamptz,
    waits        boolean not null default false,
    answered     boolean not null default true,                      -- for the child, at some time
    ended_by     uuid,                                               -- who wrote the end, and when: the database says so
    ended_at     timestamptz,
    constraint guardian_dates check (ended_on is null or ended_on >= appointed_on));
create index guardian_of_file on cases.guardian (file_id, appointed_on);
call access.protect('cases.guardian', 'file_id', 2, 'akoma_protection');
create trigger keep_to_workers before insert or update on cases.guardian for each row execute function cases.keep_to_workers();
create trigger by_oneself after insert on cases.guardian referencing new table as added for each statement execute function access.by_oneself('recorded_by');
-- Who a guardian is, and since when, is written once.
grant select, insert (id, file_id, kind, appointed_on, ended_on, sealed, recorded_by), update (ended_on) on cases.guardian to akoma_protection;

-- Who works on a child's file, or for the structure that holds it, never answers for the child. A guardian's name is sealed, so that the application asks before
-- it seals it; who writes past the application is judged by the second person alone.
create function cases.is_of_the_staff(file uuid, wanted text) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select access.sees(is_of_the_staff.file, 2, true) and exists (
        select from cases.case_file f join access.person p on p.organisation_id = f.organisation_id or p.id in (f.worker_id, f.supervisor_id)
          join access.person_card c on c.person_id = p.id
         where f.id = is_of_the_staff.file and access.plain_person(c.name) && access.plain_person(is_of_the_staff.wanted)) $$;
revoke execute on function cases.is_of_the_staff from public;
grant execute on function cases.is_of_the_staff to akoma_protection;

-- ---------- refusals ---------------------------------------------------------------------------------------------------
-- The no of a child of 12 to 14 goes to the supervisor (requirements.md 2.6), who says what follows from it; why is sealed.
create table cases.refusal (
    consent_id      uuid constraint refusal_pk primary key constraint refusal_consent references cases.consent,
    file_id         uuid not null constraint refusal_file references cases.case_file,
    worker_id       uuid not null,
    organisation_id uuid not null,
    recorded_by     uuid not null,
    due_on          date not null,
    binding         boolean not null default true,                      -- false: of another age or of a guardian; a supervisor hears it, no yes waits for them
    holds           boolean not null default false,                     -- to press, pictures or evaluation: respected by itself, nobody decides (no_holds)
    decision        text constraint refusal_decision check (decision in ('RESPECTED', 'ASK_AGAIN', 'BEST_INTERESTS')),
    decided_by      uuid,
    decided_at      timestamptz,
    sealed          bytea,
    supervisor_id   uuid,
    constraint refusal_no_holds check (not holds or decision is null),
    constraint refusal_decided_by_another check (decided_by is distinct from recorded_by),
    constraint refusal_decided_whole check ((decision is null) = (decided_at is null) and (decision is null) = (sealed is null)));
create index refusal_of_file          on cases.refusal (file_id);
create index refusal_due_worker       on cases.refusal (worker_id, due_on, consent_id) where decided_at is null and not holds;
create index refusal_due_organisation on cases.refusal (organisation_id, due_on, consent_id) where decided_at is null and not holds;
create index refusal_waits    on cases.refusal    (supervisor_id, due_on, consent_id) where decided_at is null and not holds;
call access.protect('cases.refusal', 'file_id', 2, 'akoma_protection');
-- What was decided after a no is seen with the no.
create policy with_its_answer on cases.refusal as restrictive for select to akoma_protection
    using (exists (select from cases.consent c where c.id = refusal.consent_id offset 0));
create trigger take_supervisor before insert on cases.refusal    for each row execute function cases.take_supervisor();
create trigger by_oneself after insert on cases.refusal referencing new table as added for each statement execute function access.by_oneself('recorded_by');
create trigger changed_by_oneself before update on cases.refusal for each row execute function access.changed_by_oneself('decided_by');
create trigger supervisor_decides before update of decision on cases.refusal for each statement execute function access.asks_role('CASE_SUPERVISOR');
create trigger one_act before update of decided_at, decided_by on cases.refusal for each row
    when ((new.decided_at, new.decided_by) is distinct from (old.decided_at, old.decided_by)) execute function access.one_act('ONCE', 'decided_at', '?decided_by');
grant select, insert (consent_id, file_id, worker_id, organisation_id, recorded_by, due_on), update (worker_id, organisation_id, decision, decided_by,
    decided_at, sealed) on cases.refusal to akoma_protection;

-- ---------- after a no only emergency care -----------------------------------------------------------------------------
-- A no, whatever it was asked about, holds until who said it says yes: the child, or who answers for the child; both where the age asks both
-- (requirements.md 2.6).
-- Over the head of a child, a guardian's yes lifts it only by a supervisor's decision on that no: between 12 and 14 what was decided on the refusal, below
-- that the yes that a supervisor, who did not record the no, records. While a no waits for the supervisor, and once it is respected, the child's own new
-- yes too is recorded by a supervisor, who did not record the no. A yes of before that decision lifts nothing, nor does that nobody could be asked.
-- At every age, and whether the child or the guardian said the no: while no supervisor decided on it, a yes of the thirty days after it was recorded is
-- heard by another person than who recorded the no, so that nobody types both.
-- A supervisor is who held the role when they recorded it: one that was only asked for, or that had ended, hears nobody.
-- To press, pictures and evaluation a no holds at every age, no matter who said it, and no time ends it: cases.heard_anew alone says what lifts it.
create function cases.heard_by_another(yes cases.consent, no cases.consent) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select yes.recorded_by <> no.recorded_by and exists (
        select from access.person_role p cross join coalesce(yes.recorded_at, access.moment()) as said (at)
         where p.person_id = yes.recorded_by and p.role = 'CASE_SUPERVISOR' and p.approved_at <= said.at and p.valid_from <= said.at and p.valid_until > said.at) $$;
-- What is asked for others' sake: press, pictures and evaluation are in no child's best interests (requirements.md 2.6).
create function cases.is_for_others(purpose text) returns boolean immutable language sql set search_path = pg_catalog as $$
    select purpose in ('MEDIA', 'PHOTO', 'EVALUATION_INTERVIEW') $$;
-- A yes to that is heard by another person than who recorded the no, and confirmed by a supervisor who did not record it either (NEW_YES). A guardian lifts
-- no no of the child. A no that is recorded while the yes waits holds.
create function cases.heard_anew(yes cases.consent, no cases.consent) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select (yes.given_by in ('CHILD_ASSENT_AND_GUARDIAN', 'CHILD_INFORMED_ASSENT_AND_GUARDIAN', 'CHILD_CONSENT_AND_GUARDIAN', 'CHILD_CONSENT_ALONE')
            or no.given_by in ('GUARDIAN', 'GUARDIAN_AFTER_BEST_INTERESTS'))
       and exists (select from access.decision d where d.kind = 'NEW_YES' and d.subject = yes.id and d.file_id = yes.file_id and d.state = 'AGREED'
                      and d.proposed_at >= no.recorded_at and d.proposed_by <> no.recorded_by and d.decided_by <> no.recorded_by) $$;
-- A yes lifts a no that was on the file when the yes was recorded, and no other: a no that is written down later, with an earlier day, was not weighed by who
-- said yes, so that nobody makes a child's no void by its date.
create function cases.lifts(yes cases.consent, no cases.consent) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select yes.status = 'GIVEN' and yes.file_id = no.file_id and yes.purpose = no.purpose and (yes.at, yes.id) > (no.at, no.id)
       and coalesce(yes.recorded_at, access.moment()) >= no.recorded_at
       and case when cases.is_for_others(no.purpose) then cases.heard_anew(yes, no) else (
           (yes.recorded_by <> no.recorded_by or yes.at >= greatest(no.at, no.recorded_at) + interval '30 days'
            or exists (select from cases.refusal r where r.consent_id = no.id and r.decision is not null
                          and (r.binding or r.decision <> 'RESPECTED' and coalesce(yes.recorded_at, access.moment()) >= r.decided_at)))
       and (yes.given_by in ('CHILD_ASSENT_AND_GUARDIAN', 'CHILD_INFORMED_ASSENT_AND_GUARDIAN', 'CHILD_CONSENT_AND_GUARDIAN', 'CHILD_CONSENT_ALONE')
               and (not exists (select from cases.refusal r where r.consent_id = no.id and r.binding and coalesce(r.decision, 'RESPECTED') = 'RESPECTED')
                    or cases.heard_by_another(yes, no))
               and not exists (select from cases.refusal r where r.consent_id = no.id and r.binding and yes.at < date_trunc('minute', r.decided_at))
            or yes.given_by = 'GUARDIAN_AFTER_BEST_INTERESTS'
               and (no.given_by in ('GUARDIAN', 'GUARDIAN_AFTER_BEST_INTERESTS')
                    or exists (select from cases.refusal r where r.consent_id = no.id and r.decision = 'BEST_INTERESTS')
                    or not exists (select from cases.refusal r where r.consent_id = no.id and r.binding) and cases.heard_by_another(yes, no)))) end $$;

-- Who said the newest no to case management that no later yes has lifted; null: nobody.
create function cases.no_that_holds(file uuid) returns text stable language sql security definer set search_path = pg_catalog as $$
    select n.given_by from cases.consent n
     where n.file_id = no_that_holds.file and n.purpose = 'CASE_MANAGEMENT' and n.status in ('REFUSED', 'WITHDRAWN')
       and not exists (select from cases.consent y where y.file_id = n.file_id and y.status = 'GIVEN' and cases.lifts(y, n))
     order by n.at desc, n.id desc limit 1 $$;
-- Whether the newest answer about case management is a no: then only emergency care goes on (requirements.md 2.6).
create function cases.care_refused(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select cases.no_that_holds(file) is not null $$;
-- The same, for anyone who sees the file at all: the band on its pages.
create function cases.emergency_care_only(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select (access.everywhere() & 256 <> 0 or access.sees(file, 511, false)) and cases.care_refused(file) $$;
-- A guardian's part in a yes needs a guardian who answers on that day, and a yes in the best interests of the child a record of them.
create function cases.consent_has_record() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if new.given_by <> 'CHILD_CONSENT_ALONE'
       and not exists (select from cases.guardian g where g.file_id = new.file_id and not g.waits and g.appointed_on <= (new.at at time zone 'UTC')::date
                          and coalesce(g.ended_on, 'infinity') > (new.at at time zone 'UTC')::date) then
        raise exception 'cases.consent-no-guardian' using errcode = 'check_violation';
    elsif new.given_by = 'GUARDIAN_AFTER_BEST_INTERESTS' and not exists (select from cases.best_interests b where b.file_id = new.file_id) then
        raise exception 'cases.consent-no-best-interests' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger consent_has_record before insert on cases.consent for each row when (new.status = 'GIVEN') execute function cases.consent_has_record();
revoke execute on function cases.heard_by_another, cases.is_for_others, cases.heard_anew, cases.lifts, cases.no_that_holds, cases.care_refused, cases.emergency_care_only from public;
grant execute on function cases.emergency_care_only to akoma_protection;

-- ---------- a no to press holds ----------------------------------------------------------------------------------------
-- Nobody weighs against a child's no to being shown, told or asked for others' sake. It holds by itself, until the child's new yes is heard by another
-- person and confirmed (cases.heard_anew): nothing about the no waits for anybody, and no decision on it is written.
create function cases.no_holds() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    new.holds := exists (select from cases.consent c
                          where c.id = new.consent_id and cases.is_for_others(c.purpose) and c.given_by like 'CHILD%');
    return new;
end $$;
create trigger no_holds before insert on cases.refusal for each row execute function cases.no_holds();

-- Nor does a guardian's yes over the child's head undo it.
create function cases.no_is_not_overridden() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if (select c.status in ('REFUSED', 'WITHDRAWN') from cases.consent c
         where c.file_id = new.file_id and c.purpose = new.purpose and c.given_by like 'CHILD%'
         order by c.at desc, c.id desc limit 1) then
        raise exception 'a child''s no to press, pictures or evaluation holds' using errcode = '23514', constraint = 'consent_no_holds';
    end if;
    return new;
end $$;
create trigger no_is_not_overridden before insert on cases.consent for each row
    when (new.status = 'GIVEN' and new.given_by = 'GUARDIAN_AFTER_BEST_INTERESTS' and new.purpose in ('MEDIA', 'PHOTO', 'EVALUATION_INTERVIEW'))
    execute function cases.no_is_not_overridden();

-- ---------- a no holds until the same person says yes ------------------------------------------------------------------
-- A no to sharing, of a guardian or of the child, never stops emergency care (requirements.md 2.6): a supervisor, who did not record it, writes that
-- life is in danger. For a day an urgent referral of health alone then leaves, for three days. The no stays, and holds for everything else.
create function cases.danger_over_no(answer cases.consent, no cases.consent) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select answer.status = 'NOT_OBTAINABLE' and answer.basis = 'DANGER_TO_LIFE' and answer.purpose = 'SHARE_FOR_REFERRAL'
       and answer.recorded_by <> no.recorded_by and coalesce(answer.recorded_at, access.moment()) >= no.recorded_at
       and exists (select from access.person_role r cross join coalesce(answer.recorded_at, access.moment()) as said (at)
                    where r.person_id = answer.recorded_by and r.role = 'CASE_SUPERVISOR' and r.approved_at <= said.at and r.valid_from <= said.at
                      and r.valid_until > said.at) $$;
-- The no that this answer would not lift, a yes or that nobody could be asked; null: none.
create function cases.no_against(answer cases.consent) returns text stable language sql security definer set search_path = pg_catalog as $$
    select n.given_by from cases.consent n
     where answer.status in ('GIVEN', 'NOT_OBTAINABLE')
       and n.file_id = answer.file_id and n.purpose = answer.purpose and n.status in ('REFUSED', 'WITHDRAWN') and (n.at, n.id) < (answer.at, answer.id)
       and not cases.lifts(answer, n) and not cases.danger_over_no(answer, n)
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

create function cases.may_be_transferred(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select cases.agreed_to(file, 'TRANSFER_TO_AUTHORITY') $$;
-- A no ends the transfer that waits, and what the structure asked to take the file over sees of it: a yes that follows is asked about anew.
create function cases.transfer_ends_with_a_no() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user <> 'akoma_protection' then return null; end if;
    perform access.end_waiting('{TRANSFER}', new.file_id, null);
    return null;
end $$;
create trigger transfer_ends_with_a_no after insert on cases.consent for each row
    when (new.purpose = 'TRANSFER_TO_AUTHORITY' and new.status in ('REFUSED', 'WITHDRAWN')) execute function cases.transfer_ends_with_a_no();
revoke execute on function cases.transfer_ends_with_a_no from public;
-- Whether this person recorded the yes that followed a no: who wants to pass a file on, by a transfer or a hand-over, does not turn the child's no alone.
create function cases.turned_the_no(file uuid, person uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.consent n where n.file_id = file and n.purpose = 'TRANSFER_TO_AUTHORITY' and n.status in ('REFUSED', 'WITHDRAWN'))
       and person = (select y.recorded_by from cases.consent y where y.file_id = file and y.purpose = 'TRANSFER_TO_AUTHORITY' and y.status = 'GIVEN'
                      order by y.at desc, y.id desc limit 1) $$;
-- Neither who proposed the transfer nor who accepts it.
create function cases.is_own_yes(transfer access.decision) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select cases.turned_the_no(transfer.file_id, transfer.proposed_by) or cases.turned_the_no(transfer.file_id, access.actor()) $$;
-- What bars the acceptance of a transfer now; null = nothing. For who may decide it and does not see the consents.
create function cases.transfer_misses(decision uuid) returns text stable language sql security definer set search_path = pg_catalog as $$
    select case when not cases.may_be_transferred(d.file_id) then 'cases.transfer-no-consent' when cases.is_own_yes(d) then 'cases.transfer-own-yes'
                when cases.is_answered_elsewhere(d.file_id, d.organisation_id) then 'cases.transfer-handed-over' end
      from access.decision d where d.id = transfer_misses.decision and d.kind = 'TRANSFER' and access.sees(d.file_id, 256, false) $$;
-- stays_refused and agreed_to for who sees the answers.
create function cases.is_held_no(file uuid, purpose text) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select access.sees(file, 2, false) and cases.stays_refused(file, purpose) $$;
create function cases.is_agreed_to(file uuid, purpose text) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select access.sees(file, 2, false) and cases.agreed_to(file, purpose) $$;
-- Nobody could be asked about sharing because life is in danger: the newest answer says so, it is of the last 24 hours, and no no holds that was said
-- before or since.
create function cases.nobody_to_ask(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select coalesce((
        select c.status = 'NOT_OBTAINABLE' and c.basis = 'DANGER_TO_LIFE' and c.at > access.moment() - interval '24 hours'
           and not exists (select from cases.consent n where n.file_id = c.file_id and n.purpose = c.purpose and n.status in ('REFUSED', 'WITHDRAWN')
                              and not cases.danger_over_no(c, n)
                              and not exists (select from cases.consent y where y.file_id = n.file_id and y.status = 'GIVEN' and cases.lifts(y, n)))
          from cases.consent c where c.file_id = nobody_to_ask.file and c.purpose = 'SHARE_FOR_REFERRAL' order by c.at desc, c.id desc limit 1), false) $$;
-- The same for who sees the answers.
create function cases.is_nobody_to_ask(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select access.sees(file, 2, false) and cases.nobody_to_ask(file) $$;
-- Somebody who answers for the child is on the file.
create function cases.is_guarded(file uuid, day date) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.guardian g where g.file_id = is_guarded.file and coalesce(g.ended_on, 'infinity') > day) $$;

-- The yes that a supervisor confirms at this moment is recorded by who heard it.
create function cases.is_confirmed_yes(yes cases.consent) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.decision d where d.kind = 'NEW_YES' and d.subject = yes.id and d.file_id = yes.file_id and d.state = 'AGREED'
                      and d.proposed_by = yes.recorded_by and d.decided_by = access.actor() and d.ended_at = access.moment()) $$;
create function cases.keep_consent() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user <> 'akoma_protection' then return new; end if;
    if new.recorded_by is distinct from access.actor() and not cases.is_confirmed_yes(new) or new.at > access.moment() + interval '5 minutes'
       or new.recorded_at not between access.moment() - interval '5 minutes' and access.moment() + interval '5 minutes' then
        raise exception 'cases.consent-not-yours' using errcode = 'insufficient_privilege';
    -- Most files have no such answer: asked first, since a registration writes many answers.
    elsif exists (select from cases.consent n where n.file_id = new.file_id and n.purpose = new.purpose and n.status in ('REFUSED', 'WITHDRAWN'))
          and cases.no_against(new) is not null then
        raise exception 'cases.consent-no-holds' using errcode = 'check_violation';
    -- Who does not answer for the child that day takes nothing back in its name.
    elsif new.status = 'WITHDRAWN' and new.given_by in ('GUARDIAN', 'GUARDIAN_AFTER_BEST_INTERESTS')
          and not exists (select from cases.guardian g where g.file_id = new.file_id and not g.waits and g.appointed_on <= (new.at at time zone 'UTC')::date
                             and coalesce(g.ended_on, 'infinity') > (new.at at time zone 'UTC')::date) then
        raise exception 'cases.consent-no-guardian' using errcode = 'check_violation';
    -- The press shows the child to everybody, for ever: the word of one person, who may have named the guardian as well, is no yes to it.
    elsif new.status = 'GIVEN' and new.purpose = 'MEDIA' and not cases.is_confirmed_yes(new) then
        raise exception 'cases.consent-press-by-two' using errcode = 'insufficient_privilege';
    elsif new.basis = 'GUARDIAN_NOT_FOUND'
       and exists (select from cases.guardian g where g.file_id = new.file_id and g.appointed_on <= (new.at at time zone 'UTC')::date
                      and coalesce(g.ended_on, 'infinity') > (new.at at time zone 'UTC')::date) then
        raise exception 'cases.consent-guardian-on-file' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger keep_consent before insert on cases.consent for each row execute function cases.keep_consent();
revoke execute on function cases.turned_the_no, cases.is_own_yes, cases.danger_over_no, cases.is_confirmed_yes, cases.no_against(cases.consent), cases.no_against(uuid, uuid, text, text, text, timestamptz),
    cases.stays_refused, cases.agreed_to, cases.may_be_transferred, cases.transfer_misses, cases.is_held_no, cases.is_agreed_to,
    cases.nobody_to_ask, cases.is_nobody_to_ask, cases.is_guarded from public;
grant execute on function cases.no_against(uuid, uuid, text, text, text, timestamptz), cases.transfer_misses, cases.is_held_no,
    cases.is_agreed_to, cases.is_nobody_to_ask to akoma_protection;

-- ---------- no no stops emergency care ---------------------------------------------------------------------------------
-- People outside the structure hear that a no is passed by.
create function cases.no_is_passed_by() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and cases.stays_refused(new.file_id, new.purpose) then
        perform access.ring(array(
            select x from access.custodians() x
             union select r.person_id from access.person_role r join access.person p on p.id = r.person_id
                    where r.role = 'PROJECT_MANAGER' and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()
                      and p.contract_until > (access.moment() at time zone 'UTC')::date), 'account');
    end if;
    return null;
end $$;
create trigger no_is_passed_by after insert on cases.consent for each row
    when (new.status = 'NOT_OBTAINABLE' and new.basis = 'DANGER_TO_LIFE' and new.purpose = 'SHARE_FOR_REFERRAL') execute function cases.no_is_passed_by();
revoke execute on function cases.no_is_passed_by from public;

-- ---------- a yes after a no is heard ----------------------------------------------------------------------------------
-- A yes to sharing that follows a no of the last thirty days: rings the file's supervisor (trust.md G3).
create function cases.yes_after_no_is_heard() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if exists (select from cases.consent n where n.file_id = new.file_id and n.purpose = new.purpose and n.status in ('REFUSED', 'WITHDRAWN')
                  and (n.at, n.id) < (new.at, new.id) and n.at > new.at - interval '30 days'
                  and not exists (select from cases.consent y where y.file_id = n.file_id and y.purpose = n.purpose and y.status = 'GIVEN' and y.id <> new.id
                                     and (y.at, y.id) > (n.at, n.id) and (y.at, y.id) < (new.at, new.id))) then
        perform access.ring_of_file(array(select f.supervisor_id from cases.case_file f where f.id = new.file_id), 'task', new.file_id, 'CONSENT_YES');
    end if;
    return null;
end $$;
create trigger yes_after_no_is_heard after insert on cases.consent for each row
    when (new.purpose = 'SHARE_FOR_REFERRAL' and new.status = 'GIVEN' and current_user = 'akoma_protection') execute function cases.yes_after_no_is_heard();
revoke execute on function cases.yes_after_no_is_heard from public;

-- ---------- a no is decided once ---------------------------------------------------------------------------------------
-- A supervisor's decision on a child's no, and its reason, are written once. A later yes or no of the child is a record of its own.
create function cases.decided_once() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    raise exception 'cases.refusal-decided' using errcode = 'insufficient_privilege';
end $$;
create trigger decided_once before update of decision, sealed on cases.refusal for each row
    when (session_user = 'akoma_protection' and old.decided_at is not null and (new.decision, new.sealed) is distinct from (old.decision, old.sealed))
    execute function cases.decided_once();
revoke execute on function cases.decided_once from public;

-- ---------- nobody answers for a child before its birth ----------------------------------------------------------------
-- A guardian is appointed on or after the child's birth, estimated by the age at the rescue and a year more, and the month in which a child is registered.
create function cases.guardian_since_birth() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and exists (select from cases.case_file f where f.id = new.file_id
         and new.appointed_on < (f.registered_at at time zone 'UTC')::date - make_interval(years => f.age_at_rescue + 1, days => 31)) then
        raise exception 'cases.guardian-before-birth' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger guardian_since_birth before insert on cases.guardian for each row execute function cases.guardian_since_birth();
revoke execute on function cases.guardian_since_birth from public;

-- ---------- who answers for a child of a barred family -----------------------------------------------------------------
-- Beside a family that took part or is unsafe, or was so until two people agreed otherwise (family_bars), only a guardian whom an authority appointed answers
-- for the child, and anyone who is named then waits for a supervisor, who did not name them. A mandate that an authority gave ends by a supervisor too.
insert into access.decision_kind (kind, roles, proposers, section) values
    ('GUARDIAN',     '{CASE_SUPERVISOR}', '{CASE_WORKER,CASE_SUPERVISOR}', 2),
    ('GUARDIAN_END', '{CASE_SUPERVISOR}', '{CASE_WORKER,CASE_SUPERVISOR}', 2);
-- A guardian whom an authority appointed, and whom nobody still has to confirm, answers for the child on this day.
create function cases.is_appointed(file uuid, day date) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.guardian g where g.file_id = is_appointed.file and g.kind in ('APPOINTED', 'AD_HOC', 'INSTITUTION') and not g.waits
                      and g.appointed_on <= day and coalesce(g.ended_on, 'infinity') > day) $$;

-- Beside a family that took part or is unsafe, no parent and no relative is even proposed to answer for the child: only whom an authority appointed waits for
-- a supervisor.
create function cases.guardian_waits() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user <> 'akoma_protection' then return new; end if;
    new.waits := cases.family_bars(new.file_id);
    if new.waits and new.kind in ('PARENT', 'RELATIVE') then
        raise exception 'cases.guardian-of-barred-family' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger guardian_waits before insert on cases.guardian for each row execute function cases.guardian_waits();

-- Nor does one who was named before: once the family is barred, a mandate that no supervisor has confirmed waits for one.
create function cases.guardians_wait() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' then
        update cases.guardian g set waits = true
         where g.file_id = new.file_id and g.ended_on is null and not g.waits and g.kind in ('APPOINTED', 'AD_HOC', 'INSTITUTION')
           and not exists (select from access.decision d where d.kind = 'GUARDIAN' and d.subject = g.id and d.state = 'AGREED');
    end if;
    return null;
end $$;
create trigger guardians_wait after insert or update on cases.family for each row when (new.bars_return) execute function cases.guardians_wait();

-- What a supervisor agreed to takes effect with it. The version of an end is its day: no other day is written.
create function cases.guardian_decided() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if new.kind = 'GUARDIAN' then
        update cases.guardian g set waits = false where g.id = new.subject and g.file_id = new.file_id and g.recorded_by <> new.decided_by;
    else
        update cases.guardian g set ended_on = date '1970-01-01' + new.version where g.id = new.subject and g.file_id = new.file_id and g.ended_on is null;
    end if;
    return null;
end $$;
create trigger guardian_decided after update of state on access.decision for each row
    when (new.kind in ('GUARDIAN', 'GUARDIAN_END') and old.state = 'WAITING' and new.state = 'AGREED') execute function cases.guardian_decided();

-- An answer in which a guardian has a part, on a file whose family is barred.
create function cases.consent_of_barred() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and cases.family_bars(new.file_id) and not cases.is_appointed(new.file_id, (new.at at time zone 'UTC')::date) then
        raise exception 'cases.consent-guardian-took-part' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger consent_of_barred before insert on cases.consent for each row
    when (new.given_by not in ('CHILD_CONSENT_ALONE', 'CHILD', 'NOBODY')) execute function cases.consent_of_barred();
revoke execute on function cases.is_appointed, cases.guardian_waits, cases.guardians_wait, cases.guardian_decided, cases.consent_of_barred from
    public;

-- ---------- a mandate that ran ends by two -----------------------------------------------------------------------------
-- A mandate that an authority gave and that ran, be it until the family was barred, ends by two. Who was named beside a barred family and never confirmed has
-- answered for nobody: that a worker takes back alone.
create function cases.guardian_answered() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    new.answered := not new.waits or tg_op = 'UPDATE' and old.answered;
    return new;
end $$;
-- Named to come after guardian_waits.
create trigger guardian_was_answering before insert or update of waits on cases.guardian for each row execute function cases.guardian_answered();
revoke execute on function cases.guardian_answered from public;

-- ---------- a new yes is confirmed -------------------------------------------------------------------------------------
-- A yes to the press, and a yes after a no to pictures or evaluation: who heard it asks, a supervisor decides, who sees which guardian is on the file and who
-- named them; until then nothing is recorded and a no holds. To take a yes back needs one person (requirements.md 2.6).
insert into access.decision_kind (kind, roles, proposers, section) values ('NEW_YES', '{CASE_SUPERVISOR}', '{CASE_WORKER,CASE_SUPERVISOR}', 2);
-- The answers that are no to what is asked for others' sake, and that nothing has lifted.
create function cases.noes_for_others(file uuid) returns setof cases.consent stable language sql security definer set search_path = pg_catalog as $$
    select n from cases.consent n
     where n.file_id = noes_for_others.file and cases.is_for_others(n.purpose) and n.status in ('REFUSED', 'WITHDRAWN')
       and not exists (select from cases.consent y where y.file_id = n.file_id and y.status = 'GIVEN' and cases.lifts(y, n)) $$;
-- Who recorded such a no decides about no new yes of the child.
create function cases.new_yes_asked() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if exists (select from cases.consent c where c.id = new.subject) then
        raise exception 'cases.new-yes-recorded' using errcode = 'insufficient_privilege';
    end if;
    new.authors := array(select unnest(new.authors) union select n.recorded_by from cases.noes_for_others(new.file_id) n where n.recorded_by <> new.proposed_by);
    return new;
end $$;
create trigger new_yes_asked before insert on access.decision for each row when (new.kind = 'NEW_YES') execute function cases.new_yes_asked();
-- Who recorded the no hears that a new yes is asked for and what came of it, and so do the worker and the supervisor of the file.
create function cases.ring_of_new_yes(file uuid, purpose text) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform access.ring_of_file(array(
        select x.person from (select n.recorded_by as person from cases.consent n where n.file_id = ring_of_new_yes.file and n.purpose = ring_of_new_yes.purpose
                                 and n.status in ('REFUSED', 'WITHDRAWN')
                              union select f.worker_id from cases.case_file f where f.id = ring_of_new_yes.file
                              union select f.supervisor_id from cases.case_file f where f.id = ring_of_new_yes.file) x
         where x.person is not null and x.person <> access.actor()), 'task', ring_of_new_yes.file, 'CONSENT_YES');
end $$;
create function cases.new_yes_rings() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform cases.ring_of_new_yes(new.file_id, new.record ->> 'purpose');
    return null;
end $$;
create trigger new_yes_rings after update of record on access.decision for each row
    when (new.kind = 'NEW_YES' and new.record is not null) execute function cases.new_yes_rings();
-- What the supervisor agreed to is recorded with it, as it was asked: no other answer, and no other words.
create function cases.new_yes_decided() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare yes cases.consent := jsonb_populate_record(null::cases.consent, new.record || jsonb_build_object('id', new.subject, 'file_id', new.file_id,
                                 'status', 'GIVEN', 'recorded_by', new.proposed_by, 'recorded_at', new.ended_at));
begin
    if new.state = 'AGREED' then
        if new.record is null or not cases.is_for_others(yes.purpose) then
            raise exception 'access.nothing-proposed' using errcode = 'insufficient_privilege';
        end if;
        insert into cases.consent select yes.*;
    end if;
    perform cases.ring_of_new_yes(new.file_id, yes.purpose);
    return null;
end $$;
create trigger new_yes_decided after update of state on access.decision for each row
    when (new.kind = 'NEW_YES' and old.state = 'WAITING' and new.state in ('AGREED', 'REFUSED')) execute function cases.new_yes_decided();
-- A new no ends the request for a yes to the same.
create function cases.no_ends_new_yes() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform access.end_waiting('{NEW_YES}', d.subject, null) from access.decision d
      where d.file_id = new.file_id and d.kind = 'NEW_YES' and d.state = 'WAITING' and d.record ->> 'purpose' = new.purpose;
    return null;
end $$;
create trigger no_ends_new_yes after insert on cases.consent for each row
    when (new.purpose in ('MEDIA', 'PHOTO', 'EVALUATION_INTERVIEW') and new.status in ('REFUSED', 'WITHDRAWN')) execute function cases.no_ends_new_yes();
revoke execute on function cases.noes_for_others, cases.new_yes_asked, cases.ring_of_new_yes, cases.new_yes_rings, cases.new_yes_decided,
    cases.no_ends_new_yes from public;

-- ---------- every no to case management is heard -----------------------------------------------------------------------
-- Every no to case management, of a guardian or of a child of any age, leaves the child with emergency care only: who leads the file is rung, and says what
-- follows from it as of the no of a child of 12 to 14 (requirements.md 2.6). What that room escalates itself is there already at the end of the
-- transaction, and rings by this.
create function cases.no_is_heard() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare f record;
begin
    select c.id, c.worker_id, c.organisation_id, c.closed_at into f from cases.case_file c where c.id = new.file_id;
    if f.closed_at is not null then return null; end if;
    insert into cases.refusal (consent_id, file_id, worker_id, organisation_id, recorded_by, due_on, binding)
    values (new.id, f.id, f.worker_id, f.organisation_id, new.recorded_by,
            ((new.recorded_at + make_interval(hours => access.limit_of('consent-refusal.review.max', 72))) at time zone 'UTC')::date, false)
    on conflict do nothing;
    perform access.ring_of_file(array(select cases.who_leads(f.id)), 'task', f.id, 'CONSENT_NO');
    return null;
end $$;
create constraint trigger no_is_heard after insert on cases.consent deferrable initially deferred for each row
    when (new.purpose = 'CASE_MANAGEMENT' and new.status in ('REFUSED', 'WITHDRAWN')) execute function cases.no_is_heard();
revoke execute on function cases.no_is_heard from public;

-- ---------- a no is heard and due in time ------------------------------------------------------------------------------
-- What follows from a no is decided within the days of the policy, by who leads the file, no matter who writes the row.
create function cases.refusal_is_due() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    new.due_on := least(new.due_on, ((access.moment() + make_interval(hours => access.limit_of('consent-refusal.review.max', 72))) at time zone 'UTC')::date);
    return new;
end $$;
create trigger refusal_is_due before insert on cases.refusal for each row
    when (session_user = 'akoma_protection') execute function cases.refusal_is_due();
revoke execute on function cases.refusal_is_due from public;

-- ---------- consent is written by who works with the child -------------------------------------------------------------
-- A yes over a child's no is a supervisor's, and so may be the child's own after its no (requirements.md 2.6); and a yes that they confirm is recorded with it.
create function cases.keep_consent_to_workers() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and not cases.works_with_children()
       and not (new.status = 'GIVEN' and (new.given_by = 'GUARDIAN_AFTER_BEST_INTERESTS'
                or cases.is_held_no(new.file_id, new.purpose) or cases.is_confirmed_yes(new)))
       and not (new.status = 'NOT_OBTAINABLE' and new.basis = 'DANGER_TO_LIFE' and new.purpose = 'SHARE_FOR_REFERRAL' and cases.is_held_no(new.file_id, new.purpose))
       and not exists (select from cases.case_file f where f.id = new.file_id and f.registered_by = access.actor() and f.registered_at = access.moment()) then
        raise exception 'cases.worker-writes-this' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_to_workers before insert on cases.consent for each row execute function cases.keep_consent_to_workers();
revoke execute on function cases.keep_consent_to_workers from public;

-- ---------- no answer is dated ahead -----------------------------------------------------------------------------------
-- An answer that is dated ahead would be the newest for ever.
create function cases.not_ahead() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if current_user = 'akoma_protection' and new.at > access.moment() + interval '2 minutes' then
        raise exception 'cases.consent-ahead' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger not_ahead before insert on cases.consent for each row execute function cases.not_ahead();
revoke execute on function cases.not_ahead from public;

-- ---------- a yes by the age of the child ------------------------------------------------------------------------------
-- A yes in a form that the child is too young for, and a guardian's yes over the head of a child of six or more by another than a supervisor. The
-- application knows the birth date and asks more exactly.
create function cases.consent_by_age() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare years int := cases.age_on(new.file_id, (new.at at time zone 'UTC')::date);
        least int := case new.given_by
            when 'CHILD_CONSENT_ALONE' then case when coalesce(new.basis, '') not in ('GUARDIAN_UNSAFE', 'GUARDIAN_NOT_FOUND', 'COURT_ORDER') then 18
                                            else access.limit_of('consent.informed-consent.min-age', 15) end
            when 'CHILD_CONSENT_AND_GUARDIAN' then access.limit_of('consent.informed-consent.min-age', 15)
            when 'CHILD_INFORMED_ASSENT_AND_GUARDIAN' then access.limit_of('consent.informed-assent.min-age', 12)
            when 'CHILD_ASSENT_AND_GUARDIAN' then access.limit_of('consent.assent.min-age', 6)
            when 'GUARDIAN_AFTER_BEST_INTERESTS' then 0 end;
begin
    if session_user = 'akoma_protection' and years is not null
       and (least is null or years + 1 < least
            or new.given_by = 'GUARDIAN_AFTER_BEST_INTERESTS' and years >= access.limit_of('consent.assent.min-age', 6)
               and (years >= access.limit_of('consent.informed-consent.min-age', 15) or not access.has_role(array['CASE_SUPERVISOR']))) then
        raise exception 'cases.consent-wrong-giver' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger consent_by_age before insert on cases.consent for each row when (new.status = 'GIVEN') execute function cases.consent_by_age();
revoke execute on function cases.consent_by_age from public;

-- ---------- a yes without a guardian by an order of a court -------------------------------------------------------------
-- That a court or an authority let the child answer alone is a document on the file, not a word.
create function cases.has_court_order(file uuid) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return exists (select from attachments.attachment a where a.file_id = file and a.kind = 'COURT_ORDER' and a.withdrawn_at is null)
       and access.sees(file, 2, false);
end $$;
create function cases.order_is_there() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and not cases.has_court_order(new.file_id) then
        raise exception 'cases.consent-no-order' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger order_is_there before insert on cases.consent for each row
    when (new.status = 'GIVEN' and new.given_by = 'CHILD_CONSENT_ALONE' and new.basis = 'COURT_ORDER') execute function cases.order_is_there();
revoke execute on function cases.has_court_order, cases.order_is_there from public;
grant execute on function cases.has_court_order to akoma_protection;

-- ---------- in the file's hands ----------------------------------------------------------------------------------------
-- In whose hands a record lies is what the file says.
create function cases.in_the_files_hands() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and not exists (
           select from cases.case_file f where f.id = new.file_id and (f.organisation_id, f.worker_id) = (new.organisation_id, new.worker_id)) then
        raise exception 'cases.not-the-files-hands' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger in_the_files_hands before update of organisation_id, worker_id on cases.refusal for each row
    when ((new.organisation_id, new.worker_id) is distinct from (old.organisation_id, old.worker_id)) execute function cases.in_the_files_hands();
revoke execute on function cases.in_the_files_hands from public;

-- ---------- a guardian ends once ---------------------------------------------------------------------------------------
-- A guardian ends once, on a day that has come.
create function cases.keep_guardian() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    new.ended_by := access.actor();
    new.ended_at := coalesce(access.moment(), now());
    if session_user <> 'akoma_protection' then return new; end if;
    if old.ended_on is not null or new.ended_on is null or new.ended_on not between new.appointed_on and (access.moment() at time zone 'UTC')::date then
        raise exception 'cases.guardian-ended' using errcode = 'insufficient_privilege';
    elsif old.kind in ('APPOINTED', 'AD_HOC', 'INSTITUTION') and old.answered
       and not exists (select from access.decision d where d.kind = 'GUARDIAN_END' and d.subject = old.id and d.file_id = old.file_id and d.state = 'AGREED'
                          and d.version = new.ended_on - date '1970-01-01') then
        raise exception 'cases.guardian-end-not-decided' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_guardian before update of ended_on on cases.guardian for each row
    when (new.ended_on is distinct from old.ended_on) execute function cases.keep_guardian();
revoke execute on function cases.keep_guardian from public;

-- ---------- what is changed waits no more ------------------------------------------------------------------------------
-- Who does not answer for the child any more waits for nobody.
create function cases.ended_guardian_waits_no_more() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform access.end_waiting('{GUARDIAN,GUARDIAN_END}', new.id, null);
    return null;
end $$;
create trigger ended_guardian_waits_no_more after update of ended_on on cases.guardian for each row
    when (new.ended_on is not null and old.ended_on is null) execute function cases.ended_guardian_waits_no_more();
revoke execute on function cases.ended_guardian_waits_no_more from public;
