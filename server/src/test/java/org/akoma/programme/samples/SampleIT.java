package org.akoma.programme.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.programme.evaluation.ReportWords;
import org.akoma.programme.training.Certified;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.identity.SomeChild;
import org.akoma.protection.identity.WorkHouse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A sample by page, API and straight SQL: drawn again from its seed, confirmed by another person, read without any child's identity, until the mission ends. */
class SampleIT extends WorkHouse {

    private String lead;
    private String colleague;
    private String custodian;
    private String code;
    private String sample;

    /** Six children of one pathway and a seventh of another one, who is drawn together with them; made once. */
    private static final List<CaseFile> children = new ArrayList<>();

    private static final String GROUP = "U/10-13/ANY";

    @BeforeEach
    void missionAndChildren() {
        Organisation iom = structure(Organisation.Kind.INTERGOVERNMENTAL);
        lead = person(Role.EVALUATOR, iom);
        colleague = person(Role.EVALUATOR, iom);
        custodian = person(Role.DATA_PROTECTION_OFFICER, iom);
        code = fresh("EV");
        sample = "/api/v1/evaluations/" + code + "/sample";
        // files of other tests without a known sex would be drawn together with these
        if (children.isEmpty()) {
            TestDatabase.ownerDoes("update cases.case_file set sex = 'M' where sex = 'U'");
            // and so would fewer than five of a known sex, where other tests left so few
            for (String sex : List.of("M", "F"))
                for (int n = 0; n < 5; n++) opened(SomeChild.aged(sex, 12, newFamilyName()));
        }
        while (children.size() < 7) {
            CaseFile child = opened(SomeChild.aged("M", 12, newFamilyName()));
            of(child, children.size() < 6 ? "CATCH_UP" : "BRIDGING_CLASS");
            children.add(child);
        }
        api(lead)
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
        api(lead).post("/api/v1/evaluations/" + code + "/team", Map.of("account", colleague));
        Certified.certify(
                api(person(Role.TRAINING_COORDINATOR, structure(Organisation.Kind.LAW_ENFORCEMENT))),
                api(person(Role.PROJECT_MANAGER, iom)),
                "M4_CHILD_INTERVIEW",
                iom.code(),
                colleague,
                TODAY.minusDays(1));
    }

    /** The pathway by the ordinary act: the child is enrolled. */
    private void of(CaseFile child, String pathway) {
        TestDatabase.ownerDoes("update cases.case_file set sex = 'U' where id = '" + child.id() + "'");
        String school = fresh("EC");
        api(worker.username())
                .post(
                        "/api/v1/institutions",
                        Map.of("id", Ids.next(), "code", school, "kind", "SCHOOL", "country", "CI"));
        Answer enrolled = api(worker.username())
                .post(
                        "/api/v1/cases/" + child.code() + "/enrolments",
                        Map.of("id", Ids.next(), "institution", school, "pathway", pathway, "startsOn", "2015-11-16"));
        assertThat(enrolled.status()).as(enrolled.body()).isEqualTo(201);
    }

    private static List<List<String>> owner(String question) {
        try (Connection login = TestDatabase.connectAs(Compartment.MIGRATOR);
                Statement ask = login.createStatement();
                ResultSet row = ask.executeQuery(question)) {
            List<List<String>> rows = new ArrayList<>();
            while (row.next()) {
                List<String> one = new ArrayList<>();
                for (int n = 1; n <= row.getMetaData().getColumnCount(); n++) one.add(String.valueOf(row.getString(n)));
                rows.add(one);
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Answer asks(String who) {
        return api(who).post(
                        sample,
                        Map.of(
                                "id",
                                Ids.next(),
                                "way",
                                "EACH_GROUP",
                                "size",
                                1,
                                "interviewers",
                                List.of(colleague),
                                "training",
                                "Two days in Abidjan, September 2015"));
    }

    private String request() {
        for (JsonNode one : api(custodian).get("/api/v1/decisions").json().path("waiting"))
            if (one.path("about").asString().equals(code)) return one.path("id").asString();
        throw new AssertionError("nothing waits");
    }

    private void confirmed() {
        assertThat(asks(lead).status()).isEqualTo(201);
        assertThat(api(custodian)
                        .post("/api/v1/decisions/" + request() + "/verdict", Map.of("agreed", true))
                        .status())
                .isEqualTo(200);
    }

    private List<String> studies(String who) {
        List<String> studies = new ArrayList<>();
        api(who).get(sample)
                .json()
                .path("files")
                .forEach(one -> studies.add(one.path("study").asString()));
        return studies;
    }

    /** The study code of the one of the seven. */
    private String drawn() {
        return owner(
                        "select x.study from evaluation.sampled x join evaluation.sample s on s.id = x.sample_id join evaluation.mission m on m.id = s.mission_id"
                                + " where x.study is not null and x.replaced_at is null and x.sex || '/' || x.age_group || '/' || x.pathway = '"
                                + GROUP + "' and m.code = '" + code + "'")
                .getFirst()
                .getFirst();
    }

    @Test
    void itIsAskedForByWhoLeadsAndReadByNobodyBeforeTheSecondPerson() {
        assertThat(asks(colleague).status()).as("of the team, not the lead").isEqualTo(403);
        assertThat(asks(person(Role.EVALUATOR, ngo)).status()).isEqualTo(403);
        assertThat(api(lead)
                        .post(
                                sample,
                                Map.of(
                                        "id",
                                        Ids.next(),
                                        "way",
                                        "TOTAL",
                                        "size",
                                        4,
                                        "interviewers",
                                        List.of(worker.username()),
                                        "training",
                                        "Two days"))
                        .fields())
                .as("not of the team")
                .containsExactly("interviewers");
        assertThat(api(lead)
                        .post(
                                sample,
                                Map.of(
                                        "id",
                                        Ids.next(),
                                        "way",
                                        "TOTAL",
                                        "size",
                                        4,
                                        "interviewers",
                                        List.of(lead),
                                        "training",
                                        "Two days"))
                        .fields())
                .as("nobody hears a child without a certificate, whatever is written of their training")
                .containsExactly("interviewers");
        assertThat(asks(lead).status()).isEqualTo(201);
        assertThat(asks(lead).status()).as("one draw at a time").isEqualTo(422);
        assertThat(studies(lead)).isEmpty();
        assertThat(browser(lead).get("/evaluations/" + code + "/sample").body())
                .contains("Attend une deuxième personne");
        String waiting = request();
        assertThat(api(lead)
                        .post("/api/v1/decisions/" + waiting + "/verdict", Map.of("agreed", true))
                        .status())
                .isIn(403, 404);
        String shown = browser(custodian).get("/decisions/" + waiting).body();
        for (CaseFile child : children) assertThat(shown).doesNotContain(child.code());
        assertThat(shown)
                .as("team, training and days")
                .containsIgnoringCase(lead)
                .containsIgnoringCase(colleague)
                .contains("Two days in Abidjan", "17 décembre 2015");
        api(custodian).post("/api/v1/decisions/" + waiting + "/verdict", Map.of("agreed", true));
        assertThat(studies(lead)).isNotEmpty();
        assertThat(studies(colleague)).isEqualTo(studies(lead));
        assertThat(api(worker.username()).get(sample).status()).isEqualTo(404);
        assertThat(browser(worker.username())
                        .get("/evaluations/" + code + "/sample")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void theSameFilesAreDrawnAgainFromTheSeed() throws Exception {
        confirmed();
        String seed = api(lead).get(sample).json().path("seed").asString();
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        String first = null;
        String least = null;
        for (CaseFile child : children) {
            byte[] words = (seed + "/" + GROUP + "/" + child.code()).getBytes(StandardCharsets.UTF_8);
            String key = HexFormat.of().formatHex(digest.digest(words));
            if (least == null || key.compareTo(least) < 0) {
                least = key;
                first = child.id().toString();
            }
        }
        assertThat(owner("select file_id from evaluation.sampled where study = '" + drawn() + "'"))
                .containsExactly(List.of(String.valueOf(first)));
    }

    /** Fourteen girls, of few of each pathway and age, are drawn by their share, and none in a group with boys. */
    @Test
    void smallGroupsAreJoinedByPathwayThenByAgeAndNotAcrossTheSexes() {
        assertThat(joined(48))
                .allSatisfy(group -> assertThat(group).doesNotContain("ANY/ANY/ANY"))
                .filteredOn(group -> group.getFirst().startsWith("F/"))
                .extracting(group -> group.getFirst() + " " + group.get(1))
                .containsExactly("F/14-17/ANY 7", "F/ANY/ANY 7");
        assertThat(joined(50))
                .as("of two children the sex is not known: alone they would be too few")
                .extracting(List::getFirst)
                .contains("ANY/ANY/ANY")
                .noneMatch(stratum -> stratum.startsWith("U/"));
    }

    /** Groups with how many files each has: 14 girls, 34 boys, and others. */
    private static List<List<String>> joined(int files) {
        List<List<String>> groups = owner("""
                select j.sex || '/' || j.age_group || '/' || j.pathway, count(*) from (
                    select array_agg(gen_random_uuid()) as ids, array_agg(case when i <= 14 then 'F' when i <= 48 then 'M' else 'U' end) as sexes,
                           array_agg(case when i <= 2 then '0-9' when i <= 7 then '10-13' when i <= 14 then '14-17' when i <= 20 then '0-9' else '10-13' end) as ages,
                           array_agg(case i %% 3 when 0 then 'CATCH_UP' when 1 then 'PRESCHOOL' else 'FORMAL_SCHOOL' end) as pathways from generate_series(1, %d) i) a
                 cross join lateral evaluation.joined_groups(a.ids, a.sexes, a.ages, a.pathways) j group by 1 order by 1""".formatted(files));
        assertThat(groups)
                .allSatisfy(group -> assertThat(Integer.parseInt(group.get(1))).isGreaterThanOrEqualTo(5));
        assertThat(groups.stream()
                        .mapToInt(group -> Integer.parseInt(group.get(1)))
                        .sum())
                .as("each file once")
                .isEqualTo(files);
        return groups;
    }

    @Test
    void nothingThatIsReadPointsAtAChild() throws SQLException {
        confirmed();
        String study = drawn();
        assertThat(study).matches("E-[A-Z]{6}");
        assertThat(ReportWords.wrong("words", "As in " + study + " and others"))
                .as("a finding may cite it")
                .isEmpty();
        String page = "/evaluations/" + code + "/sample";
        List<String> all = List.of(
                api(lead).get(sample).body(),
                api(lead).get(sample + "/files/" + study).body(),
                api(lead).get(sample + "/file?format=csv").body(),
                browser(lead).get(page).body(),
                browser(lead).get(page + "/files/" + study).body(),
                browser(lead).get(page + "/file?format=csv").body());
        for (String body : all) {
            assertThat(body).contains(study);
            for (CaseFile child : children)
                assertThat(body).doesNotContain(child.code(), child.id().toString());
        }
        JsonNode read = api(lead).get(sample).json();
        int counted = 0;
        for (JsonNode group : read.path("groups")) {
            assertThat(group.path("files").asInt()).isGreaterThanOrEqualTo(5);
            counted += group.path("files").asInt();
            assertThat(group.path("sex").asString() + group.path("pathway").asString())
                    .as("a group of one child is not named")
                    .isNotEqualTo("UBRIDGING_CLASS");
        }
        assertThat(counted)
                .as("no group follows from all files less the others")
                .isEqualTo(read.path("eligible").asInt());
        for (String refused : List.of(
                "select * from evaluation.sampled",
                "select evaluation.file_of('" + study + "', (select id from evaluation.mission where code = '" + code
                        + "'))"))
            assertThat(LoginSql.refusal(actor(lead), clock.instant(), refused))
                    .as(refused)
                    .contains("permission denied");
        assertThat(listed(lead)).as("no grant on a file").isEmpty();
        assertThat(api(lead).get("/api/v1/cases/" + children.getFirst().code()).status())
                .isEqualTo(404);
        assertThat(bySomebodyElse(study).status()).isEqualTo(404);
    }

    /** With the months of what was paid they would know which child it is. */
    @Test
    void whoListsChildrenOrJoinsLaterReadsNothing() {
        confirmed();
        String study = drawn();
        String manager = person(Role.PROJECT_MANAGER, ngo);
        String later = person(Role.EVALUATOR, ngo);
        for (String member : List.of(manager, later))
            assertThat(api(lead)
                            .post("/api/v1/evaluations/" + code + "/team", Map.of("account", member))
                            .status())
                    .isEqualTo(200);
        readNothing(manager, study);
        readNothing(later, study);
        assertThat(asksAnew(colleague).status()).as("not the lead").isEqualTo(403);
        assertThat(asksAnew(lead).status()).isEqualTo(201);
        assertThat(asksAnew(lead).fields()).as("one at a time").contains("main");
        readNothing(later, study);
        assertThat(studies(lead)).as("what was agreed to before holds").contains(study);
        assertThat(browser(custodian).get("/decisions/" + request()).body()).containsIgnoringCase(later);
        api(custodian).post("/api/v1/decisions/" + request() + "/verdict", Map.of("agreed", true));
        assertThat(studies(later)).contains(study);
        readNothing(manager, study);
        TestDatabase.ownerDoes(
                "insert into access.person_role select (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(), 'role', 'FINANCE_OFFICER'))).*"
                        + " from access.person_role r where r.person_id = '"
                        + actor(later).personId() + "'");
        readNothing(later, study);
    }

    private void readNothing(String who, String study) {
        assertThat(studies(who)).as(who).isEmpty();
        assertThat(api(who).get(sample + "/files/" + study).status()).isEqualTo(404);
        assertThat(api(who).get(sample + "/file?format=csv").body()).doesNotContain(study);
        assertThat(browser(who).get("/evaluations/" + code + "/sample").body()).doesNotContain(study);
        assertThat(owner("select 1 where exists (select from evaluation.sampled where study = '" + study + "')"))
                .as("it is there")
                .isNotEmpty();
    }

    private Answer asksAnew(String who) {
        return api(who).post(sample + "/renewal", Map.of("interviewers", List.of()));
    }

    /** The days that the second person agreed to are kept with the agreement, whatever the mission's become. */
    @Test
    void otherDaysNeedAnotherAgreement() {
        confirmed();
        clock.moveTo(MORNING.plus(Duration.ofDays(20)));
        days("2016-01-10");
        assertThat(studies(lead)).isNotEmpty();
        clock.moveTo(MORNING.plus(Duration.ofDays(32)));
        assertThat(studies(lead)).as("past the day that was agreed to").isEmpty();
        assertThat(api(lead).get(sample).json().path("state").asString()).isEqualTo("ENDED");
        assertThat(browser(lead).get("/evaluations/" + code + "/sample/renewal").body())
                .contains("9 février 2016");
        assertThat(asksAnew(lead).status()).isEqualTo(201);
        assertThat(studies(lead)).isEmpty();
        api(custodian).post("/api/v1/decisions/" + request() + "/verdict", Map.of("agreed", true));
        assertThat(studies(lead)).isNotEmpty();
        days("2015-12-01");
        clock.moveTo(MORNING.plus(Duration.ofDays(50)));
        assertThat(studies(lead)).as("fewer days count at once").isEmpty();
        assertThat(asksAnew(lead).fields()).as("nobody would read").contains("main");
        clock.moveTo(MORNING);
    }

    private void days(String last) {
        Answer changed = api(lead)
                .put(
                        "/api/v1/evaluations/" + code,
                        Map.of("kind", "MISSION", "firstDay", "2015-11-16", "lastDay", last),
                        "\""
                                + api(lead)
                                        .get("/api/v1/evaluations/" + code)
                                        .json()
                                        .path("mission")
                                        .path("version")
                                        .asInt()
                                + "\"");
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    }

    /** Factors are counted, never added up (requirements.md 4.1). */
    @Test
    void ofAnIndexOnlyItsFactorsAreCounted() {
        confirmed();
        String study = drawn();
        String file = owner("select file_id from evaluation.sampled where study = '" + study + "'")
                .getFirst()
                .getFirst();
        for (String wave : List.of("BASELINE", "MONTHS_3"))
            TestDatabase.ownerDoes("""
                    with made as (insert into followup.csi (id, file_id, organisation_id, worker_id, wave, on_day, recorded_at, assessor, informants, sealed)
                        select gen_random_uuid(), f.id, f.organisation_id, f.worker_id, '%1$s', '%2$s', '2015-11-16T08:00:00Z', f.worker_id, '{CHILD}', ''
                          from cases.case_file f where f.id = '%3$s' returning id, file_id)
                    insert into followup.csi_factor (csi_id, file_id, factor, level)
                        select m.id, m.file_id, x.factor, x.level from made m, (values ('FOOD_SECURITY', %4$s), ('SHELTER', 3), ('CARE', %5$s)) x (factor, level)
                    """.formatted(
                            wave,
                            wave.equals("BASELINE") ? "2015-11-10" : "2015-11-15",
                            file,
                            wave.equals("BASELINE") ? 1 : 4,
                            wave.equals("BASELINE") ? 3 : 2));
        Answer read = api(lead).get(sample + "/files/" + study);
        List<String> indexes = new ArrayList<>();
        for (JsonNode event : read.json().path("events"))
            if (event.path("part").asString().equals("INDEX"))
                indexes.add(event.path("factors").toString());
        assertThat(indexes)
                .containsExactlyInAnyOrder(
                        "{\"veryBad\":1,\"bad\":0,\"better\":0,\"worse\":0}",
                        "{\"veryBad\":0,\"bad\":1,\"better\":1,\"worse\":1}");
        assertThat(read.body()).doesNotContain("points");
        assertThat(browser(lead)
                        .get("/evaluations/" + code + "/sample/files/" + study)
                        .body())
                .contains("Facteurs très mauvais");
    }

    private Answer bySomebodyElse(String study) {
        return api(person(Role.EVALUATOR, ngo)).get(sample + "/files/" + study);
    }

    @Test
    void aFileThatCannotBeReadIsReplacedByTheNextOfItsGroup() {
        confirmed();
        String study = drawn();
        String replacement = sample + "/files/" + study + "/replacement";
        assertThat(api(lead).post(replacement, Map.of()).fields()).contains("why");
        Answer done = api(colleague).post(replacement, Map.of("why", "CONFLICT_OF_INTEREST"));
        assertThat(done.status()).isEqualTo(201);
        String instead = done.json().path("study").asString();
        assertThat(instead).isEqualTo(drawn()).isNotEqualTo(study);
        assertThat(api(lead).get(sample + "/files/" + study).status()).isEqualTo(404);
        assertThat(api(lead).get(sample).body()).contains("CONFLICT_OF_INTEREST");
    }

    private Answer replaced(String study) {
        return api(colleague).post(sample + "/files/" + study + "/replacement", Map.of("why", "TOO_LITTLE_WRITTEN"));
    }

    /** One file in ten, and more by another agreement alone; where a group has none left, another one comes, so that no refusal tells its size. */
    @Test
    void oneInTenIsReplacedAndTheSecondPersonSeesIt() throws SQLException {
        confirmed();
        JsonNode before = api(lead).get(sample).json();
        int most = before.path("mayReplace").asInt();
        assertThat(most).isEqualTo((before.path("drawn").asInt() + 9) / 10).isPositive();
        String study = drawn();
        for (int n = 0; n < most; n++) {
            Answer done = replaced(study);
            assertThat(done.status()).as(done.body()).isEqualTo(201);
            study = done.json().path("study").asString();
        }
        assertThat(replaced(study).body()).contains("evaluation.replaced-enough");
        assertThat(LoginSql.refusal(
                        actor(colleague),
                        clock.instant(),
                        "select evaluation.replace_study('" + study
                                + "', (select id from evaluation.mission where code = '" + code + "'), 'SAFETY')"))
                .contains("evaluation.replaced-enough");
        JsonNode watched = api(custodian).get(sample).json();
        assertThat(watched.path("replaced")).hasSize(most);
        assertThat(watched.path("files")).as("counts, no files").isEmpty();
        assertThat(watched.toString()).doesNotContain(study);
        assertThat(browser(custodian).get("/evaluations/" + code + "/sample").body())
                .contains(most + " remplacés sur " + most + " convenus")
                .doesNotContain(study);
        assertThat(owner("select 1 from notices.bell where kind = 'sample' and person_id = '"
                        + actor(custodian).personId() + "'"))
                .as("the data protection officer hears of each")
                .hasSizeGreaterThanOrEqualTo(most);
        String page = browser(custodian).post("/notices/read", "kind", "sample").location();
        assertThat(page).isEqualTo("/evaluations");
        assertThat(browser(custodian).get(page).body()).contains(code);
        assertThat(asksAnew(lead).status()).isEqualTo(201);
        assertThat(replaced(study).body()).as("it waits").contains("evaluation.replaced-enough");
        api(custodian).post("/api/v1/decisions/" + request() + "/verdict", Map.of("agreed", true));
        assertThat(api(lead).get(sample).json().path("mayReplace").asInt()).isEqualTo(2 * most);
        study = replaced(study).json().path("study").asString(); // its group has none in reserve any more
        JsonNode after = api(lead).get(sample).json();
        assertThat(after.path("groups").toString())
                .as("nor do the counts tell")
                .isEqualTo(before.path("groups").toString());
        assertThat(after.path("files").toString()).contains(study);
        for (JsonNode one : after.path("files"))
            if (one.path("study").asString().equals(study))
                assertThat(one.path("sex").isNull())
                        .as("it came from another group, which is not said")
                        .isTrue();
    }

    @Test
    void whatIsReadEndsWithTheTeamTheMissionAndItsDays() {
        confirmed();
        String team = "/api/v1/evaluations/" + code + "/team/";
        assertThat(studies(colleague)).isNotEmpty();
        assertThat(api(colleague).delete(team + lead).fields())
                .as("the lead stays")
                .contains("main");
        assertThat(api(lead).delete(team + colleague).body())
                .as("nobody takes the only other evaluator off")
                .contains("evaluation.second-stays");
        assertThat(api(colleague).delete(team + colleague).status()).isEqualTo(200);
        assertThat(api(colleague).get(sample).status()).isEqualTo(404);
        clock.moveTo(MORNING.plus(Duration.ofDays(31)));
        String study = studies(lead).getFirst();
        clock.moveTo(MORNING.plus(Duration.ofDays(32)));
        assertThat(studies(lead)).as("more than thirty days after the last day").isEmpty();
        clock.moveTo(MORNING);
        api(lead).put("/api/v1/evaluations/" + code + "/ratings", Map.of("criterion", "IMPACT", "points", 3), null);
        assertThat(api(lead)
                        .post("/api/v1/evaluations/" + code + "/release", Map.of())
                        .status())
                .isEqualTo(200);
        assertThat(studies(lead)).as("released").isEmpty();
        assertThat(api(lead).get(sample).json().path("state").asString()).isEqualTo("ENDED");
        assertThat(api(lead).get(sample).json().path("readsUntil").asString())
                .as("the day of the release, which is earlier than the one that was agreed to")
                .isEqualTo("2015-11-16");
        assertThat(api(lead).get(sample + "/files/" + study).status()).isEqualTo(410);
        assertThat(api(colleague).get(sample + "/files/" + study).status()).isEqualTo(404);
        String page = "/evaluations/" + code + "/sample";
        assertThat(browser(lead).get(page + "/files/" + study).location()).endsWith(page);
        assertThat(browser(lead).get(page).body()).contains("La lecture des dossiers a pris fin le 16 novembre 2015");
    }

    @Test
    void straightSqlDrawsNothingAlone() throws SQLException {
        String mission = owner("select id from evaluation.mission where code = '" + code + "'")
                .getFirst()
                .getFirst();
        String draw = "select evaluation.begin_sample('" + UUID.randomUUID() + "', '" + mission
                + "', 'TOTAL', 5, '{}', null); set constraints all immediate";
        assertThat(LoginSql.refusal(actor(colleague), clock.instant(), draw)).contains("evaluation.not-the-lead");
        assertThat(LoginSql.refusal(actor(lead), clock.instant(), draw)).contains("evaluation.sample-waits-for-nobody");
        for (String table : List.of("sample", "sampled", "sample_reading"))
            assertThat(LoginSql.refusal(
                            actor(lead),
                            clock.instant(),
                            "update evaluation." + table + " set "
                                    + (table.equals("sample_reading") ? "readers = '{}'" : "id = id")))
                    .contains("permission denied");
    }
}
