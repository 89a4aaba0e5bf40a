package org.akoma.protection.referrals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Visit;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.referrals.Referral.Step;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who sees a referral, and who does not: page, API, list, file and straight SQL, while it runs and after it ended. */
class ReferralAccessIT extends ReferralHouse {

    @Test
    void everyPageIsWholeInBothLanguagesForBothSides() {
        Referral sent = sent(Section.ASSISTANCE);
        Referral draft = done(referrals.draft(worker, file, draft(clinic, Section.HEALTH)));
        for (String lang : List.of("fr", "en")) {
            Visit visit = browser(worker.username());
            for (String page : List.of(
                    "/cases/" + file + "/referrals",
                    "/cases/" + file + "/referrals/new",
                    "/cases/" + file + "/referrals/" + draft.id() + "/edit",
                    "/referrals/" + sent.code(),
                    "/referrals/" + draft.code(),
                    "/referrals",
                    "/referrals?scope=INCOMING&view=LATE",
                    "/directory",
                    "/directory/" + ngo.code(),
                    "/directory/" + ngo.code() + "/edit"))
                isWhole(page, visit.get(page + (page.contains("?") ? "&" : "?") + "lang=" + lang));
            Visit asked = browser(nurse.username());
            for (String page : List.of("/referrals", "/referrals/" + sent.code(), "/directory"))
                isWhole(page, asked.get(page + "?lang=" + lang));
        }
    }

    @Test
    void aTaskLeadsByTheIdOfItsReferralToWhoSeesIt() {
        Referral sent = sent(Section.ASSISTANCE);
        String byId = "/referrals/" + sent.id();
        for (Actor one : List.of(worker, nurse))
            assertThat(browser(one.username()).get(byId).location()).endsWith("/referrals/" + sent.code());
        Actor stranger = actor(person(Role.CASE_WORKER, structure(Organisation.Kind.NGO)));
        assertThat(browser(stranger.username()).get(byId).status()).isEqualTo(404);
    }

    private static void isWhole(String page, Answer answer) {
        assertThat(answer.status()).as(page).isEqualTo(200);
        assertThat(answer.body()).as(page).doesNotContain("th:", "…</", "??").contains("</html>");
    }

    @Test
    void aChildIsReferredAndAnsweredOnPages() {
        agree(ngo, clinic, Section.ASSISTANCE);
        Visit visit = browser(worker.username());
        String page = "/cases/" + file + "/referrals";
        Answer wrong = visit.post(page, "to", clinic.code(), "reason", "Elle tousse");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("Elle tousse", "Écrivez ce qui est demandé");
        Answer saved = visit.post(
                page,
                "to",
                clinic.code(),
                "purpose",
                "CARE",
                "priority",
                "NORMAL",
                "reason",
                "Elle tousse",
                "asked",
                "Un examen",
                "sections",
                "ASSISTANCE",
                "sections",
                "HEALTH");
        assertThat(saved.status()).isEqualTo(303);
        String one = saved.location().substring(0, saved.location().indexOf('?'));
        assertThat(visit.get(saved.location()).body())
                .contains("ne comprend pas la partie «\u00a0Santé\u00a0»", "n’a pas été demandé")
                .doesNotContain("/sending\"");
        assertThat(visit.post(one + "/sending", "version", "1").status()).isEqualTo(422);
        assertThat(browser(nurse.username()).get(one).status()).isEqualTo(404);
    }

    @Test
    void othersFindNothing() {
        Referral sent = sent(Section.ASSISTANCE);
        Organisation third = structure(Organisation.Kind.NGO);
        Organisation police = structure(Organisation.Kind.LAW_ENFORCEMENT);
        for (String other : List.of(
                person(Role.CASE_WORKER, ngo),
                person(Role.CASE_WORKER, third),
                person(Role.PROVIDER, third),
                person(Role.MINISTRY_OFFICER, third),
                person(Role.EVALUATOR, ngo),
                person(Role.FINANCE_OFFICER, ngo),
                person(Role.SHELTER_MANAGER, ngo),
                person(Role.OBSERVER, ngo),
                person(Role.LE_OFFICER, police),
                person(Role.DATA_PROTECTION_OFFICER, ngo),
                person(Role.SYSTEM_ADMINISTRATOR, ngo))) {
            assertThat(api(other).get("/api/v1/referrals/" + sent.code()).status())
                    .as(other)
                    .isEqualTo(404);
            assertThat(api(other).get("/api/v1/cases/" + file + "/referrals").status())
                    .as(other)
                    .isEqualTo(404);
            assertThat(api(other).get("/api/v1/referrals").body()).as(other).doesNotContain(sent.code());
            assertThat(api(other).get("/referrals/" + sent.code()).status())
                    .as(other)
                    .isEqualTo(404);
            assertThat(api(other).get("/cases/" + file + "/referrals").status())
                    .as(other)
                    .isEqualTo(404);
            assertThat(api(other).get("/referrals/file?format=csv").body())
                    .as(other)
                    .doesNotContain(sent.code());
            assertThat(api(other)
                            .post("/api/v1/referrals/" + sent.code() + "/acknowledgement", Map.of())
                            .status())
                    .as(other)
                    .isEqualTo(404);
        }
        assertThat(api(nurse.username()).get("/referrals/file?format=csv").status())
                .isEqualTo(403);
        assertThat(api(worker.username()).get("/referrals/file?format=csv").body())
                .contains(sent.code(), file)
                .doesNotContain("tousse", "Rosée");
    }

    @Test
    void whoOverseesSeesThatItIsLateAndNeverWhy() {
        Referral sent = sent(Section.ASSISTANCE);
        clock.moveTo(MORNING.plusSeconds(86_400L * 3));
        String manager = person(Role.PROJECT_MANAGER, ngo);
        Answer seen = api(manager).get("/api/v1/referrals/" + sent.code());
        assertThat(seen.body()).contains("PROJECT_MANAGER", file).doesNotContain("tousse");
        assertThat(seen.json().path("words").isNull()).isTrue();
        assertThat(api(manager).get("/api/v1/cases/" + file + "/referrals").body())
                .contains(sent.code())
                .doesNotContain("tousse");
        assertThat(api(manager).get("/api/v1/referrals?view=LATE&limit=200").body())
                .contains(sent.code());
        assertThat(api(manager)
                        .get("/api/v1/referrals?view=LATE&limit=200&asOf=2015-11-16")
                        .body())
                .doesNotContain(sent.code());
        assertThat(browser(manager).get("/referrals/" + sent.code()).body())
                .contains("Signalée au chef de projet")
                .doesNotContain("tousse", "/answer\"");
        assertThat(api(manager)
                        .post("/api/v1/referrals/" + sent.code() + "/acknowledgement", Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(api(manager)
                        .get("/api/v1/summary/referrals")
                        .json()
                        .path("byStatus")
                        .path("NO_ACKNOWLEDGEMENT")
                        .asInt())
                .isPositive();
        assertThat(api(worker.username()).get("/api/v1/summary/referrals").status())
                .isEqualTo(403);
        assertThat(api(manager)
                        .get("/api/v1/tasks?limit=200&kind=referrals.long-silence")
                        .body())
                .contains(sent.id().toString(), "referrals.long-silence");
        assertThat(api(supervisor.username()).get("/api/v1/tasks?limit=200").body())
                .doesNotContain("referrals.long-silence");
        assertThat(api(worker.username())
                        .get("/api/v1/cases/" + file + "/referrals?asOf=2015-11-16")
                        .json()
                        .path("items")
                        .get(0)
                        .path("status")
                        .asString())
                .isEqualTo("SENT");
        done(answers.answer(nurse, sent.code(), AnswerReferral.of(Referral.Step.ACKNOWLEDGE)));
        assertThat(api(manager)
                        .get("/api/v1/tasks?limit=200&kind=referrals.long-silence")
                        .body())
                .doesNotContain(sent.id().toString());
    }

    @Test
    void afterItEndedTheStructureKeepsThatItWasAskedAndNothingMore() throws SQLException {
        Referral sent = sent(Section.ASSISTANCE);
        assertThat(rows(nurse.username())).isEqualTo("1/1/1");
        assertThat(api(nurse.username()).get("/api/v1/cases/" + file).status()).isEqualTo(200);
        done(answers.answer(nurse, sent.code(), new AnswerReferral(Step.DECLINE, null, "OTHER", null, null, null)));
        assertThat(rows(nurse.username())).isEqualTo("1/0/0");
        assertThat(api(nurse.username()).get("/api/v1/cases/" + file).status()).isEqualTo(404);
        String list = api(nurse.username()).get("/api/v1/referrals").body();
        assertThat(list).contains(sent.code()).doesNotContain(file);
        assertThat(api(nurse.username()).get("/api/v1/referrals/" + sent.code()).body())
                .doesNotContain(file, "tousse");
    }

    /** Who was asked one thing reads nothing of what was asked of others: list, page, words, SQL. */
    @Test
    void aReceiverReadsItsOwnReferralAlone() throws SQLException {
        Referral lawyer = sent(Section.ASSISTANCE);
        Organisation ministry = structure(Organisation.Kind.CENTRAL_GOVERNMENT);
        Actor officer = actor(person(Role.MINISTRY_OFFICER, ministry));
        agree(ngo, ministry, Section.ASSISTANCE, Section.IDENTITY);
        Referral theirs = done(referrals.draft(worker, file, draft(ministry, Section.ASSISTANCE, Section.IDENTITY)));
        theirs = done(referrals.send(worker, file, theirs.id(), null));
        assertThat(api(officer.username())
                        .get("/api/v1/referrals/" + theirs.code())
                        .body())
                .contains("tousse");
        assertThat(api(officer.username())
                        .get("/api/v1/referrals/" + lawyer.code())
                        .status())
                .isEqualTo(404);
        assertThat(browser(officer.username())
                        .get("/referrals/" + lawyer.code())
                        .status())
                .isEqualTo(404);
        assertThat(api(officer.username())
                        .get("/api/v1/cases/" + file + "/referrals")
                        .body())
                .contains(theirs.code())
                .doesNotContain(lawyer.code());
        assertThat(rows(officer.username())).isEqualTo("1/1/1");
        assertThat(rows(worker.username())).isEqualTo("2/2/1");
        assertThat(rows(person(Role.PROJECT_MANAGER, ngo))).isEqualTo("0/0/1");
    }

    @Test
    void theDatabaseItselfShowsNoRowWithoutAGrant() throws SQLException {
        sent(Section.ASSISTANCE);
        Actor third = actor(person(Role.PROVIDER, structure(Organisation.Kind.NGO)));
        String shelter = person(Role.SHELTER_MANAGER, ngo);
        assertThat(rows(null)).isEqualTo("0/0/0");
        assertThat(rows(third.username())).isEqualTo("0/0/0");
        assertThat(rows(shelter)).isEqualTo("0/0/0");
        assertThat(rows(person(Role.EVALUATOR, ngo))).isEqualTo("0/0/0");
        assertThat(rows(worker.username())).isEqualTo("1/1/1");
        assertThat(rows(person(Role.PROJECT_MANAGER, ngo))).isEqualTo("0/0/1");
        for (String login : List.of(
                Compartment.ENFORCEMENT.login(),
                Compartment.CUSTODY.login(),
                Compartment.ADMINISTRATION.login(),
                Compartment.PUBLICATION.login(),
                Compartment.STATISTICS.login()))
            try (Connection other = TestDatabase.connectAs(login);
                    Statement ask = other.createStatement()) {
                for (String table :
                        List.of("referral", "referral_words", "due_answer", "due_acknowledgement", "structure_entry"))
                    assertThatThrownBy(() -> ask.executeQuery("select count(*) from referrals." + table))
                            .as(login)
                            .hasMessageContaining("permission denied");
            }
    }

    @Test
    void whatWasSentIsNotRewrittenInStraightSql() throws SQLException {
        Referral sent = sent(Section.ASSISTANCE);
        for (String change : List.of(
                "due_at = now() + interval '9 days'",
                "sections = 511",
                "valid_until = 'infinity'",
                "to_desk = access.actor()",
                "sent_at = sent_at - interval '9 days'"))
            for (Actor who : List.of(nurse, worker))
                assertThatThrownBy(() -> change(who, sent, change)).as(change).isInstanceOf(SQLException.class);
    }

    private void change(Actor who, Referral sent, String change) throws SQLException {
        try (Connection care = TestDatabase.connectAs(Compartment.PROTECTION.login());
                Statement ask = care.createStatement()) {
            care.setAutoCommit(false);
            ask.execute(TestDatabase.entering(who.personId(), clock.instant()));
            ask.executeUpdate("update referrals.referral set " + change + " where id = '" + sent.id() + "'");
        }
    }

    /** Referral, its words, the file: as the care login, entered as this person or as nobody. */
    private String rows(@Nullable String username) throws SQLException {
        try (Connection care = TestDatabase.connectAs(Compartment.PROTECTION.login());
                Statement ask = care.createStatement()) {
            care.setAutoCommit(false);
            if (username != null)
                ask.execute(TestDatabase.entering(actor(username).personId(), clock.instant()));
            try (var row = ask.executeQuery("""
                    select concat_ws('/', (select count(*) from referrals.referral r where r.file_id = '#'),
                           (select count(*) from referrals.referral_words w where w.file_id = '#'),
                           (select count(*) from cases.file_shown where id = '#'))
                    """.replace(
                            "#", cases.find(supervisor, file).orElseThrow().id().toString()))) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
