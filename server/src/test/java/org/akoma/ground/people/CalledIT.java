package org.akoma.ground.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.SqlAs;
import org.akoma.Visit;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What structures and people are called, who keeps it, and who never reads it. */
class CalledIT extends HouseIT {

    private final String name = "Maison " + newFamilyName();
    private final Map<String, ?> names = Map.of("label", name, "labelEn", "Children's house " + name, "town", "Soubré");

    private String path(Organisation one) {
        return "/api/v1/organisations/" + one.code();
    }

    @Autowired
    PersonCardStore cards;

    @Autowired
    CalledPeople called;

    /** An administrator's card is read by who decides what administrators ask, and by nobody else of the care side. */
    @Test
    void whoDecidesReadsWhoAsks() throws SQLException {
        Organisation ngo = structure(Organisation.Kind.NGO);
        String admin = person(Role.SYSTEM_ADMINISTRATOR, ngo);
        String code = admin.toUpperCase(Locale.ROOT);
        String own = "Awa " + newFamilyName();
        Map<String, String> card = Map.of("name", own, "job", "Administratrice", "telephone", "+225 07 01 02 03 04");
        assertThat(correct(admin, "/api/v1/colleagues/" + admin, card).status()).isEqualTo(204);
        String fresh = fresh("fi").toLowerCase(Locale.ROOT);
        assertThat(api(admin)
                        .post(
                                "/api/v1/people",
                                Map.of(
                                        "username",
                                        fresh,
                                        "organisation",
                                        ngo.code(),
                                        "role",
                                        "FINANCE_OFFICER",
                                        "contractFrom",
                                        "2015-06-01"))
                        .status())
                .isEqualTo(201);
        String asked = "select d.id from access.decision d where d.kind = 'ROLE' and d.proposed_by = '"
                + actor(admin).personId() + "'";
        String manager = person(Role.PROJECT_MANAGER, ngo);
        for (String decider : List.of(manager, person(Role.DATA_PROTECTION_OFFICER, ngo))) {
            String decision = LoginSql.answer(actor(decider), MORNING, asked);
            assertThat(browser(decider).get("/decisions/" + decision).body())
                    .as(decider)
                    .contains(code + ", " + own + ", Administratrice", "+225 07 01 02 03 04");
            assertThat(browser(decider).get("/colleagues/" + code).body()).contains(own);
        }
        String read = "select count(*) from access.person_card where person_id = '"
                + actor(admin).personId() + "'";
        assertThat(LoginSql.answer(actor(manager), MORNING, read)).isEqualTo("1");
        for (Role other : List.of(Role.CASE_WORKER, Role.CASE_SUPERVISOR, Role.OBSERVER, Role.FINANCE_OFFICER))
            assertThat(LoginSql.answer(actor(person(other, ngo)), MORNING, read))
                    .as(other.name())
                    .isEqualTo("0");
    }

    /** What data protection asks, a project manager decides, and calls who asks. */
    @Test
    void theProjectManagerReadsTheCardOfDataProtection() throws SQLException {
        Organisation ngo = structure(Organisation.Kind.NGO);
        String officer = person(Role.DATA_PROTECTION_OFFICER, ngo);
        String own = "Awa " + newFamilyName();
        Map<String, String> card = Map.of("name", own, "job", "Déléguée", "telephone", "+225 07 01 02 03 05");
        assertThat(correct(officer, "/api/v1/colleagues/" + officer, card).status())
                .isEqualTo(204);
        String page = "/colleagues/" + officer.toUpperCase(Locale.ROOT);
        assertThat(browser(person(Role.PROJECT_MANAGER, ngo)).get(page).body())
                .contains(own, "Déléguée", "+225 07 01 02 03 05");
        String read = "select count(*) from access.person_card where person_id = '"
                + actor(officer).personId() + "'";
        for (Role other : List.of(Role.CASE_WORKER, Role.CASE_SUPERVISOR, Role.OBSERVER, Role.FINANCE_OFFICER))
            assertThat(LoginSql.answer(actor(person(other, ngo)), MORNING, read))
                    .as(other.name())
                    .isEqualTo("0");
    }

    /** One person with two accounts would agree with themselves: who decides about the second reads of the first. */
    @Test
    void whoDecidesReadsOfAnotherAccountOfThatNameOrTelephone() throws SQLException {
        Organisation ngo = structure(Organisation.Kind.NGO);
        String admin = person(Role.SYSTEM_ADMINISTRATOR, ngo);
        String officer = person(Role.DATA_PROTECTION_OFFICER, ngo);
        String first = person(Role.CASE_SUPERVISOR, ngo);
        String family = newFamilyName();
        String telephone =
                "+225 07 4" + java.util.concurrent.ThreadLocalRandom.current().nextInt(1_000_000, 9_999_999);
        assertThat(correct(
                                first,
                                "/api/v1/colleagues/" + first,
                                Map.of("name", "Awa " + family, "job", "Cheffe", "telephone", telephone))
                        .status())
                .isEqualTo(204);
        String code = first.toUpperCase(Locale.ROOT);
        assertThat(decisionOn(admin, officer, ngo, "Mme " + family + " Awa", null))
                .contains("Autres comptes", code);
        assertThat(decisionOn(admin, officer, ngo, "Awa " + newFamilyName(), telephone.replace(" ", "")))
                .contains("Autres comptes", code);
        assertThat(decisionOn(admin, officer, ngo, "Awa " + newFamilyName(), null))
                .doesNotContain("Autres comptes", code)
                .contains("Akoma ne peut pas le dire");
        assertThat(decisionOn(admin, officer, ngo, "Awa " + newFamilyName(), "+225 05 12 34 56 78"))
                .doesNotContain("Akoma ne peut pas le dire");
    }

    /** Two accounts of one name are no two people, in any writing, until an administrator and an officer said that they are; neither is one of them. */
    @Test
    void noAccountDecidesWhatItsNamesakeAskedFor() throws SQLException {
        Organisation ngo = structure(Organisation.Kind.NGO);
        String admin = person(Role.SYSTEM_ADMINISTRATOR, ngo);
        String second = person(Role.SYSTEM_ADMINISTRATOR, ngo);
        String officer = person(Role.DATA_PROTECTION_OFFICER, ngo);
        String other = person(Role.DATA_PROTECTION_OFFICER, ngo);
        String family = newFamilyName();
        named(admin, "Awa Désirée " + family);
        named(officer, "Mme " + family.toUpperCase(Locale.ROOT) + " awa desiree");
        String decision = roleAsked(admin, other, ngo);
        assertThat(api(officer).get("/api/v1/decisions").body()).doesNotContain(decision);
        assertThat(api(officer)
                        .post("/api/v1/decisions/" + decision + "/verdict", Map.of("agreed", true))
                        .body())
                .contains("access.decision-namesake");
        assertThat(browser(officer).get("/decisions/" + decision + "?lang=fr").body())
                .contains("même nom ou le même téléphone")
                .doesNotContain("name=\"agreed\"");
        assertThat(browser(officer)
                        .post("/decisions/" + decision + "/verdict", "agreed", "true")
                        .body())
                .contains("même nom");
        assertThat(LoginSql.answer(
                        actor(officer), MORNING, "select access.decide('" + decision + "', true, null::bytea)"))
                .isEqualTo("NAMESAKE");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> TestDatabase.ownerDoes(
                        "update access.decision set state = 'AGREED', ended_at = now(), decided_by = '"
                                + actor(officer).personId() + "' where id = '" + decision + "'"))
                .hasStackTraceContaining("access.decision-namesake");
        String apart = "/api/v1/people/" + officer + "/namesakes/" + admin.toUpperCase(Locale.ROOT) + "/told-apart";
        assertThat(api(admin).post(apart, Map.of()).body()).as("of oneself").contains("access.to-oneself");
        for (String none : List.of(officer, other))
            assertThat(api(none).post(apart, Map.of()).status()).as(none).isEqualTo(403);
        assertThat(LoginSql.refusal(
                        actor(admin),
                        MORNING,
                        "insert into access.told_apart (id, one, other) values (gen_random_uuid(), '"
                                + actor(admin).personId() + "', '"
                                + actor(officer).personId() + "')"))
                .contains("told_apart_two");
        assertThat(browser(second).get("/people/" + officer + "?lang=fr").body())
                .contains("told-apart", admin.toUpperCase(Locale.ROOT));
        Answer said = api(second).post(apart, Map.of());
        assertThat(said.status()).as(said.body()).isEqualTo(201);
        assertThat(said.body()).contains("WAITING");
        String request = LoginSql.answer(
                actor(other),
                MORNING,
                "select d.id from access.decision d join access.told_apart t on t.id = d.subject where t.one = '"
                        + actor(officer).personId() + "'");
        assertThat(api(officer)
                        .post("/api/v1/decisions/" + request + "/verdict", Map.of("agreed", true))
                        .status())
                .as("of whom it is")
                .isEqualTo(403);
        assertThat(api(officer)
                        .post("/api/v1/decisions/" + decision + "/verdict", Map.of("agreed", true))
                        .body())
                .as("the word of one")
                .contains("access.decision-namesake");
        assertThat(browser(other).get("/decisions/" + request + "?lang=fr").body())
                .contains(family, "pièce d’identité");
        assertThat(api(other)
                        .post("/api/v1/decisions/" + request + "/verdict", Map.of("agreed", true))
                        .status())
                .isEqualTo(200);
        assertThat(api(officer)
                        .post("/api/v1/decisions/" + decision + "/verdict", Map.of("agreed", true))
                        .status())
                .isEqualTo(200);
    }

    /** Who writes another name or number of theirs afterwards is still the namesake of who they were alike with, before a request and after it. */
    @Test
    void anotherNameMakesNoOtherPerson() throws SQLException {
        Organisation ngo = structure(Organisation.Kind.NGO);
        String admin = person(Role.SYSTEM_ADMINISTRATOR, ngo);
        String second = person(Role.SYSTEM_ADMINISTRATOR, ngo);
        String officer = person(Role.DATA_PROTECTION_OFFICER, ngo);
        String other = person(Role.DATA_PROTECTION_OFFICER, ngo);
        String family = newFamilyName();
        named(admin, "Awa " + family);
        named(officer, family + " Awa");
        String asked = roleAsked(admin, other, ngo);

        assertThat(correct(officer, "/api/v1/colleagues/" + officer, Map.of("name", newFamilyName() + " Solange"))
                        .status())
                .isEqualTo(204);

        for (String decision : List.of(asked, roleAsked(admin, other, ngo))) {
            assertThat(api(officer).get("/api/v1/decisions").body()).doesNotContain(decision);
            assertThat(agree(officer, decision).body()).contains("access.decision-namesake");
        }
        assertThat(browser(second).get("/people/" + officer + "?lang=fr").body())
                .as("two people may still tell them apart")
                .contains("told-apart", admin.toUpperCase(Locale.ROOT));
        for (String login : List.of(admin, officer))
            assertThat(LoginSql.refusal(actor(login), MORNING, "delete from access.were_alike"))
                    .contains("permission denied");
    }

    /** Nor are the two who agree to one thing namesakes, nor who opened a file in an emergency and who judges it. */
    @Test
    void twoAgreementsAreOfTwoPeople() throws SQLException {
        Organisation ngo = structure(Organisation.Kind.NGO);
        String asker = person(Role.CASE_WORKER, ngo);
        String supervisor = person(Role.CASE_SUPERVISOR, ngo);
        String officer = person(Role.DATA_PROTECTION_OFFICER, ngo);
        String family = newFamilyName();
        named(supervisor, "Ama " + family);
        named(officer, family + " Ama");
        String subject = org.akoma.Ids.next().toString();
        String waiting = org.akoma.Ids.next().toString();
        String row =
                "insert into access.decision (id, kind, subject, version, authors, proposed_by, proposed_at, state,"
                        + " decided_by, ended_at) values ('%s', '%s', '%s', 1, '{}', '%s', now(), '%s', %s, %s)";
        TestDatabase.ownerDoes(row.formatted(
                org.akoma.Ids.next(),
                "STORY_CARE",
                subject,
                actor(asker).personId(),
                "AGREED",
                "'" + actor(supervisor).personId() + "'",
                "now()"));
        TestDatabase.ownerDoes(
                row.formatted(waiting, "STORY_DATA", subject, actor(asker).personId(), "WAITING", "null", "null"));
        assertThat(LoginSql.answer(
                        actor(officer), MORNING, "select access.decide('" + waiting + "', true, null::bytea)"))
                .isEqualTo("NAMESAKE");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> TestDatabase.ownerDoes(
                        "update access.decision set state = 'AGREED', ended_at = now(), decided_by = '"
                                + actor(officer).personId() + "' where id = '" + waiting + "'"))
                .hasStackTraceContaining("access.decision-namesake");
        TestDatabase.ownerDoes("delete from access.decision where subject = '" + subject + "'");
        assertThat(namesakes(supervisor, officer)).isEqualTo("t");
    }

    /** A second account with somebody's number decides nothing of theirs; who writes a colleague's number as their own keeps them from nothing. */
    @Test
    void aNumberThatSomebodyElseWroteIsThatOfOnePerson() throws SQLException {
        Organisation ngo = structure(Organisation.Kind.NGO);
        String admin = person(Role.SYSTEM_ADMINISTRATOR, ngo);
        String first = person(Role.CASE_SUPERVISOR, ngo);
        String worker = person(Role.CASE_WORKER, ngo);
        String telephone =
                "+225 07 4" + java.util.concurrent.ThreadLocalRandom.current().nextInt(1_000_000, 9_999_999);
        for (String one : List.of(first, worker))
            assertThat(correct(
                                    one,
                                    "/api/v1/colleagues/" + one,
                                    Map.of("name", newFamilyName() + " Awa", "job", "Cheffe", "telephone", telephone))
                            .status())
                    .isEqualTo(204);
        assertThat(namesakes(first, worker)).isEqualTo("f");
        String made = fresh("sup").toLowerCase(Locale.ROOT);
        Answer answer = api(admin)
                .post(
                        "/api/v1/people",
                        Map.of(
                                "username",
                                made,
                                "organisation",
                                ngo.code(),
                                "role",
                                "CASE_SUPERVISOR",
                                "contractFrom",
                                "2015-06-01",
                                "name",
                                newFamilyName() + " Bintou",
                                "telephone",
                                telephone.replace("+225 ", "00225")));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(namesakes(first, made)).isEqualTo("t");
        assertThat(namesakes(made, first)).isEqualTo("t");
    }

    /** Who leaves name and number out of a second account is nobody's namesake: it decides nothing, and nobody agrees to what it asked. */
    @Test
    void anAccountWithoutANameDecidesNothing() throws SQLException {
        Organisation ngo = structure(Organisation.Kind.NGO);
        String admin = person(Role.SYSTEM_ADMINISTRATOR, ngo);
        String officer = person(Role.DATA_PROTECTION_OFFICER, ngo);
        String unnamed = person(Role.DATA_PROTECTION_OFFICER, ngo);
        String asker = person(Role.SYSTEM_ADMINISTRATOR, ngo);
        for (String one : List.of(unnamed, asker)) byTheForm(one, admin, officer);
        String decision = roleAsked(admin, officer, ngo);
        assertThat(api(unnamed).get("/api/v1/decisions").body())
                .as("it waits for them, too")
                .contains(decision);
        assertThat(agree(unnamed, decision).body()).contains("access.decision-no-name");
        assertThat(api(unnamed)
                        .post("/api/v1/decisions/" + decision + "/verdict", Map.of("agreed", false, "reason", "Non"))
                        .body())
                .contains("access.decision-no-name");
        assertThat(browser(unnamed).get("/decisions/" + decision + "?lang=fr").body())
                .contains("ni nom ni téléphone", "/colleagues/" + unnamed.toUpperCase(Locale.ROOT))
                .doesNotContain("name=\"agreed\"");
        assertThat(LoginSql.answer(
                        actor(unnamed), MORNING, "select access.decide('" + decision + "', true, null::bytea)"))
                .isEqualTo("NO_NAME");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> TestDatabase.ownerDoes(
                        "update access.decision set state = 'AGREED', ended_at = now(), decided_by = '"
                                + actor(unnamed).personId() + "' where id = '" + decision + "'"))
                .hasStackTraceContaining("access.decision-no-name");
        named(unnamed, "Awa " + newFamilyName());
        assertThat(agree(unnamed, decision).status()).isEqualTo(200);

        String asked = roleAsked(asker, officer, ngo);
        assertThat(agree(officer, asked).body()).contains("access.decision-asker-no-name");
        assertThat(browser(officer).get("/decisions/" + asked + "?lang=en").body())
                .contains("The account that asked for this has neither");
        named(asker, "Aya " + newFamilyName());
        assertThat(agree(officer, asked).status()).isEqualTo(200);
    }

    /** As if an administrator had made this account and an officer agreed to it. */
    private void byTheForm(String who, String admin, String officer) {
        TestDatabase.ownerDoes(
                "update access.person_role set given_by = '" + actor(admin).personId()
                        + "', approved_by = '" + actor(officer).personId() + "' where person_id = '"
                        + actor(who).personId() + "'");
    }

    /** The mark by which a number is known again: read by nobody, and not written anew beside the number that it is of. */
    @Test
    void nobodyWritesTheMarkOfAnotherNumber() throws SQLException {
        Organisation ngo = structure(Organisation.Kind.NGO);
        String worker = person(Role.CASE_WORKER, ngo);
        Map<String, Object> card =
                new HashMap<>(Map.of("name", newFamilyName() + " Awa", "telephone", "+225 07 41 52 63 70"));
        assertThat(correct(worker, "/api/v1/colleagues/" + worker, card).status())
                .isEqualTo(204);
        Actor me = actor(worker);
        String mine = " where person_id = '" + me.personId() + "'";
        for (String mark : List.of("decode(repeat('ab', 32), 'hex')", "null"))
            assertThat(LoginSql.refusal(me, MORNING, "update access.person_card set telephone_mark = " + mark + mine))
                    .as(mark)
                    .contains("access.mark-of-another-number");
        assertThat(LoginSql.refusal(
                        me,
                        MORNING,
                        "update access.person_card set telephone = null, telephone_mark = decode(repeat('ab', 32), 'hex')"
                                + mine))
                .contains("access.mark-of-another-number");
        assertThat(LoginSql.refusal(me, MORNING, "select telephone_mark from access.person_card"))
                .contains("permission denied");
        card.put("job", "Accueil");
        assertThat(correct(worker, "/api/v1/colleagues/" + worker, card).status())
                .as("the same number")
                .isEqualTo(204);
        card.put("telephone", "+225 07 41 52 63 71");
        assertThat(correct(worker, "/api/v1/colleagues/" + worker, card).status())
                .as("another one")
                .isEqualTo(204);
    }

    private static String namesakes(String one, String other) throws SQLException {
        try (java.sql.Connection owner = TestDatabase.connectAs(org.akoma.ground.database.Compartment.MIGRATOR);
                java.sql.Statement ask = owner.createStatement();
                java.sql.ResultSet row = ask.executeQuery(
                        "select access.is_namesake(a.id, b.id)::text from access.person a, access.person b"
                                + " where a.code = '" + one + "' and b.code = '" + other + "'")) {
            row.next();
            return row.getString(1).substring(0, 1);
        }
    }

    private void named(String who, String name) {
        TestDatabase.ownerDoes(
                "insert into access.person_card (person_id, compartment, name) select p.id, p.compartment, '" + name
                        + "' from access.person p where p.code = '" + who + "'");
    }

    private String roleAsked(String admin, String reader, Organisation at) throws SQLException {
        return roleAsked(admin, reader, at, newFamilyName() + " Aya", null);
    }

    private String roleAsked(String admin, String reader, Organisation at, String name, @Nullable String telephone)
            throws SQLException {
        String made = fresh("fi").toLowerCase(Locale.ROOT);
        Map<String, Object> body = new HashMap<>(Map.of(
                "username",
                made,
                "organisation",
                at.code(),
                "role",
                "FINANCE_OFFICER",
                "contractFrom",
                "2015-06-01",
                "name",
                name));
        if (telephone != null) body.put("telephone", telephone);
        Answer answer = api(admin).post("/api/v1/people", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return LoginSql.answer(
                actor(reader),
                MORNING,
                "select d.id from access.decision d join access.person_role r on r.id = d.subject join access.person p"
                        + " on p.id = r.person_id where d.kind = 'ROLE' and p.code = '" + made + "'");
    }

    private String decisionOn(String admin, String officer, Organisation at, String name, @Nullable String telephone)
            throws SQLException {
        String decision = roleAsked(admin, officer, at, name, telephone);
        return browser(officer).get("/decisions/" + decision + "?lang=fr").body();
    }

    @Test
    void aStructureIsNamedByItsOwnPeople() throws SQLException {
        Organisation ngo = structure(Organisation.Kind.NGO);
        String worker = person(Role.CASE_WORKER, ngo);
        String stranger = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        String manager = person(Role.PROJECT_MANAGER, structure(Organisation.Kind.INTERGOVERNMENTAL));
        String officer = person(Role.LE_OFFICER, structure(Organisation.Kind.LAW_ENFORCEMENT));
        String observer = person(Role.OBSERVER, ngo);
        assertThat(SqlAs.change(
                        actor(observer),
                        MORNING,
                        "update access.organisation set label = '" + name + "' where id = '" + ngo.id() + "'"))
                .as("who only looks on")
                .isZero();
        for (String other : new String[] {stranger, manager, officer, observer})
            assertThat(correct(other, path(ngo), names).status()).as(other).isEqualTo(403);
        Map<String, Object> otherKind = new HashMap<>(names);
        otherKind.put("kind", "CENTRAL_GOVERNMENT");
        assertThat(correct(worker, path(ngo), otherKind).status()).isEqualTo(403);
        Answer named = correct(worker, path(ngo), names);
        assertThat(named.status()).as(named.toString()).isEqualTo(202);
        assertThat(api(worker).get("/organisations/" + ngo.code()).body())
                .as("children are sent where a name says: it waits for a second person")
                .doesNotContain(name);
        for (String reader : List.of(worker, officer, stranger))
            assertThat(browser(reader).get("/organisations/" + ngo.code()).body())
                    .as("that another one is asked for, and by whom: " + reader)
                    .contains("Changement de nom, de ville ou de pays demandé", worker.toUpperCase(Locale.ROOT))
                    .doesNotContain(name, "/decisions/");
        assertThat(api(stranger).get(path(ngo)).json().path("nameAskedBy").asString())
                .isEqualTo(worker.toUpperCase(Locale.ROOT));
        assertThat(api(stranger).get(path(ngo)).json().path("nameDecision").isNull())
                .isTrue();
        for (String set : List.of("label = '" + name + "'", "label = '" + name + "', town = 'Man'"))
            assertThat(LoginSql.refusal(
                            actor(worker),
                            MORNING,
                            "update access.organisation set " + set + " where id = '" + ngo.id() + "'"))
                    .contains("access.structure-name-by-two");
        assertThat(correct(person(Role.CASE_SUPERVISOR, ngo), path(ngo), Map.of("label", "Autre " + name))
                        .body())
                .contains("access.waits-of-another");
        String custodian = person(Role.DATA_PROTECTION_OFFICER, structure(Organisation.Kind.OTHER));
        String asked = asked(custodian, ngo);
        assertThat(agree(worker, asked).status()).isIn(403, 404, 409);
        assertThat(browser(custodian).get("/organisations/" + ngo.code()).body())
                .contains("/decisions/" + asked);
        assertThat(api(custodian).get(path(ngo)).json().path("nameDecision").asString())
                .isEqualTo(asked);
        Answer agreed = agree(custodian, asked);
        assertThat(agreed.status()).as(agreed.toString()).isLessThan(300);
        assertThat(api(worker).get("/organisations/" + ngo.code()).body())
                .contains(name + ", Soubré (" + ngo.code() + ")");
        assertThat(api(officer).get("/organisations/" + ngo.code() + "?lang=en").body())
                .contains("Children&#39;s house " + name + ", Soubré (" + ngo.code() + ")")
                .doesNotContain("/names");
    }

    @Test
    void anAuthorityWithoutPeopleIsNamedAndDescribedByTheProject() {
        Organisation authority = structure(Organisation.Kind.CENTRAL_GOVERNMENT, "BF");
        Organisation police = structure(Organisation.Kind.LAW_ENFORCEMENT);
        String manager = person(Role.PROJECT_MANAGER, structure(Organisation.Kind.INTERGOVERNMENTAL));
        assertThat(correct(manager, path(police), names).status()).isEqualTo(403);
        assertThat(correct(manager, path(authority), names).status()).isEqualTo(200);
        Answer described = api(manager)
                .put("/api/v1/directory/" + authority.code(), Map.of("telephone", "+226 20 00 00 00"), "\"0\"");
        assertThat(described.status()).as(described.toString()).isEqualTo(200);
        assertThat(described.json().path("telephone").isNull())
                .as("a number waits for a second person")
                .isTrue();
        person(Role.MINISTRY_OFFICER, authority);
        assertThat(correct(manager, path(authority), names).status())
                .as("it has somebody now")
                .isEqualTo(403);
    }

    /** A session that somebody has got hold of writes another number on the card of who is called in danger. */
    @Test
    void anotherNumberOnACardRingsWhoSupervisesAndGivesWayToTheOneBefore() {
        Organisation ngo = structure(Organisation.Kind.NGO);
        String chief = person(Role.CASE_SUPERVISOR, ngo);
        String worker = person(Role.CASE_WORKER, ngo, null, actor(chief).personId());
        String address = "/api/v1/colleagues/" + worker;
        String first = "+225 07 01 02 03 04";
        assertThat(correct(worker, address, Map.of("name", "A. Kouadio", "telephone", first))
                        .status())
                .isEqualTo(204);
        clock.moveTo(MORNING.plus(Duration.ofDays(8)));
        int rung = unread(chief);
        assertThat(correct(worker, address, Map.of("name", "A. Kouadio")).status())
                .isEqualTo(204);
        assertThat(unread(chief)).as("nothing became another").isEqualTo(rung);
        assertThat(correct(worker, address, Map.of("telephone", "+225 05 66 66 66 66"))
                        .status())
                .isEqualTo(204);
        assertThat(unread(chief)).isEqualTo(rung + 1);
        browser(chief).post("/notices/read");
        assertThat(correct(
                                worker,
                                address,
                                Map.of("name", "A. Kouadio", "job", "permanence", "telephone", "+225 05 66 66 66 66"))
                        .status())
                .isEqualTo(204);
        assertThat(unread(chief)).as("what is read beside the name").isEqualTo(1);
        CalledPeople.Telephone now = number(chief, worker);
        assertThat(now.telephone()).isEqualTo(first);
        assertThat(now.former()).isTrue();
        clock.moveTo(MORNING.plus(Duration.ofDays(16)));
        assertThat(number(chief, worker).telephone()).isEqualTo("+225 05 66 66 66 66");
    }

    /** Sends what is to change with the version that the sender reads; what they do not read has none. */
    private Answer correct(String who, String address, Map<String, ?> what) {
        String version = api(who).get(address).header("ETag").orElse("\"0\"");
        return api(who).put(address, what, version);
    }

    /** Two people correct the same: the second one names a version that is over, and reads both. */
    @Test
    void aCorrectionNamesTheVersionThatItsSenderRead() {
        Organisation ngo = structure(Organisation.Kind.NGO);
        String worker = person(Role.CASE_WORKER, ngo);
        String colleague = person(Role.CASE_WORKER, ngo);
        String card = "/api/v1/colleagues/" + worker;
        assertThat(api(worker).put(card, Map.of("name", "Awa Sow"), null).status())
                .isEqualTo(428);
        assertThat(api(worker)
                        .put(path(ngo), Map.of("label", newFamilyName()), null)
                        .status())
                .isEqualTo(428);
        Visit late = browser(worker);
        Visit other = browser(worker);
        String page = "/colleagues/" + worker.toUpperCase(Locale.ROOT);
        String shown = String.valueOf(Visit.versionOf(late.get(page), page));
        assertThat(other.press(page, page, "name", "Awa Sow").status()).isBetween(302, 303);
        Answer overtaken = late.post(page, "version", shown, "name", "Awa Diop");
        assertThat(overtaken.status()).isEqualTo(409);
        assertThat(overtaken.body()).contains("Awa Sow", "value=\"Awa Diop\"", "href=\"#version\"");
        assertThat(late.post(page, "name", "Awa Diop").status())
                .as("no version")
                .isEqualTo(409);
        assertThat(api(worker).put(card, Map.of("name", "Awa Diop"), "\"0\"").status())
                .isEqualTo(412);

        ngo = structure(Organisation.Kind.NGO);
        worker = person(Role.SYSTEM_ADMINISTRATOR, structure(Organisation.Kind.OTHER));
        colleague = person(Role.SYSTEM_ADMINISTRATOR, structure(Organisation.Kind.OTHER));
        String names = "/organisations/" + ngo.code();
        String first = newFamilyName();
        Visit slow = browser(colleague);
        shown = String.valueOf(Visit.versionOf(slow.get(names), names + "/names"));
        assertThat(correct(worker, path(ngo), Map.of("label", first)).status()).isEqualTo(200);
        Answer second = slow.post(names + "/names", "version", shown, "label", "Autre " + newFamilyName());
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.body()).contains(first, "Autre");
        assertThat(slow.press(names, names + "/names", "label", newFamilyName()).status())
                .isBetween(302, 303);
    }

    private int unread(String who) {
        return api(who).get("/api/v1/notices").json().path("unread").asInt();
    }

    private CalledPeople.Telephone number(String reader, String person) {
        return transactions.as(actor(reader), () -> called.number(person)).orElseThrow();
    }

    /** By the form and by the login of the application; what looks alike is the same name. */
    @Test
    void nobodyTakesTheNameOfAColleague() throws SQLException {
        Organisation ngo = structure(Organisation.Kind.NGO);
        String chief = person(Role.CASE_SUPERVISOR, ngo);
        String worker = person(Role.CASE_WORKER, ngo);
        String own = newFamilyName() + " Awa";
        assertThat(correct(chief, "/api/v1/colleagues/" + chief, Map.of("name", own))
                        .status())
                .isEqualTo(204);
        String turned = "Awa " + own.replace(" Awa", "");
        for (String alike : List.of(
                own,
                own.toUpperCase(java.util.Locale.ROOT),
                own.replace(" ", "-"),
                "Dr " + own,
                "Mme. " + turned,
                "M. Dr " + own.replace("Awa", "Áwa"),
                turned))
            assertThat(correct(worker, "/api/v1/colleagues/" + worker, Map.of("name", alike))
                            .body())
                    .as(alike)
                    .contains("access.person-name-taken");
        String officer = person(Role.LE_OFFICER, structure(Organisation.Kind.LAW_ENFORCEMENT));
        assertThat(correct(officer, "/api/v1/colleagues/" + officer, Map.of("name", "Dr " + turned))
                        .status())
                .as("the police do not ask by names who works with the children")
                .isEqualTo(204);
        assertThat(namesakes(chief, officer)).as("nor keep them from deciding").isEqualTo("f");
        String custodian = person(Role.DATA_PROTECTION_OFFICER, ngo);
        String admin = person(Role.SYSTEM_ADMINISTRATOR, ngo);
        for (String shown : List.of(custodian, admin))
            assertThat(LoginSql.answer(
                            actor(shown),
                            MORNING,
                            "select string_agg(code, ' ') from access.namesakes('"
                                    + actor(chief).personId() + "')"))
                    .as("who decides about accounts sees both")
                    .isEqualTo(officer.toUpperCase(Locale.ROOT));
        assertThat(LoginSql.answer(
                        actor(person(Role.PROJECT_MANAGER, ngo)),
                        MORNING,
                        "select count(*)::text from access.namesakes('"
                                + actor(chief).personId() + "')"))
                .isEqualTo("0");
        Actor one = actor(worker);
        assertThat(LoginSql.refusal(one, MORNING, """
            insert into access.person_card (person_id, compartment, name) values ('%1$s', 'akoma_protection', '%2$s')
                on conflict (person_id) do update set name = excluded.name\
            """.formatted(one.personId(), own)))
                .contains("access.person-name-taken");
        assertThat(correct(worker, "/api/v1/colleagues/" + worker, Map.of("name", own + " Bintou"))
                        .status())
                .isEqualTo(204);
        assertThat(correct(chief, "/api/v1/colleagues/" + chief, Map.of("name", own, "job", "supervision"))
                        .status())
                .as("one's own stays")
                .isEqualTo(204);
    }

    private String asked(String custodian, Organisation structure) {
        return api(custodian)
                .get("/api/v1/decisions")
                .json()
                .path("waiting")
                .valueStream()
                .filter(one -> one.path("kind").asString("").equals("STRUCTURE_NAME"))
                .filter(one -> one.path("about").asString("").equals(structure.code()))
                .map(one -> one.path("id").asString())
                .findFirst()
                .orElseThrow();
    }

    private Answer agree(String who, String decision) {
        return api(who).post("/api/v1/decisions/" + decision + "/verdict", Map.of("agreed", true));
    }

    /** By the login of the application: what nobody could agree to would keep the right ones from asking. */
    @Test
    void aRequestForANameSaysWhichOne() throws SQLException {
        Organisation ngo = structure(Organisation.Kind.NGO);
        Organisation other = structure(Organisation.Kind.NGO);
        String worker = person(Role.CASE_WORKER, ngo);
        String chief = person(Role.CASE_SUPERVISOR, ngo);
        String custodian = person(Role.DATA_PROTECTION_OFFICER, structure(Organisation.Kind.OTHER));
        String now = "{\"label\": \"" + ngo.label() + "\", \"label_en\": null, \"town\": null}";
        for (String record : List.of(
                "{}",
                "[]",
                "{\"label\": null, \"label_en\": null, \"town\": null}",
                "{\"label\": \"" + name + "\"}",
                "{\"label\": \"" + name + "\", \"label_en\": null, \"town\": null, \"kind\": \"OTHER\"}",
                "{\"label\": \"" + other.code() + "\", \"label_en\": null, \"town\": null}",
                "{\"label\": \"ONG +225 66 00 00 00\", \"label_en\": null, \"town\": null}",
                now))
            assertThat(LoginSql.refusal(actor(worker), MORNING, asking(ngo, "'\\x00'", record)))
                    .as(record)
                    .contains("access.nothing-proposed");
        String good = now.replace(ngo.label(), name);
        assertThat(LoginSql.refusal(actor(worker), MORNING, asking(ngo, "null", good)))
                .contains("access.nothing-proposed");
        assertThat(LoginSql.refusal(actor(worker), MORNING, asking(ngo, "'\\x00'", null)))
                .contains("access.nothing-proposed");

        SqlAs.change(actor(worker), MORNING, asking(ngo, "'\\x00'", good));
        String unreadable = asked(custodian, ngo);
        assertThat(browser(custodian).get("/decisions/" + unreadable).status()).isEqualTo(200);
        assertThat(agree(custodian, unreadable).status()).as("nobody reads it").isEqualTo(422);
        assertThat(api(custodian)
                        .post(
                                "/api/v1/decisions/" + unreadable + "/verdict",
                                Map.of("agreed", false, "reason", "Illisible."))
                        .status())
                .isLessThan(300);
        assertThat(correct(chief, path(ngo), names).status())
                .as("it keeps nobody from asking")
                .isEqualTo(202);
    }

    private static String asking(Organisation structure, String proposal, @Nullable String record) {
        String id = Ids.next().toString();
        return "do $$ begin perform access.propose('" + id + "', 'STRUCTURE_NAME', null, '" + structure.id()
                + "', (select o.version from access.organisation o where o.id = '" + structure.id()
                + "'), '{}', null, " + proposal + "); "
                + (record == null ? "" : "perform access.propose_record('" + id + "', '" + record + "'); ")
                + "set constraints all immediate; end $$";
    }

    /** The police choose by name who receives a child. */
    @Test
    void noStructureTakesTheNameOfAnother() throws SQLException {
        Organisation ministry = structure(Organisation.Kind.CENTRAL_GOVERNMENT);
        while (ministry.code().matches(".*[0-9]{6}.*")) // a name of six digits is refused as a telephone number
        ministry = structure(Organisation.Kind.CENTRAL_GOVERNMENT);
        Organisation ngo = structure(Organisation.Kind.NGO);
        Organisation elsewhere = structure(Organisation.Kind.OTHER);
        String admin = person(Role.SYSTEM_ADMINISTRATOR, elsewhere);
        String chief = person(Role.CASE_SUPERVISOR, ngo);
        String custodian = person(Role.DATA_PROTECTION_OFFICER, elsewhere);
        assertThat(correct(admin, path(ministry), Map.of("label", name)).status())
                .isEqualTo(200);
        int rung = unread(custodian);
        for (String alike : List.of(
                name,
                name.toUpperCase(Locale.ROOT),
                name.replace(" ", " - "),
                name.replace(" ", " – « ") + "?",
                name.replace("o", "0"),
                name.replace("i", "1"),
                name.replace("i", "l"),
                name.replace("o", "ɔ"),
                name.replace("a", "a\u0300"),
                ministry.code()))
            assertThat(correct(admin, path(ngo), Map.of("label", alike)).body())
                    .as(alike)
                    .contains("access.structure-name-taken");
        assertThat(api(admin)
                        .post(
                                "/api/v1/organisations",
                                Map.of("code", fresh("N"), "label", name, "kind", "NGO", "country", "CI"))
                        .body())
                .contains("access.structure-name-taken");
        assertThat(LoginSql.refusal(
                        actor(admin),
                        MORNING,
                        "update access.organisation set label = '" + name + "' where id = '" + ngo.id() + "'"))
                .contains("access.structure-name-taken");
        assertThat(unread(chief) + unread(custodian)).isEqualTo(rung);
        assertThat(correct(admin, path(ngo), Map.of("label", name + " annexe")).status())
                .isEqualTo(202);
        assertThat(unread(custodian)).as("is asked").isGreaterThan(rung);
        assertThat(agree(custodian, asked(custodian, ngo)).status()).isLessThan(300);
        assertThat(unread(chief)).as("its supervisor hears of it").isEqualTo(1);
        assertThat(unread(custodian)).as("has answered").isEqualTo(rung);
        assertThat(browser(chief).get("/organisations/" + ngo.code()).body())
                .contains("Anciens noms", "Structure, jusqu’au");
    }

    /** Letters that only look like these, signs that are not seen, and a number that nobody confirmed beside the name. */
    @Test
    void aNameShowsWhatItIsAndNoNumber() throws SQLException {
        Organisation ngo = structure(Organisation.Kind.NGO);
        String worker = person(Role.CASE_WORKER, ngo);
        String card = "/api/v1/colleagues/" + worker;
        for (String sly : List.of(
                "Police n\u0430tionale",
                "ONG\u00ad A",
                "ONG\u200b A",
                "ONG\u2060 A",
                "ONG\u2011A",
                "ONG \u202eA",
                "\uff2f\uff2e\uff27 A",
                "ONG B (urgences +225 66 00 00 00)",
                "ONG B, 66.00.00.00",
                "ONG B 66 00 00",
                "ONG B 66:00:00:00",
                "ONG B 66 : 00 : 00 : 00",
                "ONG B O7 O8 O9 lO",
                "ONG B zéro sept, quarante-huit, DOUZE zero six",
                "ONG B zero seven zero eight zero nine",
                "ONG B zéroseptzérohuitzéroneuf",
                "ONG B 0 sept 0 huit 0 neuf",
                "ONG B 6.....6.....0.....0.....0.....0",
                "ONG B \u0666\u0666\u0660\u0660\u0660\u0660",
                "ONG B, aide@example.com")) {
            for (String field : List.of("label", "labelEn", "town"))
                assertThat(correct(worker, path(ngo), with(Map.of("label", name), field, sly))
                                .body())
                        .as(field + " " + sly)
                        .containsAnyOf("form.plain", "form.bad-character");
            for (String field : List.of("name", "job"))
                assertThat(correct(worker, card, with(Map.of("name", "Awa Sow"), field, sly))
                                .body())
                        .as(field + " " + sly)
                        .containsAnyOf("form.plain", "form.bad-character");
            assertThat(LoginSql.refusal(
                            actor(worker),
                            MORNING,
                            "update access.organisation set label = '" + sly + "' where id = '" + ngo.id() + "'"))
                    .as(sly)
                    .contains("form.plain");
            assertThat(LoginSql.refusal(
                            actor(worker),
                            MORNING,
                            "insert into access.person_card (person_id, compartment, name, job) values"
                                    + " (access.actor(), session_user, 'Awa Sow', '"
                                    + sly + "')"))
                    .as(sly)
                    .contains("person_card_job");
        }
        for (String fine : List.of("Zone 4, îlot 12 lot 1", "Un foyer, deux dortoirs de dix lits", "L’hôtel du lac 2"))
            assertThat(correct(worker, card, Map.of("name", newFamilyName(), "job", fine))
                            .status())
                    .as(fine)
                    .isEqualTo(204);
        Map<String, ?> good = Map.of("label", "L’œuvre « Ŋutɔ », n° 7/2 (" + name + ")", "town", "Man – Côte d'Ivoire");
        assertThat(correct(worker, path(ngo), good).status()).isEqualTo(202);
    }

    private static Map<String, Object> with(Map<String, ?> form, String field, String value) {
        Map<String, Object> all = new HashMap<>(form);
        all.put(field, value);
        return all;
    }

    @Test
    void theKindIsCorrectedBeforeAnybodyWorksThere() {
        String admin = person(Role.SYSTEM_ADMINISTRATOR, structure(Organisation.Kind.OTHER));
        Organisation fresh = structure(Organisation.Kind.OTHER);
        Map<String, Object> corrected = new HashMap<>(names);
        corrected.put("kind", "NGO");
        Answer first = correct(admin, path(fresh), corrected);
        assertThat(first.json().path("kind").asString()).as(first.toString()).isEqualTo("NGO");
        person(Role.CASE_WORKER, fresh);
        corrected.put("kind", "CENTRAL_GOVERNMENT");
        assertThat(correct(admin, path(fresh), corrected).status()).isEqualTo(422);
    }

    private String found(String by, String name) {
        Visit visit = browser(by);
        visit.get("/search");
        Answer kept = visit.post("/search", "q", name);
        return kept.status() == 303 ? visit.get(kept.location()).body() : kept.body();
    }

    @Test
    void aPersonIsCalledByColleaguesOfTheirOwnSideAlone() throws SQLException {
        Organisation ngo = structure(Organisation.Kind.NGO);
        String worker = person(Role.CASE_WORKER, ngo);
        String colleague = person(Role.CASE_WORKER, ngo);
        String officer = person(Role.LE_OFFICER, structure(Organisation.Kind.LAW_ENFORCEMENT));
        String address = "/api/v1/colleagues/" + worker;
        Map<String, ?> card =
                Map.of("name", "Adjoua Konan", "job", "travailleuse sociale", "telephone", "+225 07 01 02 03 04");
        assertThat(correct(colleague, address, card).status()).isEqualTo(403);
        assertThat(correct(officer, address, card).status()).isEqualTo(404);
        assertThat(correct(worker, address, card).status()).isEqualTo(204);
        assertThat(api(officer).get(address).status()).isEqualTo(404);
        assertThat(api(officer).get("/colleagues/" + worker).status()).isEqualTo(404);
        assertThat(api(colleague).get(address).body()).contains("Adjoua Konan", "+225 07 01 02 03 04");
        assertThat(api(worker).get("/api/v1/colleagues/" + officer).status()).isEqualTo(404);
        assertThat(found(colleague, "adjoua konan")).contains("/colleagues/" + worker.toUpperCase(Locale.ROOT));
        assertThat(found(officer, "adjoua konan")).doesNotContain(worker.toUpperCase(Locale.ROOT), "Adjoua");
        assertThat(api(officer).get("/slips/new").body()).doesNotContain("Adjoua");
        for (Role outside : Role.OUTSIDE) {
            if (outside == Role.TRAINING_COORDINATOR) continue; // of the other side
            String other = person(outside, ngo);
            assertThat(api(other).get(address).body()).as(other).doesNotContain("Adjoua", "travailleuse", "+225");
            assertThat(api(other).get("/colleagues/" + worker + "?lang=fr").body())
                    .contains("vous n’y avez pas accès")
                    .doesNotContain("Adjoua", "+225");
            assertThat(found(other, "adjoua konan")).doesNotContain("/colleagues/" + worker.toUpperCase(Locale.ROOT));
            assertThat(found(other, worker)).doesNotContain("Adjoua", "Travailleu");
            assertThat(api(other)
                            .get("/api/v1/people/" + worker)
                            .json()
                            .path("roles")
                            .size())
                    .isZero();
            assertThat(LoginSql.answer(
                            actor(other),
                            MORNING,
                            "select count(*) from access.person_card where person_id = '"
                                    + actor(worker).personId() + "'"))
                    .isEqualTo("0");
            assertThat(correct(other, "/api/v1/colleagues/" + other, Map.of("name", "Paul " + newFamilyName()))
                            .status())
                    .isEqualTo(204);
            assertThat(api(other).get("/api/v1/colleagues/" + other).body()).contains("Paul Z");
        }
        String admin = person(Role.SYSTEM_ADMINISTRATOR, structure(Organisation.Kind.OTHER));
        assertThat(correct(admin, address, Map.of("name", "A. Konan", "telephone", "+225 05 00 00 00 00"))
                        .status())
                .as("another number for calls about a child in danger")
                .isEqualTo(403);
        assertThat(api(colleague).get(address).body()).contains("Adjoua Konan", "+225 07 01 02 03 04");
        assertThatThrownBy(() -> transactions.doAs(
                        actor(admin),
                        () -> cards.save(
                                actor(worker).personId(), Compartment.PROTECTION, "A. Konan", null, null, null, 1)))
                .as("the statement as the login of the administration")
                .hasStackTraceContaining("row-level security");
    }
}
