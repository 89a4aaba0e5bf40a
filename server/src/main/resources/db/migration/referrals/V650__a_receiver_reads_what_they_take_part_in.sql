-- Who came to a file only by a referral, a stay or an enrolment reads the conversations and conferences that they take part in, or that are about
-- their own referral, and not what the people who work on the case write to each other in the same section (trust.md G8).
create function referrals.talks_in(conversation uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from referrals.participant p where p.conversation_id = conversation and p.person_id = access.actor() and p.until is null)
        or exists (select from referrals.conversation c left join referrals.referral r on r.id = c.referral_id
                    where c.id = conversation
                      and (r.to_desk = any (access.grantees()) or r.to_person = any (access.grantees()) or r.unit_id = any (access.grantees())
                           or c.opened_by = access.actor() and not exists (select from referrals.participant p
                                where p.conversation_id = conversation and p.person_id = access.actor()))) $$;
create function referrals.comes_to(conference uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from referrals.attendance a where a.conference_id = conference and a.person_id = access.actor() and not a.withdrawn)
        or exists (select from referrals.decision d where d.conference_id = conference and d.owner_id = access.actor())
        or exists (select from referrals.conference c where c.id = conference and access.actor() in (c.planned_by, c.chair_id)) $$;
revoke execute on function referrals.talks_in, referrals.comes_to from public;
grant execute on function referrals.talks_in, referrals.comes_to to akoma_protection;

do $$
declare t record;
begin
    for t in select * from (values ('conversation', 'dossier_id', 'referrals.talks_in(conversation.id)'),
            ('message', 'dossier_id', 'referrals.talks_in(message.conversation_id)'),
            ('participant', 'dossier_id', 'participant.person_id = (select access.actor()) or referrals.talks_in(participant.conversation_id)'),
            ('conference', 'file_id', 'conference.planned_by = (select access.actor()) or referrals.comes_to(conference.id)'),
            ('attendance', 'file_id', 'attendance.person_id = (select access.actor()) or referrals.comes_to(attendance.conference_id)'),
            ('decision', 'file_id', 'decision.owner_id = (select access.actor()) or referrals.comes_to(decision.conference_id)')) as t(name, file, own) loop
        execute format($p$ create policy takes_part on referrals.%1$I as restrictive for select to akoma_protection using (
            exists (select from access.held g where g.file_id = %1$I.%2$I and g.reads & %1$I.section <> 0 and not g.least offset 0)
            or %3$s) $p$, t.name, t.file, t.own);
    end loop;
end $$;
