package org.akoma.ground.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.HouseIT;
import org.akoma.LoginSql;
import org.akoma.Visit;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
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

    @Test
    void aStructureIsNamedByItsOwnPeople() {
        Organisation ngo = structure(Organisation.Kind.NGO);
        String worker = person(Role.CASE_WORKER, ngo);
        String stranger = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        String manager = person(Role.PROJECT_MANAGER, structure(Organisation.Kind.INTERGOVERNMENTAL));
        String officer = person(Role.LE_OFFICER, structure(Organisation.Kind.LAW_ENFORCEMENT));
        for (String other : new String[] {stranger, manager, officer})
            assertThat(correct(other, path(ngo), names).status()).as(other).isEqualTo(403);
        Map<String, Object> otherKind = new java.util.HashMap<>(names);
        otherKind.put("kind", "CENTRAL_GOVERNMENT");
        assertThat(correct(worker, path(ngo), otherKind).status()).isEqualTo(403);
        Answer named = correct(worker, path(ngo), names);
        assertThat(named.status()).as(named.toString()).isEqualTo(200);
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
                        .put(path(ngo), Map.of("label", fresh("Nom")), null)
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

        String names = "/organisations/" + ngo.code();
        String first = fresh("Foyer");
        Visit slow = browser(colleague);
        shown = String.valueOf(Visit.versionOf(slow.get(names), names + "/names"));
        assertThat(correct(worker, path(ngo), Map.of("label", first)).status()).isEqualTo(200);
        Answer second = slow.post(names + "/names", "version", shown, "label", fresh("Autre"));
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.body()).contains(first, "Autre");
        assertThat(slow.press(names, names + "/names", "label", fresh("Ensuite"))
                        .status())
                .isBetween(302, 303);
    }

    private int unread(String who) {
        return api(who).get("/api/v1/notices").json().path("unread").asInt();
    }

    private CalledPeople.Telephone number(String reader, String person) {
        return transactions.as(actor(reader), () -> called.number(person)).orElseThrow();
    }

    /** The police choose by name who receives a child. */
    @Test
    void noStructureTakesTheNameOfAnother() throws SQLException {
        Organisation ministry = structure(Organisation.Kind.CENTRAL_GOVERNMENT);
        Organisation ngo = structure(Organisation.Kind.NGO);
        Organisation elsewhere = structure(Organisation.Kind.OTHER);
        String admin = person(Role.SYSTEM_ADMINISTRATOR, elsewhere);
        String chief = person(Role.CASE_SUPERVISOR, ngo);
        String custodian = person(Role.DATA_PROTECTION_OFFICER, elsewhere);
        assertThat(correct(admin, path(ministry), Map.of("label", name)).status())
                .isEqualTo(200);
        int rung = unread(custodian);
        for (String alike : List.of(
                name, name.toUpperCase(Locale.ROOT), name.replace(" ", " - "), name.replace(" ", " – « ") + "\u200b!"))
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
                .isEqualTo(200);
        assertThat(unread(chief)).as("its supervisor hears of it").isEqualTo(1);
        assertThat(unread(custodian)).isEqualTo(rung + 1);
        assertThat(browser(chief).get("/organisations/" + ngo.code()).body())
                .contains("Noms d’avant", "Structure, jusqu’au");
    }

    @Test
    void theKindIsCorrectedBeforeAnybodyWorksThere() {
        String admin = person(Role.SYSTEM_ADMINISTRATOR, structure(Organisation.Kind.OTHER));
        Organisation fresh = structure(Organisation.Kind.OTHER);
        Map<String, Object> corrected = new java.util.HashMap<>(names);
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
            assertThat(correct(other, "/api/v1/colleagues/" + other, Map.of("name", "Paul Séry"))
                            .status())
                    .isEqualTo(204);
            assertThat(api(other).get("/api/v1/colleagues/" + other).body()).contains("Paul Séry");
        }
        String admin = person(Role.SYSTEM_ADMINISTRATOR, structure(Organisation.Kind.OTHER));
        assertThat(correct(admin, address, Map.of("name", "A. Konan", "telephone", "+225 05 00 00 00 00"))
                        .status())
                .as("another number for calls about a child in danger")
                .isEqualTo(403);
        assertThat(api(colleague).get(address).body()).contains("Adjoua Konan", "+225 07 01 02 03 04");
        assertThatThrownBy(() -> transactions.doAs(
                        actor(admin),
                        () -> cards.save(actor(worker).personId(), Compartment.PROTECTION, "A. Konan", null, null, 1)))
                .as("the statement as the login of the administration")
                .hasStackTraceContaining("row-level security");
    }
}
