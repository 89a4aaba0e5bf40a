package org.akoma.protection.referrals;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.akoma.Caller;
import org.akoma.LoginSql;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.consent.Consent;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Tasks, home page and lists of referrals tell no more of a child than the reader holds ({@code trust.md G8}): who was asked for
 * one thing, and who oversees.
 */
class HiddenElsewhereIT extends ReferralHouse {

    private static final Pattern SEEN = Pattern.compile("Dossiers que je vois</dt><dd><a [^>]*>(\\d+)</a>");

    private void owner(String sql) throws SQLException {
        try (var connection = TestDatabase.connectAs(Compartment.MIGRATOR);
                var statement = connection.createStatement()) {
            statement.execute("alter table cases.case_file disable trigger user");
            statement.execute("update cases.case_file set " + sql + " where code = '" + file + "'");
            statement.execute("alter table cases.case_file enable trigger user");
        }
    }

    private JsonNode task(String reader) {
        return api(reader)
                .get("/api/v1/tasks?kind=referrals.acknowledge&kind=referrals.answer&limit=200")
                .json()
                .path("items")
                .valueStream()
                .filter(item -> item.path("code").asString().equals(file))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aReceiversTaskDoesNotTellHowTheCaseIs() throws SQLException {
        sent(Section.ASSISTANCE);
        owner("risk = 'HIGH'");
        assertThat(task(nurse.username()).path("risk").isNull()).isTrue();
        assertThat(browser(nurse.username()).get("/tasks").body())
                .contains(file)
                .doesNotContain("risk--high");
        assertThat(task(worker.username()).path("risk").asString()).isEqualTo("HIGH");
    }

    @Test
    void whoLooksAfterAChildIsNotToldByANumberThatTheCaseIsClosed() throws SQLException {
        sent(Section.ASSISTANCE);
        int before = seen();
        assertThat(before).isEqualTo(1);
        owner("status = 'CLOSED', closed_at = now()");
        assertThat(seen()).isEqualTo(before);
    }

    @Test
    void whoOverseesReadsNoReferralOfAnErasedFile() throws SQLException {
        Referral sent = sent(Section.ASSISTANCE);
        String manager = person(Role.PROJECT_MANAGER, ngo);
        assertThat(browser(manager).get("/referrals").body()).contains(sent.code());
        owner("erased_at = now()");
        assertThat(browser(manager).get("/referrals").body()).doesNotContain(sent.code(), file);
    }

    /** The first page of a desk: what is asked of it, with its clock, then what it accepted; of another desk neither. */
    @Test
    void aDeskSeesWhatIsAskedOfItAndWhatItAccepted() {
        String stranger = person(Role.PROVIDER, structure(Organisation.Kind.PROVIDER));
        Referral sent = sent(Section.ASSISTANCE);
        String asked = card(nurse.username(), "asked");
        assertThat(asked).contains(file, "demandé par ", "avant le").doesNotContain("Rosée");
        assertThat(card(nurse.username(), "accepted")).doesNotContain(file);
        assertThat(browser(stranger).get("/").body()).doesNotContain(file);
        done(answers.answer(nurse, sent.code(), AnswerReferral.of(Referral.Step.ACKNOWLEDGE)));
        done(answers.answer(nurse, sent.code(), AnswerReferral.of(Referral.Step.ACCEPT)));
        assertThat(card(nurse.username(), "asked")).doesNotContain(file);
        assertThat(card(nurse.username(), "accepted")).contains(file);
        assertThat(browser(nurse.username())
                        .get("/referrals?scope=INCOMING&view=ACCEPTED")
                        .body())
                .contains(file);
    }

    private String card(String who, String key) {
        String home = browser(who).get("/?lang=fr").body();
        int at = home.indexOf("aria-labelledby=\"card-" + key + "\"");
        return home.substring(at, home.indexOf("</section>", at));
    }

    private int seen() {
        String home = browser(nurse.username()).get("/").body();
        Matcher found = SEEN.matcher(home);
        assertThat(found.find()).as(home).isTrue();
        return Integer.parseInt(found.group(1));
    }

    @Test
    void whoOverseesIsNotToldWhatAChildWasReferredFor() {
        Referral sent = sent(Section.HEALTH, Section.ASSISTANCE);
        String manager = person(Role.PROJECT_MANAGER, ngo);
        JsonNode line = line(manager, sent);
        for (String hidden : new String[] {"purpose", "service", "declineReason"})
            assertThat(line.path(hidden).isNull()).as(hidden).isTrue();
        assertThat(line.path("sections")).isEmpty();
        assertThat(line.path("status").asString()).isEqualTo("SENT");
        assertThat(api(manager).get("/api/v1/referrals/" + sent.code()).body()).doesNotContain("HEALTH", "CARE");
        assertThat(browser(manager).get("/referrals/" + sent.code()).body()).doesNotContain("Santé", "Prise en charge");
        for (String party : new String[] {worker.username(), nurse.username()}) {
            assertThat(line(party, sent).path("purpose").asString()).as(party).isEqualTo("CARE");
            assertThat(line(party, sent).path("sections").toString()).as(party).contains("HEALTH");
        }
    }

    /** A supervisor whose worker's file lies with another structure, and who holds it by a referral: the steps that it owes are not her sections' to tell. */
    @Test
    void aTeamsTasksShowNoStepOfAFileThatWasReferred() {
        Organisation other = structure(Organisation.Kind.NGO);
        String lead = person(Role.CASE_SUPERVISOR, other);
        provisioning.deputise(java.util.Map.of(ngo.id(), actor(lead).personId()), BEGINNING);
        agree(ngo, other, Section.ASSISTANCE);
        consent(Consent.Status.GIVEN);
        Referral asked = done(referrals.draft(worker, file, draft(other, Section.ASSISTANCE)));
        done(referrals.send(worker, file, asked.id(), null));
        TestDatabase.ownerDoes(
                "alter table access.person disable trigger user; update access.person set supervisor_id = '"
                        + actor(lead).personId() + "' where id = '" + worker.personId()
                        + "'; alter table access.person enable trigger user");
        String tasks = "/api/v1/tasks?scope=TEAM&limit=200";
        assertThat(api(lead).get("/api/v1/cases").body()).contains(file);
        JsonNode seen = api(lead).get(tasks).json().path("items");
        assertThat(seen.valueStream()
                        .filter(one -> one.path("code").asString().equals(file))
                        .map(one -> one.path("kind").asString()))
                .noneMatch(kind -> kind.startsWith("cases."));
        assertThat(answered(
                        lead,
                        "select count(*) from cases.due_assess d join cases.file_code c on c.id = d.file_id where c.code = '"
                                + file + "'"))
                .isEqualTo("0");
        assertThat(api(lead)
                        .get("/api/v1/caseloads")
                        .json()
                        .path("items")
                        .path(0)
                        .path("open")
                        .asInt(-1))
                .isZero();
        assertThat(api(worker.username()).get("/api/v1/tasks?limit=200").body()).contains("cases.assess");
    }

    private String answered(String reader, String question) {
        try {
            return LoginSql.answer(actor(reader), clock.instant(), question);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** What the pages hide, the database hides: straight SQL as the project manager. */
    @Test
    void straightSqlTellsOversightThatItWasAskedAndNotForWhat() throws SQLException {
        Referral sent = sent(Section.HEALTH, Section.ASSISTANCE);
        Actor manager = actor(person(Role.PROJECT_MANAGER, ngo));
        String of = " where id = '" + sent.id() + "'";
        assertThat(LoginSql.answer(manager, clock.instant(), "select count(*) from referrals.referral" + of))
                .isEqualTo("0");
        assertThat(LoginSql.answer(
                        manager,
                        clock.instant(),
                        "select concat_ws('/', code, purpose, service, decline_reason, homecoming_id, sections) from referrals.referral_overseen"
                                + of))
                .isEqualTo(sent.code() + "/256");
        assertThat(LoginSql.answer(worker, clock.instant(), "select count(*) from referrals.referral_overseen" + of))
                .isEqualTo("0");
    }

    /** The receiver reads the answer under which it was asked, and no other of the child and guardian. */
    @Test
    void aReceiverReadsTheConsentThatWasSentWithTheReferralAlone() throws SQLException {
        Referral sent = sent(Section.FAMILY, Section.ASSISTANCE);
        clock.moveTo(clock.instant().plus(java.time.Duration.ofHours(1)));
        done(consents.record(
                worker, file, org.akoma.protection.consent.SomeConsent.given(Consent.Purpose.PHOTO, clock.instant())));
        done(consents.record(worker, file, SomeReferral.consent(Consent.Status.GIVEN, clock.instant(), codes)));
        Caller own = api(worker.username());
        Caller theirs = api(nurse.username());
        String address = "/api/v1/cases/" + file + "/consents";
        assertThat(own.get(address).json().path("history").size()).isGreaterThanOrEqualTo(3);
        JsonNode seen = theirs.get(address).json().path("history");
        assertThat(seen).as(seen.toString()).hasSize(1);
        assertThat(seen.path(0).path("purpose").asString()).isEqualTo("SHARE_FOR_REFERRAL");
        String all = "select string_agg(purpose || ' ' || (recorded_at <= '"
                + sent.course().sentAt() + "'), ',') from cases.consent where file_id = '" + sent.fileId() + "'";
        assertThat(LoginSql.answer(nurse, clock.instant(), all)).isEqualTo("SHARE_FOR_REFERRAL true");
    }

    private JsonNode line(String reader, Referral sent) {
        return api(reader)
                .get("/api/v1/referrals?limit=200")
                .json()
                .path("items")
                .valueStream()
                .filter(item -> item.path("code").asString().equals(sent.code()))
                .findFirst()
                .orElseThrow();
    }
}
