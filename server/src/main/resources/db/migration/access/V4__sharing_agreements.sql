-- What two structures agreed to tell each other about children: proposed by one person, in force once another has confirmed it.
-- It speaks of structures, never of a child; whoever works on the care side may read it.
create table access.sharing_agreement (
    id             uuid constraint sharing_agreement_pk primary key,
    from_id        uuid not null constraint sharing_agreement_from references access.organisation,
    to_id          uuid not null constraint sharing_agreement_to references access.organisation,
    both_ways      boolean not null,
    purposes       text[] not null constraint sharing_agreement_purposes
                       check (cardinality(purposes) > 0 and purposes <@ array['CARE', 'PROTECTION', 'TRACING', 'RETURN']),
    sections       int not null constraint sharing_agreement_sections check (sections between 1 and 511),
    channel        text not null constraint sharing_agreement_channel check (channel in ('AKOMA', 'ENCRYPTED_FILE', 'SEALED_LETTER', 'CALL_BACK')),
    retention_days int not null constraint sharing_agreement_retention check (retention_days between 1 and 3650),
    signed_on      date not null,
    expires_on     date not null,                                       -- the first day on which it no longer holds
    proposed_by    uuid not null constraint sharing_agreement_proposer references access.person,
    proposed_at    timestamptz not null,
    confirmed_by   uuid constraint sharing_agreement_confirmer references access.person,
    confirmed_at   timestamptz,
    ended_on       date,                                                -- ended before its time: the first day on which it no longer holds
    ended_by       uuid constraint sharing_agreement_ender references access.person,
    constraint sharing_agreement_two_structures check (from_id <> to_id),
    constraint sharing_agreement_two_persons check (confirmed_by is distinct from proposed_by),
    constraint sharing_agreement_confirmation check ((confirmed_by is null) = (confirmed_at is null)),
    constraint sharing_agreement_end check ((ended_on is null) = (ended_by is null)),
    constraint sharing_agreement_life check (signed_on < expires_on));
create index sharing_agreement_pair on access.sharing_agreement (from_id, to_id);
create index sharing_agreement_back on access.sharing_agreement (to_id, from_id) where both_ways;
create index sharing_agreement_listed on access.sharing_agreement (signed_on desc, id desc);

-- Nobody confirms or ends in another's name, and what is confirmed stays confirmed.
create function access.sign_agreement() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if new.confirmed_by is distinct from old.confirmed_by and (old.confirmed_by is not null or new.confirmed_by is distinct from access.actor())
       or new.ended_by is distinct from old.ended_by and (old.ended_by is not null or new.ended_by is distinct from access.actor()) then
        raise exception 'access.agreement-in-anothers-name' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger sign_agreement before update on access.sharing_agreement for each row
    when (current_user in ('akoma_protection', 'akoma_custody')) execute function access.sign_agreement();

alter table access.sharing_agreement enable row level security;
create policy seen on access.sharing_agreement for select to akoma_protection, akoma_custody using ((select access.actor()) is not null);
create policy proposed on access.sharing_agreement for insert to akoma_protection
    with check (proposed_by = (select access.actor()) and confirmed_by is null and ended_on is null);
create policy signed on access.sharing_agreement for update to akoma_protection, akoma_custody using ((select access.actor()) is not null);
grant select, insert on access.sharing_agreement to akoma_protection;
grant select on access.sharing_agreement to akoma_custody;
grant update (confirmed_by, confirmed_at, ended_on, ended_by) on access.sharing_agreement to akoma_protection, akoma_custody;
