-- An agreement that ends takes along what it let another structure see (requirements.md 8.3): the referrals sent under it and the children enrolled at that
-- structure's schools, where no other agreement of the same structures lets them be seen. Both structures, who follows the children, the project manager and
-- the data protection officer hear of it.
create function referrals.is_agreed_on(r referrals.referral, day date) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select bool_and(teller = r.to_id or referrals.agreement_on(teller, r.to_id, r.purpose, r.sections, day) is not null)
      from unnest(array[referrals.holder(r.file_id), r.from_id]) teller $$;

create function referrals.end_referrals(pair access.sharing_agreement, ends timestamptz) returns uuid[] language plpgsql security definer set search_path = pg_catalog as $$
declare r referrals.referral; concerned uuid[] := '{}';
begin
    for r in select x.* from referrals.referral x
              where x.sent_at is not null and x.closed_at is null and x.valid_until > ends
                and (x.agreement_id = pair.id
                     or x.to_id = pair.to_id and pair.from_id in (x.from_id, referrals.holder(x.file_id))
                     or pair.both_ways and x.to_id = pair.from_id and pair.to_id in (x.from_id, referrals.holder(x.file_id)))
                and not referrals.is_agreed_on(x, pair.ended_on) for update loop
        if ends <= access.moment() then   -- what it gave ends with it (end_grants)
            update referrals.referral x set ended_at = access.moment(), ended_by = access.actor(), closed_at = access.moment(), version = x.version + 1 where x.id = r.id;
        else
            update referrals.referral x set valid_until = ends, version = x.version + 1 where x.id = r.id;
            update access.file_grant g set valid_until = greatest(ends, g.valid_from)
             where g.id in (r.id, r.person_grant) and g.reason = 'REFERRAL' and g.file_id = r.file_id and g.valid_until > ends;
        end if;
        concerned := concerned || array[r.worker_id, r.supervisor_id, r.to_person];
    end loop;
    return concerned;
end $$;

-- What the schools of one structure see of the children of another one lasts as long as their agreement: shorter when it ends, longer when another one was made.
create function referrals.schools_follow(teller uuid, listener uuid) returns void language plpgsql security definer set search_path = pg_catalog as $$
declare today date := (access.moment() at time zone 'UTC')::date; until timestamptz;
begin
    select referrals.lasts_until(a) into until from access.sharing_agreement a where a.id = referrals.agreement_on(teller, listener, 'CARE', 256, today);
    update access.file_grant g set valid_until = greatest(coalesce(until, access.moment()), access.moment(), g.valid_from) + interval '1 microsecond'
      from access.organisation o
     where o.id = listener and g.holder = access.holder('DESK', o.desk_id) and g.reason = 'ENROLMENT' and referrals.holder(g.file_id) = teller
       and assistance.is_enrolled(g.file_id, o.desk_id) and (until is null or referrals.consented(g.file_id))
       and not (until is null and g.valid_until <= greatest(access.moment(), g.valid_from) + interval '1 microsecond');
end $$;

create function referrals.agreement_changes() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare concerned uuid[] := '{}';
begin
    if new.ended_on is not null and old.ended_on is null then
        concerned := referrals.end_referrals(new, greatest(new.ended_on::timestamp at time zone 'UTC', access.moment()));
    end if;
    if 'CARE' = any (new.purposes) then
        perform referrals.schools_follow(new.from_id, new.to_id);
        if new.both_ways then perform referrals.schools_follow(new.to_id, new.from_id); end if;
    end if;
    if new.ended_on is not null and old.ended_on is null and session_user in ('akoma_protection', 'akoma_custody') then
        perform access.ring(concerned || array(
            select r.person_id from access.person_role r join access.person p on p.id = r.person_id
             where (r.role in ('PROJECT_MANAGER', 'DATA_PROTECTION_OFFICER')
                    or r.role in ('CASE_SUPERVISOR', 'MINISTRY_OFFICER') and r.organisation_id in (new.from_id, new.to_id))
               and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()
               and p.contract_until > (access.moment() at time zone 'UTC')::date), 'task');
    end if;
    return null;
end $$;
create trigger what_runs_under_it after update of ended_on, confirmed_by on access.sharing_agreement for each row
    when (new.confirmed_by is not null) execute function referrals.agreement_changes();
revoke execute on function referrals.is_agreed_on, referrals.end_referrals, referrals.schools_follow, referrals.agreement_changes from public;
