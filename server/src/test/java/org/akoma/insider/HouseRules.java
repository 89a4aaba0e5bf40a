package org.akoma.insider;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The states of {@link OnePersonRules} that concern how files leave and change hands, shelters, complaints and those who oversee: queries in
 * the same manner, {@code ?} is the person who walks.
 */
final class HouseRules {

    /** Compared with what they were when the walk began. */
    static final List<String> COMPARED = List.of(
            "cases.shelter", "access.file_grant", "access.deputy", "access.exported_lines", "exchange.export_request");

    private static final String NOW = "(select max(at) from journal.entry)";

    private final String began;
    private final Map<String, String> rules = new LinkedHashMap<>();

    private HouseRules(String began) {
        this.began = began;
        leaving();
        hands();
        shelters();
        complaints();
        overseers();
    }

    /** @param began SQL for the moment when the walk began */
    static Map<String, String> since(String began) {
        return new HouseRules(began).rules;
    }

    /**
     * That two different people agreed to it.
     *
     * @param subject SQL for what it is about
     */
    private static String agreed(String kinds, String subject) {
        return "exists (select from access.decision d where d.kind in (" + kinds + ") and d.subject = " + subject
                + " and d.state = 'AGREED' and d.proposed_by <> d.decided_by)";
    }

    private void leaving() {
        rules.put("a child departs inland for a home that nobody else agreed to", """
                select n.id from cases.homecoming n left join walk.cases_homecoming o on o.id = n.id
                 where ?::uuid is not null and n.state in ('DEPARTED', 'ARRIVED') and coalesce(o.state, '') not in ('DEPARTED', 'ARRIVED') and not n.cross_border
                   and not exists (select from cases.placement p where p.file_id = n.file_id and p.country = n.to_country and p.kind <> 'SHELTER' and %s)""".formatted(
                        agreed("'HOME'", "p.id")));
        rules.put("2 names leave without a supervisor and the data protection officer", """
                select n.id from exchange.export_request n left join walk.exchange_export_request o on o.id = n.id
                 where ?::uuid is not null and n.downloaded_at is not null and o.downloaded_at is null
                   and not (%s and %s and n.supervisor_id <> n.custodian_id)""".formatted(
                        agreed("'EXPORT_SUPERVISOR'", "n.id"), agreed("'EXPORT_CUSTODIAN'", "n.id")));
        rules.put("2 a list of all children leaves by one person who works with none", """
                select n.person_id from access.exported_lines n left join walk.access_exported_lines o on o.person_id = n.person_id and o.day = n.day
                 where n.person_id = ? and n.lines > coalesce(o.lines, 0)
                   and not exists (select from access.person_role r where r.person_id = n.person_id and r.role not in ('PROJECT_MANAGER', 'FINANCE_OFFICER') and r.approved_at is not null)
                   and not exists (select from access.decision d where d.kind = 'BULK_READ' and d.proposed_by = n.person_id and d.state = 'AGREED' and d.decided_by <> d.proposed_by
                                      and d.ended_at > n.day - 1)""");
    }

    private void hands() {
        rules.put("G4 a file changes its structure by one person", """
                select n.id from cases.case_file n join walk.cases_case_file o on o.id = n.id
                 where ?::uuid is not null and n.organisation_id <> o.organisation_id and not (%s)""".formatted(agreed("'TRANSFER'", "n.id")));
        rules.put("G3 a share that writes is given by who is no supervisor, or taken by oneself", """
                select n.id from access.file_grant n where ?::uuid is not null and n.reason = 'SHARED' and n.may_write and not exists (select from walk.access_file_grant o where o.id = n.id and o.may_write)
                   and (n.given_by = n.grantee or not exists (select from access.person_role r where r.person_id = n.given_by and r.role = 'CASE_SUPERVISOR' and r.approved_at is not null))""");
    }

    private void shelters() {
        rules.put(
                "2 a child is placed in a shelter that one person opened", """
                select n.id from cases.placement n join cases.shelter s on s.id = n.shelter_id
                 where ?::uuid is not null and s.made_by is not null and not exists (select from walk.cases_placement o where o.id = n.id) and not (%s)""".formatted(agreed("'SHELTER'", "s.id")));
        rules.put("2 places and rules of a shelter are changed by one person", """
                select n.id from cases.shelter n join walk.cases_shelter o on o.id = n.id
                 where ?::uuid is not null and (n.capacity, n.sex_rule, n.least_age, n.most_age) is distinct from (o.capacity, o.sex_rule, o.least_age, o.most_age)
                   and not (%s)""".formatted(
                        agreed("'SHELTER_CHANGE'", "n.id")));
        rules.put("2 a shelter is opened for another structure or abroad", """
                select n.id from cases.shelter n join access.person p on p.id = n.made_by join access.organisation s on s.id = n.organisation_id
                 where n.made_by = ? and not exists (select from walk.cases_shelter o where o.id = n.id)
                   and (n.country <> s.country or n.organisation_id <> p.organisation_id)""");
    }

    /** A complaint is on no file: what is read of it is an entry of the reader's own chain. */
    private void complaints() {
        rules.put("8.7 a complaint is handled by whom it is about", """
                select c.id from (select ?::uuid as id) me, followup.complaint c
                 where me.id = any (c.about_ids) and (c.closed_by = me.id and c.closed_at > %s or c.acknowledged_by = me.id and c.acknowledged_at > %s
                       or exists (select from followup.complaint_step s where s.complaint_id = c.id and s.taken_by = me.id and s.at > %s))""".formatted(began, began, began));
    }

    private void overseers() {
        rules.put("2 nobody oversees the house any more", """
                select md5(x.role)::uuid from (values ('DATA_PROTECTION_OFFICER'), ('PROJECT_MANAGER')) x(role)
                 where ?::uuid is not null and exists (%s) and not exists (%s)""".formatted(
                        held("walk.access_person_role", "walk.access_person", "x.role", began),
                        held("access.person_role", "access.person", "x.role", NOW)));
        rules.put("2 nobody decides any more for a structure with open files", """
                select f.organisation_id from walk.cases_case_file f where ?::uuid is not null and f.closed_at is null
                   and exists (%s and r.organisation_id = f.organisation_id) and not exists (%s and r.organisation_id = f.organisation_id)
                   and not exists (select from access.deputy x where x.organisation_id = f.organisation_id and x.valid_from <= %s and x.valid_until > %s)
                 group by 1""".formatted(
                        held("walk.access_person_role", "walk.access_person", "'CASE_SUPERVISOR'", began),
                        held("access.person_role", "access.person", "'CASE_SUPERVISOR'", NOW),
                        NOW,
                        NOW));
    }

    private static String held(String roles, String people, String role, String at) {
        return "select from " + roles + " r join " + people + " p on p.id = r.person_id where r.role = " + role
                + " and r.approved_at <= " + at + " and r.valid_from <= " + at + " and r.valid_until > " + at
                + " and p.contract_until > " + at + "::date";
    }
}
