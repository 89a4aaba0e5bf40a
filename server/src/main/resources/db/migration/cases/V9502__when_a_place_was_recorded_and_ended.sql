-- A past day shows where the child lived as the file said at the end of that day: when a place was recorded, and when its end was. Written by no login.
alter table cases.placement add column recorded_at timestamptz not null default coalesce(access.moment(), now()), add column ended_at timestamptz;
grant select (recorded_at, ended_at) on cases.placement to akoma_protection;

create function cases.note_end() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    new.ended_at := case when new.state in ('ENDED', 'REFUSED') then coalesce(access.moment(), now()) end;
    return new;
end $$;
revoke execute on function cases.note_end from public;
grant execute on function cases.note_end to akoma_protection;
create trigger note_end before update of state on cases.placement for each row when (new.state <> old.state) execute function cases.note_end();
