package org.akoma.programme.fieldwork;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.consent.SomeConsent;
import org.akoma.protection.identity.SomeChild;
import org.akoma.protection.identity.WorkHouse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** FieldInterviews of a mission by page, API and straight SQL: the safeguards of a child, distress, harm, and what a finding may cite (requirements.md 6). */
class FieldworkIT extends WorkHouse {

    private String evaluator;
    private String colleague;
    private String code;
    private String interviews;
    private CaseFile child;
    private String study;

    /** A mission whose sample holds a child of 12 under a study code; the colleague may not interview children. */
    @BeforeEach
    void missionAndChild() throws SQLException {
        Organisation iom = structure(Organisation.Kind.INTERGOVERNMENTAL);
        evaluator = person(Role.EVALUATOR, iom);
        colleague = person(Role.EVALUATOR, iom);
        code = fresh("EV");
        interviews = "/api/v1/evaluations/" + code + "/interviews";
        api(evaluator)
                .post(
                        "/api/v1/evaluations",
                        Map.of(
                                "id",
                                Ids.next(),
                                "code",
                                code,
                                "kind",
                                "MISSION",
                                "firstDay",
                                "2015-11-16",
                                "lastDay",
                                "2015-11-17"));
        api(evaluator).post("/api/v1/evaluations/" + code + "/team", Map.of("account", colleague));
        child = opened(SomeChild.aged("M", 12, newFamilyName()));
        guarded(child.code());
        sampled(actor(person(Role.DATA_PROTECTION_OFFICER, iom)).personId());
    }

    /** As drawn and confirmed: a draw by chance would not take this child. */
    private void sampled(UUID custodian) {
        UUID sample = Ids.next();
        study = "E-";
        for (char letter : newFamilyName().toUpperCase(java.util.Locale.ROOT).toCharArray())
            if ("BCDFGHJKMNPQRSTVWXZ".indexOf(letter) >= 0 && study.length() < 8) study += letter;
        while (study.length() < 8) study += "BCDFGHJKMN".charAt(Math.floorMod(sample.hashCode() >> study.length(), 10));
        TestDatabase.ownerDoes("""
                insert into evaluation.sample (id, mission_id, number, seed, way, size, interviewers, eligible, drawn, proposed_by, proposed_at)
                select '%1$s', m.id, 1, '%2$s', 'TOTAL', 1, '{%3$s}', 1, 1, m.made_by, m.made_at from evaluation.mission m where m.code = '%4$s';
                insert into access.decision (id, kind, subject, version, authors, proposed_by, proposed_at, state, decided_by, ended_at)
                select gen_random_uuid(), 'SAMPLE', '%1$s', 1, '{}', m.made_by, m.made_at, 'AGREED', '%5$s', m.made_at from evaluation.mission m where m.code = '%4$s';
                insert into evaluation.sampled (sample_id, file_id, sex, age_group, pathway, population, place, study)
                values ('%1$s', '%6$s', 'M', '10-13', 'NONE', 9, 1, '%7$s')
                """.formatted(
                        sample,
                        sample.toString().replace("-", ""),
                        evaluator.toUpperCase(java.util.Locale.ROOT),
                        code,
                        custodian,
                        child.id(),
                        study));
    }

    private void agreed() {
        Map<String, Object> yes =
                SomeConsent.json("GIVEN", "CHILD_INFORMED_ASSENT_AND_GUARDIAN", "2015-11-16T07:00:00Z");
        yes.put("purpose", "EVALUATION_INTERVIEW");
        Answer said = api(worker.username()).post("/api/v1/cases/" + child.code() + "/consents", yes);
        assertThat(said.status()).as(said.body()).isEqualTo(201);
    }

    private Answer begins(String who, Map<String, Object> more) {
        Map<String, Object> begun = new HashMap<>(Map.of(
                "id",
                Ids.next(),
                "guide",
                "CHILD_8_12",
                "place",
                "OFFICE",
                "study",
                study,
                "support",
                "SOCIAL_WORKER",
                "assent",
                true,
                "toldStop",
                true));
        begun.putAll(more);
        begun.values().removeIf("-"::equals);
        return api(who).post(interviews, begun);
    }

    private String running() {
        agreed();
        Answer begun = begins(evaluator, Map.of());
        assertThat(begun.status()).as(begun.body()).isEqualTo(201);
        return "/api/v1/interviews/" + begun.json().path("id").asString();
    }

    private Answer writes(String who, String one, String question, String words, boolean ended) {
        return api(who).put(
                        one,
                        Map.of("answers", List.of(Map.of("question", question, "words", words)), "ended", ended),
                        "\"" + api(who).get(one).json().path("version").asInt() + "\"");
    }

    @Test
    void aChildIsAskedOnlyUnderAllItsSafeguards() throws SQLException {
        assertThat(begins(evaluator, Map.of()).body())
                .as("no consent on the file")
                .contains("evaluation.no-consent");
        assertThat(api(evaluator)
                        .post(interviews + "/children", Map.of("study", study))
                        .json()
                        .path("children")
                        .path(study)
                        .asString())
                .isEqualTo("ASKED");
        assertThat(browser(worker.username()).get("/").body())
                .as("a task of who follows the child")
                .contains("/cases/" + child.code() + "/consents");
        agreed();
        assertThat(api(evaluator)
                        .get(interviews)
                        .json()
                        .path("children")
                        .path(study)
                        .asString())
                .isEqualTo("YES");
        assertThat(begins(colleague, Map.of()).body())
                .as("not confirmed for children")
                .contains("evaluation.not-an-interviewer");
        assertThat(begins(evaluator, Map.of("assent", false)).fields()).contains("assent");
        assertThat(begins(evaluator, Map.of("toldStop", "-")).fields()).contains("toldStop");
        assertThat(begins(evaluator, Map.of("support", "-")).fields()).contains("support");
        assertThat(begins(evaluator, Map.of("guide", "CHILD_13_17")).body()).contains("evaluation.other-age");
        assertThat(begins(evaluator, Map.of("study", child.code())).fields()).contains("study");
        assertThat(begins(person(Role.EVALUATOR, ngo), Map.of()).status()).isEqualTo(403);
        assertThat(LoginSql.refusal(
                        actor(colleague),
                        clock.instant(),
                        "insert into evaluation.interview (id, mission_id, guide, guide_version, study, place, support, assent, told_stop) select gen_random_uuid(), id, 'CHILD_8_12', 1, '"
                                + study + "', 'OFFICE', 'GUARDIAN', true, true from evaluation.mission where code = '"
                                + code + "'"))
                .contains("evaluation.not-an-interviewer");
        Answer begun = begins(evaluator, Map.of());
        assertThat(begun.status()).as(begun.body()).isEqualTo(201);
        assertThat(begun.body()).doesNotContain(child.code(), child.id().toString());
        assertThat(begins(evaluator, Map.of()).body()).contains("evaluation.interviewed-already");
        assertThat(api(person(Role.PROJECT_MANAGER, ngo)).get(interviews).status())
                .isEqualTo(404);
    }

    @Test
    void distressEndsItForGoodAndAlertsWhoFollowsTheChild() throws SQLException {
        String one = running();
        assertThat(writes(evaluator, one, "WHO_HELPS", "Vu avec " + child.code(), false)
                        .fields())
                .as("a code of a file")
                .isNotEmpty();
        assertThat(writes(evaluator, one, "WHO_HELPS", "Ma tante", false).status())
                .isEqualTo(200);
        assertThat(api(colleague).post(one + "/stop", Map.of("why", "CRIES")).status())
                .isEqualTo(403);
        long bells = bellsOf(worker.username());
        assertThat(api(evaluator).post(one + "/stop", Map.of()).fields()).contains("why");
        assertThat(api(evaluator).post(one + "/stop", Map.of("why", "CRIES")).status())
                .isEqualTo(200);
        assertThat(writes(evaluator, one, "WHO_HELPS", "Encore", false).body()).contains("evaluation.interview-over");
        assertThat(LoginSql.refusal(
                        actor(evaluator),
                        clock.instant(),
                        "update evaluation.interview set answers = null, version = version + 1 where mission_id = (select id from evaluation.mission where code = '"
                                + code + "')"))
                .contains("evaluation.interview-over");
        assertThat(bellsOf(worker.username())).isGreaterThan(bells);
        assertThat(alert().path("type").asString()).isEqualTo("HEALTH_URGENT");
    }

    private JsonNode alert() {
        JsonNode alerts = api(worker.username())
                .get("/api/v1/cases/" + child.code() + "/alerts")
                .json()
                .path("items");
        assertThat(alerts).hasSize(1);
        return alerts.path(0);
    }

    @Test
    void harmThatAChildTellsOfIsAnAlertAndNoFinding() {
        String one = running();
        String words = "Frappé par " + newFamilyName();
        Map<String, Object> harm = Map.of("id", Ids.next(), "kind", "DANGER_AT_HOME", "what", words);
        assertThat(api(colleague).post(one + "/harm", harm).status()).isEqualTo(403);
        Answer told = api(evaluator).post(one + "/harm", harm);
        assertThat(told.status()).as(told.body()).isEqualTo(201);
        assertThat(api(evaluator).post(one + "/harm", harm).status())
                .as("sent twice")
                .isEqualTo(201);
        assertThat(told.body()).doesNotContain(child.code(), words);
        assertThat(bellsOf(supervisor.username())).isPositive();
        assertThat(alert().path("type").asString()).isEqualTo("DANGER_AT_HOME");
        String id = alert().path("id").asString();
        assertThat(browser(worker.username()).get("/alerts/" + id).body())
                .as("who follows the child reads what it said")
                .contains(words, "entretien d’évaluation");
        assertThat(api(evaluator)
                        .get("/api/v1/cases/" + child.code() + "/alerts")
                        .status())
                .isEqualTo(404);
        assertThat(writes(evaluator, one, "CHANGE", "Plus de visites", true).status())
                .isEqualTo(200);
        assertThat(cites("CHILDREN", "IV-01").body()).contains("evaluation.cites-nothing");
    }

    private Answer cites(String source, String cited) {
        return api(evaluator)
                .post(
                        "/api/v1/evaluations/" + code + "/findings",
                        Map.of(
                                "id",
                                Ids.next(),
                                "area",
                                "FOLLOW_UP",
                                "criterion",
                                "IMPACT",
                                "severity",
                                "LOW",
                                "words",
                                "Visits are missed",
                                "evidence",
                                List.of(Map.of("source", source, "cites", cited), Map.of("source", "WORKSHOP"))));
    }

    @Test
    void aFindingCitesInterviewsThatEndedAndFilesThatWereRead() {
        Map<String, Object> adult =
                Map.of("guide", "SOCIAL_WORKER", "study", "-", "support", "-", "assent", "-", "toldStop", "-");
        Answer begun = begins(colleague, adult);
        assertThat(begun.status()).as(begun.body()).isEqualTo(201);
        assertThat(begun.json().path("code").asString()).isEqualTo("IV-01");
        String one = "/api/v1/interviews/" + begun.json().path("id").asString();
        assertThat(cites("SOCIAL_WORKERS", "IV-01").fields())
                .as("it still runs")
                .isNotEmpty();
        assertThat(writes(colleague, one, "HELP", "Une moto", true).status()).isEqualTo(200);
        assertThat(cites("POLICE", "IV-01").fields())
                .as("another kind of source")
                .isNotEmpty();
        assertThat(cites("FILE_REVIEW", child.code()).fields())
                .as("a code of a file")
                .isNotEmpty();
        assertThat(cites("SOCIAL_WORKERS", "IV-01").status()).isEqualTo(201);
        Answer read = cites("FILE_REVIEW", study);
        assertThat(read.status()).isEqualTo(201);
        assertThat(read.body()).contains(study);
        String page =
                browser(evaluator).get("/evaluations/" + code + "/interviews").body();
        assertThat(page).contains("IV-01", study).doesNotContain(child.code());
        assertThat(browser(colleague)
                        .get("/interviews/" + one.substring(one.lastIndexOf('/') + 1))
                        .body())
                .contains("Une moto");
        assertThat(browser(evaluator)
                        .get("/evaluations/" + code + "/interviews/new")
                        .status())
                .isEqualTo(200);
    }
}
