-- Who a child is and where it is change with a record that says so: a correction written at that moment, or for the country the home where it lives now. A
-- country in which a stay needs a care order within other days (T12) moves by a home, or by two people.
create function cases.order_days(country text) returns int stable language sql security definer set search_path = pg_catalog as $$
    select access.limit_of('care-order.' || lower(country) || '.max', case country when 'GH' then 7 else 0 end) $$;
create function cases.keep_corrected() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare f cases.case_file;
begin
    if session_user <> 'akoma_protection' then return null; end if;
    select * into f from cases.case_file c where c.id = new.id;                -- as it is at the end
    if f.country <> old.country and exists (
           select from cases.placement p left join cases.shelter s on s.id = p.shelter_id
            where p.file_id = new.id and p.state = 'CURRENT' and coalesce(s.country, p.country) = f.country)
       and (f.sex, f.nationality, f.sector) is not distinct from (old.sex, old.nationality, old.sector) then
        return null;
    end if;
    if not exists (select from cases.correction c where c.file_id = new.id and c.recorded_at between access.moment() - interval '2 minutes'
                                                                                                and access.moment() + interval '2 minutes')
       or f.country <> old.country and cases.order_days(f.country) <> cases.order_days(old.country) and not cases.agreed_now(new.id, '{AGE}') then
        raise exception 'cases.no-record: particulars' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger keep_corrected after update of sex, nationality, country, sector on cases.case_file deferrable initially deferred for each row
    when ((new.sex, new.nationality, new.country, new.sector) is distinct from (old.sex, old.nationality, old.country, old.sector))
    execute function cases.keep_corrected();

-- A guardian ends once, on a day that has come.
create function cases.keep_guardian() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if current_user = 'akoma_protection' and (old.ended_on is not null or new.ended_on not between new.appointed_on and (access.moment() at time zone 'UTC')::date) then
        raise exception 'cases.guardian-ended' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_guardian before update of ended_on on cases.guardian for each row
    when (new.ended_on is distinct from old.ended_on) execute function cases.keep_guardian();
revoke execute on function cases.order_days, cases.keep_corrected, cases.keep_guardian from public;
