grant usage on schema drafts to akoma_protection;

-- Which forms are kept as drafts: the section of the file that their act writes, or no file and the roles that may begin.
-- The same as @KeptAsDraft on their records; DraftsIT compares the two.
create table drafts.form (
    form    text constraint form_pk primary key,
    section int,
    roles   text[],
    constraint form_file_or_roles check ((section is null) <> (roles is null)));
insert into drafts.form (form, section, roles) values
    ('followup.record-visit', 64, null),
    ('followup.record-csi', 64, null),
    ('followup.score-risk', 64, null),
    ('cases.assess-child', 128, null),
    ('cases.draft-plan', 32, null),
    ('cases.review-plan', 32, null),
    ('cases.register-child', null, array['CASE_WORKER']),
    ('evaluation.write-answers', null, array['EVALUATOR']);
grant select on drafts.form to akoma_protection;

-- What somebody typed into a form and has not sent. It is theirs alone: no colleague, supervisor, custodian or administrator reads or deletes it.
create table drafts.draft (
    id        uuid constraint draft_pk primary key,
    person_id uuid not null constraint draft_person references access.person,
    form      text not null constraint draft_form references drafts.form,
    file_id   uuid constraint draft_file references cases.case_file on delete cascade,
    thing     uuid,                                                    -- of the file, as one visit; null where the act makes something new
    at        text not null constraint draft_at check (at ~ '^/[A-Za-z0-9/-]{0,120}([?]slip=[A-Za-z0-9-]{1,40})?$'),  -- where the form is
    kept_at   timestamptz not null,
    -- The answers. A person's own words of 10,000 characters each need room; a disk is not filled.
    sealed    bytea not null constraint draft_size check (octet_length(sealed) between 30 and 262144));
create index draft_of_person on drafts.draft (person_id, kept_at);
create index draft_of_file on drafts.draft (file_id);
alter table drafts.draft enable row level security;
-- Only while its person may still do the act: a grant that ends, ends the draft.
create policy mine on drafts.draft to akoma_protection
    using (person_id = (select access.actor()) and exists (select from drafts.form f where f.form = draft.form
        and case when f.section is null then file_id is null and access.has_role(f.roles) else access.sees(file_id, f.section, true) end))
    with check (person_id = (select access.actor()) and kept_at = (select access.moment()) and exists (select from drafts.form f where f.form = draft.form
        and case when f.section is null then file_id is null and access.has_role(f.roles) else access.sees(file_id, f.section, true) end));
grant select, insert, delete, update (kept_at, sealed) on drafts.draft to akoma_protection;

-- So many of one person, not more.
create function drafts.few() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if (select count(*) from drafts.draft d where d.person_id = new.person_id) >= 50 then
        raise exception 'drafts.too-many' using errcode = 'check_violation', constraint = 'draft_few';
    end if;
    return new;
end $$;
create trigger few before insert on drafts.draft for each row execute function drafts.few();

-- Whether somebody writes this section of the file at that moment, by whatever grant.
create function drafts.writes(who uuid, file uuid, section int, moment timestamptz) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.reach_of(who, 'akoma_protection', moment) r join access.file_grant g on g.holder = any (r.holders)
                    where g.file_id = file and g.may_write and g.sections & r.writings[g.way] & section <> 0
                      and g.valid_from <= moment and g.valid_until > moment) $$;
-- A grant that is ended takes the drafts along at once, so that one that is given later does not bring them back.
create function drafts.end_with_grant() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    delete from drafts.draft d using drafts.form f
     where d.file_id = new.file_id and f.form = d.form and not drafts.writes(d.person_id, d.file_id, f.section, coalesce(access.moment(), now()));
    return null;
end $$;
create trigger ends_drafts after update of valid_until on access.file_grant for each row
    when (new.valid_until < old.valid_until) execute function drafts.end_with_grant();
-- What is older than the limit of the house, whatever who calls it would have, and what nobody may go on with: the rest of what time alone ends.
create function drafts.forget(moment timestamptz) returns bigint language plpgsql security definer set search_path = pg_catalog as $$
declare gone bigint;
begin
    if not access.is_now(moment) then raise exception 'access.not-now' using errcode = 'insufficient_privilege'; end if;
    delete from drafts.draft d using drafts.form f
     where f.form = d.form and (d.kept_at <= moment - make_interval(days => access.limit_of('draft.kept', 7))
                                or d.file_id is not null and not drafts.writes(d.person_id, d.file_id, f.section, moment));
    get diagnostics gone = row_count;
    return gone;
end $$;
revoke execute on function drafts.few, drafts.writes, drafts.end_with_grant, drafts.forget from public;
grant execute on function drafts.forget to akoma_protection;
