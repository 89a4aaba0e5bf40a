-- Who judges an emergency access as not justified says why: the access and the sessions of a colleague end, and they read the reason.
alter table access.break_glass add column why bytea;
-- Whether it has the form of what the house seals (a byte 1, the number of one of the keys, 28 bytes about the text), with a text of so many letters
-- in quotes. The database holds no key: that the text opens, and what it says, this does not prove. Who reviews it sees that it does not open.
create function access.is_sealed_for_house(sealed bytea, letters int) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    if octet_length(sealed) < 35 + letters or substring(sealed for 1) <> '\x01' or sealed is null then return false; end if;
    return exists (select from vault.key_fingerprint k where k.holder = 'custody'
                      and k.number = ('x' || encode(substring(sealed from 2 for 4), 'hex'))::bit(32)::int);
end $$;
revoke execute on function access.is_sealed_for_house from public;

drop function access.judge_break_glass(uuid, text);
-- As in V101, and WHY: it is not justified, and nobody says why.
create function access.judge_break_glass(glass uuid, verdict text, why bytea default null) returns text
language plpgsql security definer set search_path = pg_catalog as $$
declare opened access.break_glass;
begin
    select * into opened from access.break_glass b where b.id = glass for update;
    if not found or not (access.has_role(array['DATA_PROTECTION_OFFICER'])
            or (access.has_role(array['CASE_SUPERVISOR']) and access.keeps(opened.file_id, 256, true)) or opened.person_id = access.actor()) then
        return 'NOT_FOUND';
    end if;
    if opened.person_id = access.actor() then return 'TO_ONESELF'; end if;
    if opened.verdict is not null then return 'CHANGED'; end if;
    if judge_break_glass.verdict is distinct from 'JUSTIFIED' and not access.is_sealed_for_house(judge_break_glass.why, 20) then return 'WHY'; end if;
    update access.break_glass b set reviewed_by = access.actor(), reviewed_at = access.moment(), verdict = judge_break_glass.verdict,
           why = judge_break_glass.why where b.id = glass;
    if judge_break_glass.verdict = 'NOT_JUSTIFIED' then
        update access.file_grant g set valid_until = greatest(g.valid_from, access.moment()) where g.id = glass and g.valid_until > access.moment();
        delete from access.session s where s.person_id = opened.person_id;
        perform access.ring(array[opened.person_id], 'alert');
    end if;
    return 'DONE';
end $$;
revoke execute on function access.judge_break_glass from public;
grant execute on function access.judge_break_glass to akoma_protection, akoma_custody;

-- The reason of an emergency access is text that the house sealed, or no reviewer could read it: an opening without one opens nothing.
create function access.opened_with_a_reason() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not access.is_sealed_for_house(new.reason, 20) then raise exception 'access.emergency-without-reason' using errcode = 'check_violation'; end if;
    return new;
end $$;
revoke execute on function access.opened_with_a_reason from public;
create trigger opened_with_a_reason before insert on access.break_glass for each row execute function access.opened_with_a_reason();
