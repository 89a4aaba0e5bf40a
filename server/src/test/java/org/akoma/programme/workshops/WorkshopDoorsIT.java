package org.akoma.programme.workshops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.Visit;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A workshop by page, API and straight SQL: who reads its list, and that journalists and beneficiaries are never in one session (requirements.md 6). */
class WorkshopDoorsIT extends HouseIT {

    @Autowired
    JdbcClient jdbc;

    private String evaluator;
    private String mission;
    private String one;
    private String code;

    @BeforeEach
    void workshop() {
        Organisation iom = structure(Organisation.Kind.INTERGOVERNMENTAL);
        evaluator = person(Role.EVALUATOR, iom);
        mission = fresh("EV");
        code = fresh("WS");
        one = "/api/v1/workshops/" + code;
        api(evaluator)
                .post(
                        "/api/v1/evaluations",
                        Map.of(
                                "id",
                                Ids.next(),
                                "code",
                                mission,
                                "kind",
                                "MISSION",
                                "firstDay",
                                "2015-11-15",
                                "lastDay",
                                "2015-11-16"));
        assertThat(api(evaluator)
                        .post(
                                "/api/v1/workshops",
                                Map.of("id", Ids.next(), "evaluation", mission, "code", code, "heldOn", "2015-11-16"))
                        .status())
                .isEqualTo(201);
    }

    private UUID invited(String category, String name) {
        UUID id = Ids.next();
        assertThat(api(evaluator)
                        .post(one + "/participants", Map.of("id", id, "category", category, "name", name))
                        .status())
                .isEqualTo(201);
        return id;
    }

    private void session(String audience) {
        assertThat(api(evaluator)
                        .post(one + "/sessions", Map.of("id", Ids.next(), "title", "Plenary", "audience", audience))
                        .status())
                .isEqualTo(201);
    }

    private Answer seat(int session, UUID... there) {
        return api(evaluator)
                .put(
                        one + "/sessions/" + session + "/participants",
                        Map.of(
                                "participants",
                                List.of(there).stream().map(UUID::toString).toList()),
                        null);
    }

    private void isRefused(String sql) {
        assertThatThrownBy(() ->
                        transactions.doAs(actor(evaluator), () -> jdbc.sql(sql).update()))
                .as(sql)
                .hasStackTraceContaining("attendance_press_apart");
    }

    private static String sitting(String audience) {
        return "(select id from evaluation.sitting where audience = '" + audience
                + "' and workshop_id = (select id from evaluation.workshop where code = '%s'))";
    }

    @Test
    void theListIsReadByWhoEvaluatesManagesAndGuardsDataAndByNobodyElse() {
        String name = newFamilyName();
        invited("SOCIAL_WORKER", name);
        Organisation iom = structure(Organisation.Kind.INTERGOVERNMENTAL);
        for (Role reader : List.of(Role.PROJECT_MANAGER, Role.DATA_PROTECTION_OFFICER)) {
            String who = person(reader, iom);
            assertThat(browser(who).get("/workshops/" + code).body())
                    .as(reader.name())
                    .contains(name);
            assertThat(api(who).get(one).body()).contains(name);
        }
        for (Role other : List.of(
                Role.CASE_WORKER, Role.CASE_SUPERVISOR, Role.FINANCE_OFFICER, Role.OBSERVER, Role.MINISTRY_OFFICER)) {
            String who = person(other, iom);
            assertThat(api(who).get(one).status()).as(other.name()).isEqualTo(404);
            assertThat(browser(who).get("/workshops").status()).isEqualTo(403);
        }
        String officer = person(Role.DATA_PROTECTION_OFFICER, iom);
        assertThat(api(officer)
                        .post(one + "/participants", Map.of("id", Ids.next(), "category", "OTHER"))
                        .status())
                .as("reads, and writes nothing")
                .isEqualTo(403);
        assertThat(transactions.as(
                        actor(evaluator),
                        () -> jdbc.sql("select string_agg(encode(name, 'escape'), '') from evaluation.participant")
                                .query(String.class)
                                .single()))
                .doesNotContain(name);
    }

    @Test
    void journalistsAndBeneficiariesAreNeverInOneSessionWhicheverComesFirst() {
        session("PRESS");
        session("BENEFICIARIES");
        session("NEITHER");
        UUID journalist = invited("JOURNALIST", "A journalist");
        UUID beneficiary = invited("BENEFICIARY", "12");
        UUID worker = invited("SOCIAL_WORKER", "A worker");
        assertThat(seat(1, journalist, beneficiary).fields()).contains("participants");
        assertThat(seat(3, journalist).fields()).contains("participants");
        assertThat(seat(1, journalist, worker).status()).isEqualTo(200);
        assertThat(seat(2, beneficiary, worker).status()).isEqualTo(200);
        Map<String, Object> turned = Map.of("category", "JOURNALIST", "name", "A worker", "came", true);
        assertThat(api(evaluator)
                        .put(one + "/participants/" + worker, turned, "\"2\"")
                        .fields())
                .as("who sat with beneficiaries becomes no journalist")
                .contains("category");
        for (String audience : List.of("BENEFICIARIES", "NEITHER"))
            assertThat(api(evaluator)
                            .put(one + "/sessions/1/audience", Map.of("audience", audience), null)
                            .fields())
                    .as(audience)
                    .contains("audience");
        isRefused("insert into evaluation.attendance (sitting_id, participant_id) values ("
                + sitting("PRESS").formatted(code) + ", '" + beneficiary + "')");
        isRefused("insert into evaluation.attendance (sitting_id, participant_id) values ("
                + sitting("BENEFICIARIES").formatted(code) + ", '" + journalist + "')");
        isRefused("update evaluation.participant set category = 'BENEFICIARY', name = null, number = '4', version ="
                + " version + 1 where id = '"
                + journalist + "'");
        isRefused("update evaluation.sitting set audience = 'PRESS', version = version + 1 where id = "
                + sitting("BENEFICIARIES").formatted(code));
        JsonNode shown = api(evaluator).get(one).json();
        assertThat(shown.path("sessions").path(0).path("there")).hasSize(2);
        assertThat(shown.path("attendance"))
                .hasSize(3)
                .allMatch(group -> group.path("came").asInt() == 1);
    }

    @Test
    void aBeneficiaryHasANumberAndNoName() {
        for (String name : List.of("Awa Ouattara, 16 ans", "Awa", "1234", "0"))
            assertThat(api(evaluator)
                            .post(
                                    one + "/participants",
                                    Map.of("id", Ids.next(), "category", "BENEFICIARY", "name", name))
                            .fields())
                    .as(name)
                    .contains("name");
        invited("BENEFICIARY", "7");
        invited("BENEFICIARY", "e-bcdfgh");
        UUID other = invited("OTHER", "Awa " + newFamilyName());
        assertThat(api(evaluator)
                        .put(
                                one + "/participants/" + other,
                                Map.of("category", "BENEFICIARY", "name", "Awa Koné"),
                                "\"1\"")
                        .fields())
                .contains("name");
        assertThat(api(evaluator).get(one).body()).contains("\"7\"", "E-BCDFGH");
        assertThatThrownBy(() -> transactions.doAs(
                        actor(evaluator),
                        () -> jdbc.sql("update evaluation.participant set category = 'BENEFICIARY', version = version"
                                        + " + 1 where id = '"
                                        + other + "'")
                                .update()))
                .hasStackTraceContaining("participant_unnamed");
        assertThatThrownBy(() -> transactions.doAs(
                        actor(evaluator),
                        () -> jdbc.sql("update evaluation.participant set category = 'BENEFICIARY', name = null,"
                                        + " number = 'Awa', version = version + 1 where id = '"
                                        + other + "'")
                                .update()))
                .hasStackTraceContaining("participant_number");
    }

    @Test
    void aJournalistStaysOneUnderAnotherLabelAnotherSpellingAndAnotherLine() {
        session("PRESS");
        session("BENEFICIARIES");
        session("NEITHER");
        String family = newFamilyName();
        UUID journalist = invited("JOURNALIST", "Awa " + family);
        assertThat(api(evaluator)
                        .post(
                                one + "/participants",
                                Map.of(
                                        "id",
                                        Ids.next(),
                                        "category",
                                        "SOCIAL_WORKER",
                                        "name",
                                        family.toUpperCase(Locale.ROOT) + ", Awa"))
                        .fields())
                .as("already on the list")
                .contains("name");
        assertThat(corrected(journalist, "SOCIAL_WORKER", "Awa " + family, "\"1\""))
                .isEqualTo(200);
        assertThat(seat(2, journalist).fields()).as("relabelled").contains("participants");
        assertThat(seat(3, journalist).fields()).contains("participants");
        assertThat(corrected(journalist, "SOCIAL_WORKER", "Aoua " + family, "\"2\""))
                .isEqualTo(200);
        assertThat(seat(2, journalist).fields()).as("spelt otherwise").contains("participants");
        UUID again = invited("OTHER", "Awa " + family);
        assertThat(seat(2, again).fields()).as("on another line").contains("participants");
        isRefused("insert into evaluation.attendance (sitting_id, participant_id) values ("
                + sitting("BENEFICIARIES").formatted(code) + ", '" + again + "')");
        assertThat(seat(1, journalist).status()).isEqualTo(200);
        UUID worker = invited("SOCIAL_WORKER", newFamilyName());
        assertThat(seat(2, worker).status()).isEqualTo(200);
        isRefused("update evaluation.participant set category = 'JOURNALIST', version = version + 1 where id = '"
                + worker + "'");
    }

    private int corrected(UUID participant, String category, String name, String version) {
        return api(evaluator)
                .put(one + "/participants/" + participant, Map.of("category", category, "name", name), version)
                .status();
    }

    @Test
    void thePagesSayWhoMayBeThereAndKeepMinutes() {
        session("BENEFICIARIES");
        UUID journalist = invited("JOURNALIST", "A journalist");
        UUID worker = invited("SOCIAL_WORKER", "A worker");
        Visit visit = browser(evaluator);
        String page = "/workshops/" + code;
        assertThat(visit.get(page + "/sessions/1").body()).contains("A worker").doesNotContain("A journalist");
        assertThat(visit.post(page + "/sessions/1", "participants", journalist.toString())
                        .status())
                .isEqualTo(422);
        assertThat(visit.post(page + "/sessions/1", "participants", worker.toString())
                        .status())
                .isEqualTo(303);
        assertThat(visit.press(page + "/minutes", page + "/minutes", "minutes", "They spoke of AK-034")
                        .status())
                .isEqualTo(422);
        assertThat(visit.press(page + "/minutes", page + "/minutes", "minutes", "What was said there")
                        .status())
                .isEqualTo(303);
        assertThat(visit.post(
                                page + "/priorities/new",
                                "id",
                                Ids.next().toString(),
                                "area",
                                "FOLLOW_UP",
                                "words",
                                "AK-036 first",
                                "votes",
                                "3")
                        .status())
                .isEqualTo(422);
        assertThat(visit.post(
                                page + "/priorities/new",
                                "id",
                                Ids.next().toString(),
                                "area",
                                "FOLLOW_UP",
                                "words",
                                "One form for all",
                                "votes",
                                "12")
                        .body())
                .as("of the one who came")
                .contains("Une voix par personne");
        assertThat(visit.post(
                                page + "/priorities/new",
                                "id",
                                Ids.next().toString(),
                                "area",
                                "FOLLOW_UP",
                                "words",
                                "One form for all",
                                "votes",
                                "1")
                        .status())
                .isEqualTo(303);
        assertThat(visit.get(page).body()).contains("What was said there", "One form for all");
    }

    /** Who is evaluated reads them, and rewrites neither minutes nor votes; each text that was replaced stays, with who wrote the next. */
    @Test
    void minutesAndVotesAreOfTheTeamOfTheMission() {
        String manager = person(Role.PROJECT_MANAGER, structure(Organisation.Kind.INTERGOVERNMENTAL));
        assertThat(api(evaluator)
                        .put(one + "/minutes", Map.of("minutes", "Three groups asked for one form"), "\"1\"")
                        .status())
                .isEqualTo(200);
        assertThat(api(manager)
                        .put(one + "/minutes", Map.of("minutes", "Nothing was asked"), "\"2\"")
                        .status())
                .isEqualTo(403);
        Map<String, Object> vote = Map.of("id", Ids.next(), "area", "FOLLOW_UP", "words", "One form", "votes", 0);
        assertThat(api(manager).post(one + "/priorities", vote).status()).isEqualTo(403);
        assertThat(api(manager)
                        .post(one + "/participants", Map.of("id", Ids.next(), "category", "OTHER"))
                        .status())
                .isEqualTo(403);
        String page = "/workshops/" + code;
        assertThat(browser(manager).get(page).body())
                .contains("Three groups asked for one form")
                .doesNotContain(page + "/minutes");
        assertThat(browser(manager).get(page + "/minutes").status()).isEqualTo(403);
        assertThat(api(evaluator).post(one + "/priorities", vote).status()).isEqualTo(201);
        assertThat(transactions.as(
                        actor(manager),
                        () -> jdbc.sql("update evaluation.workshop set minutes = null, version = version + 1 where"
                                        + " code = '"
                                        + code + "'")
                                .update()))
                .isZero();
        for (String who : List.of(manager, evaluator))
            assertThatThrownBy(() -> transactions.doAs(
                            actor(who),
                            () -> jdbc.sql("update evaluation.priority set votes = 0")
                                    .update()))
                    .hasStackTraceContaining("permission denied");
        assertThat(api(evaluator)
                        .put(one + "/minutes", Map.of("minutes", "Four groups asked for one form"), "\"2\"")
                        .status())
                .isEqualTo(200);
        assertThat(api(evaluator)
                        .get(one)
                        .json()
                        .path("minutesBefore")
                        .path(0)
                        .path("words")
                        .asString())
                .isEqualTo("Three groups asked for one form");
        assertThat(browser(evaluator).get(page).body())
                .contains(
                        "Three groups asked for one form",
                        "Four groups asked for one form",
                        actor(evaluator).code());
    }

    @Test
    void nobodyCameBeforeTheDay() {
        String later = fresh("WS");
        api(evaluator)
                .post(
                        "/api/v1/workshops",
                        Map.of("id", Ids.next(), "evaluation", mission, "code", later, "heldOn", "2015-11-18"));
        UUID id = Ids.next();
        api(evaluator).post("/api/v1/workshops/" + later + "/participants", Map.of("id", id, "category", "POLICE"));
        assertThat(api(evaluator)
                        .put(
                                "/api/v1/workshops/" + later + "/participants/" + id,
                                Map.of("category", "POLICE", "came", true),
                                "\"1\"")
                        .fields())
                .contains("came");
        assertThatThrownBy(() -> transactions.doAs(
                        actor(evaluator),
                        () -> jdbc.sql("update evaluation.participant set came = true, version = 2 where id = '" + id
                                        + "'")
                                .update()))
                .hasStackTraceContaining("evaluation.workshop-not-yet");
        String there = "/api/v1/workshops/" + later;
        assertThat(api(evaluator)
                        .post(
                                there + "/priorities",
                                Map.of("id", Ids.next(), "area", "FOLLOW_UP", "words", "one form", "votes", 12))
                        .body())
                .contains("evaluation.workshop-not-yet");
        assertThat(api(evaluator)
                        .put(there + "/minutes", Map.of("minutes", "one form was asked"), "\"1\"")
                        .body())
                .contains("evaluation.workshop-not-yet");
        assertThat(browser(evaluator).get("/workshops/" + later).body())
                .contains("/participants/new")
                .doesNotContain("/priorities/new", "/workshops/" + later + "/minutes");
        for (String straight : List.of(
                "insert into evaluation.priority (id, workshop_id, area, words, votes) select gen_random_uuid(), id,"
                        + " 'FOLLOW_UP', 'one form', 12 from evaluation.workshop where code = '%s'",
                "update evaluation.workshop set minutes = '\\x00', version = version + 1 where code = '%s'"))
            assertThatThrownBy(() -> transactions.doAs(
                            actor(evaluator),
                            () -> jdbc.sql(straight.formatted(later)).update()))
                    .as(straight)
                    .hasStackTraceContaining("evaluation.workshop-not-yet");
    }

    private Answer list(String who, String csv, boolean dryRun) {
        return api(who).send("POST", one + "/participants/list?dryRun=" + dryRun, "text/csv", csv);
    }

    /** A list is checked first, refused line by line in the person's words, and saved whole or not at all; sent again it adds nobody. */
    @Test
    void aListOfParticipantsIsCheckedAndSavedWhole() {
        String known = newFamilyName();
        String fresh = newFamilyName();
        invited("POLICE", known);
        String csv = "Groupe;Nom\nPolice;" + fresh + "\nJournalistes;\nSOCIAL_WORKER;" + newFamilyName() + "\n";
        assertThat(list(person(Role.CASE_WORKER, structure(Organisation.Kind.NGO)), csv, false)
                        .status())
                .isEqualTo(404);
        assertThat(list(person(Role.EVALUATOR, structure(Organisation.Kind.NGO)), csv, false)
                        .status())
                .as("not of the team")
                .isEqualTo(403);
        String wrong =
                "Groupe;Nom\nPolice;" + known + "\nPoliciers;Awa\n;Koffi\nPolice;" + fresh + "\nPolice;" + fresh + "\n";
        for (boolean dryRun : List.of(true, false)) {
            Answer refused = list(evaluator, wrong, dryRun);
            assertThat(refused.status()).as(refused.body()).isEqualTo(422);
            assertThat(refused.body()).contains("exchange.unknown-code", "exchange.story-missing", "Policiers");
        }
        String almost = "Groupe;Nom\nPolice;" + fresh + "\nPolice;" + known + "\n";
        for (boolean dryRun : List.of(true, false)) {
            Answer refused = list(evaluator, almost, dryRun);
            assertThat(refused.status()).as(refused.body()).isEqualTo(422);
            assertThat(refused.body()).contains("already-invited", "\"row\":3");
        }
        assertThat(participants()).as("nobody of a list with a fault").hasSize(1);
        assertThat(list(evaluator, csv, true).status()).isEqualTo(200);
        assertThat(participants()).as("a check adds nobody").hasSize(1);
        assertThat(list(evaluator, csv, false).status()).isEqualTo(201);
        assertThat(participants()).hasSize(4);
        assertThat(list(evaluator, csv, false).status()).isEqualTo(201);
        assertThat(participants()).as("sent again").hasSize(4);
        String page = "/workshops/" + code + "/participants/list";
        Visit visit = browser(evaluator);
        assertThat(visit.get(page).body()).contains("Vérifier le fichier");
        Answer faulty = visit.postFile(page, "liste.csv", wrong.getBytes(StandardCharsets.UTF_8));
        assertThat(faulty.status()).isEqualTo(422);
        assertThat(faulty.body()).contains("Rien n’est enregistré", "Policiers", "n’est pas une valeur permise");
        String more = newFamilyName();
        Answer shown = visit.postFile(
                page, "liste.csv", ("Group,Full name\nPolice," + more + "\n").getBytes(StandardCharsets.UTF_8));
        assertThat(shown.body()).contains(more, "1 personne lue");
        assertThat(participants()).hasSize(4);
        assertThat(visit.post(page + "/entries", "people", "category,name\r\nPOLICE," + more + "\r\n")
                        .location())
                .contains("/workshops/" + code);
        assertThat(participants()).hasSize(5);
        assertThat(browser(person(Role.PROJECT_MANAGER, structure(Organisation.Kind.NGO)))
                        .get(page)
                        .status())
                .isEqualTo(403);
    }

    private tools.jackson.databind.JsonNode participants() {
        return api(evaluator).get(one).json().path("participants");
    }
}
