-- The login of the house's outbox passes over all bells; a bell is read by who was rung, now.
create function notices.read_by_oneself() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if current_user in ('akoma_protection', 'akoma_enforcement', 'akoma_custody', 'akoma_administration') and new.person_id is distinct from access.actor() then
        raise exception 'notices.read-by-another' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger read_by_oneself before update of read_at on notices.bell for each row
    when (new.read_at is distinct from old.read_at) execute function notices.read_by_oneself();
create trigger one_act before update of read_at on notices.bell for each row
    when (new.read_at is distinct from old.read_at) execute function access.one_act('ONCE', 'read_at', '');
-- Bells are taken up by the house itself, outside anybody's session.
create function notices.told_by_the_house() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if current_user = 'akoma_administration' and access.actor() is not null then
        raise exception 'notices.told-by-the-house' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger told_by_the_house before update of told_at on notices.bell for each row
    when (new.told_at is distinct from old.told_at) execute function notices.told_by_the_house();
revoke execute on function notices.read_by_oneself, notices.told_by_the_house from public;
