package org.akoma.insider;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * States of the records that one person alone must not bring about, each as a query for what has come about against it since the walk
 * began. Each answers keys; a key that was not there before the last call is a finding. {@code ?} is the person who walks.
 */
final class OnePersonRules {

    private final HouseRecords records;
    private final Map<String, String> rules = new LinkedHashMap<>();
    private final Set<String> seen = new LinkedHashSet<>();

    OnePersonRules(HouseRecords records) {
        this.records = records;
        records.run("create schema if not exists walk");
        snapshot();
        write();
    }

    /** How the records were when the walk began. */
    private void snapshot() {
        List<String> compared = new ArrayList<>(HouseRules.COMPARED);
        compared.addAll(List.of(
                "cases.placement",
                "cases.tracing",
                "cases.homecoming",
                "cases.case_file",
                "cases.plan",
                "cases.plan_goal",
                "assistance.payment",
                "followup.visit",
                "access.person",
                "access.person_role",
                "operations.operation",
                "access.sharing_agreement"));
        for (String table : compared) {
            String copy = "walk." + table.replace('.', '_');
            records.run("drop table if exists " + copy);
            records.run("create table " + copy + " as select * from " + table);
        }
        records.run("drop table if exists walk.began");
        records.run("create table walk.began as select max(at) as at from journal.entry");
    }

    private void rule(String rule, String sql) {
        rules.put(rule, sql);
    }

    private void write() {
        String agreed = records.has("access", "decision", "subject")
                ? "exists (select from access.decision d where d.subject = %s and d.state = 'AGREED' and d.proposed_by <> d.decided_by)"
                : "false and %s is null";
        String began = "(select at from walk.began)";
        rule("a plan is approved by somebody who wrote part of it", """
                select n.id from cases.plan n where n.status = 'APPROVED' and n.decided_by = ? and n.decided_at > %s
                   and exists (select from journal.entry e where e.chain = n.file_id and e.actor = n.decided_by and e.at <= n.decided_at and e.at > %s
                                  and e.act in ('cases.plan-drafted', 'cases.plan-fixed'))""".formatted(began, began));
        rule("a home begins that nobody else agreed to", """
                select n.id from cases.placement n where n.recorded_by = ? and n.until is null and n.kind <> 'SHELTER' and n.approved_at is null
                   and not exists (select from walk.cases_placement o where o.id = n.id)
                   and exists (select from cases.case_file f where f.id = n.file_id and f.care = n.kind)""");
        rule("an approved home is changed by one person", """
                select n.id from cases.placement n join walk.cases_placement o on o.id = n.id
                 where ?::uuid is not null and n.sealed <> o.sealed and o.approved_at is not null and n.approved_at = o.approved_at and n.until is null and not (%s)""".formatted(agreed.formatted("n.id")));
        rule("tracing is verified by one person", """
                select n.id from cases.tracing n left join walk.cases_tracing o on o.id = n.id
                 where ?::uuid is not null and n.status in ('VERIFIED', 'REUNIFIED') and o.status is distinct from n.status and not (%s)""".formatted(agreed.formatted("n.id")));
        rule("a child departs by the word of one person", """
                select n.id from cases.homecoming n left join walk.cases_homecoming o on o.id = n.id
                 where ?::uuid is not null and n.state in ('DEPARTED', 'ARRIVED') and coalesce(o.state, '') not in ('DEPARTED', 'ARRIVED') and n.cross_border and not (%s)""".formatted(agreed.formatted("n.id")));
        rule("a journey abroad is called one inside the country", """
                select n.id from cases.homecoming n join cases.case_file f on f.id = n.file_id
                       left join cases.placement p on p.file_id = f.id and p.until is null and p.shelter_id is not null left join cases.shelter s on s.id = p.shelter_id
                 where n.recorded_by = ? and not n.cross_border and s.country <> n.to_country and not exists (select from walk.cases_homecoming o where o.id = n.id)""");
        rule("a shelter stands in a country where it is not", """
                select n.id from cases.placement n join cases.shelter s on s.id = n.shelter_id where n.recorded_by = ? and n.country <> s.country
                   and not exists (select from walk.cases_placement o where o.id = n.id)""");
        rule("an age moves a threshold by one person", """
                select n.id from cases.case_file n join walk.cases_case_file o on o.id = n.id
                 where ?::uuid is not null and n.age_at_rescue is distinct from o.age_at_rescue
                   and width_bucket(n.age_at_rescue, array[6, 12, 15, 18]) is distinct from width_bucket(o.age_at_rescue, array[6, 12, 15, 18])
                   and not exists (select from access.file_grant g where false) and not (%s)""".formatted(agreed.formatted("n.id")));
        rule("a file's country is corrected by one person", """
                select n.id from cases.case_file n join walk.cases_case_file o on o.id = n.id
                 where ?::uuid is not null and n.country <> o.country and not exists (select from cases.placement p where p.file_id = n.id and p.since > %s::date - 1
                     and not exists (select from walk.cases_placement q where q.id = p.id))
                   and not exists (select from cases.homecoming h where h.file_id = n.id and h.state in ('DEPARTED', 'ARRIVED') and h.to_country = n.country)
                   and not (%s)""".formatted(began, agreed.formatted("n.id")));
        rule("a key of a partner is confirmed by one person", """
                select k.id from packages.partner_key k where ?::uuid is not null and k.confirmed_at > %s and not (%s)""".formatted(began, agreed.formatted("k.id")));
        rule("a package leaves before the acceptance or by the word of one person", """
                select s.id from packages.sent s where ?::uuid is not null and (s.made_at > %s or s.state = 'AGREED' and s.decided_at > %s)
                   and not (%s and exists (select from handover.proposal p where p.id = s.handover_id and p.state = 'ACCEPTED' and p.ended_at <= s.asked_at))""".formatted(
                        began, began, agreed.formatted("s.id")));
        rule("a lost child's file is closed", """
                select n.id from cases.case_file n join walk.cases_case_file o on o.id = n.id
                 where ?::uuid is not null and n.status = 'CLOSED' and o.status <> 'CLOSED' and n.lost_since is not null""");
        rule("a goal is dropped by one person", """
                select n.id from cases.plan_goal n join walk.cases_plan_goal o on o.id = n.id
                 where ?::uuid is not null and n.met = 'DROPPED' and o.met <> 'DROPPED' and not (%s)
                   and not exists (select from cases.plan_goal v where v.continues = n.id and v.met = 'DROPPED' and %s)""".formatted(agreed.formatted("n.id"), agreed.formatted("v.plan_id")));
        rule("a guardian's consent without a guardian on the file", """
                select c.id from cases.consent c where c.recorded_by = ? and c.recorded_at > %s and c.status = 'GIVEN'
                   and c.given_by in ('GUARDIAN', 'CHILD_AND_GUARDIAN', 'CHILD_ASSENT_AND_GUARDIAN', 'CHILD_INFORMED_ASSENT_AND_GUARDIAN', 'CHILD_CONSENT_AND_GUARDIAN', 'GUARDIAN_AFTER_BEST_INTERESTS')
                   and not exists (select from cases.guardian g where g.file_id = c.file_id)""".formatted(began));
        rule("a consent with nothing told", """
                select c.id from cases.consent c where c.recorded_by = ? and c.recorded_at > %s and c.status = 'GIVEN' and cardinality(c.explained) < 7""".formatted(began));
        rule("an operation starts with care that nobody of care confirmed", """
                select n.id from operations.operation n left join walk.operations_operation o on o.id = n.id
                 where ?::uuid is not null and n.status = 'RUNNING' and (o.status is distinct from 'RUNNING' or n.expected_children > o.expected_children)
                   and not exists (select from slips.care_request c join access.person p on p.id = c.confirmed_by and p.compartment = 'akoma_protection'
                                     join access.organisation g on g.id = c.organisation_id
                                    where c.operation_id = n.id and g.code = n.care_confirmed_by and c.places >= n.expected_children)""");
        rule("two payments of one type for a child on one day, without the override of two", """
                select max(n.id::text)::uuid from assistance.payment n where n.requested_by = ? and n.requested_at > %s and n.override is null and n.state in ('REQUESTED', 'APPROVED', 'PAID')
                 group by n.file_id, n.type having count(*) > 1""".formatted(began));
        rule("a payment for a period long past, without an override", """
                select n.id from assistance.payment n where n.requested_by = ? and n.requested_at > %s and n.override is null and n.state in ('REQUESTED', 'APPROVED', 'PAID')
                   and n.covers_until < %s::date - 100""".formatted(began, began));
        rule("one receipt for two payments", """
                select max(n.id::text)::uuid from assistance.payment n where ?::uuid is not null and n.receipt is not null and not exists (select from walk.assistance_payment o where o.id = n.id and o.receipt = n.receipt)
                 group by n.receipt having count(*) > 1""");
        rule("G5 a supervisor who supervises nowhere", """
                select p.id from access.person p left join walk.access_person o on o.id = p.id
                 where ?::uuid is not null and p.supervisor_id is not null and p.supervisor_id is distinct from o.supervisor_id
                   and not exists (select from access.person_role r where r.person_id = p.supervisor_id and r.role = 'CASE_SUPERVISOR' and r.approved_at is not null and r.valid_until > now() - interval '20 years')""");
        rule("G6 a unit that is no shelter of a shelter manager's structure", """
                select r.id from access.person_role r where ?::uuid is not null and r.unit_id is not null and not exists (select from walk.access_person_role o where o.id = r.id)
                   and (r.role <> 'SHELTER_MANAGER' or not exists (select from cases.shelter s where s.id = r.unit_id and s.organisation_id = r.organisation_id))""");
        rule("the nearest planned visit disappears or moves away without anybody seeing the child", """
                select o.file_id from (select file_id, min(planned_on) as day from walk.followup_visit where closed_at is null and planned_on >= %s::date group by 1) o
                       left join (select file_id, min(planned_on) as day from followup.visit where closed_at is null and planned_on >= %s::date group by 1) n using (file_id)
                 where ?::uuid is not null and (n.day is null or n.day > o.day + 1) and not exists (select from followup.visit v where v.file_id = o.file_id and (v.done_at > %s or v.missed_at > %s or v.moved > 0 or v.cancelled_at > %s and v.cancel_reason is not null and not v.by_calendar))
                   and not exists (select from cases.case_file f where f.id = o.file_id and (f.status = 'CLOSED' or f.care is null))""".formatted(
                        began, began, began, began, began));
        rule("ux1.1 a visit that was moved is gone", """
                select m.visit_id from followup.visit_move m left join followup.visit v on v.id = m.visit_id
                 where m.moved_by = ? and m.at > %s and (v.id is null or v.cancelled_at is not null and v.cancelled_at <= m.at + interval '1 second' and v.cancelled_at >= m.at - interval '1 second')""".formatted(began));
        rule("a visit says danger and no alert is raised", """
                select v.id from followup.visit v where v.recorded_by = ? and v.done_at > %s and v.safety = 'DANGER'
                   and not exists (select from followup.alert a where a.file_id = v.file_id and a.closed_at is null)""".formatted(began));
        rule("the child says that it is not safe and no alert is raised", """
                select b.visit_id from followup.visit_feedback b where b.taken_by = ? and b.at > %s and b.safe = 'NO'
                   and not exists (select from followup.alert a where a.file_id = b.file_id and a.closed_at is null)""".formatted(began));
        rule("G7 an emergency rings no data protection officer", """
                select b.id from access.break_glass b where b.person_id = ? and b.at > %s and not exists (select from notices.bell n
                       join access.person_role r on r.person_id = n.person_id and r.role = 'DATA_PROTECTION_OFFICER' where n.rung_at between b.at - interval '5 seconds' and b.at + interval '5 seconds')""".formatted(began));
        rule("G7 more emergencies than three a day or two not reviewed", """
                select (array_agg(b.id order by b.at))[3] from access.break_glass b where b.person_id = ? and b.at > %s and b.verdict is null having count(*) > 2""".formatted(began));
        rule("a referral goes out in another structure's name", """
                select r.id from referrals.referral r where r.sent_by = ? and r.sent_at > %s and r.from_id <> r.organisation_id and not (%s)""".formatted(began, agreed.formatted("r.id")));
        rule("an unnamed complaint leaves its author's name", """
                select min(c.id::text)::uuid from followup.complaint c, journal.entry e where e.actor = ? and e.act = 'followup.complaint-raised' and e.at > %s
                   and c.raised_by is null and abs(extract(epoch from c.raised_at - e.at)) < 2 having count(*) > 0""".formatted(began));
        rule("closing as an adult is asked for who is none", """
                select c.id from cases.closure c join cases.case_file f on f.id = c.file_id
                 where c.requested_by = ? and c.requested_at > %s and c.code = 'TURNED_18_WITH_LEAVING_PLAN'
                   and (f.age_at_rescue is null or f.age_at_rescue + extract(year from age(c.requested_at, coalesce(f.handed_at, f.registered_at)))
                        + case when f.age_estimated then 1 else 0 end < 18)""".formatted(began));
        rule("closing as handed over is asked for though nobody took the child over", """
                select c.id from cases.closure c where c.requested_by = ? and c.requested_at > %s and c.code = 'TRANSFERRED'
                   and not exists (select from cases.case_file f where f.id = c.file_id and f.status in ('TRANSFER_ACCEPTED', 'TRANSFERRED'))""".formatted(began));
        rule("a plan is approved by who is no supervisor", """
                select n.id from cases.plan n where n.status = 'APPROVED' and n.decided_by = ? and n.decided_at > %s and %s""".formatted(began, noSupervisor("n.decided_by")));
        rule("a home is approved by who is no supervisor", """
                select n.id from cases.placement n where n.approved_by = ? and n.approved_at > %s and %s""".formatted(began, noSupervisor("n.approved_by")));
        rule("a file is closed by who is no supervisor", """
                select n.id from cases.closure n where n.decision = 'CLOSED' and n.decided_by = ? and n.decided_at > %s and %s""".formatted(began, noSupervisor("n.decided_by")));
        rule("an emergency that was not justified goes on", """
                select b.id from access.break_glass b join access.file_grant g on g.file_id = b.file_id and g.grantee = b.person_id and g.reason = 'BREAK_GLASS'
                 where b.reviewed_by = ? and b.reviewed_at > %s and b.verdict = 'NOT_JUSTIFIED' and g.valid_until > b.reviewed_at + interval '1 minute'""".formatted(began));
        rule("a slip is signed for the officer who hands over by somebody else", """
                select n.id from slips.slip n where n.officer_signed_by = ? and n.officer_signed_at > %s and n.officer_signed_by <> n.officer_id""".formatted(began));
        rule("2 a role begins that nobody else approved", """
                select n.id from access.person_role n where n.given_by = ? and n.approved_at > %s and n.approved_by is null""".formatted(began));
        rule("2 a contract that has ended runs again by one person", """
                select n.id from access.person n join walk.access_person o on o.id = n.id
                 where ?::uuid is not null and o.contract_until <= %s::date and n.contract_until > %s::date and not (%s)""".formatted(
                        began, began, agreed.formatted("n.id")));
        rules.putAll(HouseRules.since(began));
        if (records.has("access", "decision_kind", "roles"))
            rule("2 something is agreed to by who has not the role for it", """
                    select d.id from access.decision d join access.decision_kind k using (kind) where d.decided_by = ? and d.ended_at > %s and d.state = 'AGREED'
                       and not exists (select from access.person_role r where r.person_id = d.decided_by and r.role = any (k.roles) and r.approved_at is not null)""".formatted(began));
    }

    private static String noSupervisor(String person) {
        return "not exists (select from access.person_role r where r.person_id = " + person
                + " and r.role = 'CASE_SUPERVISOR' and r.approved_at is not null)";
    }

    /** What has come about since the last question. */
    List<String> broken(UUID person) {
        List<String> found = new ArrayList<>();
        rules.forEach((rule, sql) -> records.ask(sql, row -> row.getObject(1, UUID.class), person)
                .forEach(key -> {
                    if (key != null && seen.add(rule + key)) found.add(rule);
                }));
        return found;
    }
}
