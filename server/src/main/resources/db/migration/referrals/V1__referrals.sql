-- What a structure asks of another for a child. In clear: structures, codes and moments; why and what is asked is sealed under the file's key.
-- The state is what the moments say on a day; nothing is ever stored as late.
create sequence referrals.referral_number;
create table referrals.referral (
    id              uuid constraint referral_pk primary key,           -- also the id of the grant that its sending gives to the structure's desk
    code            text not null constraint referral_code unique constraint referral_code_form check (code ~ '^[A-Z]{2,4}-[0-9]{3,9}$'),
    file_id         uuid not null constraint referral_file references cases.case_file,
    organisation_id uuid not null,                                     -- as on the file: lists are led by these three
    worker_id       uuid not null,
    supervisor_id   uuid,
    from_id         uuid not null constraint referral_from references access.organisation,
    to_id           uuid not null constraint referral_to references access.organisation,
    to_desk         uuid not null,
    to_person       uuid,                                              -- the focal point, when their role does not reach the desk
    person_grant    uuid,
    purpose         text not null constraint referral_purpose check (purpose in ('CARE', 'PROTECTION', 'TRACING', 'RETURN')),
    priority        text not null constraint referral_priority check (priority in ('URGENT', 'NORMAL')),
    service         text,
    sections        int not null constraint referral_sections check (sections between 256 and 511),
    homecoming_id   uuid constraint referral_homecoming references cases.homecoming,
    drafted_at      timestamptz not null,
    drafted_by      uuid not null,
    sent_at         timestamptz,
    sent_by         uuid,
    agreement_id    uuid constraint referral_agreement references access.sharing_agreement,
    due_at          timestamptz,                                       -- T13: until when it must be acknowledged, by the limit in force when it was sent
    acknowledged_at timestamptz,
    acknowledged_by uuid,
    answered_at     timestamptz,
    answered_by     uuid,
    accepted        boolean,
    decline_reason  text,
    answer_how      text constraint referral_answer_how check (answer_how in ('HERE', 'WRITTEN')),
    completed_at    timestamptz,
    completed_by    uuid,
    valid_until     timestamptz,                                       -- when it expires by itself, and what it gave with it
    ended_at        timestamptz,                                       -- ended by the sender before its time
    ended_by        uuid,
    closed_at       timestamptz,                                       -- declined, completed or ended: nothing more is due
    version         int not null default 1,
    constraint referral_two_structures check (from_id <> to_id),
    constraint referral_sent_whole check ((sent_at is null) = (due_at is null) and (sent_at is null) = (agreement_id is null)
        and (sent_at is null) = (valid_until is null) and (sent_at is null) = (sent_by is null)),
    constraint referral_order check (acknowledged_at >= sent_at and answered_at >= acknowledged_at and completed_at >= answered_at),
    constraint referral_steps check ((acknowledged_at is null or sent_at is not null) and (answered_at is null or acknowledged_at is not null)
        and (completed_at is null or accepted is true) and (answered_at is null) = (accepted is null)),
    constraint referral_reason check ((accepted is false) = (decline_reason is not null)),
    constraint referral_closed check (closed_at is not null or completed_at is null and ended_at is null and accepted is distinct from false));
create index referral_of_file          on referrals.referral (file_id, drafted_at desc, id desc);
create index referral_worker           on referrals.referral (worker_id, sent_at desc, id desc);
create index referral_organisation     on referrals.referral (organisation_id, sent_at desc, id desc);
create index referral_supervisor       on referrals.referral (supervisor_id, sent_at desc, id desc);
create index referral_incoming_desk    on referrals.referral (to_desk, sent_at desc, id desc) where sent_at is not null;
create index referral_incoming_person  on referrals.referral (to_person, sent_at desc, id desc) where to_person is not null;
create index referral_all              on referrals.referral (sent_at desc, id desc) where sent_at is not null;
create index referral_due_worker       on referrals.referral (worker_id, due_at, id) where sent_at is not null and acknowledged_at is null and closed_at is null;
create index referral_due_organisation on referrals.referral (organisation_id, due_at, id) where sent_at is not null and acknowledged_at is null and closed_at is null;
create index referral_due_receiver     on referrals.referral (to_id, due_at, id) where sent_at is not null and acknowledged_at is null and closed_at is null;
create index referral_due_focal        on referrals.referral (to_person, due_at, id) where sent_at is not null and acknowledged_at is null and closed_at is null;

create table referrals.referral_words (
    referral_id uuid constraint referral_words_pk primary key constraint referral_words_of references referrals.referral,
    file_id     uuid not null constraint referral_words_file references cases.case_file,
    asked       bytea not null,                                        -- the reason, and what is asked
    answer      bytea,                                                 -- what the receiver said when answering
    outcome     bytea);                                                -- what was done, when completed

-- What was sent stays what it was; a moment once told is not told again otherwise.
create function referrals.stays_as_sent() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if (new.id, new.code, new.file_id, new.drafted_at, new.drafted_by) is distinct from (old.id, old.code, old.file_id, old.drafted_at, old.drafted_by)
       or old.sent_at is not null and (new.from_id, new.to_id, new.to_desk, new.to_person, new.person_grant, new.purpose, new.priority, new.sections,
                                       new.homecoming_id, new.sent_at, new.sent_by, new.agreement_id, new.due_at, new.valid_until)
                          is distinct from (old.from_id, old.to_id, old.to_desk, old.to_person, old.person_grant, old.purpose, old.priority, old.sections,
                                       old.homecoming_id, old.sent_at, old.sent_by, old.agreement_id, old.due_at, old.valid_until)
       or old.acknowledged_at is not null and new.acknowledged_at is distinct from old.acknowledged_at
       or old.answered_at is not null and (new.answered_at, new.accepted, new.decline_reason) is distinct from (old.answered_at, old.accepted, old.decline_reason)
       or old.closed_at is not null and (new.closed_at, new.completed_at, new.ended_at) is distinct from (old.closed_at, old.completed_at, old.ended_at) then
        raise exception 'referrals.stays-as-sent' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger stays_as_sent before update on referrals.referral for each row
    when (current_user = 'akoma_protection') execute function referrals.stays_as_sent();

-- When it closes, what its sending gave ends with it, whoever closed it: the receiver could not end a grant of its own.
create function referrals.end_grants() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    update access.file_grant g set valid_until = greatest(new.closed_at, g.valid_from)
     where g.id in (new.id, new.person_grant) and g.reason = 'REFERRAL' and g.file_id = new.file_id and g.valid_until > new.closed_at;
    return null;
end $$;
create trigger end_grants after update on referrals.referral for each row
    when (new.closed_at is not null and old.closed_at is null) execute function referrals.end_grants();

call access.protect('referrals.referral', 'file_id', 32, 'akoma_protection');
call access.protect('referrals.referral_words', 'file_id', 32, 'akoma_protection');
-- Who oversees all files sees that it was asked, of whom and when; never why.
create policy overseen on referrals.referral for select to akoma_protection using (sent_at is not null and (select access.everywhere()) & 256 <> 0);
-- The structure that was asked keeps seeing that it was asked; what was written, only while it runs.
create policy received on referrals.referral for select to akoma_protection
    using (sent_at is not null and (to_desk = any ((select access.grantees())::uuid[]) or to_person = any ((select access.grantees())::uuid[])));
create policy answered on referrals.referral for update to akoma_protection
    using (sent_at is not null and (to_desk = any ((select access.grantees())::uuid[]) or to_person = any ((select access.grantees())::uuid[])));
create policy received on referrals.referral_words for select to akoma_protection
    using (exists (select from referrals.referral r where r.id = referral_id and r.closed_at is null and r.valid_until > (select access.moment())
                      and (r.to_desk = any ((select access.grantees())::uuid[]) or r.to_person = any ((select access.grantees())::uuid[])) offset 0));
create policy answered on referrals.referral_words for update to akoma_protection
    using (exists (select from referrals.referral r where r.id = referral_id and r.closed_at is null and r.valid_until > (select access.moment())
                      and (r.to_desk = any ((select access.grantees())::uuid[]) or r.to_person = any ((select access.grantees())::uuid[])) offset 0));

create function referrals.next_code() returns text language plpgsql security definer set search_path = pg_catalog as $$
declare given text; n bigint;
begin
    loop
        n := nextval('referrals.referral_number');
        given := 'RF-' || case when n < 1000 then to_char(n, 'FM000') else n::text end;
        exit when not exists (select from referrals.referral r where r.code = given);
    end loop;
    return given;
end $$;

-- Waiting for an acknowledgement: the sender's worker waits for it, the structure that was asked owes it (T13).
create view referrals.due_answer with (security_invoker = true) as
    select 'referrals.answer' as kind, id, file_id, worker_id, organisation_id, due_at as due_on from referrals.referral
     where sent_at is not null and acknowledged_at is null and closed_at is null
    union all
    select 'referrals.acknowledge', id, file_id, to_person, to_id, due_at from referrals.referral
     where sent_at is not null and acknowledged_at is null and closed_at is null;

grant usage on schema referrals to akoma_protection, akoma_publication;
grant select, insert, update on referrals.referral, referrals.referral_words to akoma_protection;
grant select on referrals.due_answer to akoma_protection;
revoke execute on all functions in schema referrals from public;
grant execute on function referrals.next_code to akoma_protection;

-- Counts for the project's figures, as of a moment: no child, no structure. What was never acknowledged stays so, whatever became of it.
create function referrals.report_referrals(moment timestamptz) returns table (status text, referrals bigint, in_time bigint)
stable language sql security definer set search_path = pg_catalog as $$
    select case when r.completed_at <= moment then 'COMPLETED'
                when r.answered_at <= moment and not r.accepted then 'DECLINED'
                when r.acknowledged_at <= moment and (r.ended_at <= moment or r.valid_until <= moment) then 'EXPIRED'
                when r.answered_at <= moment then 'ACCEPTED'
                when r.acknowledged_at <= moment then 'ACKNOWLEDGED'
                when r.due_at <= moment then 'NO_ACKNOWLEDGEMENT'
                when r.ended_at <= moment then 'EXPIRED' else 'SENT' end,
           count(*), count(*) filter (where r.acknowledged_at <= moment and r.acknowledged_at <= r.due_at)
      from referrals.referral r where r.sent_at <= moment group by 1 $$;
revoke execute on function referrals.report_referrals from public;
grant execute on function referrals.report_referrals to akoma_publication;
