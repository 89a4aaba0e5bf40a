-- Nobody shares more than they hold, nor for longer (trust.md G3): a share ends no later than what its giver holds of it, and with it when that ends first.
-- Until when a person may write these sections of the file, emergencies and deputyship apart; null: not now.
create function access.writes_until(person uuid, file uuid, sections int) returns timestamptz
stable language sql security definer set search_path = pg_catalog as $$
    select case when bool_and(b.until is not null) then min(b.until) end
      from (select (select max(g.valid_until) from access.file_grant g
                     where g.file_id = writes_until.file and g.may_write and g.sections & bit.bit <> 0 and g.reason not in ('BREAK_GLASS', 'DEPUTY')
                       and g.valid_from <= access.moment() and g.valid_until > access.moment()
                       and (g.holder = access.holder('PERSON', writes_until.person)
                            or exists (select from access.person_role r join access.organisation o on o.id = r.organisation_id
                                        where r.person_id = writes_until.person and r.approved_at <= access.moment()
                                          and r.valid_from <= access.moment() and r.valid_until > access.moment()
                                          and g.holder in (access.holder('UNIT', r.unit_id), case when r.reach = 'ORGANISATION' then access.holder('ORGANISATION', o.id) end,
                                                           case when r.reach in ('ORGANISATION', 'DESK') then access.holder('DESK', o.desk_id) end)))) as until
              from (select (1 << n) as bit from generate_series(0, 8) n where writes_until.sections & (1 << n) <> 0) bit) b $$;
-- The same of who is inside, so that it can be said before.
create function access.writes_until(file uuid, sections int) returns timestamptz stable language sql security definer set search_path = pg_catalog as $$
    select access.writes_until(access.actor(), file, sections) $$;

create function access.shared_no_longer() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if new.valid_until > access.writes_until(new.given_by, new.file_id, new.sections) then  -- who holds nothing of it is refused by the policy
        raise exception 'access.share-outlives-its-giver' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger shared_no_longer before insert on access.file_grant for each row
    when (new.reason = 'SHARED' and current_user in ('akoma_protection', 'akoma_enforcement')) execute function access.shared_no_longer();

create function access.shares_end() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    update access.file_grant s set valid_until = greatest(coalesce(access.writes_until(new.grantee, s.file_id, s.sections), access.moment()), access.moment(), s.valid_from)
     where s.file_id = new.file_id and s.reason = 'SHARED' and s.given_by = new.grantee and s.grantee <> new.grantee
       and s.valid_until > greatest(access.moment(), s.valid_from)
       and s.valid_until > coalesce(access.writes_until(new.grantee, s.file_id, s.sections), access.moment());
    return null;
end $$;
create trigger shares_end after update of valid_until on access.file_grant for each row
    when (new.valid_until < old.valid_until and new.grantee_kind = 'PERSON' and new.reason not in ('BREAK_GLASS', 'DEPUTY')) execute function access.shares_end();
revoke execute on function access.writes_until(uuid, uuid, int), access.writes_until(uuid, int), access.shared_no_longer, access.shares_end from public;
grant execute on function access.writes_until(uuid, int) to akoma_protection, akoma_enforcement;
