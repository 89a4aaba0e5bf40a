-- ---------- what taking a consent back ends ---------------------------------------------------------------------------------------
-- What stops and what goes on when the child or the guardian takes this consent back now, for who works on the file and holds the answers. Each row says what
-- the triggers on cases.consent, and the acts that ask for the consent, do; how_many is null where nothing is counted. which changes with the records that are
-- counted: another one in the place of one is not what was shown. Which files are in a sample is told to nobody who works on them (trust.md G8).
create function retention.withdrawal_effects(file uuid, purpose text) returns table (effect text, stops boolean, how_many int, which text)
stable language sql security definer set search_path = pg_catalog as $$
    select x.effect, x.stops, cardinality(x.ids), (select md5(string_agg(i::text, ',' order by i)) from unnest(x.ids) i) from (
        select 'SHARE_FOR_REFERRAL' as purpose, 'REFERRALS_END' as effect, true as stops,
               array(select r.id from referrals.referral r where r.file_id = file and r.sent_at is not null and r.closed_at is null and r.valid_until > access.moment()) as ids
        union all select 'SHARE_FOR_REFERRAL', 'DRAFTS_STAY', true, array(select r.id from referrals.referral r where r.file_id = file and r.sent_at is null and r.closed_at is null)
        union all select 'SHARE_FOR_REFERRAL', 'SCHOOLS_END', true,
               array(select distinct o.id from access.file_grant g join access.organisation o on o.desk_id = g.grantee
                 where g.file_id = file and g.reason = 'ENROLMENT' and g.valid_until > access.moment() and o.id <> referrals.holder(file))
        union all select 'SHARE_FOR_REFERRAL', 'COLLEAGUES_GO_ON', false,
               array(select g.id from access.file_grant g where g.file_id = file and g.reason = 'SHARED' and g.valid_until > access.moment())
        union all select 'SHARE_FOR_REFERRAL', 'GIVEN_STAYS', false, array(select r.id from referrals.referral r where r.file_id = file and r.sent_at is not null)
        union all select 'CASE_MANAGEMENT', 'EMERGENCY_CARE_ONLY', true,
               array(select s.id from assistance.service s where s.file_id = file and s.code like 'LT%' and s.state in ('PLANNED', 'APPROVED', 'STARTED'))
        union all select 'CASE_MANAGEMENT', 'GUARDIAN_REQUESTS_END', true,
               array(select d.id from access.decision d where d.file_id = file and d.kind = 'REFERRAL_GUARDIAN' and d.state = 'WAITING')
        union all select 'CASE_MANAGEMENT', 'URGENT_CARE', false, null
        union all select 'CASE_MANAGEMENT', 'REFERRALS_GO_ON', false,
               array(select r.id from referrals.referral r where r.file_id = file and r.sent_at is not null and r.closed_at is null and r.valid_until > access.moment())
        union all select 'CASE_MANAGEMENT', 'ALERTS_GO_ON', false, array(select a.id from followup.alert a where a.file_id = file and a.closed_at is null)
        union all select 'CASE_MANAGEMENT', 'FILE_KEPT', false, null
        union all select 'TRANSFER_TO_AUTHORITY', 'HANDOVER_STOPS', true,
               array(select p.id from handover.proposal p where p.file_id = file and p.state in ('WAITING', 'BLOCKED') and not p.minimum)
        union all select 'TRANSFER_TO_AUTHORITY', 'TRANSFER_STOPS', true,
               array(select d.id from access.decision d where d.file_id = file and d.kind = 'TRANSFER' and d.state = 'WAITING')
        union all select 'TRANSFER_TO_AUTHORITY', 'PACKAGES_STOP', true,
               array(select s.id from packages.sent s
                 where s.file_id = file and s.state in ('WAITING', 'AGREED') and s.receipt_id is null and coalesce(s.until > access.moment(), true))
        union all select 'TRANSFER_TO_AUTHORITY', 'ACCEPTED_GOES_ON', false, array(select p.id from handover.proposal p where p.file_id = file and p.state = 'ACCEPTED')
        union all select 'SHARE_WITH_LAW_ENFORCEMENT', 'DISCLOSURES_STOP', true,
               array(select r.id from disclosure.request r where r.file_id = file and r.state = 'WAITING' and r.without_code is null)
        union all select 'SHARE_WITH_LAW_ENFORCEMENT', 'DISCLOSED_CLOSES', true,
               array(select r.id from disclosure.request r where r.file_id = file and r.state = 'GIVEN' and r.urgency <> 'LIFE_DANGER' and r.expires_at > access.moment()
                        and (r.without_code is null or not disclosure.is_above_no(r, r.without_code)))
        union all select 'SHARE_WITH_LAW_ENFORCEMENT', 'LAW_STANDS_ABOVE', false, null
        union all select 'SHARE_WITH_LAW_ENFORCEMENT', 'POLICE_KEEP', false, null
        union all select 'EVALUATION_INTERVIEW', 'INTERVIEWS_END', true,
               array(select a.id from evaluation.approach a join evaluation.mission m on m.id = a.mission_id where a.file_id = file and m.closed_at is null)
        union all select 'EVALUATION_INTERVIEW', 'SAMPLES_GO_ON', false, null
        union all select 'EVALUATION_INTERVIEW', 'NEW_YES_BY_TWO', false, null
        union all select 'PHOTO', 'FACES_HIDDEN', true,
               array(select a.id from attachments.attachment a where a.file_id = file and a.kind = 'PHOTOGRAPH_OF_PERSON' and a.withdrawn_at is null)
        union all select 'PHOTO', 'COPIES_REMAIN', false, null
        union all select 'PHOTO', 'NEW_YES_BY_TWO', false, null
        union all select 'MEDIA', 'STORIES_OFF', true,
               array(select s.id from publication.story_child c join publication.story s on s.id = c.story_id where c.file_id = file and s.unpublished_at is null and s.ended_at is null)
        union all select 'MEDIA', 'PRINT_REMAINS', false, null
        union all select 'MEDIA', 'NEW_YES_BY_TWO', false, null
        union all select 'ANONYMOUS_STATISTICS', 'NO_NAME_COUNTED', false, null) x
     where x.purpose = withdrawal_effects.purpose and session_user = 'akoma_protection' and access.keeps(file, 2, false) and access.works_on(file, 2) $$;
revoke execute on function retention.withdrawal_effects from public;
grant execute on function retention.withdrawal_effects to akoma_protection;
