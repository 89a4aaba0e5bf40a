package org.akoma.programme.fieldwork;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.Visit;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.TheOnly;
import org.akoma.ground.database.TestDatabase;
import org.akoma.programme.fieldwork.FieldInterviewStore.Forgotten;
import org.akoma.programme.training.Certified;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.consent.SomeConsent;
import org.akoma.protection.identity.SomeChild;
import org.akoma.protection.identity.WorkHouse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** FieldInterviews of a mission by page, API and straight SQL: the safeguards of a child, distress, harm, and what a finding may cite (requirements.md 6). */
class FieldworkIT extends WorkHouse {

    @Autowired
    private RetentionRound round;

    @Autowired
    private JdbcClient jdbc;

    private final List<String> names = new java.util.ArrayList<>();
    private Organisation iom;
    private String evaluator;
    private String colleague;
    private String custodian;
    private String code;
    private String interviews;
    private CaseFile child;
    private String study;

    /** A mission whose sample holds a child of 12 under a study code; the colleague may not interview children. */
    @BeforeEach
    void missionAndChild() throws SQLException {
        iom = structure(Organisation.Kind.INTERGOVERNMENTAL);
        evaluator = person(Role.EVALUATOR, iom);
        colleague = person(Role.EVALUATOR, iom);
        custodian = person(Role.DATA_PROTECTION_OFFICER, iom);
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
        names.add(newFamilyName());
        names.add(newFamilyName());
        child = opened(SomeChild.aged("M", 12, String.join(" ", names)));
        guarded(child.code());
        sampled(actor(custodian).personId());
        Certified.certify(
                api(person(Role.TRAINING_COORDINATOR, structure(Organisation.Kind.LAW_ENFORCEMENT))),
                api(person(Role.PROJECT_MANAGER, iom)),
                "M4_CHILD_INTERVIEW",
                iom.code(),
                evaluator,
                TODAY.minusDays(1));
    }

    @Test
    void anEvaluatorReadsTheirOwnCertificateAndNobodyElses() {
        assertThat(browser(evaluator).get("/training/mine").body()).contains("/training/certificates/");
        assertThat(api(evaluator).get("/api/v1/training/mine").json().path("items"))
                .hasSize(1);
        assertThat(api(colleague).get("/api/v1/training/mine").json().path("items"))
                .isEmpty();
    }

    /** The certificate holds on the day of the interview, not on that of the sample alone; with an adult none is asked for. */
    @Test
    void whoseCertificateWasSuspendedInterviewsNoChild() throws SQLException {
        asked();
        agreed();
        String held = " where participant_id in (select id from training.participant where person_id = '"
                + actor(evaluator).personId() + "')";
        TestDatabase.ownerDoes("update training.certificate set suspended_at = '2015-11-16 07:00Z'" + held);
        assertThat(begins(evaluator, Map.of()).body()).contains("evaluation.not-certified");
        assertThat(LoginSql.refusal(
                        actor(evaluator),
                        clock.instant(),
                        "insert into evaluation.interview (id, mission_id, guide, guide_version, study, place,"
                                + " support, assent, told_stop) select gen_random_uuid(), id, 'CHILD_8_12', 1, '"
                                + study + "', 'OFFICE', 'GUARDIAN', true, true from evaluation.mission where code = '"
                                + code + "'"))
                .contains("evaluation.not-certified");
        Map<String, Object> adult = new HashMap<>(Map.of("guide", "SOCIAL_WORKER"));
        for (String field : List.of("study", "support", "assent", "toldStop")) adult.put(field, "-");
        assertThat(begins(evaluator, adult).status()).isEqualTo(201);
        TestDatabase.ownerDoes("update training.certificate set suspended_at = null" + held);
        assertThat(begins(evaluator, Map.of()).status()).isEqualTo(201);
    }

    /** As drawn and confirmed: a draw by chance would not take this child. */
    private void sampled(UUID custodian) {
        UUID sample = Ids.next();
        study = "E-";
        for (char letter : newFamilyName().toUpperCase(java.util.Locale.ROOT).toCharArray())
            if ("BCDFGHJKMNPQRSTVWXZ".indexOf(letter) >= 0 && study.length() < 8) study += letter;
        while (study.length() < 8) study += "BCDFGHJKMN".charAt(Math.floorMod(sample.hashCode() >> study.length(), 10));
        TestDatabase.ownerDoes("""
            insert into evaluation.sample (id, mission_id, number, seed, way, size, eligible, drawn, proposed_by, proposed_at)
            select '%1$s', m.id, 1, '%2$s', 'TOTAL', 1, 1, 1, m.made_by, m.made_at from evaluation.mission m where m.code = '%4$s';
            insert into access.decision (id, kind, subject, version, authors, proposed_by, proposed_at, state, decided_by, ended_at)
            select gen_random_uuid(), 'SAMPLE', '%1$s', 1, '{}', m.made_by, m.made_at, 'AGREED', '%5$s', m.made_at from evaluation.mission m where m.code = '%4$s';
            insert into evaluation.sample_reading (sample_id, version, readers, interviewers, training, first_day, last_day, reads_until, may_replace)
            select '%1$s', 1, array(select t.account from evaluation.team t where t.mission_id = m.id), '{%3$s}', 'Two days', m.first_day, m.last_day, m.last_day + 30, 1
              from evaluation.mission m where m.code = '%4$s';
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

    /** In which the mission asked, however long it took until now. */
    private Instant minute() {
        return clock.instant().truncatedTo(ChronoUnit.MINUTES);
    }

    private void agreed() {
        Map<String, Object> yes = SomeConsent.json("GIVEN", "CHILD_INFORMED_ASSENT_AND_GUARDIAN", minute().toString());
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
                true,
                "recording",
                true));
        begun.putAll(more);
        begun.values().removeIf("-"::equals);
        return api(who).post(interviews, begun);
    }

    private String counted() throws SQLException {
        return LoginSql.answer(
                actor(evaluator),
                clock.instant(),
                "select c::text from evaluation.mission m, evaluation.approach_counts(m.id) c where m.code = '" + code
                        + "'");
    }

    /** A no that was said before this mission asked, or to another one, is no answer to this one. */
    @Test
    void onlyAnswersToTheMissionAreCounted() throws SQLException {
        Map<String, Object> no = SomeConsent.json("REFUSED", "CHILD", minute().toString());
        no.put("purpose", "EVALUATION_INTERVIEW");
        String consents = "/api/v1/cases/" + child.code() + "/consents";
        Answer said = api(worker.username()).post(consents, no);
        assertThat(said.status()).as(said.body()).isEqualTo(201);
        clock.moveTo(MORNING.plusSeconds(120));
        asked();
        assertThat(counted()).as("asked, agreed, declined, unanswered").isEqualTo("(1,0,0,1)");
        no.put("at", minute().toString());
        no.put("id", Ids.next());
        assertThat(api(worker.username()).post(consents, no).status()).isEqualTo(201);
        assertThat(counted()).isEqualTo("(1,0,1,0)");
        clock.moveTo(MORNING);
    }

    private Answer asked() {
        return api(evaluator).post(interviews + "/children", Map.of("study", study));
    }

    private String running() {
        asked();
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
        assertThat(begins(evaluator, Map.of("guide", "CHILD_13_17")).body())
                .as("the same answer for every age before the yes")
                .contains("evaluation.no-consent");
        agreed();
        assertThat(begins(evaluator, Map.of()).body())
                .as("a yes for which this mission did not ask")
                .contains("evaluation.no-consent");
        assertThat(asked().json().path("children").path(study).asString()).isEqualTo("ASKED");
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
                        "insert into evaluation.interview (id, mission_id, guide, guide_version, study, place,"
                                + " support, assent, told_stop) select gen_random_uuid(), id, 'CHILD_8_12', 1, '"
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

    /** One child at a time, for 45 minutes at most (requirements.md 6). */
    @Test
    void noInterviewRunsBesideAnotherOrTooLong() throws SQLException {
        String one = running();
        String its = " where id = '" + one.substring(one.lastIndexOf('/') + 1) + "'";
        TestDatabase.ownerDoes("update evaluation.interview set study = 'E-" + study.substring(3)
                + "B', held_at = held_at - interval '50 minutes'" + its);
        assertThat(begins(evaluator, Map.of()).body())
                .as("another child meanwhile")
                .contains("evaluation.interview-running");
        assertThat(LoginSql.refusal(
                        actor(evaluator),
                        clock.instant(),
                        "insert into evaluation.interview (id, mission_id, guide, guide_version, study, place,"
                                + " support, assent, told_stop) select gen_random_uuid(), id, 'CHILD_8_12', 1, '"
                                + study + "', 'OFFICE', 'GUARDIAN', true, true from evaluation.mission where code = '"
                                + code + "'"))
                .contains("interview_one_at_a_time");
        assertThat(ends(one, null).body()).contains("evaluation.interview-too-long");
        assertThat(ends(one, 46).fields()).contains("minutes");
        assertThat(LoginSql.refusal(
                        actor(evaluator),
                        clock.instant(),
                        "update evaluation.interview set ended_at = access.moment(), minutes = 46" + its))
                .contains("interview_length");
        assertThat(ends(one, 40).json().path("minutes").asInt()).isEqualTo(40);
        assertThat(browser(evaluator).get(one.replace("/api/v1", "")).body()).contains("40 minutes");
        Answer next = begins(evaluator, Map.of());
        assertThat(next.status()).as(next.body()).isEqualTo(201);
        assertThat(ends("/api/v1/interviews/" + next.json().path("id").asString(), 30)
                        .body())
                .contains("evaluation.interview-not-so-long");
    }

    private Answer ends(String one, @Nullable Integer minutes) {
        Map<String, Object> end = new HashMap<>(Map.of("answers", List.of(), "ended", true));
        if (minutes != null) end.put("minutes", minutes);
        return api(evaluator)
                .put(
                        one,
                        end,
                        "\"" + api(evaluator).get(one).json().path("version").asInt() + "\"");
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
                        "update evaluation.interview set answers = null, version = version + 1 where mission_id ="
                                + " (select id from evaluation.mission where code = '"
                                + code + "')"))
                .contains("evaluation.interview-over");
        assertThat(bellsOf(worker.username())).isGreaterThan(bells);
        assertThat(alert().path("type").asString()).isEqualTo("DISTRESS");
    }

    /** What was typed before the child wept, or spoke of harm, is not lost; what may not be written holds up no stop. */
    @Test
    void theStopAndTheHarmKeepWhatWasTyped() {
        String one = running();
        String page = one.substring("/api/v1".length());
        Visit visit = browser(evaluator);
        assertThat(visit.get(page).body())
                .contains("terminez avant 8", "enregistrement est accepté", "data-draft", "/stop\"", "/before-harm\"");
        Answer toHarm = visit.post(
                page + "/before-harm", "version", "1", "question-1", "WHO_HELPS", "words-1", "Ma tante de Daloa");
        assertThat(toHarm.location()).endsWith(page + "/harm");
        assertThat(visit.get(page + "/harm").body()).contains("href=\"/report\"");
        for (String wrong : List.of("Le dossier AK-036", "a".repeat(1_001))) {
            Answer before = visit.post(
                    page + "/before-harm",
                    "question-1",
                    "WHO_HELPS",
                    "words-1",
                    wrong,
                    "question-2",
                    "CHANGE",
                    "words-2",
                    "Il est battu");
            assertThat(before.location()).as("a danger waits for no wording").endsWith(page + "/harm?unkept=true");
            assertThat(visit.get(page + "/harm?unkept=true").body()).contains("Signalez d’abord le danger");
        }
        assertThat(visit.get(page).body())
                .contains("Il est battu", "Ma tante de Daloa")
                .doesNotContain("AK-036");
        Answer unsaid = visit.post(page + "/stop", "question-1", "WHO_HELPS", "words-1", "Ma tante de Man");
        assertThat(unsaid.status()).as("one taps a reason first").isEqualTo(422);
        assertThat(unsaid.body()).contains("Ma tante de Man");
        assertThat(visit.post(
                                page + "/stop",
                                "why",
                                "CRIES",
                                "question-1",
                                "WHO_HELPS",
                                "words-1",
                                "Ma tante de Man",
                                "question-2",
                                "CHANGE",
                                "words-2",
                                "Comme " + child.code())
                        .location())
                .contains("interview-stopped");
        JsonNode read = api(evaluator).get(one).json();
        assertThat(read.path("state").asString()).isEqualTo("STOPPED");
        assertThat(read.path("recording").asBoolean()).isTrue();
        assertThat(read.path("answers").path("WHO_HELPS").asString()).isEqualTo("Ma tante de Man");
        assertThat(read.path("answers").path("CHANGE").asString())
                .as("what was kept before stays")
                .isEqualTo("Il est battu");
        clock.moveTo(MORNING.plusSeconds(46 * 60));
        assertThat(visit.get(page).body()).as("it is over").doesNotContain("terminez maintenant");
        clock.moveTo(MORNING);
    }

    /** The child's words about a guard reach nobody of the case team: the custodian receives a complaint. */
    @Test
    void harmByStaffIsAComplaintAndNoAlert() {
        String one = running();
        long bells = bellsOf(worker.username()) + bellsOf(supervisor.username());
        String words = "Le gardien du centre me frappe, " + newFamilyName();
        Map<String, Object> harm =
                new HashMap<>(Map.of("id", Ids.next(), "kind", "DANGER_AT_HOME", "what", words, "byStaff", true));
        assertThat(api(evaluator).post(one + "/harm", harm).fields()).contains("structure");
        harm.put("structure", "NOBODY-" + fresh("X"));
        assertThat(api(evaluator).post(one + "/harm", harm).fields()).contains("structure");
        harm.put("structure", ngo.code());
        harm.put("id", Ids.next());
        Answer told = api(evaluator).post(one + "/harm", harm);
        assertThat(told.status()).as(told.body()).isEqualTo(201);
        assertThat(told.json().path("alertedAt").asString()).isNotEmpty();
        assertThat(api(worker.username())
                        .get("/api/v1/cases/" + child.code() + "/alerts")
                        .json()
                        .path("items"))
                .isEmpty();
        assertThat(bellsOf(worker.username()) + bellsOf(supervisor.username())).isEqualTo(bells);
        assertThat(browser(custodian).get("/complaints/" + harm.get("id")).body())
                .as("who receives it finds the child by the study code")
                .contains(words, study, code);
        assertThat(browser(worker.username())
                        .get("/complaints/" + harm.get("id"))
                        .status())
                .isEqualTo(404);
        assertThat(writes(evaluator, one, "CHANGE", "Plus de visites", true).status())
                .isEqualTo(200);
        assertThat(cites("CHILDREN", "IV-01").body()).contains("evaluation.cites-nothing");
    }

    /** After that, what the same interview tells of reaches nobody of the case team either: neither another danger nor the stop. */
    @Test
    void whatFollowsAComplaintAboutStaffGoesTheSameWay() throws SQLException {
        String one = running();
        String page = one.replace("/api/v1", "");
        Map<String, Object> harm = new HashMap<>(
                Map.of("id", Ids.next(), "kind", "DANGER_AT_HOME", "what", "Le gardien me frappe", "byStaff", true));
        harm.put("structure", ngo.code());
        assertThat(api(evaluator).post(one + "/harm", harm).status()).isEqualTo(201);
        long bells = bellsOf(worker.username()) + bellsOf(supervisor.username());
        UUID again = Ids.next();
        Map<String, Object> other = Map.of("id", again, "kind", "LIFE_IN_DANGER", "what", "Il me menace");
        assertThat(api(evaluator).post(one + "/harm", other).status()).isEqualTo(201);
        assertThat(browser(custodian).get("/complaints/" + again).body()).contains("Il me menace");
        assertThat(browser(evaluator).get(page).body()).contains("seul le délégué");
        Answer stopped = browser(evaluator).post(page + "/stop", "why", "AFRAID");
        assertThat(stopped.location()).contains("stopped-by-staff");
        assertThat(browser(evaluator).get(page).body()).contains("personne de ceux qui suivent");
        assertThat(browser(custodian).get("/complaints").body()).contains(ngo.code());
        assertThat(api(worker.username())
                        .get("/api/v1/cases/" + child.code() + "/alerts")
                        .json()
                        .path("items"))
                .isEmpty();
        assertThat(bellsOf(worker.username()) + bellsOf(supervisor.username())).isEqualTo(bells);
        assertThat(LoginSql.answer(
                        actor(colleague),
                        clock.instant(),
                        "select evaluation.accused_in('" + one.substring(one.lastIndexOf('/') + 1) + "')"))
                .as("of who held it alone")
                .isEqualTo("{}");
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
                                List.of(
                                        Map.of("source", source, "cites", cited),
                                        Map.of("source", "WORKSHOP", "note", "Minutes"))));
    }

    @Test
    void aFindingCitesInterviewsThatEndedAndFilesThatWereRead() {
        Map<String, Object> adult = Map.of(
                "guide",
                "SOCIAL_WORKER",
                "study",
                "-",
                "support",
                "-",
                "assent",
                "-",
                "toldStop",
                "-",
                "recording",
                "-");
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

    /** A name of the child is refused in an answer, with the words kept; another name is not, and each refusal is in the journal. */
    @Test
    void aNameOfTheChildIsRefusedInItsOwnInterview() {
        String one = running();
        String page = one.replace("/api/v1", "");
        String name = names.getFirst();
        Answer named =
                writes(evaluator, one, "WHO_HELPS", "Elle a dit : " + name.toUpperCase(java.util.Locale.ROOT), false);
        assertThat(named.status()).isEqualTo(422);
        assertThat(named.body()).contains("evaluation.names-the-child");
        Answer again = browser(evaluator)
                .post(page, "version", "1", "question-1", "WHO_HELPS", "words-1", "Vu avec " + name + " hier");
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.body()).as("words are kept").contains("Vu avec " + name + " hier", "un nom de l’enfant");
        assertThat(writes(evaluator, one, "WHO_HELPS", "Sa tante " + newFamilyName(), false)
                        .status())
                .isEqualTo(200);
        assertThat(transactions.as(
                        actor(evaluator),
                        () -> jdbc.sql("select count(*) from journal.entry where act = 'evaluation.name-refused' and"
                                        + " chain = access.actor()")
                                .query(Long.class)
                                .single()))
                .isEqualTo(2);
        assertThat(transactions.<Boolean>as(
                        actor(colleague),
                        () -> jdbc.sql("select evaluation.names_child(i.id, array(select t.token from"
                                        + " cases.name_token t)) from evaluation.interview i where i.study = ?")
                                .param(study)
                                .query(Boolean.class)
                                .single()))
                .as("asked about somebody else's interview")
                .isFalse();
    }

    /** Twelve months after the report the words are gone, whatever the mission's state; what was counted stays, and the journal of the house says so. */
    @Test
    void wordsOfAnInterviewEndTwelveMonthsAfterTheReport() {
        String old = fresh("EV");
        api(evaluator)
                .post(
                        "/api/v1/evaluations",
                        Map.of(
                                "id",
                                Ids.next(),
                                "code",
                                old,
                                "kind",
                                "MISSION",
                                "firstDay",
                                "2014-11-14",
                                "lastDay",
                                "2014-11-15"));
        String young = code;
        String gone = adult(old);
        String kept = adult(young);
        clock.moveTo(MORNING.minus(java.time.Duration.ofDays(2)));
        assertThat(round.go()).extracting(Forgotten::code).doesNotContain(old, young);
        clock.moveTo(MORNING);
        assertThat(round.go())
                .filteredOn(one -> one.code().equals(old))
                .singleElement()
                .satisfies(one -> assertThat(one.number()).isEqualTo(1));
        JsonNode after = api(evaluator).get(gone).json();
        assertThat(after.path("answers")).isEmpty();
        assertThat(after.path("answered").path(0).asString()).isEqualTo("HELP");
        assertThat(after.path("guide").asString()).isEqualTo("SOCIAL_WORKER");
        assertThat(browser(evaluator).get(gone.replace("/api/v1", "")).body())
                .contains("Les paroles sont effacées", "Avait une réponse")
                .doesNotContain("Une moto");
        assertThat(api(evaluator).get(kept).body()).contains("Une moto");
        assertThat(writes(evaluator, gone, "HELP", "Encore", false).body()).contains("evaluation.interview-over");
        String custodian = person(Role.DATA_PROTECTION_OFFICER, structure(Organisation.Kind.INTERGOVERNMENTAL));
        assertThat(transactions.<Long>as(
                        actor(custodian),
                        () -> jdbc.sql("select count(*) from journal.entry where act = 'evaluation.words-deleted' and"
                                        + " chain = (select id from vault.house)")
                                .query(Long.class)
                                .single()))
                .isPositive();
        assertThat(round.go()).extracting(Forgotten::code).doesNotContain(old);
    }

    /** An interview with a social worker that has ended. */
    private String adult(String mission) {
        Answer begun = api(evaluator)
                .post(
                        "/api/v1/evaluations/" + mission + "/interviews",
                        Map.of("id", Ids.next(), "guide", "SOCIAL_WORKER", "place", "OFFICE"));
        assertThat(begun.status()).as(begun.body()).isEqualTo(201);
        String one = "/api/v1/interviews/" + begun.json().path("id").asString();
        assertThat(writes(evaluator, one, "HELP", "Une moto", true).status()).isEqualTo(200);
        return one;
    }

    /** Nor does any other text of an evaluation, from the terms of reference to a recommendation; of five refusals a day these are five. */
    @Test
    void noTextOfAnEvaluationNamesAChild() {
        String mission = "/api/v1/evaluations/" + code;
        String said = names.getFirst() + " n’a pas été visité";
        Map<String, Object> terms = new HashMap<>(Map.of(
                "id", Ids.next(), "code", fresh("EV"), "kind", "MISSION", "firstDay", TODAY.toString(), "terms", said));
        terms.put("lastDay", TODAY.toString());
        named(api(evaluator).post("/api/v1/evaluations", terms), "terms");
        Map<String, Object> asked =
                Map.of("id", Ids.next(), "criterion", "IMPACT", "words", said, "sources", List.of("CHILDREN"));
        named(api(evaluator).post(mission + "/questions", asked), "words");
        Map<String, Object> rated = Map.of("criterion", "IMPACT", "points", 2, "note", said);
        named(api(evaluator).put(mission + "/ratings", rated, null), "note");
        Map<String, Object> found = new HashMap<>(Map.of(
                "id",
                Ids.next(),
                "area",
                "FOLLOW_UP",
                "criterion",
                "IMPACT",
                "severity",
                "HIGH",
                "words",
                "Des visites"));
        found.put(
                "evidence",
                List.of(Map.of("source", "FIGURES", "note", "I08"), Map.of("source", "VISITS", "note", said)));
        named(api(evaluator).post(mission + "/findings", found), "evidence[1].note");
        found.put("evidence", List.of(Map.of("source", "FIGURES", "note", "I08")));
        assertThat(api(evaluator).post(mission + "/findings", found).status()).isEqualTo(201);
        Map<String, Object> wanted =
                Map.of("id", Ids.next(), "words", "Visiter " + names.getFirst(), "priority", "HIGH");
        named(api(evaluator).post("/api/v1/findings/" + found.get("id") + "/recommendations", wanted), "words");
        assertThat(api(evaluator).put(mission + "/ratings", rated, null).body())
                .as("the sixth of a day")
                .contains("evaluation.names-children-often");
    }

    /** A full name is one in any letters, with or without accents; one small word alone is a plain word. */
    @Test
    void aFullNameInSmallLettersIsRefused() {
        String small = names.get(0).toLowerCase(Locale.ROOT);
        String other = names.get(1).toLowerCase(Locale.ROOT);
        for (String said : List.of(
                "on a vu " + small + " " + other + " au marché",
                "on a vu " + other + " " + small,
                "on a vu " + small + ", dit " + other))
            named(
                    api(evaluator)
                            .put(
                                    "/api/v1/evaluations/" + code + "/ratings",
                                    Map.of("criterion", "IMPACT", "points", 2, "note", said),
                                    null),
                    "note");
        for (String plain : List.of("on a vu " + small + " au marché", "on a vu " + small + " hier avec zzyzx"))
            assertThat(api(evaluator)
                            .put(
                                    "/api/v1/evaluations/" + code + "/ratings",
                                    Map.of("criterion", "IMPACT", "points", 2, "note", plain),
                                    null)
                            .status())
                    .as(plain)
                    .isLessThan(300);
    }

    private static void named(Answer answer, String field) {
        assertThat(answer.body()).contains("evaluation.names-children");
        assertThat(answer.fields()).contains(field);
    }

    /** A list of a workshop takes who has one name with a child in common, not a child's name, age or code. */
    @Test
    void noChildIsOnAListByItsName() {
        String workshop = fresh("WS");
        Map<String, Object> planned =
                Map.of("id", Ids.next(), "evaluation", code, "code", workshop, "heldOn", TODAY.toString());
        Map<String, Object> telling = new HashMap<>(planned);
        telling.put("place", "Chez " + names.getFirst());
        named(api(evaluator).post("/api/v1/workshops", telling), "place");
        assertThat(api(evaluator).post("/api/v1/workshops", planned).status()).isEqualTo(201);
        String invited = "/api/v1/workshops/" + workshop + "/participants";
        Map<String, Object> one = new HashMap<>(Map.of("id", Ids.next(), "category", "OTHER"));
        for (String wrong : List.of(names.get(0) + " " + names.get(1), names.getFirst(), "Mme " + names.getFirst())) {
            one.put("name", wrong);
            assertThat(api(evaluator).post(invited, one).body()).as(wrong).contains("evaluation.names-children");
        }
        one.put("name", "Zzyzx, 16 ans");
        assertThat(api(evaluator).post(invited, one).body()).contains("evaluation.age-on-list");
        one.put("name", child.code());
        assertThat(api(evaluator).post(invited, one).body()).contains("evaluation.names-a-file");
        one.put("name", "Zzyzx " + names.getFirst());
        Answer adult = api(evaluator).post(invited, one);
        assertThat(adult.status()).as(adult.body()).isEqualTo(201);
    }

    /** The minutes of a workshop name no child of the house; five times a day somebody hears so, and then nothing is taken. */
    @Test
    void minutesNameNoChild() {
        String workshop = fresh("WS");
        String minutes = "/api/v1/workshops/" + workshop + "/minutes";
        assertThat(api(evaluator)
                        .post(
                                "/api/v1/workshops",
                                Map.of(
                                        "id",
                                        Ids.next(),
                                        "evaluation",
                                        code,
                                        "code",
                                        workshop,
                                        "heldOn",
                                        TODAY.toString()))
                        .status())
                .isEqualTo(201);
        String name = names.getFirst();
        Map<String, Object> plain = Map.of("minutes", "un enfant a parlé de son village");
        String watching = person(Role.DATA_PROTECTION_OFFICER, structure(Organisation.Kind.INTERGOVERNMENTAL));
        for (int n = 0; n < 5; n++)
            assertThat(api(evaluator)
                            .put(minutes, Map.of("minutes", name + " a parlé de son village"), "\"1\"")
                            .body())
                    .contains("evaluation.names-children")
                    .doesNotContain("evaluation.names-children-often");
        assertThat(api(evaluator)
                        .put(minutes, Map.of("minutes", "Zzyzx a parlé"), "\"1\"")
                        .body())
                .contains("evaluation.names-children-often");
        assertThat(api(watching).get("/api/v1/notices").json().path("unread").asInt())
                .as("the first, and once when they are many")
                .isEqualTo(2);
        JsonNode judged = api(watching)
                .get("/api/v1/unusual-readings?person=" + evaluator)
                .json()
                .path("items")
                .path(0);
        assertThat(judged.path("rule").asString()).isEqualTo("NAMED");
        assertThat(judged.path("files").asInt()).isEqualTo(6);
        assertThat(browser(watching)
                        .get("/unusual-readings/" + judged.path("id").asString())
                        .body())
                .contains("6 textes refusés", workshop)
                .doesNotContain(name);
        assertThat(api(evaluator).put(minutes, plain, "\"1\"").status()).isEqualTo(200);
    }

    /** Of harm by staff: nobody of the accused structure is called, the officer notes who takes the child's safety on, and the task ends with that. */
    @Test
    void theSafetyOfAChildThatStaffHarmsIsPlacedElsewhere() throws SQLException {
        String one = running();
        String links = "/api/v1/evaluations/" + code + "/study-links";
        String safety = links + "/" + one.substring(one.lastIndexOf('/') + 1) + "/safety";
        String stranger = person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO));
        Map<String, Object> taken = Map.of("person", stranger);
        assertThat(api(custodian).post(safety, taken).status())
                .as("no harm was told")
                .isEqualTo(404);
        Answer told = browser(evaluator)
                .post(
                        one.replace("/api/v1", "") + "/harm",
                        "id",
                        Ids.next().toString(),
                        "kind",
                        "DANGER_AT_HOME",
                        "what",
                        "Frappé",
                        "byStaff",
                        "true",
                        "structure",
                        ngo.code());
        assertThat(told.location()).contains("harm-by-staff");
        assertThat(browser(custodian).get("/").body()).contains(safety.replace("/api/v1", ""));
        for (String other : List.of(evaluator, supervisor.username(), stranger))
            assertThat(api(other).post(safety, taken).status()).as(other).isIn(403, 404);
        assertThat(api(custodian)
                        .post(safety, Map.of("person", supervisor.username()))
                        .body())
                .as("of the accused structure")
                .contains("evaluation.no-safe-hands");
        assertThat(browser(custodian).get(safety.replace("/api/v1", "")).body())
                .containsIgnoringCase(stranger)
                .doesNotContainIgnoringCase(supervisor.username());
        String deputy = person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO));
        TestDatabase.ownerDoes("insert into access.deputy (id, organisation_id, person_id, valid_from) values ('"
                + Ids.next() + "', '" + ngo.id() + "', '" + actor(deputy).personId() + "', '2015-01-01')");
        assertThat(api(custodian).post(safety, Map.of("person", deputy)).body())
                .as("deputy of the accused structure")
                .contains("evaluation.no-safe-hands");
        Answer noted = api(custodian).post(safety, taken);
        assertThat(noted.status()).as(noted.body()).isEqualTo(201);
        JsonNode line = noted.json().path("items").path(0);
        assertThat(line.path("takenOn").size()).isZero();
        assertThat(line.path("named").path(0).asString()).isEqualToIgnoringCase(stranger);
        String task = safety.replace("/api/v1", "");
        assertThat(browser(custodian).get("/").body())
                .as("the officer's word is not theirs")
                .contains(task);
        String interview = one.substring(one.lastIndexOf('/') + 1);
        String mine = "/api/v1/child-safety/" + interview;
        for (String other : List.of(evaluator, supervisor.username(), deputy, custodian))
            assertThat(api(other).post(mine, Map.of("takes", true)).status())
                    .as(other)
                    .isIn(403, 404);
        assertThat(LoginSql.answer(
                        actor(deputy), clock.instant(), "select evaluation.say_safety('" + interview + "', true)"))
                .isEqualTo("f");
        assertThat(LoginSql.answer(
                        actor(custodian), clock.instant(), "select evaluation.say_safety('" + interview + "', true)"))
                .isEqualTo("f");
        assertThat(api(stranger).get("/api/v1/notices").json().path("unread").asInt())
                .isEqualTo(1);
        assertThat(browser(stranger).get("/").body()).contains("/child-safety/" + interview);
        assertThat(browser(stranger).get("/child-safety/" + interview).body())
                .contains("name=\"takes\"")
                .doesNotContain(child.code());
        assertThat(api(stranger).post(mine, Map.of("takes", true)).status()).isEqualTo(201);
        assertThat(api(stranger).post(mine, Map.of("takes", false)).status())
                .as("said once")
                .isEqualTo(404);
        assertThat(api(custodian)
                        .get(links)
                        .json()
                        .path("items")
                        .path(0)
                        .path("takenOn")
                        .path(0)
                        .asString())
                .isEqualToIgnoringCase(stranger);
        assertThat(browser(custodian).get("/").body()).doesNotContain(task);
        TestDatabase.ownerDoes("insert into access.deputy (id, organisation_id, person_id, valid_from) values ('"
                + Ids.next() + "', '" + ngo.id() + "', '" + actor(stranger).personId() + "', '2015-01-01')");
        assertThat(browser(custodian).get("/").body())
                .as("once they are beside the accused")
                .contains(task);
        assertThat(LoginSql.answer(actor(evaluator), clock.instant(), "select count(*) from evaluation.unsafe_of_me()"))
                .isEqualTo("0");
    }

    /** An interview in which the child told that somebody of this structure harms it; answers its id. */
    private String accusing(String structure) {
        String one = running();
        Answer told = api(evaluator)
                .post(
                        one + "/harm",
                        Map.of(
                                "id",
                                Ids.next(),
                                "kind",
                                "DANGER_AT_HOME",
                                "what",
                                "Frappé",
                                "byStaff",
                                true,
                                "structure",
                                structure));
        assertThat(told.status()).as(told.body()).isLessThan(300);
        return one.substring(one.lastIndexOf('/') + 1);
    }

    /** Neither page, list, request nor statement of this person says that there is such an interview. */
    private void keepsNothing(String who, String interview) throws SQLException {
        String links = "/api/v1/evaluations/" + code + "/study-links";
        assertThat(api(who).get(links).body()).as(who).doesNotContain(interview);
        assertThat(browser(who).get("/").body()).as(who).doesNotContain(interview);
        assertThat(browser(who)
                        .get(links.replace("/api/v1", "") + "/" + interview + "/safety")
                        .status())
                .as(who)
                .isEqualTo(404);
        assertThat(api(who).post(links + "/" + interview, Map.of("id", Ids.next(), "why", "Pour savoir"))
                        .status())
                .as(who)
                .isEqualTo(404);
        assertThat(api(who).post(links + "/" + interview + "/safety", Map.of("person", who))
                        .status())
                .as(who)
                .isEqualTo(404);
        assertThat(LoginSql.answer(
                        actor(who),
                        clock.instant(),
                        "select count(*) from evaluation.unsafe_of_me() u where u.interview = '" + interview + "'"))
                .as(who)
                .isEqualTo("0");
        assertThat(LoginSql.answer(
                        actor(who), clock.instant(), "select evaluation.note_safety('" + interview + "', 'sup-01')"))
                .as(who)
                .isEqualTo("f");
        assertThat(LoginSql.answer(
                        actor(who),
                        clock.instant(),
                        "select evaluation.ask_link(gen_random_uuid(), '" + interview + "')"))
                .as(who)
                .isEqualTo("f");
        assertThat(api(who).get("/api/v1/complaints").body()).as(who).doesNotContain(ofTheInterview(interview));
    }

    private String ofTheInterview(String interview) {
        return owner("select complaint_id from evaluation.accused where interview_id = '" + interview + "'");
    }

    private static String owner(String question) {
        try (java.sql.Connection owner = TestDatabase.connectAs(org.akoma.ground.database.Compartment.MIGRATOR);
                java.sql.Statement ask = owner.createStatement();
                java.sql.ResultSet row = ask.executeQuery(question)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void keeps(String who, String interview) {
        assertThat(browser(who).get("/").body()).as(who).contains(interview);
        assertThat(browser(who)
                        .get("/evaluations/" + code + "/study-links/" + interview + "/safety")
                        .status())
                .as(who)
                .isEqualTo(200);
        assertThat(browser(who).get("/evaluations/" + code + "/study-links").body())
                .as(who)
                .contains(study);
        assertThat(api(who).get("/api/v1/complaints").body()).as(who).contains(ofTheInterview(interview));
    }

    /** Who works beside the accused hears nothing of it: another officer does, else a manager, else two supervisors elsewhere. */
    @Test
    void theSafetyOfAChildIsKeptByNobodyBesideTheAccused() throws SQLException {
        Organisation elsewhere = structure(Organisation.Kind.NGO);
        String officer = person(Role.DATA_PROTECTION_OFFICER, elsewhere);
        String manager = person(Role.PROJECT_MANAGER, elsewhere);
        String beside = person(Role.PROJECT_MANAGER, iom);
        String stranger = person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO));
        String interview = accusing(iom.code());
        for (String who : List.of(custodian, beside, manager, stranger)) keepsNothing(who, interview);
        assertThat(api(custodian).get("/api/v1/notices").json().path("unread").asInt())
                .isZero();
        keeps(officer, interview);
        String safety = "/api/v1/evaluations/" + code + "/study-links/" + interview + "/safety";
        try (TheOnly _ =
                new TheOnly(Role.DATA_PROTECTION_OFFICER, actor(custodian).personId())) {
            keepsNothing(custodian, interview);
            keepsNothing(beside, interview);
            keepsNothing(stranger, interview);
            assertThat(browser(manager).get("/").body()).contains(interview);
            assertThat(api(manager)
                            .post(safety, Map.of("person", supervisor.username()))
                            .status())
                    .as("who holds the child's file and is not beside the accused")
                    .isEqualTo(201);
            try (TheOnly _ = new TheOnly(Role.PROJECT_MANAGER, actor(beside).personId())) {
                keepsNothing(custodian, interview);
                keepsNothing(beside, interview);
                TestDatabase.ownerDoes("grant execute on function evaluation.keepers to akoma_custody");
                String[] two = LoginSql.answer(
                                actor(custodian),
                                clock.instant(),
                                "select string_agg(p.code, ' ') from access.person p where p.id in (select"
                                        + " evaluation.keepers('" + interview + "'))")
                        .split(" ");
                TestDatabase.ownerDoes("revoke execute on function evaluation.keepers from akoma_custody");
                assertThat(two).hasSize(2);
                for (String one : two) {
                    assertThat(actor(one).is(Role.CASE_SUPERVISOR)).isTrue();
                    assertThat(browser(one).get("/").body()).contains(interview);
                    assertThat(browser(one)
                                    .get("/evaluations/" + code + "/study-links/" + interview + "/safety")
                                    .status())
                            .isEqualTo(200);
                }
                UUID id = Ids.next();
                String asker = two[two[0].equals(supervisor.username()) ? 1 : 0];
                Answer asked = api(asker)
                        .post(
                                "/api/v1/evaluations/" + code + "/study-links/" + interview,
                                Map.of("id", id, "why", "Pour la mettre à l’abri"));
                assertThat(asked.status()).as(asked.body()).isEqualTo(201);
                String request = request(supervisor.username());
                assertThat(api(asker)
                                .post("/api/v1/decisions/" + request + "/verdict", Map.of("agreed", true))
                                .status())
                        .as("one's own request")
                        .isIn(403, 404);
                assertThat(api(supervisor.username())
                                .post("/api/v1/decisions/" + request + "/verdict", Map.of("agreed", true))
                                .status())
                        .isEqualTo(200);
                assertThat(api(asker)
                                .get("/api/v1/study-links/" + id)
                                .json()
                                .path("code")
                                .asString())
                        .isEqualTo(child.code());
                assertThat(browser(asker).get("/study-links/" + id).status()).isEqualTo(200);
            }
        }
    }

    /** Whom the child's words name is accused, wherever they work. */
    @Test
    void anOfficerWhomTheChildNamesKeepsNothing() throws SQLException {
        String one = running();
        Answer told = api(evaluator)
                .post(
                        one + "/harm",
                        Map.of(
                                "id",
                                Ids.next(),
                                "kind",
                                "DANGER_AT_HOME",
                                "what",
                                "C’est " + actor(custodian).code(),
                                "byStaff",
                                true,
                                "structure",
                                ngo.code()));
        assertThat(told.status()).as(told.body()).isLessThan(300);
        keepsNothing(custodian, one.substring(one.lastIndexOf('/') + 1));
    }

    /** Who said that they look after the child takes it back with a reason, alone; then the officer has the task and a bell again. */
    @Test
    void whoLooksAfterTheChildTakesItBack() throws SQLException {
        String interview = accusing(ngo.code());
        String stranger = person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO));
        String links = "/api/v1/evaluations/" + code + "/study-links";
        String mine = "/api/v1/child-safety/" + interview;
        Map<String, Object> why = Map.of("why", "CANNOT");
        assertThat(api(stranger).post(mine + "/end", why).status())
                .as("nobody asked")
                .isEqualTo(404);
        assertThat(api(custodian)
                        .post(links + "/" + interview + "/safety", Map.of("person", stranger))
                        .status())
                .isEqualTo(201);
        assertThat(api(stranger).post(mine + "/end", why).status())
                .as("not answered yet")
                .isEqualTo(404);
        assertThat(browser(stranger).get("/child-safety/" + interview).body()).doesNotContain("/end");
        assertThat(api(stranger).post(mine, Map.of("takes", true)).status()).isEqualTo(201);
        assertThat(browser(custodian).get("/").body()).doesNotContain(interview);
        assertThat(browser(stranger).get("/").body()).contains("/child-safety/" + interview);
        assertThat(browser(stranger).get("/child-safety/" + interview).body())
                .contains("/end", "name=\"why\"")
                .doesNotContain("name=\"takes\"");
        for (String other : List.of(evaluator, supervisor.username(), custodian))
            assertThat(api(other).post(mine + "/end", why).status()).as(other).isIn(403, 404);
        assertThat(LoginSql.answer(
                        actor(supervisor.username()),
                        clock.instant(),
                        "select evaluation.leave_safety('" + interview + "', 'CANNOT')"))
                .isEqualTo("f");
        assertThat(api(stranger).post(mine + "/end", Map.of()).status())
                .as("without a reason")
                .isEqualTo(422);
        int bells = api(custodian).get("/api/v1/notices").json().path("unread").asInt();
        Answer left = browser(stranger).post("/child-safety/" + interview + "/end", "why", "BESIDE");
        assertThat(left.location()).contains("evaluation.safety-left");
        assertThat(api(custodian).get("/api/v1/notices").json().path("unread").asInt())
                .isEqualTo(bells + 1);
        assertThat(browser(custodian).get("/").body()).contains(interview);
        JsonNode line = api(custodian).get(links).json().path("items").path(0);
        assertThat(line.path("takenOn")).isEmpty();
        assertThat(line.path("left").path("why").asString()).isEqualTo("BESIDE");
        assertThat(browser(custodian)
                        .get(links.replace("/api/v1", "") + "/" + interview + "/safety")
                        .body())
                .contains("ne s’en charge plus");
        assertThat(browser(stranger).get("/").body()).doesNotContain(interview);
        assertThat(browser(stranger).get("/child-safety/" + interview).status()).isEqualTo(404);
        assertThat(api(stranger).post(mine, Map.of("takes", true)).status())
                .as("asked anew they are not")
                .isEqualTo(404);
        assertThat(transactions.<Long>as(
                        actor(stranger),
                        () -> jdbc.sql("select count(*) from journal.entry where act = 'evaluation.safety-left' and"
                                        + " chain = access.actor()")
                                .query(Long.class)
                                .single()))
                .isEqualTo(1);
    }

    private int bells(String who) {
        return api(who).get("/api/v1/notices").json().path("unread").asInt();
    }

    /** A no becomes a yes, who gave it back is asked again, and two people end it; meanwhile somebody is always left to call. */
    @Test
    void whoSaidNoIsAskedAgainAndTwoPeopleEndIt() throws SQLException {
        String officer = person(Role.DATA_PROTECTION_OFFICER, structure(Organisation.Kind.INTERGOVERNMENTAL));
        String stranger = person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO));
        String interview = accusing(iom.code());
        String links = "/api/v1/evaluations/" + code + "/study-links";
        String safety = links + "/" + interview + "/safety";
        String mine = "/api/v1/child-safety/" + interview;
        String who = supervisor.username();
        Map<String, Object> named = Map.of("person", who);
        assertThat(api(officer).post(safety, Map.of("person", stranger)).body())
                .as("before those who hold the file were asked")
                .contains("evaluation.no-safe-hands");
        int before = bells(who);
        assertThat(api(officer).post(safety, named).status()).isEqualTo(201);
        assertThat(api(officer).post(safety, named).status()).isEqualTo(201);
        assertThat(bells(who)).as("rings each time").isEqualTo(before + 2);
        assertThat(browser(who).get("/tasks").body()).contains("/child-safety/" + interview);
        assertThat(api(who).post(mine, Map.of("takes", false)).status()).isEqualTo(201);
        JsonNode line = api(officer).get(links).json().path("items").path(0);
        assertThat(line.path("declined").path(0).asString()).isEqualToIgnoringCase(who);
        assertThat(line.path("callable").toString()).containsIgnoringCase(who).containsIgnoringCase(stranger);
        assertThat(browser(who).get("/tasks").body()).doesNotContain("/child-safety/" + interview);
        assertThat(browser(who).get("/").body()).contains("/child-safety/" + interview);
        assertThat(browser(who).get("/child-safety/" + interview).body())
                .contains("value=\"true\"")
                .doesNotContain("value=\"false\"");
        assertThat(api(who).post(mine, Map.of("takes", true)).status())
                .as("while nobody looks after the child")
                .isEqualTo(201);
        assertThat(browser(who).get("/tasks").body())
                .as("a task until the child is safe")
                .contains("/child-safety/" + interview);
        assertThat(api(officer).post(safety, Map.of("person", stranger)).body())
                .as("somebody looks after the child")
                .contains("evaluation.no-safe-hands");
        assertThat(api(who).get(mine + "/child").status())
                .as("one person opened nothing")
                .isEqualTo(404);
        assertThat(api(officer)
                        .post(links + "/" + interview, Map.of("id", Ids.next(), "why", "Pour la mettre à l’abri"))
                        .status())
                .isEqualTo(201);
        assertThat(api(who).post("/api/v1/decisions/" + request(who) + "/verdict", Map.of("agreed", true))
                        .status())
                .isEqualTo(200);
        assertThat(api(who).get(mine + "/child").json().path("code").asString()).isEqualTo(child.code());
        assertThat(browser(who).get("/child-safety/" + interview).body()).contains(child.code());
        for (String other : List.of(officer, stranger, evaluator))
            assertThat(api(other).get(mine + "/child").status()).as(other).isIn(403, 404);
        assertThat(LoginSql.answer(
                        actor(stranger),
                        clock.instant(),
                        "select count(*) from evaluation.child_of_mine('" + interview + "')"))
                .isEqualTo("0");
        assertThat(api(who).post(mine + "/end", Map.of("why", "CANNOT")).status())
                .isEqualTo(201);
        assertThat(api(officer).post(safety + "/end", Map.of()).body()).contains("evaluation.not-said-safe");
        int after = bells(who);
        assertThat(api(officer).post(safety, named).status()).as("asked again").isEqualTo(201);
        assertThat(bells(who)).isEqualTo(after + 1);
        assertThat(api(who).post(mine, Map.of("takes", true)).status()).isEqualTo(201);
        assertThat(api(who).post(mine + "/end", Map.of("why", "SAFE")).status()).isEqualTo(201);
        assertThat(browser(officer).get("/").body())
                .as("the word of one ends nothing")
                .contains(interview);
        assertThat(LoginSql.answer(
                        actor(who), clock.instant(), "select evaluation.confirm_safety('" + interview + "')"))
                .isEqualTo("f");
        assertThat(browser(officer)
                        .get("/evaluations/" + code + "/study-links/" + interview + "/safety")
                        .body())
                .contains("/safety/end");
        assertThat(api(officer).post(safety + "/end", Map.of()).status()).isEqualTo(200);
        assertThat(browser(officer).get("/").body()).doesNotContain(interview);
        assertThat(api(officer)
                        .get(links)
                        .json()
                        .path("items")
                        .path(0)
                        .path("safe")
                        .asBoolean())
                .isTrue();
        assertThat(api(officer).post(safety, named).body()).contains("evaluation.no-safe-hands");
    }

    /** Where everybody said no, all of them can be asked again, managers and officers too, and the desk says to call the authority. */
    @Test
    void whereEverybodySaidNoTheDeskSaysWhatToDo() throws SQLException {
        String interview = accusing(ngo.code());
        String links = "/api/v1/evaluations/" + code + "/study-links";
        assertThat(browser(custodian).get("/").body()).doesNotContain("Personne n’a dit oui");
        TestDatabase.ownerDoes(
                "insert into evaluation.child_safety (interview_id, person_id, noted_by, noted_at, taken, said_at)"
                        + " select distinct '" + interview
                        + "'::uuid, r.person_id, r.person_id, now(), false, now() from access.person_role r where"
                        + " r.role in ('CASE_SUPERVISOR', 'PROJECT_MANAGER', 'DATA_PROTECTION_OFFICER') and"
                        + " r.person_id <> '" + actor(custodian).personId() + "'");
        assertThat(api(custodian)
                        .get(links)
                        .json()
                        .path("items")
                        .path(0)
                        .path("callable")
                        .toString())
                .as("the officer too")
                .containsIgnoringCase(custodian);
        assertThat(api(custodian)
                        .post(links + "/" + interview + "/safety", Map.of("person", custodian))
                        .status())
                .isEqualTo(201);
        assertThat(api(custodian)
                        .post("/api/v1/child-safety/" + interview, Map.of("takes", false))
                        .status())
                .isEqualTo(201);
        assertThat(browser(custodian).get("/").body()).contains("personne n’a dit oui");
        assertThat(browser(custodian)
                        .get(links.replace("/api/v1", "") + "/" + interview + "/safety")
                        .body())
                .contains("note--late", "autorité de protection de l’enfance");
        assertThat(api(custodian)
                        .post("/api/v1/child-safety/" + interview, Map.of("takes", true))
                        .status())
                .isEqualTo(201);
        assertThat(browser(custodian).get("/").body()).contains("/child-safety/" + interview);
    }

    /** Two people open which child a study code stands for, only after harm was told; the team never, and nobody without the other. */
    @Test
    void aStudyCodeIsOpenedByTwoPeopleAndNeverForTheTeam() throws SQLException {
        String custodian = person(Role.DATA_PROTECTION_OFFICER, structure(Organisation.Kind.INTERGOVERNMENTAL));
        String links = "/api/v1/evaluations/" + code + "/study-links";
        String one = running();
        String interview = one.substring(one.lastIndexOf('/') + 1);
        UUID id = Ids.next();
        Map<String, Object> why = Map.of("id", id, "why", "La mère demande si l’enfant est en sécurité");
        assertThat(api(custodian).get(links).json().path("items")).isEmpty();
        assertThat(api(custodian).post(links + "/" + interview, why).status())
                .as("no harm was told")
                .isEqualTo(404);
        api(evaluator).post(one + "/harm", Map.of("id", Ids.next(), "kind", "DANGER_AT_HOME", "what", "Frappé"));
        for (String other : List.of(evaluator, colleague, worker.username(), person(Role.PROJECT_MANAGER, ngo))) {
            assertThat(api(other).get(links).status()).as(other).isEqualTo(404);
            assertThat(api(other).post(links + "/" + interview, why).status())
                    .as(other)
                    .isEqualTo(404);
            assertThat(browser(other).get(links.replace("/api/v1", "")).status())
                    .as(other)
                    .isEqualTo(404);
        }
        Answer asked = api(custodian).post(links + "/" + interview, why);
        assertThat(asked.status()).as(asked.body()).isEqualTo(201);
        assertThat(asked.body()).contains(study, "WAITING").doesNotContain(child.code());
        assertThat(api(custodian)
                        .post(links + "/" + interview, Map.of("id", Ids.next(), "why", "Encore"))
                        .body())
                .contains("evaluation.link-waits");
        String opened = "/api/v1/study-links/" + id;
        assertThat(api(custodian).get(opened).status()).as("nobody agreed").isEqualTo(404);
        String request = request(supervisor.username());
        String stranger = person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO));
        assertThat(api(stranger).get("/api/v1/decisions/" + request).status())
                .as("a supervisor who does not hold the child")
                .isEqualTo(404);
        for (String other : List.of(stranger, evaluator, worker.username()))
            assertThat(api(other)
                            .post("/api/v1/decisions/" + request + "/verdict", Map.of("agreed", true))
                            .status())
                    .as(other)
                    .isEqualTo(404);
        assertThat(api(custodian)
                        .post("/api/v1/decisions/" + request + "/verdict", Map.of("agreed", true))
                        .status())
                .as("one's own request")
                .isEqualTo(403);
        assertThat(browser(supervisor.username()).get("/decisions/" + request).body())
                .contains(study, code, "La mère demande")
                .doesNotContain(child.code());
        assertThat(api(supervisor.username())
                        .post("/api/v1/decisions/" + request + "/verdict", Map.of("agreed", true))
                        .status())
                .isEqualTo(200);
        assertThat(api(custodian).get(opened).json().path("code").asString()).isEqualTo(child.code());
        assertThat(browser(custodian).get("/study-links/" + id).body()).contains(child.code(), study);
        for (String other : List.of(
                evaluator,
                colleague,
                worker.username(),
                supervisor.username(),
                person(Role.DATA_PROTECTION_OFFICER, structure(Organisation.Kind.INTERGOVERNMENTAL))))
            assertThat(api(other).get(opened).status()).as(other).isEqualTo(404);
        assertThat(LoginSql.answer(
                        actor(evaluator), clock.instant(), "select count(*) from evaluation.opened_link('" + id + "')"))
                .isEqualTo("0");
        assertThat(LoginSql.refusal(actor(evaluator), clock.instant(), "select * from evaluation.sampled"))
                .contains("permission denied");
        assertThat(history(supervisor.username()))
                .as("who works on the file reads nothing of it: staff may be accused")
                .doesNotContain("evaluation.link-read");
        TestDatabase.ownerDoes("do $$ begin if not exists (select from journal.entry where act = 'evaluation.link-read'"
                + " and chain = '" + actor(custodian).personId()
                + "') then raise exception 'not in the officer''s own chain'; end if; end $$");
        clock.moveTo(MORNING.plus(java.time.Duration.ofDays(31)));
        assertThat(api(custodian).get(opened).status())
                .as("thirty days are over")
                .isEqualTo(404);
    }

    /** Nobody of the structure whose staff is accused agrees; where only they hold the file, a supervisor of another one does, and is not shown the child. */
    @Test
    void nobodyOfTheAccusedStructureOpensAStudyCode() {
        String interview = accusing(ngo.code());
        String stranger = person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO));
        UUID id = Ids.next();
        Answer asked = api(custodian)
                .post(
                        "/api/v1/evaluations/" + code + "/study-links/" + interview,
                        Map.of("id", id, "why", "La mère demande si l’enfant est en sécurité"));
        assertThat(asked.status()).as(asked.body()).isEqualTo(201);
        String request = request(stranger);
        assertThat(api(supervisor.username())
                        .post("/api/v1/decisions/" + request + "/verdict", Map.of("agreed", true))
                        .status())
                .as("of the structure whose staff is accused")
                .isIn(403, 404);
        assertThat(api(stranger).get("/api/v1/decisions/" + request).body())
                .contains(study)
                .doesNotContain(child.code());
        assertThat(api(stranger)
                        .post("/api/v1/decisions/" + request + "/verdict", Map.of("agreed", true))
                        .status())
                .isEqualTo(200);
        assertThat(api(custodian)
                        .get("/api/v1/study-links/" + id)
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo(child.code());
    }

    private String request(String who) {
        for (JsonNode one : api(who).get("/api/v1/decisions").json().path("waiting"))
            if (one.path("about").asString().equals(code + " " + study))
                return one.path("id").asString();
        throw new AssertionError("no request for " + who);
    }

    private String history(String who) {
        return transactions.as(
                actor(who),
                () -> String.join(
                        " ",
                        jdbc.sql("select act from journal.entry where chain = ?")
                                .param(child.id())
                                .query(String.class)
                                .list()));
    }
}
