package org.akoma.programme.publication;

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
import org.akoma.Visit;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.decisions.Decisions;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.consent.Consent;
import org.akoma.protection.consent.Consents;
import org.akoma.protection.consent.SomeConsent;
import org.akoma.protection.identity.SomeChild;
import org.akoma.protection.identity.WorkHouse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A story from the file to the public page and off it again, by page and API; the forbidden case first. */
class StoryDoorsIT extends WorkHouse {

    private static final String STORIES = "/api/v1/publication/stories";

    @Autowired
    private Consents consents;

    @Autowired
    private Decisions decisions;

    private CaseFile file;
    private String family;
    private String manager;
    private String custodian;

    @BeforeEach
    void aChildAndThoseWhoAgree() {
        Organisation iom = structure(Organisation.Kind.INTERGOVERNMENTAL);
        manager = person(Role.PROJECT_MANAGER, iom);
        custodian = person(Role.DATA_PROTECTION_OFFICER, iom);
        family = newFamilyName();
        file = opened(SomeChild.named(family));
        guarded(file.code());
    }

    /** What the child said about the press; a yes counts once the supervisor has confirmed it. */
    private void said(Consent.Status status) {
        Consent heard = heard(status);
        if (status == Consent.Status.GIVEN) confirmed(heard);
    }

    private Consent heard(Consent.Status status) {
        boolean given = status == Consent.Status.GIVEN;
        return done(consents.record(
                worker,
                file.code(),
                SomeConsent.answered(
                        Consent.Purpose.MEDIA,
                        status,
                        given ? Consent.GivenBy.CHILD_INFORMED_ASSENT_AND_GUARDIAN : Consent.GivenBy.CHILD,
                        clock.instant())));
    }

    private void confirmed(Consent heard) {
        UUID asked = transactions.as(
                supervisor,
                () -> decisions.waiting("NEW_YES", heard.id()).orElseThrow().id());
        assertThat(api(supervisor.username())
                        .post("/api/v1/decisions/" + asked + "/verdict", Map.of("agreed", true))
                        .status())
                .isEqualTo(200);
    }

    private Map<String, Object> story(String mark) {
        return new HashMap<>(Map.of(
                "id",
                Ids.next(),
                "file",
                file.code(),
                "titleFr",
                "Un " + mark,
                "textFr",
                "Il travaillait loin de chez lui. Aujourd’hui il apprend.",
                "titleEn",
                "A " + mark,
                "textEn",
                "He worked far from home. Now he learns."));
    }

    private String request(String who, String code) {
        for (String list : List.of("waiting", "mine"))
            for (JsonNode one : api(who).get("/api/v1/decisions").json().path(list))
                if (one.path("about").asString().equals(code))
                    return one.path("id").asString();
        throw new AssertionError("no request about " + code + " for " + who);
    }

    /** After a look at the words that may be names. */
    private Answer verdict(String who, String code, boolean agreed) {
        if (agreed) api(who).post(STORIES + "/" + code + "/look", Map.of());
        return unlooked(who, code, agreed);
    }

    private Answer unlooked(String who, String code, boolean agreed) {
        return api(who).post(
                        "/api/v1/decisions/" + request(who, code) + "/verdict",
                        agreed ? Map.of("agreed", true) : Map.of("agreed", false, "reason", "Too near to the child"));
    }

    private String published() {
        return nobody().get("/api/v1/public/stories").body();
    }

    @Test
    void aStoryIsShownByThreePeopleAndGoneWithTheYes() throws SQLException {
        String mark = newFamilyName().toLowerCase(Locale.ROOT);
        Map<String, Object> story = story(mark);
        for (String other : List.of(manager, custodian))
            assertThat(api(other).post(STORIES, story).status()).as(other).isEqualTo(403);
        String own = worker.username();
        assertThat(api(own).post(STORIES, story).fields())
                .as("no yes to the press")
                .containsExactly("file");
        Consent yes = heard(Consent.Status.GIVEN);
        assertThat(api(own).post(STORIES, story).fields())
                .as("a yes that waits for the supervisor")
                .containsExactly("file");
        confirmed(yes);
        String elsewhere = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        assertThat(api(elsewhere).post(STORIES, story).fields())
                .as("not their child")
                .containsExactly("file");
        Map<String, Object> named = story(mark);
        named.put("textEn", "He worked far from home. Now " + family.toLowerCase(Locale.ROOT) + " learns.");
        assertThat(api(own).post(STORIES, named).fields())
                .as("the child's name in small letters")
                .containsExactly("main");
        Map<String, Object> placed = story(mark);
        placed.put("textFr", "Il est rentré à Bouaké.");
        assertThat(api(own).post(STORIES, placed).fields()).containsExactly("textFr");

        Answer written = api(own).post(STORIES, story);
        assertThat(written.status()).as(written.body()).isEqualTo(201);
        assertThat(written.body()).doesNotContain(file.code());
        String code = written.json().path("code").asString();
        assertThat(api(elsewhere).get(STORIES + "/" + code).status()).isEqualTo(404);
        straight(code);
        assertThat(verdict(own, code, true).status()).as("who wrote it").isEqualTo(403);
        String stranger = person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO));
        assertThat(api(stranger).get("/api/v1/decisions").json().path("waiting"))
                .as("a supervisor who does not hold the child")
                .isEmpty();
        assertThat(verdict(manager, code, true).status()).isLessThan(300);
        assertThat(published()).as("one of two").doesNotContain(mark);
        assertThat(verdict(custodian, code, true).status()).isLessThan(300);
        assertThat(published()).contains(mark).doesNotContain(file.code());
        assertThat(nobody().get("/public?lang=en").body()).contains("A " + mark);
        assertThat(api(custodian).get(STORIES + "/" + code).body()).doesNotContain(file.code());

        said(Consent.Status.WITHDRAWN);
        assertThat(published()).as("the yes was taken back").doesNotContain(mark);
        assertThat(api(own).get(STORIES + "/" + code).json().path("state").asString())
                .isEqualTo("UNPUBLISHED");
    }

    @Test
    void oneRefusalIsEnoughAndSoIsOnePersonToTakeItOff() throws SQLException {
        said(Consent.Status.GIVEN);
        String mark = newFamilyName().toLowerCase(Locale.ROOT);
        String own = worker.username();
        String first = api(own).post(STORIES, story(mark)).json().path("code").asString();
        assertThat(verdict(custodian, first, false).status()).isLessThan(300);
        assertThat(api(own).get(STORIES + "/" + first).json().path("state").asString())
                .isEqualTo("TURNED_DOWN");

        String second = api(own).post(STORIES, story(mark)).json().path("code").asString();
        assertThat(verdict(supervisor.username(), second, true).status()).isLessThan(300);
        assertThat(verdict(custodian, second, true).status()).isLessThan(300);
        assertThat(published()).contains(mark);
        assertThat(browser(own).get("/publication/stories/" + second).status()).isEqualTo(200);
        assertThat(browser(own)
                        .get("/publication/stories/" + second + "?lang=en")
                        .body())
                .contains("This story, in French and in English");
        long before = rung(manager);
        assertThat(api(supervisor.username())
                        .post(STORIES + "/" + second + "/unpublication", Map.of())
                        .status())
                .isEqualTo(200);
        assertThat(published()).doesNotContain(mark);
        assertThat(rung(own)).as("who wrote it").isEqualTo(1);
        assertThat(rung(manager)).as("who oversees").isEqualTo(before + 1);
        assertThat(rung(supervisor.username())).as("who took it off").isZero();
        assertThat(browser(own).get("/notices?lang=en").body()).contains("A story is no longer on the public page");
        assertThat(api(own).post(STORIES + "/" + second + "/unpublication", Map.of())
                        .fields())
                .containsExactly("main");
    }

    /** A village in no list, in small letters: each of the two says that none of the unknown words is a name before the database takes their word. */
    @Test
    void whoAgreesLooksAtWordsThatMayBeNames() throws SQLException {
        said(Consent.Status.GIVEN);
        String own = worker.username();
        String village = newFamilyName().toLowerCase(Locale.ROOT);
        String code = api(own).post(STORIES, story(village)).json().path("code").asString();
        JsonNode read = api(custodian).get(STORIES + "/" + code).json();
        assertThat(read.path("oddWords").toString()).contains(village).doesNotContain("travaillait", "learns");
        assertThat(read.path("looked").asBoolean()).isFalse();
        for (String who : List.of(manager, custodian)) {
            Answer early = unlooked(who, code, true);
            assertThat(early.status()).as(early.body()).isEqualTo(422);
            assertThat(early.fields()).containsExactly("agreed");
        }
        assertThat(api(own).post(STORIES + "/" + code + "/look", Map.of()).status())
                .as("who wrote it looks for nobody")
                .isEqualTo(403);
        assertThat(LoginSql.refusal(
                        actor(custodian),
                        clock.instant(),
                        "insert into publication.story_look (story_id, person_id) select s.id, s.written_by from publication.story s where s.code = '"
                                + code + "'"))
                .contains("permission denied");
        Visit page = browser(manager);
        for (String language : List.of("fr", "en"))
            assertThat(page.get("/decisions/" + request(manager, code) + "?lang=" + language)
                            .body())
                    .contains(village, "/publication/stories/" + code)
                    .doesNotContain("??");
        assertThat(page.get("/publication/stories/" + code + "?lang=fr").body())
                .contains("Aucun n’est un nom ni un lieu", village)
                .doesNotContain("??");
        assertThat(page.post("/publication/stories/" + code + "/look").status()).isEqualTo(303);
        assertThat(unlooked(manager, code, true).status()).isLessThan(300);
        assertThat(unlooked(custodian, code, true).status())
                .as("each looks alone")
                .isEqualTo(422);
        assertThat(verdict(custodian, code, true).status()).isLessThan(300);
        assertThat(published()).contains(village);
    }

    /** How often it was rung that a story is off. */
    private long rung(String who) throws SQLException {
        return Long.parseLong(LoginSql.answer(
                actor(who),
                clock.instant(),
                "select count(*) from notices.bell where kind = 'story' and person_id = access.actor()"));
    }

    /** A story lives by the yes under which two agreed to it: after another answer it is shown no more, whatever that answer is. */
    @Test
    void aLaterYesBringsNoStoryBack() {
        said(Consent.Status.GIVEN);
        String own = worker.username();
        String mark = newFamilyName().toLowerCase(Locale.ROOT);
        String waiting = api(own).post(STORIES, story(mark)).json().path("code").asString();
        String shown = api(own).post(STORIES, story(mark)).json().path("code").asString();
        for (String who : List.of(manager, custodian))
            assertThat(verdict(who, shown, true).status()).isLessThan(300);
        assertThat(published()).contains(mark);
        clock.moveTo(clock.instant().plusSeconds(60));
        said(Consent.Status.GIVEN);
        assertThat(published()).as("the same child, another yes").doesNotContain(mark);
        for (String code : List.of(waiting, shown))
            assertThat(api(own).get(STORIES + "/" + code).json().path("state").asString())
                    .isEqualTo("UNPUBLISHED");
        for (String language : List.of("fr", "en"))
            assertThat(browser(custodian)
                            .get("/publication/stories/" + shown + "?lang=" + language)
                            .body())
                    .contains(language.equals("fr") ? "Rien de ce récit" : "Nothing of this story")
                    .doesNotContain("Published</", "Publié</", "??");
        assertThat(api(custodian).get("/api/v1/decisions").body())
                .as("nobody is asked about it any more")
                .doesNotContain(waiting + "\"");
    }

    @Test
    void thePagesAreForWhoWritesOrAgrees() {
        String own = worker.username();
        for (String language : List.of("fr", "en")) {
            for (String path : List.of("/publication/stories", "/publication/stories/new"))
                assertThat(browser(own).get(path + "?lang=" + language).body())
                        .as(path)
                        .contains("<h1")
                        .doesNotContain("??");
            for (String reader : List.of(manager, custodian)) {
                assertThat(browser(reader)
                                .get("/publication/stories?lang=" + language)
                                .status())
                        .as(reader)
                        .isEqualTo(200);
                assertThat(browser(reader).get("/publication/stories/new").status())
                        .as(reader)
                        .isEqualTo(403);
            }
        }
        said(Consent.Status.GIVEN);
        String code = api(own).post(STORIES, story(newFamilyName().toLowerCase(Locale.ROOT)))
                .json()
                .path("code")
                .asString();
        for (String other : List.of(
                person(Role.FINANCE_OFFICER, structure(Organisation.Kind.INTERGOVERNMENTAL)),
                person(Role.LE_OFFICER, structure(Organisation.Kind.LAW_ENFORCEMENT)))) {
            assertThat(api(other).get(STORIES).status()).as(other).isEqualTo(403);
            assertThat(browser(other).get("/publication/stories").status())
                    .as(other)
                    .isEqualTo(403);
            assertThat(browser(other).get("/publication/stories/" + code).status())
                    .as(other)
                    .isEqualTo(404);
        }
        assertThat(browser(custodian).get("/publication/stories").body())
                .contains(code)
                .doesNotContain(file.code());
        assertThat(browser(custodian)
                        .get("/decisions/" + request(custodian, code) + "?lang=fr")
                        .body())
                .contains("He worked far from home")
                .doesNotContain("??", file.code());
    }

    /** What PostgreSQL itself holds while a story waits. */
    private void straight(String code) throws SQLException {
        String where = " where code = '" + code + "'";
        assertThat(LoginSql.refusal(
                        actor(custodian),
                        clock.instant(),
                        "update publication.story set data_at = access.moment(), data_by = access.actor()" + where))
                .contains("publication.not-agreed");
        assertThat(LoginSql.refusal(worker, clock.instant(), "update publication.story set text_fr = 'Autre'" + where))
                .contains("permission denied");
        for (String reader : List.of(manager, custodian))
            assertThat(LoginSql.refusal(actor(reader), clock.instant(), "select file_id from publication.story_child")
                            + LoginSql.answer(
                                    actor(manager), clock.instant(), "select count(*) from publication.story_child"))
                    .as("which child: " + reader)
                    .matches("(?s)0|.*permission denied.*");
        assertThat(
                        LoginSql.refusal(
                                worker,
                                clock.instant(),
                                "insert into publication.story (id, title_fr, text_fr, title_en, text_en) values (gen_random_uuid(), 'Il a 12 ans', 'a', 'b', 'c')"))
                .contains("story_title_fr");
    }
}
