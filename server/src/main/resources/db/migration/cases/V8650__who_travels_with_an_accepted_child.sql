-- Who goes with a child across a border, and to which address, is sealed apart from the other words of the return: once the other side has accepted, both are
-- filled or changed only as a supervisor agreed.
insert into access.decision_kind (kind, roles, proposers, section) values
    ('JOURNEY', '{CASE_SUPERVISOR}', '{CASE_WORKER,CASE_SUPERVISOR,MINISTRY_OFFICER}', 16);
alter table cases.homecoming add column journey bytea;                 -- null: nothing was written
grant update (journey) on cases.homecoming to akoma_protection;

create function cases.keep_journey() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user <> 'akoma_protection' then return new; end if;
    if new.journey is distinct from old.journey then
        if old.state in ('DEPARTED', 'ARRIVED', 'CANCELLED') then
            raise exception 'cases.homecoming-stays' using errcode = 'insufficient_privilege';
        end if;
        if new.cross_border and cases.border_open(old.file_id, old.id, old.to_country) and not access.just_decided('JOURNEY', old.id, old.version, true) then
            raise exception 'cases.journey-not-agreed' using errcode = 'insufficient_privilege';
        end if;
    end if;
    if new.state = 'DEPARTED' and old.state <> 'DEPARTED'
       and exists (select from access.decision d where d.kind = 'JOURNEY' and d.subject = old.id and d.version = old.version and d.state = 'WAITING') then
        raise exception 'cases.journey-waits' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
revoke execute on function cases.keep_journey from public;
-- Named to come after keep_border, which finds whether a border lies between.
create trigger keep_journey before update on cases.homecoming for each row execute function cases.keep_journey();
create trigger keep_journey_words before update on cases.homecoming for each row
    when (new.journey is distinct from old.journey and new.version <= old.version) execute function cases.keep_words();
