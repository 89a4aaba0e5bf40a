package org.akoma.insider;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Who sees which section of which file at a moment, for everybody, and by which grant. */
final class Sight {

    /**
     * What one grant opens to one person.
     *
     * @param until null = without end
     */
    record Line(
            UUID grant,
            String person,
            UUID file,
            int sections,
            boolean write,
            String reason,
            String kind,
            UUID grantee,
            double days) {}

    private static final String LINES = """
            with moment as (select max(at) + interval '1 second' as now from journal.entry),
                 held as (select p.id, p.code, p.organisation_id, r.role, r.reach, r.unit_id, o.id as org, o.desk_id
                            from access.person p join access.person_role r on r.person_id = p.id join access.organisation o on o.id = r.organisation_id, moment
                           where r.approved_at <= now and r.valid_from <= now and r.valid_until > now
                             and p.contract_from <= now::date and p.contract_until > now::date),
                 holder as (select distinct code, h.kind, h.id as holder_id from held, lateral (values ('PERSON', held.id),
                                ('ORGANISATION', case when reach = 'ORGANISATION' then org end),
                                ('DESK', case when reach in ('ORGANISATION', 'DESK') then desk_id end), ('UNIT', unit_id)) as h (kind, id) where h.id is not null)
            select g.id, h.code, g.file_id, g.sections, g.may_write, g.reason, g.grantee_kind, g.grantee,
                   extract(epoch from least(g.valid_until, now + interval '100 years') - now) / 86400 as days
              from holder h join access.file_grant g on g.grantee = h.holder_id and (g.grantee_kind = h.kind or %s), moment
             where g.file_id is not null and g.valid_from <= now and g.valid_until > now
            """;

    private final Map<UUID, List<Line>> byGrant = new HashMap<>();
    private final Map<String, Integer> sections = new HashMap<>();
    private final Map<String, Integer> byEmergencyAlone = new HashMap<>();

    private Sight(List<Line> lines) {
        for (Line line : lines) {
            byGrant.computeIfAbsent(line.grant(), id -> new java.util.ArrayList<>())
                    .add(line);
            sections.merge(line.person() + line.file(), line.sections(), (a, b) -> a | b);
            if (!line.reason().equals("BREAK_GLASS"))
                byEmergencyAlone.merge(line.person() + line.file(), line.sections(), (a, b) -> a | b);
        }
    }

    /** @param kinds whether the house compares grantees with their kind; one that does not is read without kinds */
    static Sight of(HouseRecords records, boolean kinds) {
        return new Sight(records.ask(
                LINES.formatted(!kinds),
                row -> new Line(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getObject(3, UUID.class),
                        row.getInt(4),
                        row.getBoolean(5),
                        row.getString(6),
                        row.getString(7),
                        row.getObject(8, UUID.class),
                        row.getDouble(9))));
    }

    /** The sections of the file that this person holds, as bits. */
    int sections(String person, UUID file) {
        return sections.getOrDefault(person + file, 0);
    }

    /** The same without emergency access. */
    int kept(String person, UUID file) {
        return byEmergencyAlone.getOrDefault(person + file, 0);
    }

    /** What opened something to somebody since the earlier moment. */
    Set<Line> grownSince(Sight before) {
        Set<Line> grown = new HashSet<>();
        byGrant.forEach((grant, lines) -> lines.forEach(line -> {
            if ((line.sections() & ~before.sections(line.person(), line.file())) != 0) grown.add(line);
        }));
        return grown;
    }

    /** Person and file of whom lost a file entirely since the earlier moment. */
    Set<String> lostSince(Sight before) {
        Set<String> lost = new HashSet<>(before.sections.keySet());
        lost.removeAll(sections.keySet());
        return lost;
    }

    boolean knows(UUID grant) {
        return byGrant.containsKey(grant);
    }
}
