package org.akoma.protection.complaints;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.SqlAs;
import org.akoma.Visit;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.TheOnly;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.ground.safeguarding.FocalPoints;
import org.akoma.protection.wellbeing.StatusHouse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Who reads a complaint can sign in, and nobody takes it from them alone (requirements.md 8.7, trust.md 2). */
class ComplaintReadersIT extends StatusHouse {

    @Autowired
    Complaints complaints;

    @Autowired
    FocalPoints guards;

    private Organisation aside() {
        return structure(Organisation.Kind.NGO);
    }

    private Answer raised(String... persons) {
        return raisedOf("Il frappe un enfant", persons);
    }

    private Answer raisedOf(String what, String... persons) {
        Map<String, Object> said = new HashMap<>(Map.of("structure", ngo.code(), "kind", "VIOLENCE", "what", what));
        if (persons.length > 0) said.put("persons", List.of(persons));
        Answer sent = api(worker.username()).post("/api/v1/complaints", said);
        assertThat(sent.status()).as(sent.toString()).isEqualTo(201);
        return sent;
    }

    private static UUID id(Answer sent) {
        return UUID.fromString(sent.json().path("id").asString());
    }

    private static String owner(String sql) throws SQLException {
        try (var connection = TestDatabase.connectAs(Compartment.MIGRATOR);
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false); // the moment is of this transaction: others use the connection after it
            statement.execute("select set_config('akoma.moment', '" + MORNING.plusSeconds(7200) + "', true)");
            String answer;
            try (var row = statement.executeQuery(sql)) {
                answer = row.next() ? String.valueOf(row.getString(1)) : "";
            }
            connection.commit();
            return answer;
        }
    }

    private static long bells(Actor who) throws SQLException {
        return Long.parseLong(owner("select count(*) from notices.bell where person_id = '" + who.personId() + "'"));
    }

    private boolean reads(Actor who, UUID complaint) throws SQLException {
        return SqlAs.number(
                        who,
                        MORNING.plusSeconds(7200),
                        "select count(*) from followup.complaint where id = '" + complaint + "'")
                == 1;
    }

    private static String person(String table, Actor who) {
        return " where " + table + " = '" + who.personId() + "'";
    }

    /** One administrator ends the role or contract of the last reader: the next ones read it and are rung, and a new one says who does. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "update access.person_role set valid_until = access.moment() where person_id = '%s'",
                "update access.person set contract_until = (access.moment() at time zone 'UTC')::date where id = '%s'"
            })
    void whoCannotSignInReadsNothingAndTheNextDo(String end) throws SQLException {
        Actor admin = actor(person(Role.SYSTEM_ADMINISTRATOR, aside()));
        Actor officer = actor(person(Role.DATA_PROTECTION_OFFICER, aside()));
        Actor manager = actor(person(Role.PROJECT_MANAGER, aside()));
        Actor focal = actor(person(Role.OBSERVER, aside()));
        Actor supervises = actor(person(Role.CASE_SUPERVISOR, aside()));
        try (TheOnly _ = new TheOnly(Role.DATA_PROTECTION_OFFICER, officer.personId());
                TheOnly _ = new TheOnly(Role.PROJECT_MANAGER, manager.personId());
                TheOnly _ = new TheOnly(Role.CASE_SUPERVISOR, supervises.personId())) {
            TestDatabase.ownerDoes("update access.focal_point set valid_until = greatest(valid_from, '2015-11-01')");
            guards.settle(Ids.next(), aside().code(), focal.username(), MORNING.minusSeconds(60));
            UUID first = id(raised(officer.username(), manager.username()));
            assertThat(reads(focal, first)).isTrue();
            assertThat(reads(supervises, first)).isFalse();
            long before = bells(supervises);
            assertThat(SqlAs.change(admin, MORNING.plusSeconds(3600), end.formatted(focal.personId())))
                    .isPositive();
            assertThat(reads(supervises, first)).isTrue();
            assertThat(bells(supervises)).isGreaterThan(before);
            assertThat(owner("select followup.readers_of(c) from followup.complaint c where c.id = '" + first + "'"))
                    .isEqualTo(supervises.personId().toString());
            clock.moveTo(MORNING.plusSeconds(5400));
            assertThat(api(supervises.username())
                            .get("/api/v1/complaints/" + first)
                            .status())
                    .isEqualTo(200);
            Answer second = raised(officer.username(), manager.username());
            assertThat(second.json().path("read").asBoolean()).isTrue();
            assertThat(reads(supervises, id(second))).isTrue();
            for (Actor named : List.of(officer, manager, worker))
                assertThat(reads(named, first)).isFalse();
        }
    }

    /** Nobody is left who may read it: an administrator whom it does not name hears the structure and the day, and the next officer is rung. */
    @Test
    void whatNobodyMayReadAsksForAReader() throws SQLException {
        Actor admin = actor(person(Role.SYSTEM_ADMINISTRATOR, aside()));
        Actor accused = actor(person(Role.SYSTEM_ADMINISTRATOR, aside()));
        Actor officer = actor(person(Role.DATA_PROTECTION_OFFICER, aside()));
        Actor manager = actor(person(Role.PROJECT_MANAGER, aside()));
        Actor supervises = actor(person(Role.CASE_SUPERVISOR, aside()));
        try (TheOnly _ = new TheOnly(Role.DATA_PROTECTION_OFFICER, officer.personId());
                TheOnly _ = new TheOnly(Role.PROJECT_MANAGER, manager.personId());
                TheOnly _ = new TheOnly(Role.CASE_SUPERVISOR, supervises.personId())) {
            TestDatabase.ownerDoes("update access.focal_point set valid_until = greatest(valid_from, '2015-11-01')");
            List<Actor> named = List.of(officer, manager, supervises, accused);
            long[] before = named.stream().mapToLong(ComplaintReadersIT::rung).toArray();
            long heard = rung(admin);
            Answer sent = raised(officer.username(), manager.username(), supervises.username(), accused.username());
            assertThat(sent.json().path("read").asBoolean()).isFalse();
            assertThat(sent.json().path("notice").asString()).isEqualTo("followup.complaint-asked");
            assertThat(rung(admin)).isEqualTo(heard + 1);
            assertThat(named.stream().mapToLong(ComplaintReadersIT::rung).toArray())
                    .containsExactly(before);
            Answer waits = api(admin.username()).get("/api/v1/complaints/unread");
            assertThat(waits.body())
                    .contains(ngo.code())
                    .doesNotContain("frappe", worker.code(), "VIOLENCE", officer.code());
            assertThat(browser(admin.username()).get("/complaints/unread").body())
                    .contains(ngo.code())
                    .doesNotContain("frappe", officer.code(), supervises.code());
            assertThat(browser(admin.username()).get("/").body()).contains("/complaints/unread");
            assertThat(reads(admin, id(sent))).isFalse();
            assertThat(api(accused.username()).get("/api/v1/complaints/unread").body())
                    .doesNotContain(ngo.code());
            assertThat(browser(accused.username()).get("/").body()).doesNotContain("/complaints/unread");
            for (Actor one : List.of(officer, manager, supervises, worker)) {
                assertThat(api(one.username()).get("/api/v1/complaints/unread").status())
                        .isEqualTo(404);
                assertThat(reads(one, id(sent))).isFalse();
            }
            Actor next = actor(person(Role.DATA_PROTECTION_OFFICER, aside()));
            owner("select followup.pass_on()");
            assertThat(rung(next)).isPositive();
            assertThat(reads(next, id(sent))).isTrue();
            assertThat(api(admin.username()).get("/api/v1/complaints/unread").body())
                    .doesNotContain(ngo.code());
        }
    }

    private static long rung(Actor who) {
        try {
            return bells(who);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where the role ends by the calendar, nobody acts: the clock of the house rings who is next. */
    @Test
    void theClockPassesItOnToo() throws SQLException {
        Actor officer = actor(person(Role.DATA_PROTECTION_OFFICER, aside()));
        Actor manager = actor(person(Role.PROJECT_MANAGER, aside()));
        Actor focal = actor(person(Role.OBSERVER, aside()));
        Actor supervises = actor(person(Role.CASE_SUPERVISOR, aside()));
        try (TheOnly _ = new TheOnly(Role.DATA_PROTECTION_OFFICER, officer.personId());
                TheOnly _ = new TheOnly(Role.PROJECT_MANAGER, manager.personId());
                TheOnly _ = new TheOnly(Role.CASE_SUPERVISOR, supervises.personId())) {
            TestDatabase.ownerDoes("update access.focal_point set valid_until = greatest(valid_from, '2015-11-01')");
            guards.settle(Ids.next(), aside().code(), focal.username(), MORNING.minusSeconds(60));
            UUID first = id(raised(officer.username(), manager.username()));
            TestDatabase.ownerDoes("update access.person_role set valid_until = '" + MORNING.plusSeconds(3600) + "'"
                    + person("person_id", focal));
            long before = bells(supervises);
            owner("select followup.pass_on()");
            assertThat(bells(supervises)).isEqualTo(before + 1);
            owner("select followup.pass_on()");
            assertThat(bells(supervises)).as("rung once").isEqualTo(before + 1);
            assertThat(reads(supervises, first)).isTrue();
        }
    }

    /** Who ends the office of a focal point takes nothing from them that was told before, and no end is undone or dated back. */
    @Test
    void whoEndsAFocalPointTakesNothingThatWasTold() throws SQLException {
        Actor officer = actor(person(Role.DATA_PROTECTION_OFFICER, aside()));
        Actor focal = actor(person(Role.OBSERVER, aside()));
        guards.settle(Ids.next(), ngo.code(), focal.username(), MORNING.minusSeconds(60));
        UUID before = id(raised());
        String update = "update access.focal_point set valid_until = %s" + person("person_id", focal);
        assertThat(LoginSql.refusal(
                        actor(officer.username()), MORNING.plusSeconds(60), update.formatted("'2015-07-01'")))
                .contains("access.focal-point-only-ends");
        UUID point = guards.all(officer).stream()
                .filter(one -> one.organisation().equals(ngo.code()))
                .findFirst()
                .orElseThrow()
                .id();
        clock.moveTo(MORNING.plusSeconds(600));
        assertThat(browser(officer.username())
                        .post("/complaints/focal-points/" + point + "/end")
                        .status())
                .isEqualTo(303);
        assertThat(LoginSql.refusal(
                        actor(officer.username()), MORNING.plusSeconds(900), update.formatted("'infinity'")))
                .contains("access.focal-point-only-ends");
        clock.moveTo(MORNING.plusSeconds(3600));
        UUID after = id(raised());
        assertThat(api(focal.username()).get("/api/v1/complaints/" + before).status())
                .isEqualTo(200);
        assertThat(browser(focal.username()).get("/complaints/" + before).status())
                .isEqualTo(200);
        assertThat(api(focal.username()).get("/api/v1/complaints/" + after).status())
                .isEqualTo(404);
    }

    /** A colleague of whom it is about ends no focal point of that structure while two others oversee the house, and is not offered it. */
    @Test
    void aColleagueOfTheAccusedEndsNoFocalPoint() throws SQLException {
        Actor beside = actor(person(Role.DATA_PROTECTION_OFFICER, ngo));
        Actor officer = actor(person(Role.DATA_PROTECTION_OFFICER, aside()));
        person(Role.PROJECT_MANAGER, aside());
        Actor focal = actor(person(Role.OBSERVER, aside()));
        UUID point = Ids.next();
        guards.settle(point, ngo.code(), focal.username(), MORNING.minusSeconds(60));
        Visit visit = browser(beside.username());
        assertThat(visit.get("/complaints").body()).contains(point + "/end");
        raised(worker.username());
        assertThat(visit.get("/complaints").body()).doesNotContain(point + "/end");
        assertThat(visit.post("/complaints/focal-points/" + point + "/end").status())
                .isEqualTo(404);
        assertThat(SqlAs.change(
                        beside,
                        MORNING.plusSeconds(60),
                        "update access.focal_point set valid_until = access.moment() where id = '" + point + "'"))
                .isZero();
        assertThat(browser(officer.username()).get("/complaints").body()).contains(point + "/end");
    }

    private Actor officer(String name) {
        Actor officer = actor(person(Role.DATA_PROTECTION_OFFICER, aside()));
        TestDatabase.ownerDoes(
                "insert into access.person_card (person_id, compartment, name) select p.id, p.compartment, '" + name
                        + "' from access.person p where p.id = '" + officer.personId() + "'");
        return officer;
    }

    private UUID complained(String what, String... concerned) {
        return id(raisedOf(what, concerned));
    }

    /** Names are beside codes on every page: who complains of a person writes the name, in either order, with or without accents. */
    @Test
    void whoIsNamedByTheirNameReadsNothing() throws SQLException {
        String family = newFamilyName();
        Actor accused = officer("Désiré " + family);
        Actor other = officer(newFamilyName() + " Awa");
        for (String what : List.of(
                "Désiré " + family + " frappe un enfant",
                "J’ai vu " + family.toUpperCase(Locale.ROOT) + " DESIRE le frapper")) {
            UUID complaint = complained(what);
            assertThat(reads(accused, complaint)).as(what).isFalse();
            assertThat(reads(other, complaint)).isTrue();
        }
        assertThat(reads(accused, complained("Il frappe un enfant", "M. " + family)))
                .isFalse();
        assertThat(reads(accused, complained("Désiré frappe un enfant")))
                .as("one word of many names")
                .isTrue();
    }

    /** A name is known with a particle, an initial or another first name in it, behind a title, and after it was changed. */
    @Test
    void aNameIsKnownInEveryWriting() throws SQLException {
        String family = newFamilyName();
        Actor accused = officer("Jean de " + family);
        for (String what : List.of(
                "Jean de " + family + " frappe un enfant",
                "Jean K. " + family + " frappe un enfant",
                "Jean-Marc " + family + " frappe un enfant",
                "C’est M. " + family + " qui le frappe",
                "monsieur " + family + " le frappe"))
            assertThat(reads(accused, complained(what))).as(what).isFalse();
        TestDatabase.ownerDoes(
                "update access.person_card set name = 'Paul " + newFamilyName() + "'" + person("person_id", accused));
        assertThat(reads(accused, complained("Jean de " + family + " frappe un enfant")))
                .as("its former name")
                .isFalse();
        assertThat(reads(accused, complained("C’est M. " + family + " qui le frappe")))
                .isFalse();
        assertThat(reads(accused, complained("Un autre Jean frappe un enfant"))).isTrue();
    }

    /** A colleague who takes the surname of the accused shows the complaint to neither. */
    @Test
    void ofSeveralWhoBearTheNameEachIsMeant() throws SQLException {
        String family = newFamilyName();
        Actor accused = officer("Jean " + family);
        Actor colleague = officer("Awa " + family);
        for (UUID complaint :
                List.of(complained("M. " + family + " frappe un enfant"), complained("Il frappe un enfant", family))) {
            assertThat(reads(accused, complaint)).isFalse();
            assertThat(reads(colleague, complaint)).isFalse();
        }
    }

    /** Who calls themselves by the words of any complaint hides it from themselves alone: their structure's officers go on reading it. */
    @Test
    void nobodyDivertsComplaintsByTheirName() throws SQLException {
        String word = newFamilyName();
        Organisation here = aside();
        Actor reader = actor(person(Role.DATA_PROTECTION_OFFICER, here));
        Actor called = actor(person(Role.CASE_SUPERVISOR, here));
        TestDatabase.ownerDoes(
                "insert into access.person_card (person_id, compartment, name) select p.id, p.compartment, 'Un " + word
                        + "' from access.person p where p.id = '" + called.personId() + "'");
        UUID complaint = complained("Il frappe un " + word + " depuis lundi");
        assertThat(reads(reader, complaint)).isTrue();
        assertThat(reads(called, complaint)).isFalse();
    }

    /** The account that may be the accused's second one neither reads the complaint nor is the second who ends it. */
    @Test
    void theNamesakeOfTheAccusedReadsNothing() throws SQLException {
        String family = newFamilyName();
        Actor accused = officer("Hortense " + family);
        Actor same = officer(family + " Hortense");
        Actor other = officer(newFamilyName() + " Awa");
        UUID complaint = complained("Elle frappe un enfant", accused.username());
        assertThat(reads(accused, complaint)).isFalse();
        assertThat(reads(same, complaint)).isFalse();
        assertThat(reads(other, complaint)).isTrue();
        Actor later = officer(family + " Hortense");
        assertThat(reads(later, complaint)).as("made afterwards").isFalse();
    }

    /** An officer who never came in takes a complaint from nobody; once they did, they are rung for it. */
    @Test
    void anOfficerWhoNeverCameInTakesNothing() throws SQLException {
        Actor officer = actor(person(Role.DATA_PROTECTION_OFFICER, ngo));
        try (TheOnly _ = new TheOnly(Role.DATA_PROTECTION_OFFICER, officer.personId())) {
            UUID about = id(raised(worker.username()));
            assertThat(reads(officer, about)).isTrue();
            Actor later = actor(person(Role.DATA_PROTECTION_OFFICER, aside()));
            TestDatabase.ownerDoes("update access.person set conduct_accepted_at = null" + person("id", later));
            assertThat(reads(officer, about)).isTrue();
            assertThat(reads(later, about)).isFalse();
            TestDatabase.ownerDoes("update access.person set contract_from = '2016-06-01', conduct_accepted_at = now()"
                    + person("id", later));
            assertThat(reads(officer, about)).isTrue();
            TestDatabase.ownerDoes("update access.person set contract_from = '2015-01-01', conduct_accepted_at = null"
                    + person("id", later));
            long before = bells(later);
            assertThat(SqlAs.change(
                            later,
                            MORNING.plusSeconds(3600),
                            "update access.person set conduct_accepted_at = access.moment()" + person("id", later)))
                    .isOne();
            assertThat(reads(later, about)).isTrue();
            assertThat(reads(officer, about)).isFalse();
            assertThat(bells(later)).isEqualTo(before + 1);
        }
    }

    /** When a step was taken is said by the database, and that a child is protected needs words. */
    @Test
    void aStepIsTakenNowAndInWords() throws SQLException {
        Actor officer = actor(person(Role.DATA_PROTECTION_OFFICER, aside()));
        UUID about = id(raised(worker.username()));
        UUID step = Ids.next();
        String insert = "insert into followup.complaint_step (id, complaint_id, kind, at, taken_by, sealed) values ('"
                + step + "', '" + about + "', '%s', '2015-01-01', '" + officer.personId() + "', %s)";
        for (String words : List.of("null", "'\\x01'"))
            assertThat(LoginSql.refusal(officer, MORNING.plusSeconds(60), insert.formatted("CHILD_PROTECTED", words)))
                    .contains("followup.complaint-step-without-words");
        assertThat(SqlAs.change(officer, MORNING.plusSeconds(60), insert.formatted("NOTE", "null")))
                .isOne();
        assertThat(owner("select at >= '2015-11-16' from followup.complaint_step where id = '" + step + "'"))
                .isEqualTo("t");
    }
}
