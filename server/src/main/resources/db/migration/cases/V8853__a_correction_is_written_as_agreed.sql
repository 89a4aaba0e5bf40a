-- What a correction that a supervisor agrees to makes of the file, or a verification of the tracing, beside the sealed proposal: codes, numbers and days, no words. Written once, by who proposes.
create function cases.propose_facts(decision uuid, facts jsonb) returns void language sql security definer set search_path = pg_catalog as $$
    update access.decision d set facts = propose_facts.facts
     where d.id = decision and d.kind in ('AGE', 'RETURN_EXCEPTION', 'TRACING') and d.state = 'WAITING' and d.facts is null
       and d.proposed_by = access.actor() and d.proposed_at = access.moment() $$;
-- Who has just agreed writes that and nothing else.
create function cases.keep_agreed() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare changed jsonb;
begin
    if session_user <> 'akoma_protection' or not cases.agreed_now(new.id, '{AGE}') then return new; end if;
    select jsonb_object_agg(x.name, x.now) into changed
      from (values ('sex', to_jsonb(new.sex), to_jsonb(old.sex)), ('nationality', to_jsonb(new.nationality), to_jsonb(old.nationality)),
                   ('country', to_jsonb(new.country), to_jsonb(old.country)), ('sector', to_jsonb(new.sector), to_jsonb(old.sector)),
                   ('age', to_jsonb(new.age_at_rescue), to_jsonb(old.age_at_rescue)),
                   ('ageEstimated', to_jsonb(new.age_estimated), to_jsonb(old.age_estimated))) x (name, now, before)
     where x.now is distinct from x.before;
    if not exists (select from access.decision d where d.kind = 'AGE' and d.file_id = new.id and d.state = 'AGREED' and d.decided_by = access.actor()
                      and d.ended_at = access.moment() and d.facts @> changed) then
        raise exception 'cases.not-as-agreed' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_agreed before update of sex, nationality, country, sector, age_at_rescue, age_estimated on cases.case_file for each row
    when ((new.sex, new.nationality, new.country, new.sector, new.age_at_rescue, new.age_estimated)
          is distinct from (old.sex, old.nationality, old.country, old.sector, old.age_at_rescue, old.age_estimated)) execute function cases.keep_agreed();
revoke execute on function cases.propose_facts, cases.keep_agreed from public;
grant execute on function cases.propose_facts to akoma_protection;
