-- Whether the child's worker, other than who acts, has written on this alert since it was reported that the child is safe: it is there, and nobody searches.
create function followup.says_there(alert uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from followup.alert a join followup.alert_action x on x.alert_id = a.id
                    where a.id = says_there.alert and x.kind = 'CHILD_SAFE' and x.taken_by = a.worker_id and x.taken_by <> access.actor()
                      and x.at >= coalesce(a.again_at, a.raised_at)) $$;
-- Whether a search ran since it was raised.
create function followup.was_searched(alert uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from followup.alert a join cases.search_step s on s.file_id = a.file_id and s.at >= a.raised_at where a.id = was_searched.alert) $$;
revoke execute on function followup.says_there, followup.was_searched from public;
grant execute on function followup.was_searched to akoma_protection, akoma_enforcement, akoma_custody;

-- A child of whom who looks after it says that it is missing is searched for by the end of that transaction, where its file is open; of whom anybody else says
-- so, once a supervisor has taken the alert on.
create or replace function followup.missing_is_searched() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
    one uuid := case when tg_table_name = 'alert' then new.id else (to_jsonb(new) ->> 'alert_id')::uuid end;
begin
    if session_user = 'akoma_protection' and not followup.is_over(new.file_id)
       and exists (select from followup.alert a where a.id = one and a.type = 'MISSING' and a.closed_at is null)
       and (case when tg_op = 'UPDATE' then not followup.says_there(one) else cases.looks_after(new.file_id) end)
       and not exists (select from cases.case_file f where f.id = new.file_id and f.lost_since is not null) then
        raise exception 'followup.missing-not-searched' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger missing_is_searched_then after update on followup.alert deferrable initially deferred for each row
    when (new.type = 'MISSING' and old.acknowledged_at is null and new.acknowledged_at is not null) execute function followup.missing_is_searched();

-- Why who acts may not end this alert so now; null: they may, as far as records say.
create or replace function followup.end_refusal(alert uuid, outcome text) returns text stable language plpgsql security definer set search_path = pg_catalog as $$
declare a followup.alert;
begin
    select * into a from followup.alert x where x.id = end_refusal.alert;
    if not exists (select from followup.alert_ending e where e.type = a.type and e.outcome = end_refusal.outcome and e.says_why) then return null; end if;
    if a.file_id is null then return case when a.raised_by = access.actor() then 'followup.alert-own-device' end; end if;
    if not access.sees(a.file_id, 64, false) then return null; end if;
    if a.type in ('MISSING', 'LOST_TO_FOLLOW_UP')
       and (exists (select from cases.case_file f where f.id = a.file_id and f.lost_since is not null)
            or end_refusal.outcome <> 'FOUND' and not followup.is_over(a.file_id) and (a.type <> 'MISSING' or followup.was_searched(a.id))) then
        return 'followup.alert-search';
    end if;
    if a.type in ('MISSING', 'WITHOUT_PLACE') and not followup.is_over(a.file_id) and not followup.lives_agreed(a.file_id) then return 'followup.alert-no-home'; end if;
    if end_refusal.outcome = 'FOUND' then return case when not followup.found_by_another(a) then 'followup.alert-found-own' end; end if;
    return case when not followup.safe_by_another(a) then 'followup.alert-by-one' end;
end $$;
