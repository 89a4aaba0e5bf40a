package org.akoma.protection.referrals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.akoma.Answer;
import org.akoma.SqlAs;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.consent.Consent;
import org.akoma.protection.consent.SomeConsent;
import org.akoma.protection.identity.SomeChild;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A child whose life is in danger is referred at once, without consent; a supervisor agrees to it afterwards, or it ends. */
class ReferralInDangerIT extends ReferralHouse {

    private static final Section[] HEALTH = {Section.HEALTH};

    @BeforeEach
    void agreement() {
        agree(ngo, clinic, HEALTH);
    }

    private Answer nobodyToAsk(String basis, String at) {
        return nobodyToAsk(worker.username(), basis, at);
    }

    private Answer nobodyToAsk(String as, String basis, String at) {
        Map<String, Object> answer = new HashMap<>(Map.of(
                "purpose",
                "SHARE_FOR_REFERRAL",
                "status",
                "NOT_OBTAINABLE",
                "givenBy",
                "NOBODY",
                "at",
                at,
                "basis",
                basis,
                "words",
                SomeConsent.SOUGHT));
        return api(as).post("/api/v1/cases/" + file + "/consents", answer);
    }

    private void nobodyToAsk(String basis) {
        Answer said = nobodyToAsk(basis, "2015-11-16T07:59:00Z");
        assertThat(said.status()).as(said.body()).isEqualTo(201);
    }

    private Referral drafted(Referral.Priority priority) {
        return drafted(clinic, priority);
    }

    private Referral drafted(Organisation to, Referral.Priority priority) {
        DraftReferral urgent = draft(to, HEALTH);
        return done(referrals.draft(
                worker,
                file,
                new DraftReferral(
                        urgent.id(),
                        null,
                        null,
                        null,
                        urgent.to(),
                        urgent.purpose(),
                        priority,
                        urgent.service(),
                        urgent.sections(),
                        null,
                        urgent.words())));
    }

    private Referral sent() {
        nobodyToAsk("DANGER_TO_LIFE");
        return done(
                referrals.send(worker, file, drafted(Referral.Priority.URGENT).id(), null));
    }

    private String waiting() {
        return api(supervisor.username())
                .get("/api/v1/decisions")
                .json()
                .path("waiting")
                .valueStream()
                .filter(one -> one.path("kind").asString("").equals("REFERRAL_DANGER"))
                .map(one -> one.path("id").asString(""))
                .toList()
                .getLast();
    }

    private Answer verdict(String as, boolean agreed) {
        return api(as).post(
                        "/api/v1/decisions/" + waiting() + "/verdict",
                        agreed ? Map.of("agreed", true) : Map.of("agreed", false, "reason", "Personne ne meurt"));
    }

    private long open() throws SQLException {
        return SqlAs.number(
                nurse,
                clock.instant(),
                "select count(*) from access.held g join cases.file_code f on f.id = g.file_id where f.code = '" + file
                        + "' and g.reads & " + Section.HEALTH.bit() + " <> 0");
    }

    @Test
    void anUrgentReferralLeavesAndTheSupervisorIsAskedAtOnce() throws Exception {
        Referral sent = sent();
        assertThat(Duration.between(sent.course().sentAt(), sent.course().validUntil()))
                .isEqualTo(Duration.ofHours(72));
        assertThat(open()).isEqualTo(1);
        assertThat(api(supervisor.username()).get("/api/v1/notices").body()).contains("\"alert\"");
        assertThat(api(supervisor.username())
                        .get("/api/v1/decisions/" + waiting())
                        .body())
                .contains(clinic.code(), "HEALTH");
        assertThat(browser(worker.username())
                        .get("/referrals/" + sent.code() + "?lang=fr")
                        .body())
                .contains("Partie sans consentement");
        assertThat(verdict(worker.username(), true).status())
                .as("not the one who sent it")
                .isGreaterThan(400);
        assertThat(verdict(supervisor.username(), true).status()).isLessThan(300);
        Referral agreed = done(referrals.of(worker, file)).getFirst();
        assertThat(Duration.between(sent.course().sentAt(), agreed.course().validUntil()))
                .isGreaterThan(Duration.ofDays(30));
        clock.moveTo(MORNING.plus(Duration.ofHours(80)));
        assertThat(open()).isEqualTo(1);
    }

    /** One press for the answer and the referral that waits for it; what does not leave so is said. */
    @Test
    void theAnswerThatNobodyCanBeAskedSendsWhatWaitsForIt() {
        Referral draft = drafted(Referral.Priority.URGENT);
        assertThat(answered(draft)).contains("/referrals/" + draft.code() + "?done=referrals.sent");
    }

    @Test
    void whatIsNotUrgentStaysADraftAndThePageSaysSo() {
        Referral draft = drafted(Referral.Priority.NORMAL);
        assertThat(answered(draft)).contains("/referrals/" + draft.code() + "?done=referrals.not-sent");
    }

    private String answered(Referral waits) {
        return browser(worker.username())
                .post(
                        "/cases/" + file + "/consents/new",
                        "purpose",
                        "SHARE_FOR_REFERRAL",
                        "status",
                        "NOT_OBTAINABLE",
                        "givenBy",
                        "NOBODY",
                        "basis",
                        "DANGER_TO_LIFE",
                        "words",
                        SomeConsent.SOUGHT,
                        "at-day",
                        "16",
                        "at-month",
                        "11",
                        "at-year",
                        "2015",
                        "at-time",
                        "07:30",
                        "then",
                        waits.code() + "/1")
                .location();
    }

    @Test
    void whatNobodyAgreedToEnds() throws Exception {
        sent();
        clock.moveTo(MORNING.plus(Duration.ofHours(80)));
        assertThat(open()).isZero();
    }

    @Test
    void aRefusalEndsIt() throws Exception {
        Referral sent = sent();
        assertThat(verdict(supervisor.username(), false).status()).isLessThan(300);
        assertThat(open()).isZero();
        assertThat(done(referrals.of(worker, file)).getFirst().at(clock.instant()))
                .isEqualTo(Referral.Status.EXPIRED);
        assertThat(sent.course().endedAt()).isNull();
        Referral again = drafted(Referral.Priority.URGENT);
        assertThat(refusals(referrals.send(worker, file, again.id(), null)))
                .as("a no is not passed by sending once more")
                .isEqualTo(List.of("referrals.danger-denied"));
        asked(again);
        assertThatThrownBy(() -> straight(again, "72 hours")).hasMessageContaining("referrals.consent-none");
    }

    @Test
    void nothingElseLeavesSo() throws SQLException {
        nobodyToAsk("GUARDIAN_UNSAFE");
        Referral draft = drafted(Referral.Priority.URGENT);
        assertThat(refusals(referrals.send(worker, file, draft.id(), null)))
                .isEqualTo(List.of("referrals.consent-not-obtainable"));
        assertThatThrownBy(() -> straight(draft, "72 hours")).hasMessageContaining("referrals.consent-none");
        nobodyToAsk("DANGER_TO_LIFE");
        assertThat(refusals(referrals.send(
                        worker, file, drafted(Referral.Priority.NORMAL).id(), null)))
                .isEqualTo(List.of("referrals.danger-urgent"));
        assertThatThrownBy(() -> straight(draft, "72 hours"))
                .as("nobody is asked")
                .hasMessageContaining("referrals.consent-none");
        assertThat(SqlAs.number(
                        worker, clock.instant(), "select referrals.confirmed_danger('" + draft.id() + "')::int"))
                .isZero();
    }

    /** A no never stops emergency care: a supervisor writes that life is in danger, health alone leaves, and people outside the structure hear of it. */
    @Test
    void aSupervisorPassesByANoForHealthAloneAndForThreeDays() throws Exception {
        consent(Consent.Status.REFUSED);
        String manager = person(Role.PROJECT_MANAGER, ngo);
        String officer = person(Role.DATA_PROTECTION_OFFICER, ngo);
        clock.moveTo(MORNING.plus(Duration.ofMinutes(5)));
        Answer written = nobodyToAsk(
                supervisor.username(), "DANGER_TO_LIFE", clock.instant().toString());
        assertThat(written.status()).as(written.body()).isEqualTo(201);
        for (String one : List.of(manager, officer))
            assertThat(api(one).get("/api/v1/notices").body()).as(one).contains("\"account\"");
        agree(ngo, clinic, Section.HEALTH, Section.IDENTITY);
        DraftReferral more = draft(clinic, Section.HEALTH, Section.IDENTITY);
        Referral whole = done(referrals.draft(
                worker,
                file,
                new DraftReferral(
                        more.id(),
                        null,
                        null,
                        null,
                        more.to(),
                        more.purpose(),
                        Referral.Priority.URGENT,
                        more.service(),
                        more.sections(),
                        null,
                        more.words())));
        assertThat(refusals(referrals.send(worker, file, whole.id(), null)))
                .isEqualTo(List.of("referrals.danger-health"));
        asked(whole);
        assertThatThrownBy(() -> straight(whole, "72 hours")).hasMessageContaining("referrals.consent-none");
    }

    @Test
    void whatPassedByANoEndsAfterThreeDaysWhateverIsAgreed() throws Exception {
        consent(Consent.Status.REFUSED);
        clock.moveTo(MORNING.plus(Duration.ofMinutes(5)));
        assertThat(nobodyToAsk(
                                supervisor.username(),
                                "DANGER_TO_LIFE",
                                clock.instant().toString())
                        .status())
                .isEqualTo(201);
        done(referrals.send(worker, file, drafted(Referral.Priority.URGENT).id(), null));
        assertThat(open()).isEqualTo(1);
        assertThat(browser(supervisor.username())
                        .get("/decisions/" + waiting() + "?lang=en")
                        .body())
                .contains("Said no to sharing")
                .doesNotContain("??", "With your agreement, the access ends on");
        assertThat(verdict(supervisor.username(), true).status()).isLessThan(300);
        assertThat(open()).isEqualTo(1);
        clock.moveTo(MORNING.plus(Duration.ofHours(80)));
        assertThat(open()).isZero();
    }

    /** The child or the guardian was asked and said no: that nobody could be asked comes too late, before and after it, by API and SQL. */
    @Test
    void aNoToSharingIsNotPassedByDanger() throws SQLException {
        consent(Consent.Status.REFUSED);
        clock.moveTo(MORNING.plus(Duration.ofMinutes(5)));
        Answer lifted = nobodyToAsk("DANGER_TO_LIFE", clock.instant().toString());
        assertThat(lifted.status()).isEqualTo(422);
        assertThat(lifted.body()).contains("cases.consent-danger-to-supervisor");
        assertThatThrownBy(() -> SqlAs.change(worker, clock.instant().plusSeconds(120), """
                insert into cases.consent (id, file_id, purpose, status, given_by, at, basis, explained, explained_by, sealed, recorded_by, recorded_at)
                select gen_random_uuid(), id, 'SHARE_FOR_REFERRAL', 'NOT_OBTAINABLE', 'NOBODY', access.moment(), 'DANGER_TO_LIFE', '{}', access.actor(),
                   '\\x01', access.actor(), access.moment() from cases.case_file where code = '%s'\
            """.formatted(file)))
                .hasMessageContaining("cases.consent-no-holds");
        Referral draft = drafted(Referral.Priority.URGENT);
        assertThat(refusals(referrals.send(worker, file, draft.id(), null)))
                .isEqualTo(List.of("referrals.consent-refused"));
        asked(draft);
        assertThatThrownBy(() -> straight(draft, "72 hours")).hasMessageContaining("referrals.consent-none");
    }

    /** A no of an earlier hour that is entered afterwards counts as well. */
    @Test
    void aNoThatIsEnteredLaterCounts() throws SQLException {
        nobodyToAsk("DANGER_TO_LIFE");
        Map<String, Object> no = SomeConsent.json("REFUSED", "CHILD", "2015-11-16T07:30:00Z");
        no.put("purpose", "SHARE_FOR_REFERRAL");
        Answer said = api(worker.username()).post("/api/v1/cases/" + file + "/consents", no);
        assertThat(said.status()).as(said.body()).isEqualTo(201);
        Referral draft = drafted(Referral.Priority.URGENT);
        assertThat(referrals.send(worker, file, draft.id(), null)).isInstanceOf(Outcome.Refused.class);
        asked(draft);
        assertThatThrownBy(() -> straight(draft, "72 hours")).hasMessageContaining("referrals.consent-none");
    }

    /** Who could not be asked today is looked for again tomorrow. */
    @Test
    void thatNobodyCouldBeAskedCountsForADay() throws SQLException {
        nobodyToAsk("DANGER_TO_LIFE");
        clock.moveTo(MORNING.plus(Duration.ofHours(25)));
        Referral draft = drafted(Referral.Priority.URGENT);
        assertThat(refusals(referrals.send(worker, file, draft.id(), null)))
                .isEqualTo(List.of("referrals.consent-not-obtainable"));
        asked(draft);
        assertThatThrownBy(() -> straight(draft, "72 hours")).hasMessageContaining("referrals.consent-none");
    }

    /** One at a time: until a supervisor has answered nothing more leaves to anybody, and after a no nothing for a day. */
    @Test
    void oneWaitsAtATime() throws SQLException {
        Organisation other = structure(Organisation.Kind.PROVIDER);
        agree(ngo, other, HEALTH);
        sent();
        Referral second = drafted(other, Referral.Priority.URGENT);
        assertThat(refusals(referrals.send(worker, file, second.id(), null)))
                .isEqualTo(List.of("referrals.danger-denied"));
        assertThatThrownBy(() -> asked(second)).hasMessageContaining("one_danger_a_file");
        assertThat(verdict(supervisor.username(), false).status()).isLessThan(300);
        assertThat(refusals(referrals.send(worker, file, second.id(), null)))
                .isEqualTo(List.of("referrals.danger-denied"));
        asked(second);
        assertThatThrownBy(() -> straight(second, "72 hours")).hasMessageContaining("referrals.consent-none");
    }

    /** Two sessions at once: one leaves, the other one is refused with a sentence. */
    @Test
    void twoAtTheSameMomentAreOne() throws Exception {
        Organisation other = structure(Organisation.Kind.PROVIDER);
        agree(ngo, other, HEALTH);
        nobodyToAsk("DANGER_TO_LIFE");
        List<Referral> drafts =
                List.of(drafted(clinic, Referral.Priority.URGENT), drafted(other, Referral.Priority.URGENT));
        CountDownLatch together = new CountDownLatch(drafts.size());
        try (ExecutorService sessions = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Outcome<Referral>>> sendings = drafts.stream()
                    .map(one -> sessions.submit(() -> {
                        together.countDown();
                        together.await();
                        return referrals.send(worker, file, one.id(), null);
                    }))
                    .toList();
            List<Outcome<Referral>> outcomes =
                    List.of(sendings.get(0).get(), sendings.get(1).get());
            assertThat(outcomes.stream().filter(Outcome.Done.class::isInstance)).hasSize(1);
            assertThat(refusals(outcomes.stream()
                            .filter(Outcome.Refused.class::isInstance)
                            .findFirst()
                            .orElseThrow()))
                    .isEqualTo(List.of("referrals.danger-denied"));
        }
    }

    /** What was taken back is no way to show the file to one structure after the other. */
    @Test
    void takingItBackOpensNoChain() throws SQLException {
        Organisation other = structure(Organisation.Kind.PROVIDER);
        agree(ngo, other, HEALTH);
        Referral first = sent();
        String asked = waiting();
        String rings = "select count(*) from notices.bell";
        long rung = SqlAs.number(supervisor, clock.instant(), rings);
        String custodian = person(Role.DATA_PROTECTION_OFFICER, structure(Organisation.Kind.OTHER));
        assertThat(api(worker.username())
                        .post("/api/v1/decisions/" + asked + "/withdrawal", Map.of())
                        .status())
                .as("the supervisor answers for what has left")
                .isEqualTo(403);
        done(referrals.end(worker, file, first.id(), null, null));
        assertThat(open()).isZero();
        assertThat(waiting()).as("the question stays").isEqualTo(asked);
        assertThat(SqlAs.number(supervisor, clock.instant(), rings)).isGreaterThan(rung);
        assertThat(unread(custodian)).isEqualTo(1);
        Referral second = drafted(other, Referral.Priority.URGENT);
        assertThat(refusals(referrals.send(worker, file, second.id(), null)))
                .isEqualTo(List.of("referrals.danger-denied"));
        assertThat(verdict(supervisor.username(), false).status()).isLessThan(300);
        assertThat(refusals(referrals.send(worker, file, second.id(), null)))
                .isEqualTo(List.of("referrals.danger-denied"));
        asked(second);
        assertThatThrownBy(() -> straight(second, "72 hours")).hasMessageContaining("referrals.consent-none");
        SqlAs.change(worker, clock.instant(), """
            do $$ begin perform access.withdraw(d.id) from access.decision d where d.kind = 'REFERRAL_DANGER' and d.state = 'WAITING'; end $$\
            """);
        clock.moveTo(MORNING.plus(Duration.ofHours(73)));
        nobodyToAsk("DANGER_TO_LIFE", clock.instant().toString());
        Organisation third = structure(Organisation.Kind.PROVIDER);
        agree(ngo, third, HEALTH);
        Referral later = drafted(third, Referral.Priority.URGENT);
        assertThat(done(referrals.send(worker, file, later.id(), null)).course().sentAt())
                .as("three days later")
                .isNotNull();
    }

    /** Sent and ended at once: the page says so, the answer is still asked for, and agreeing to what is over lifts no refusal of before. */
    @Test
    void agreeingToWhatItsSenderEndedLiftsNothing() {
        sent();
        assertThat(verdict(supervisor.username(), false).status()).isLessThan(300);
        clock.moveTo(MORNING.plus(Duration.ofHours(73)));
        nobodyToAsk("DANGER_TO_LIFE", clock.instant().toString());
        Organisation other = structure(Organisation.Kind.PROVIDER);
        agree(ngo, other, HEALTH);
        Referral second = done(referrals.send(
                worker, file, drafted(other, Referral.Priority.URGENT).id(), null));
        done(referrals.end(worker, file, second.id(), null, null));
        assertThat(browser(supervisor.username())
                        .get("/decisions/" + waiting() + "?lang=fr")
                        .body())
                .contains("Terminée par " + worker.code(), "Dites s’il était justifié")
                .doesNotContain("??", "Avec votre accord, l’accès finit le");
        assertThat(verdict(supervisor.username(), true).status()).isLessThan(300);
        assertThat(refusals(referrals.send(
                        worker, file, drafted(clinic, Referral.Priority.URGENT).id(), null)))
                .as("to the receiver that was refused")
                .isEqualTo(List.of("referrals.danger-denied"));
    }

    /** Danger to life, wherever it is written, is an alert. */
    @Test
    void itIsAnAlertOfTheFile() {
        nobodyToAsk("DANGER_TO_LIFE");
        assertThat(api(supervisor.username())
                        .get("/api/v1/cases/" + file + "/alerts")
                        .body())
                .contains("LIFE_IN_DANGER", "RAISED");
        assertThat(browser(supervisor.username()).get("/?lang=fr").body()).contains("href=\"/alerts/");
        String calm = opened(SomeChild.named("Awa")).code();
        clock.moveTo(MORNING.plus(Duration.ofMinutes(5)));
        assertThatThrownBy(() -> SqlAs.change(worker, clock.instant(), """
                insert into cases.consent (id, file_id, purpose, status, given_by, at, basis, explained, explained_by, sealed, recorded_by, recorded_at)
                select gen_random_uuid(), f.id, 'PHOTO', 'NOT_OBTAINABLE', 'NOBODY', access.moment(), 'DANGER_TO_LIFE', '{}', access.actor(),
                   '\\x01', access.actor(), access.moment() from cases.case_file f where f.code = '%s'\
            """.formatted(calm)))
                .hasMessageContaining("followup.danger-without-alert");
    }

    /** Who confirms reads what it rests on and until when it runs; both sides of the desk read what came of it. */
    @Test
    void thePagesSayWhatWaitsAndWhatCameOfIt() {
        Referral sent = sent();
        var theirs = browser(supervisor.username());
        String page = theirs.get("/referrals/" + sent.code() + "?lang=fr").body();
        assertThat(page).contains("Partie sans consentement", "/decisions/" + waiting());
        assertThat(theirs.get("/tasks?lang=fr").body()).contains("/decisions/" + waiting());
        assertThat(theirs.get("/decisions/" + waiting() + "?lang=fr").body())
                .contains(SomeConsent.SOUGHT, file, "19 novembre 2015", "Avec votre accord", "14 mai 2016");
        assertThat(verdict(supervisor.username(), false).status()).isLessThan(300);
        assertThat(browser(worker.username())
                        .get("/referrals/" + sent.code() + "?lang=fr")
                        .body())
                .contains(
                        "Refusée par " + supervisor.username().toUpperCase(java.util.Locale.ROOT),
                        "Personne ne meurt",
                        "/consents/new")
                .doesNotContain("Expire le", "Partie sans consentement");
    }

    @Test
    void theWorkerReadsWhoConfirmed() {
        Referral sent = sent();
        assertThat(verdict(supervisor.username(), true).status()).isLessThan(300);
        assertThat(browser(worker.username())
                        .get("/referrals/" + sent.code() + "?lang=fr")
                        .body())
                .contains("Accord donné, " + supervisor.username().toUpperCase(java.util.Locale.ROOT));
        assertThat(browser(nurse.username())
                        .get("/referrals/" + sent.code() + "?lang=fr")
                        .body())
                .doesNotContain("Accord donné");
    }

    private String task() {
        return api(supervisor.username())
                .get("/api/v1/tasks?kind=referrals.confirm-danger")
                .body();
    }

    @Test
    void itIsATaskOfTheSupervisorUntilItIsDecided() {
        sent();
        assertThat(task()).contains(file, "\"late\":false");
        var page = browser(supervisor.username());
        assertThat(page.get("/tasks?lang=fr").body()).contains("Orientation partie sans consentement");
        clock.moveTo(MORNING.plus(Duration.ofHours(5)));
        assertThat(task()).contains(file, "\"late\":true");
        clock.moveTo(MORNING.plus(Duration.ofHours(80)));
        assertThat(task()).as("its access has ended").contains(file);
        assertThat(verdict(supervisor.username(), false).status()).isLessThan(300);
        assertThat(task()).doesNotContain(file);
    }

    /** Who sent it, or refuses it, past the application leaves nothing open. */
    @Test
    void noLoginEndsTheQuestionAndKeepsItOpen() throws SQLException {
        sent();
        String asked = waiting();
        String withdraw = "do $$ begin perform access.withdraw('" + asked + "'); end $$";
        String refuse = "do $$ begin perform access.decide('" + asked + "', false, '\\x01'); end $$";
        SqlAs.change(worker, clock.instant(), withdraw);
        assertThat(waiting()).as("it is no longer the sender's").isEqualTo(asked);
        assertThatThrownBy(() -> SqlAs.change(supervisor, clock.instant(), refuse))
                .hasMessageContaining("referrals.danger-not-undone");
        assertThat(open()).isEqualTo(1);
    }

    private int unread(String who) {
        return api(who).get("/api/v1/notices").json().path("unread").asInt();
    }

    private void asked(Referral draft) throws SQLException {
        SqlAs.change(worker, clock.instant(), """
                do $$ begin perform access.propose(gen_random_uuid(), 'REFERRAL_DANGER', r.file_id, r.id, 1, '{}', null, null)
                       from referrals.referral r where r.id = '%s'; end $$
                """.formatted(draft.id()));
    }

    /** Sends it and gives the grant past the application. */
    private void straight(Referral draft, String length) throws SQLException {
        SqlAs.change(worker, clock.instant(), """
                update referrals.referral set sent_at = access.moment(), sent_by = access.actor(), due_at = access.moment() + interval '3 hours', manager_at = access.moment() + interval '6 hours', version = version + 1,
                       agreement_id = (select a.id from access.sharing_agreement a where a.from_id = referral.from_id and a.to_id = referral.to_id limit 1), valid_until = access.moment() + interval '%2$s' where id = '%1$s';
                insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, valid_until, reason, given_by)
                select id, file_id, 'DESK', to_desk, sections, false, access.moment(), valid_until, 'REFERRAL', access.actor()
                  from referrals.referral where id = '%1$s'
                """.formatted(draft.id(), length));
    }
}
