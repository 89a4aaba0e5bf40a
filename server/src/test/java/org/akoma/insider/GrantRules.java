package org.akoma.insider;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Which growth of somebody's sight one person alone may bring about ({@code trust} section 1). */
final class GrantRules {

    private static final int NEVER_AT_SCHOOL = 2 | 4 | 8 | 16 | 128; // family, exploitation, health, placement, notes

    private final HouseRecords records;

    GrantRules(HouseRecords records) {
        this.records = records;
    }

    private record FileFacts(UUID organisation, boolean fresh) {}

    /** Why this growth may not be; empty when it may. */
    Optional<String> against(Sight.Line grown, String actor, Sight before) {
        if (before.knows(grown.grant()))
            return Optional.of("G6 sight grows without a grant: a role, a unit or a structure did it");
        FileFacts file = facts(grown.file());
        if (file == null) return Optional.empty(); // an operation of the police: another compartment
        if (file.fresh()) return ofNewFile(grown, file);
        if (before.sections(actor, grown.file()) != 0
                && before.kept(actor, grown.file()) == 0
                && !grown.reason().equals("BREAK_GLASS"))
            return Optional.of("G1 an emergency access is passed on as " + grown.reason());
        return switch (grown.reason()) {
            case "SHARED" -> ofShare(grown, actor, file);
            case "ASSIGNMENT" ->
                worksIn(grown.person(), file.organisation())
                        ? Optional.empty()
                        : Optional.of("G4 one person gives a file to another structure");
            case "OWNING_STRUCTURE" -> Optional.of("G4 one person gives a file to another structure");
            case "SUPERVISION" ->
                holds(grown.person(), "CASE_SUPERVISOR")
                        ? Optional.empty()
                        : Optional.of("G5 supervision is given to who supervises nowhere");
            case "BREAK_GLASS" -> ofEmergency(grown, actor);
            case "REFERRAL" -> ofReferral(grown, file);
            case "ENROLMENT" ->
                (grown.sections() & NEVER_AT_SCHOOL) == 0
                        ? Optional.empty()
                        : Optional.of("G2 a school sees more than that the child is its pupil");
            case "SHELTER_STAY" ->
                (grown.sections() & (4 | 128)) == 0
                        ? Optional.empty()
                        : Optional.of("G2 a shelter sees exploitation or notes");
            default -> Optional.of("G2 one person gives " + grown.reason());
        };
    }

    private Optional<String> ofNewFile(Sight.Line grown, FileFacts file) {
        boolean supervises = !grown.reason().equals("SUPERVISION") || holds(grown.person(), "CASE_SUPERVISOR");
        return supervises ? Optional.empty() : Optional.of("G5 a new file is supervised by who supervises nowhere");
    }

    /** A supervisor of the file's structure is the agreement that writing needs; nobody else gives it alone. */
    private Optional<String> ofShare(Sight.Line grown, String actor, FileFacts file) {
        if (!worksIn(grown.person(), file.organisation()))
            return Optional.of("G3 a file is shared with another structure by one person");
        if (!holds(grown.person(), "CASE_WORKER") && !holds(grown.person(), "CASE_SUPERVISOR"))
            return Optional.of("G2 a file is shared by hand with a role that may hold none");
        boolean agreed = holds(actor, "CASE_SUPERVISOR") && worksIn(actor, file.organisation());
        if (grown.write() && !agreed) return Optional.of("G3 writing is shared without a supervisor of the structure");
        return grown.days() > 31 ? Optional.of("G3 a file is shared for longer than a month") : Optional.empty();
    }

    private Optional<String> ofEmergency(Sight.Line grown, String actor) {
        if (!grown.person().equals(actor)) return Optional.of("G7 an emergency opens a file to somebody else");
        return grown.days() > 4.1 / 24 ? Optional.of("G7 an emergency lasts longer than four hours") : Optional.empty();
    }

    private Optional<String> ofReferral(Sight.Line grown, FileFacts file) {
        boolean agreed = !records.ask(
                        """
                        select 1 from access.sharing_agreement a join access.organisation o on o.desk_id = ? or o.id = ?
                         where a.confirmed_at is not null and a.expires_on > (select max(at)::date from journal.entry)
                           and (a.from_id = ? and a.to_id = o.id or a.both_ways and a.to_id = ? and a.from_id = o.id)
                           and ? & ~(a.sections | 256) = 0
                        """,
                        row -> 1,
                        grown.grantee(),
                        grown.grantee(),
                        file.organisation(),
                        file.organisation(),
                        grown.sections())
                .isEmpty();
        boolean unit = grown.kind().equals("PERSON") || grown.kind().equals("UNIT");
        return agreed || unit
                ? Optional.empty()
                : Optional.of("G3 a referral without an agreement of the file's own structure");
    }

    /**
     * Whether a case worker who lost a file works for another structure than the one that holds it now.
     *
     * @param lost user name and file
     */
    boolean isTakenFrom(String lost) {
        int id = lost.length() - 36;
        String person = lost.substring(0, id);
        FileFacts file = facts(UUID.fromString(lost.substring(id)));
        return file != null && holds(person, "CASE_WORKER") && !worksIn(person, file.organisation());
    }

    private FileFacts facts(UUID file) {
        List<FileFacts> found = new ArrayList<>(
                records.ask("""
                select f.organisation_id, not exists (select from walk.cases_case_file o where o.id = f.id) from cases.case_file f where f.id = ?
                """, row -> new FileFacts(row.getObject(1, UUID.class), row.getBoolean(2)), file));
        return found.isEmpty() ? null : found.getFirst();
    }

    private boolean worksIn(String person, UUID organisation) {
        return !records.ask(
                        "select 1 from access.person where code = ? and organisation_id = ?",
                        row -> 1,
                        person,
                        organisation)
                .isEmpty();
    }

    private boolean holds(String person, String role) {
        return !records.ask("""
                        select 1 from access.person_role r join access.person p on p.id = r.person_id
                         where p.code = ? and r.role = ? and r.approved_at is not null
                        """, row -> 1, person, role).isEmpty();
    }
}
