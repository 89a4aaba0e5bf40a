-- Stories for everybody: written by who works with the child, while a yes to press and communication holds, agreed to by two other people, and gone at once
-- when that yes is taken back or answered anew (requirements.md 2.6, trust.md 2). Which child it is about is in a table of its own, seen by who sees the family on its file.
insert into access.decision_kind (kind, roles, proposers, section) values
    ('STORY_CARE', '{CASE_SUPERVISOR,PROJECT_MANAGER}', '{CASE_WORKER,CASE_SUPERVISOR}', null),
    ('STORY_DATA', '{DATA_PROTECTION_OFFICER}',         '{CASE_WORKER,CASE_SUPERVISOR}', null);

-- No number of any script, no address: neither age, day, telephone nor code. The form refuses more (org.akoma.programme.publication.StoryWords).
create function publication.is_plain_story(written text) returns boolean immutable language sql set search_path = pg_catalog as $$
    select length(written) between 1 and 3000 and evaluation.plain_signs(written) !~ '[0-9@]' and written !~* 'https?:|www\.' $$;

create table publication.story (
    id             uuid constraint story_pk primary key,
    code           text not null constraint story_code unique,       -- ST-01, given
    title_fr       text not null constraint story_title_fr check (publication.is_plain_story(title_fr) and length(title_fr) <= 120),
    text_fr        text not null constraint story_text_fr check (publication.is_plain_story(text_fr)),
    title_en       text not null constraint story_title_en check (publication.is_plain_story(title_en) and length(title_en) <= 120),
    text_en        text not null constraint story_text_en check (publication.is_plain_story(text_en)),
    odd_words      text[] not null default '{}' constraint story_odd_words check (cardinality(odd_words) <= 1000),   -- in none of the texts of the house: names, it may be
    written_by     uuid not null default access.actor() constraint story_written_by references access.person,
    written_at     timestamptz not null default access.moment(),
    care_by        uuid constraint story_care_by references access.person,   -- a supervisor or a project manager agreed
    care_at        timestamptz,
    data_by        uuid constraint story_data_by references access.person,   -- the data protection officer agreed
    data_at        timestamptz,
    ended_at       timestamptz,                                      -- refused or taken back before it was shown
    unpublished_at timestamptz,                                      -- by one person, or when the yes was taken back
    unpublished_by uuid constraint story_unpublished_by references access.person,
    version        int not null default 1,
    constraint story_three_people check (care_by <> written_by and data_by <> written_by and data_by <> care_by),
    constraint story_ended check (ended_at is null or care_at is null or data_at is null),
    constraint story_agreed check ((care_by is null) = (care_at is null) and (data_by is null) = (data_at is null)));
create table publication.story_child (
    story_id   uuid constraint story_child_pk primary key constraint story_child_story references publication.story,
    file_id    uuid not null constraint story_child_file references cases.case_file,
    consent_id uuid not null constraint story_child_consent references cases.consent);
create index story_of_child on publication.story_child (file_id);
-- Who of those that may agree looked at the words that may be names, and found none.
create table publication.story_look (
    story_id  uuid constraint story_look_story references publication.story,
    person_id uuid not null default access.actor() constraint story_look_person references access.person,
    at        timestamptz not null default access.moment(),
    constraint story_look_pk primary key (story_id, person_id));
call access.protect('publication.story_child', 'file_id', 2, 'akoma_protection');
grant select, insert on publication.story_child to akoma_protection;

-- The yes to press and communication that holds now; for who keeps the file otherwise than by an emergency. No row: none, or no such file for them.
create function publication.media_yes(code text) returns table (file_id uuid, consent_id uuid)
stable language sql security definer set search_path = pg_catalog as $$
    select f.id, c.id from cases.case_file f join cases.consent c on c.file_id = f.id
     where f.code = upper(media_yes.code) and access.keeps(f.id, 2, false) and c.purpose = 'MEDIA' and cases.agreed_to(f.id, 'MEDIA')
     order by c.at desc, c.id desc limit 1 $$;
-- Codes of the files with such a yes of which the actor may write.
create function publication.media_children() returns setof text stable language sql security definer set search_path = pg_catalog as $$
    select f.code from cases.case_file f
     where exists (select from cases.consent c where c.file_id = f.id and c.purpose = 'MEDIA') and access.keeps(f.id, 2, false) and cases.agreed_to(f.id, 'MEDIA')
     order by f.code limit 200 $$;
-- Whether one of these words is a name of that child.
create function publication.names_child(file uuid, tokens bigint[]) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select access.keeps(file, 2, false) and exists (select from cases.name_token t where t.file_id = file and t.token = any (tokens)) $$;

create function publication.begin_story() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('publication.story', 0));
    select 'ST-' || lpad((1 + coalesce(max(substr(s.code, 4)::int), 0))::text, 2, '0') into new.code from publication.story s;
    return new;
end $$;
create trigger begin_story before insert on publication.story for each row execute function publication.begin_story();
create function publication.story_is_whole() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not exists (select from publication.story_child c where c.story_id = new.id)
       or (select count(*) from access.decision d where d.subject = new.id and d.kind in ('STORY_CARE', 'STORY_DATA')) < 2 then
        raise exception 'publication.story-not-whole' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger story_is_whole after insert on publication.story deferrable initially deferred for each row execute function publication.story_is_whole();
create function publication.child_said_yes() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not exists (select from cases.case_file f cross join lateral publication.media_yes(f.code) y where f.id = new.file_id and y.consent_id = new.consent_id)
       or not exists (select from publication.story s where s.id = new.story_id and s.written_by = access.actor() and s.written_at = access.moment()) then
        raise exception 'publication.story-no-yes' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger child_said_yes before insert on publication.story_child for each row execute function publication.child_said_yes();
-- Each agrees for their own side. A story that one of the two refused, or whose yes was taken back, waits for nobody.
create function publication.keep_story() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if new.text_fr is distinct from old.text_fr then return new; end if;   -- no login writes it: the child's file is erased
    if new.care_at is distinct from old.care_at and access.agreed_by('STORY_CARE', new.id, 1) is distinct from access.actor()
       or new.data_at is distinct from old.data_at and access.agreed_by('STORY_DATA', new.id, 1) is distinct from access.actor() then
        raise exception 'publication.not-agreed' using errcode = 'insufficient_privilege';
    end if;
    if (new.care_at is distinct from old.care_at or new.data_at is distinct from old.data_at) and new.odd_words <> '{}'
       and not exists (select from publication.story_look l where l.story_id = new.id and l.person_id = access.actor()) then
        raise exception 'publication.story-not-looked' using errcode = 'insufficient_privilege';
    end if;
    if old.ended_at is not null or old.unpublished_at is not null and new.unpublished_at is distinct from old.unpublished_at then
        raise exception 'publication.story-over' using errcode = 'check_violation';
    end if;
    if new.ended_at is not null or new.unpublished_at is not null then perform access.end_waiting('{STORY_CARE,STORY_DATA}', new.id, null); end if;
    return new;
end $$;
create trigger keep_story before update on publication.story for each row execute function publication.keep_story();
create trigger one_act before update on publication.story for each row execute function access.one_act('ONCE', 'care_at', 'care_by', 'data_at', 'data_by',
    'ended_at', '', 'unpublished_at', 'unpublished_by');
create trigger by_oneself after insert on publication.story referencing new table as added for each statement execute function access.by_oneself('written_by');
-- Every new answer about press and communication ends the stories that were written under an older yes, in the same moment: after a no, no later yes brings
-- them back, and a new yes needs a new story, agreed to by two.
create function publication.answer_ends_stories() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    update publication.story s set unpublished_at = coalesce(access.moment(), now()), unpublished_by = access.actor(), version = s.version + 1
      from publication.story_child c where c.story_id = s.id and c.file_id = new.file_id and s.unpublished_at is null and s.ended_at is null;
    return null;
end $$;
create trigger answer_ends_stories after insert on cases.consent for each row when (new.purpose = 'MEDIA') execute function publication.answer_ends_stories();
-- Who wrote a story, and who oversees the project, hear that one is no longer on the public page, no matter who took it off.
create function publication.story_is_off() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform access.ring(array(select access.who_oversee()) || new.written_by, 'story');
    return null;
end $$;
create trigger story_is_off after update on publication.story for each row
    when (old.unpublished_at is null and new.unpublished_at is not null and old.care_at is not null and old.data_at is not null)
    execute function publication.story_is_off();

alter table publication.story enable row level security;
create policy seen on publication.story for select to akoma_protection, akoma_custody
    using (written_by = (select access.actor()) or (select access.has_role(array['CASE_SUPERVISOR', 'PROJECT_MANAGER', 'DATA_PROTECTION_OFFICER'])));
create policy written on publication.story for insert to akoma_protection with check (access.has_role(array['CASE_WORKER', 'CASE_SUPERVISOR']));
create policy changed on publication.story for update to akoma_protection, akoma_custody
    using (written_by = (select access.actor()) or (select access.has_role(array['CASE_SUPERVISOR', 'PROJECT_MANAGER', 'DATA_PROTECTION_OFFICER'])));
grant select on publication.story to akoma_protection, akoma_custody;
grant insert (id, title_fr, text_fr, title_en, text_en, odd_words) on publication.story to akoma_protection;
alter table publication.story_look enable row level security;
create policy seen on publication.story_look for select to akoma_protection, akoma_custody using (person_id = (select access.actor()));
create policy looked on publication.story_look for insert to akoma_protection, akoma_custody
    with check (person_id = (select access.actor()) and exists (select from publication.story s where s.id = story_id));
grant select, insert (story_id) on publication.story_look to akoma_protection, akoma_custody;
create trigger by_oneself after insert on publication.story_look referencing new table as added for each statement execute function access.by_oneself('person_id');
grant update (ended_at, unpublished_at, unpublished_by, version) on publication.story to akoma_protection, akoma_custody;
grant update (care_by, care_at) on publication.story to akoma_protection;
grant update (data_by, data_at) on publication.story to akoma_custody;

-- What everybody reads: both agreed, and the very yes under which it was written holds now.
create function publication.shown_stories() returns table (id uuid, title_fr text, text_fr text, title_en text, text_en text, published_on date)
stable language sql security definer set search_path = pg_catalog as $$
    select s.id, s.title_fr, s.text_fr, s.title_en, s.text_en, (greatest(s.care_at, s.data_at) at time zone 'UTC')::date
      from publication.story s join publication.story_child c on c.story_id = s.id
     where s.care_at is not null and s.data_at is not null and s.ended_at is null and s.unpublished_at is null and cases.agreed_to(c.file_id, 'MEDIA')
       and c.consent_id = (select y.id from cases.consent y where y.file_id = c.file_id and y.purpose = 'MEDIA' order by y.at desc, y.id desc limit 1)
     order by greatest(s.care_at, s.data_at) desc, s.id limit 50 $$;
create function publication.report_stories() returns table (title_fr text, text_fr text, title_en text, text_en text, published_on date)
stable language sql security definer set search_path = pg_catalog as $$
    select s.title_fr, s.text_fr, s.title_en, s.text_en, s.published_on from publication.shown_stories() s $$;
-- Which stories these are, for the pages of who wrote them or agrees to them.
create function publication.shown_now() returns setof uuid stable language sql security definer set search_path = pg_catalog as $$
    select s.id from publication.shown_stories() s $$;
revoke execute on function publication.is_plain_story, publication.media_yes, publication.media_children, publication.names_child, publication.begin_story, publication.story_is_whole,
    publication.child_said_yes, publication.keep_story, publication.answer_ends_stories, publication.story_is_off, publication.shown_stories,
    publication.report_stories, publication.shown_now from public;
grant execute on function publication.is_plain_story, publication.shown_now to akoma_protection, akoma_custody;
grant execute on function publication.media_yes, publication.media_children, publication.names_child to akoma_protection;
grant execute on function publication.report_stories to akoma_publication;
