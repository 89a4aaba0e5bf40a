-- A no to sharing, of a guardian or of the child, never stops emergency care (requirements.md 2.6): a supervisor, who did not record it, writes that life is in
-- danger. For a day an urgent referral of health alone then leaves, for three days. The no stays, and holds for everything else.
create function cases.danger_over_no(answer cases.consent, no cases.consent) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select answer.status = 'NOT_OBTAINABLE' and answer.basis = 'DANGER_TO_LIFE' and answer.purpose = 'SHARE_FOR_REFERRAL'
       and answer.recorded_by <> no.recorded_by and coalesce(answer.recorded_at, access.moment()) >= no.recorded_at
       and exists (select from access.person_role r cross join coalesce(answer.recorded_at, access.moment()) as said (at)
                    where r.person_id = answer.recorded_by and r.role = 'CASE_SUPERVISOR' and r.approved_at <= said.at and r.valid_from <= said.at
                      and r.valid_until > said.at) $$;
create or replace function cases.no_against(answer cases.consent) returns text stable language sql security definer set search_path = pg_catalog as $$
    select n.given_by from cases.consent n
     where answer.status in ('GIVEN', 'NOT_OBTAINABLE')
       and n.file_id = answer.file_id and n.purpose = answer.purpose and n.status in ('REFUSED', 'WITHDRAWN') and (n.at, n.id) < (answer.at, answer.id)
       and not cases.lifts(answer, n) and not cases.danger_over_no(answer, n)
       and not exists (select from cases.consent y where y.file_id = n.file_id and y.status = 'GIVEN' and cases.lifts(y, n))
     order by n.at desc, n.id desc limit 1 $$;
create or replace function cases.nobody_to_ask(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select coalesce((
        select c.status = 'NOT_OBTAINABLE' and c.basis = 'DANGER_TO_LIFE' and c.at > access.moment() - interval '24 hours'
           and not exists (select from cases.consent n where n.file_id = c.file_id and n.purpose = c.purpose and n.status in ('REFUSED', 'WITHDRAWN')
                              and not cases.danger_over_no(c, n)
                              and not exists (select from cases.consent y where y.file_id = n.file_id and y.status = 'GIVEN' and cases.lifts(y, n)))
          from cases.consent c where c.file_id = nobody_to_ask.file and c.purpose = 'SHARE_FOR_REFERRAL' order by c.at desc, c.id desc limit 1), false) $$;

-- People outside the structure hear that a no is passed by.
create function cases.no_is_passed_by() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and cases.stays_refused(new.file_id, new.purpose) then
        perform access.ring(array(
            select x from access.custodians() x
             union select r.person_id from access.person_role r join access.person p on p.id = r.person_id
                    where r.role = 'PROJECT_MANAGER' and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()
                      and p.contract_until > (access.moment() at time zone 'UTC')::date), 'alert');
    end if;
    return null;
end $$;
create trigger no_is_passed_by after insert on cases.consent for each row
    when (new.status = 'NOT_OBTAINABLE' and new.basis = 'DANGER_TO_LIFE' and new.purpose = 'SHARE_FOR_REFERRAL') execute function cases.no_is_passed_by();
revoke execute on function cases.danger_over_no, cases.no_is_passed_by from public;
