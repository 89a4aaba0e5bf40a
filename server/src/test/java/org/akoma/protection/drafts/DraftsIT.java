package org.akoma.protection.drafts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.SqlAs;
import org.akoma.Visit;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.ground.forms.ServedForms;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.identity.SomeChild;
import org.akoma.protection.wellbeing.CsiFactor;
import org.akoma.protection.wellbeing.StatusHouse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What somebody began to write belongs to them alone, while they may do the act, and ends with it (docs/decisions/drafts.md). */
class DraftsIT extends StatusHouse {

    private static final String WORDS = "Il dort mal depuis la visite de son oncle";
    private static final Instant NOW = MORNING.plusSeconds(600);

    @Autowired
    private Drafts drafts;

    @Autowired
    private ServedForms forms;

    private CaseFile file;
    private String page;
    private UUID draft;

    @BeforeEach
    void somethingBegun() {
        file = opened(SomeChild.followedIn("CI", newFamilyName()));
        page = "/cases/" + file.code() + "/csi/new";
        draft = kept(worker, WORDS);
    }

    private Map<String, Object> body(String words) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("form", "followup.record-csi");
        body.put("file", file.code());
        body.put("at", page);
        body.put("values", Map.of("seen", List.of(words), "CARE", List.of("2")));
        return body;
    }

    private UUID kept(Actor who, String words) {
        UUID id = Ids.next();
        Answer answer = api(who.username()).put("/api/v1/drafts/" + id, body(words), null);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return id;
    }

    private Answer read(Actor who) {
        return api(who.username()).get("/api/v1/drafts/" + draft);
    }

    private static long rows(UUID id) throws SQLException {
        try (var owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                var row = owner.createStatement()
                        .executeQuery("select count(*) from drafts.draft where id = '" + id + "'")) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void nobodyElseReadsReplacesOrDeletesIt() throws SQLException {
        Actor administrator = actor(person(Role.SYSTEM_ADMINISTRATOR, structure(Organisation.Kind.NGO)));
        for (Actor other : List.of(supervisor, actor(person(Role.CASE_WORKER, ngo)), administrator)) {
            String address = "/api/v1/drafts/" + draft;
            assertThat(read(other).status()).isEqualTo(404);
            assertThat(api(other.username()).get("/api/v1/drafts").body()).doesNotContain(draft.toString());
            assertThat(api(other.username()).put(address, body("Autre"), null).status())
                    .isIn(403, 404);
            assertThat(api(other.username()).delete(address).status()).isEqualTo(404);
        }
        assertThat(browser(supervisor.username()).get(page).body()).doesNotContain(draft.toString(), "/discard");
        assertThat(browser(supervisor.username()).get(page + "?draft=" + draft).body())
                .doesNotContain(WORDS);
        assertThat(read(worker).body()).contains(WORDS);
    }

    @Test
    void noLoginReadsItForAnother() throws SQLException {
        String one = "select count(*) from drafts.draft where id = '" + draft + "'";
        assertThat(SqlAs.number(supervisor, NOW, one)).isZero();
        assertThat(SqlAs.number(worker, NOW, one)).isOne();
        assertThat(SqlAs.change(supervisor, NOW, "delete from drafts.draft where id = '" + draft + "'"))
                .isZero();
        assertThat(SqlAs.change(
                        supervisor,
                        NOW,
                        "update drafts.draft set kept_at = access.moment() where id = '" + draft + "'"))
                .isZero();
        String planted =
                "insert into drafts.draft (id, person_id, form, file_id, at, kept_at, sealed) values (gen_random_uuid(), '%s', '%s', %s, '/cases', %s, decode(repeat('00', 40), 'hex'))";
        String asWorker =
                planted.formatted(worker.personId(), "followup.record-csi", "'" + file.id() + "'", "access.moment()");
        assertThat(LoginSql.refusal(supervisor, NOW, asWorker)).contains("row-level security");
        assertThat(LoginSql.refusal(worker, NOW, asWorker)).isEmpty();
        String later = planted.formatted(
                worker.personId(), "followup.record-csi", "'" + file.id() + "'", "access.moment() + interval '1 year'");
        assertThat(LoginSql.refusal(worker, NOW, later)).contains("row-level security");
        String elsewhere = planted.formatted(supervisor.personId(), "cases.register-child", "null", "access.moment()");
        assertThat(LoginSql.refusal(supervisor, NOW, elsewhere)).contains("row-level security");
        for (Role role : List.of(Role.SYSTEM_ADMINISTRATOR, Role.DATA_PROTECTION_OFFICER, Role.LE_OFFICER)) {
            Organisation.Kind kind =
                    role == Role.LE_OFFICER ? Organisation.Kind.LAW_ENFORCEMENT : Organisation.Kind.NGO;
            assertThat(LoginSql.refusal(actor(person(role, structure(kind))), NOW, one))
                    .contains("permission denied");
        }
        assertThat(LoginSql.refusal(worker, NOW, "update drafts.draft set person_id = '" + supervisor.personId() + "'"))
                .contains("permission denied");
    }

    /** A colleague works on the file by a grant of their own, and then no more. */
    @Test
    void aLostGrantEndsItForGood() throws SQLException {
        Actor colleague = actor(person(Role.CASE_WORKER, ngo));
        assertThat(api(colleague.username())
                        .put("/api/v1/drafts/" + Ids.next(), body("Sans accès"), null)
                        .status())
                .isEqualTo(404);
        grant(colleague, true);
        UUID theirs = kept(colleague, "Vu avec elle");
        assertThat(rows(theirs)).isOne();
        TestDatabase.ownerDoes("update access.file_grant set valid_until = '" + NOW + "' where file_id = '" + file.id()
                + "' and grantee = '" + colleague.personId() + "'");
        clock.moveTo(NOW.plusSeconds(1));
        assertThat(api(colleague.username()).get("/api/v1/drafts").body()).doesNotContain(theirs.toString());
        drafts.forgetOld();
        assertThat(rows(theirs)).isZero();
        grant(colleague, false);
        assertThat(api(colleague.username())
                        .put("/api/v1/drafts/" + Ids.next(), body("Lecture seule"), null)
                        .status())
                .isEqualTo(403);
        assertThat(rows(draft)).as("the worker's own stays").isOne();
    }

    private void grant(Actor to, boolean writes) {
        TestDatabase.ownerDoes("""
                insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, reason, given_by)
                values ('%s', '%s', 'PERSON', '%s', %d, %s, '%s', 'ASSIGNMENT', '%s')""".formatted(
                        Ids.next(),
                        file.id(),
                        to.personId(),
                        Section.bits(Section.ALL),
                        writes,
                        writes ? MORNING.minusSeconds(60) : NOW,
                        supervisor.personId()));
    }

    @Test
    void aShareThatIsEndedByHandTakesItAlongAtOnce() throws SQLException {
        Actor colleague = actor(person(Role.CASE_WORKER, ngo));
        String grants = "/api/v1/cases/" + file.code() + "/grants";
        Map<String, Object> share = Map.of(
                "grantee",
                colleague.code(),
                "sections",
                List.of("FOLLOW_UP", "STATUS"),
                "mayWrite",
                true,
                "until",
                "2015-11-30",
                "why",
                "Remplacement de congé");
        Answer shared = api(supervisor.username()).post(grants, share);
        assertThat(shared.status()).as(shared.body()).isEqualTo(201);
        UUID theirs = kept(colleague, "Vu avec elle");
        String id = shared.json().path("id").asString();
        assertThat(api(supervisor.username()).delete(grants + "/" + id).status())
                .isEqualTo(204);
        assertThat(rows(theirs)).isZero();
        assertThat(rows(draft)).as("the worker's own stays").isOne();
    }

    @Test
    void itHasASizeAndAFormAndAnAddressOfTheHouse() {
        Map<String, Object> wrong = new HashMap<>(body("x".repeat(300_000)));
        assertThat(put(wrong).body()).contains("drafts.too-long");
        wrong = new HashMap<>(body("x"));
        wrong.put("values", Map.of("password", List.of("geheim")));
        assertThat(put(wrong).body()).contains("form.unknown-field");
        for (String at : List.of("//elsewhere.example/", "https://elsewhere.example", "/cases/x?q=Aminata", "")) {
            wrong = new HashMap<>(body("x"));
            wrong.put("at", at);
            assertThat(put(wrong).status()).as(at).isEqualTo(422);
        }
        wrong = new HashMap<>(body("x"));
        wrong.put("form", "cases.write-note");
        wrong.put("values", Map.of());
        assertThat(put(wrong).status()).as("a form that is not kept").isEqualTo(404);
    }

    private Answer put(Map<String, Object> body) {
        return api(worker.username()).put("/api/v1/drafts/" + Ids.next(), body, null);
    }

    @Test
    void itIsSealedAndNoChainKnowsOfIt() throws SQLException {
        String sealed = "select encode(sealed, 'escape') || at from drafts.draft where id = '" + draft + "'";
        assertThat(LoginSql.answer(worker, NOW, sealed)).doesNotContain("oncle", "dort");
        assertThat(api(worker.username())
                        .get("/api/v1/cases/" + file.code() + "/history")
                        .body())
                .doesNotContain("draft");
    }

    @Test
    void itEndsAfterDaysAndWhenItsPersonDeletesIt() throws SQLException {
        UUID other = kept(worker, "Une autre");
        Visit visit = browser(worker.username());
        visit.get(page);
        assertThat(visit.post("/drafts/" + other + "/discard").location()).endsWith(page + "?done=drafts.discarded");
        assertThat(rows(other)).isZero();
        try (var login = TestDatabase.connectAs(Compartment.PROTECTION.login());
                var ask = login.createStatement()) {
            Instant later = MORNING.plus(Duration.ofDays(6));
            assertThatThrownBy(() -> ask.execute("select drafts.forget('" + later + "', 1)"))
                    .hasMessageContaining("does not exist");
            ask.execute("select drafts.forget('" + later + "')");
        }
        assertThat(rows(draft)).as("the days are those of the house").isOne();
        clock.moveTo(MORNING.plus(Duration.ofDays(8)));
        assertThat(read(worker).status()).isEqualTo(404);
        drafts.forgetOld();
        assertThat(rows(draft)).isZero();
    }

    @Test
    void theFormOffersItFillsItAndEndsIt() throws SQLException {
        Visit visit = browser(worker.username());
        Answer shown = visit.get(page);
        assertThat(shown.body()).contains(page + "?draft=" + draft).doesNotContain(WORDS);
        Answer again = visit.get(page + "?draft=" + draft);
        assertThat(again.body()).contains(WORDS, "name=\"draft.id\" value=\"" + draft + "\"");
        assertThat(again.body()).containsPattern("name=\"CARE\"\\s+value=\"2\"[^>]*checked");
        String elsewhere = opened(SomeChild.followedIn("CI", newFamilyName())).code();
        assertThat(visit.get("/cases/" + elsewhere + "/csi/new?draft=" + draft).body())
                .as("never beside another child")
                .doesNotContain(WORDS, "value=\"" + draft);
        assertThat(visit.post(page, "draft.id", draft.toString(), "wave", "BASELINE")
                        .status())
                .isEqualTo(422);
        assertThat(rows(draft)).as("refused, so still there").isOne();
        assertThat(visit.post(page, sound()).status()).isEqualTo(303);
        assertThat(rows(draft)).isZero();
    }

    /** An alert brings the next visit nearer, so that the way to the form leads past what was begun: it is offered there, and of no other child. */
    @Test
    void whatWasBegunBeforeAVisitWasPlannedIsOfferedWithIt() {
        String visits = "/cases/" + file.code() + "/visits";
        Map<String, Object> begun = body(WORDS);
        begun.put("form", "followup.record-visit");
        begun.put("at", visits + "/new");
        begun.put("values", Map.of("safetyWords", List.of(WORDS)));
        UUID visit = Ids.next();
        assertThat(api(worker.username())
                        .put("/api/v1/drafts/" + visit, begun, null)
                        .status())
                .isEqualTo(200);
        String resuming = visits + "/new?draft=" + visit;
        assertThat(planned(file)).contains(resuming).doesNotContain(WORDS);
        assertThat(planned(opened(SomeChild.followedIn("CI", newFamilyName())))).doesNotContain("draft=");
    }

    /** The page of a visit that is planned for today. */
    private String planned(CaseFile child) {
        String visits = "/cases/" + child.code() + "/visits";
        Map<String, ?> today = Map.of("type", "EMERGENCY", "plannedOn", "2015-11-16");
        Answer made = api(worker.username()).post("/api/v1" + visits, today);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        Visit visit = browser(worker.username());
        return visit.get(visit.get(visits + "/now").location()).body();
    }

    /** A whole index, as the page sends it. */
    private static String[] sound() {
        Map<String, String> typed =
                new TreeMap<>(Map.of("wave", "BASELINE", "informants", "CHILD", "on", "2015-11-16"));
        for (var factor : CsiFactor.values()) typed.put(factor.name(), "4");
        return typed.entrySet().stream()
                .flatMap(one -> Stream.of(one.getKey(), one.getValue()))
                .toArray(String[]::new);
    }

    @Test
    void theButtonKeepsOnlyTheFormsOwnFields() throws SQLException {
        Visit visit = browser(worker.username());
        visit.get(page);
        UUID id = Ids.next();
        Answer kept = visit.post(
                "/drafts",
                "draft.id",
                id.toString(),
                "draft.form",
                "followup.record-csi",
                "draft.file",
                file.code(),
                "draft.at",
                page,
                "seen",
                "Elle chante",
                "password",
                "geheim");
        assertThat(kept.location()).endsWith(page + "?draft=" + id + "&done=drafts.kept");
        assertThat(api(worker.username()).get("/api/v1/drafts/" + id).body())
                .contains("Elle chante")
                .doesNotContain("password", "_csrf", "geheim");
    }

    @Test
    void theDatabaseKnowsTheSameFormsAndSections() throws SQLException {
        Map<String, String> known = new TreeMap<>();
        forms.all()
                .forEach((name, form) -> form.keptAsDraft()
                        .ifPresent(kept -> known.put(
                                name,
                                kept.section().length == 0
                                        ? (name.startsWith("evaluation.") ? Role.EVALUATOR : Role.CASE_WORKER).name()
                                        : String.valueOf(kept.section()[0].bit()))));
        Map<String, String> held = new TreeMap<>();
        try (var owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                var row = owner.createStatement()
                        .executeQuery(
                                "select form, coalesce(section::text, array_to_string(roles, ' ')) from drafts.form")) {
            while (row.next()) held.put(row.getString(1), row.getString(2));
        }
        assertThat(held).isEqualTo(known).hasSizeGreaterThan(4);
    }
}
