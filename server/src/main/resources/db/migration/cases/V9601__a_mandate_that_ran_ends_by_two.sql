-- A mandate that an authority gave and that ran, be it until the family was barred, ends by two. Who was named beside a barred family and never confirmed has
-- answered for nobody: that a worker takes back alone.
alter table cases.guardian add column answered boolean not null default true;      -- for the child, at some time
update cases.guardian g set answered = not g.waits;
create function cases.guardian_answered() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    new.answered := not new.waits or tg_op = 'UPDATE' and old.answered;
    return new;
end $$;
revoke execute on function cases.guardian_answered from public;
-- Named to come after guardian_waits.
create trigger guardian_was_answering before insert or update of waits on cases.guardian for each row execute function cases.guardian_answered();

create or replace function cases.keep_guardian() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
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
