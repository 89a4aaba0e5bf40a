package org.akoma.protection.referrals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Ids;
import org.akoma.SqlAs;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.agreements.Agreement;
import org.akoma.ground.agreements.ProposeAgreement;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.consent.SomeConsent;
import org.akoma.protection.identity.SomeChild;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A child of twelve for whom nobody may consent: the authority is told of it by two people, with who the child is alone. */
class GuardianRequestIT extends ReferralHouse {

    private Organisation ministry;
    private Actor officer;

    @BeforeEach
    void authority() {
        ministry = structure(Organisation.Kind.CENTRAL_GOVERNMENT);
        officer = actor(person(Role.MINISTRY_OFFICER, ministry));
        agreed(ministry);
    }

    private void agreed(Organisation with) {
        Actor manager = actor(person(Role.PROJECT_MANAGER, ngo));
        Actor custodian = actor(person(Role.DATA_PROTECTION_OFFICER, ngo));
        ProposeAgreement wanted = new ProposeAgreement(
                Ids.next(),
                ngo.code(),
                with.code(),
                false,
                Set.of(Agreement.Purpose.PROTECTION),
                Set.of(Section.IDENTITY, Section.FAMILY, Section.HEALTH),
                Agreement.Channel.AKOMA,
                90,
                LocalDate.parse("2015-06-01"),
                LocalDate.parse("2016-06-01"));
        assertThat(agreements.propose(manager, wanted)).isInstanceOf(ProposeAgreement.Result.Done.class);
        assertThat(agreements.confirm(custodian, wanted.id())).isInstanceOf(ProposeAgreement.Result.Done.class);
    }

    /** Where no agreement leads to an authority, the page names who can propose one. */
    @Test
    void withoutAnAgreementThePageNamesWhoProposesOne() {
        assertThat(browser(worker.username())
                        .get("/cases/" + file + "/guardian-request")
                        .body())
                .contains("value=\"" + ministry.code() + "\"")
                .doesNotContain("peuvent en proposer un");
        TestDatabase.ownerDoes(
                "update access.sharing_agreement set ended_on = '2015-06-02', ended_by = proposed_by where to_id = '"
                        + ministry.id() + "'");
        assertThat(browser(worker.username())
                        .get("/cases/" + file + "/guardian-request")
                        .body())
                .contains("Aucun accord de partage", "peuvent en proposer un", "/colleagues/" + supervisor.code())
                .doesNotContain("value=\"" + ministry.code() + "\"");
    }

    private Map<String, Object> request() {
        return new HashMap<>(Map.of(
                "id",
                Ids.next().toString(),
                "to",
                ministry.code(),
                "priority",
                "NORMAL",
                "reason",
                "Ses parents sont cherchés depuis un mois, sans trace",
                "asked",
                "Désigner un tuteur",
                "told",
                true,
                "heard",
                "AGREES",
                "wish",
                "Elle veut qu’un adulte réponde pour elle"));
    }

    private Answer ask(Map<String, Object> request) {
        return api(worker.username()).post("/api/v1/cases/" + file + "/guardian-requests", request);
    }

    private Answer ask(String field, Object value) {
        Map<String, Object> request = request();
        request.put(field, value);
        return ask(request);
    }

    private Referral asked() {
        Answer answer = ask(request());
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return done(referrals.of(worker, file)).getFirst();
    }

    private void refusedBecause(String code) {
        Answer answer = ask(request());
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains(code);
    }

    private String waiting() {
        return waiting("REFERRAL_GUARDIAN");
    }

    private String waiting(String kind) {
        return api(supervisor.username())
                .get("/api/v1/decisions")
                .json()
                .path("waiting")
                .valueStream()
                .filter(one -> one.path("kind").asString("").equals(kind))
                .map(one -> one.path("id").asString(""))
                .toList()
                .getLast();
    }

    private Answer verdict(String as, String decision, boolean agreed) {
        return api(as).post(
                        "/api/v1/decisions/" + decision + "/verdict",
                        agreed ? Map.of("agreed", true) : Map.of("agreed", false, "reason", "Sa tante est connue"));
    }

    private Referral left() {
        Referral draft = asked();
        assertThat(verdict(supervisor.username(), waiting(), true).status()).isLessThan(300);
        return done(referrals.send(worker, file, draft.id(), null));
    }

    private long reads(Section section) throws SQLException {
        return SqlAs.number(
                officer,
                clock.instant(),
                "select count(*) from access.held g join cases.file_code f on f.id = g.file_id where f.code = '" + file
                        + "' and g.reads & " + section.bit() + " <> 0");
    }

    @Test
    void nothingLeavesByOne() throws SQLException {
        Referral draft = asked();
        String decision = waiting();
        assertThat(refusals(referrals.send(worker, file, draft.id(), null)))
                .isEqualTo(List.of("referrals.consent-none"));
        assertThat(verdict(worker.username(), decision, true).status()).isGreaterThan(400);
        assertThatThrownBy(() -> straight(draft, "30 days")).hasMessageContaining("referrals.consent-none");
        assertThat(reads(Section.IDENTITY)).isZero();
        assertThat(verdict(supervisor.username(), decision, false).status()).isLessThan(300);
        assertThat(refusals(referrals.send(worker, file, draft.id(), null)))
                .isEqualTo(List.of("referrals.consent-none"));
        assertThatThrownBy(() -> straight(draft, "30 days")).hasMessageContaining("referrals.consent-none");
    }

    @Test
    void twoPeopleTellTheAuthorityWhoTheChildIsForThirtyDays() throws SQLException {
        Referral draft = asked();
        String page = browser(supervisor.username())
                .get("/decisions/" + waiting() + "?lang=fr")
                .body();
        assertThat(page).as("the reason, once").containsOnlyOnce("Ses parents sont cherchés");
        assertThat(page)
                .contains(
                        "Ses parents sont cherchés",
                        "Elle veut qu’un adulte",
                        "Personne n’a jamais été noté",
                        ministry.code())
                .doesNotContain("??");
        assertThat(verdict(supervisor.username(), waiting(), true).status()).isLessThan(300);
        assertThat(browser(worker.username())
                        .get("/referrals/" + draft.code() + "?lang=fr")
                        .body())
                .contains("Deux personnes ont décidé");
        assertThatThrownBy(() -> straight(draft, "31 days")).hasMessageContaining("referrals.consent-none");
        Referral sent = done(referrals.send(worker, file, draft.id(), null));
        assertThat(Duration.between(sent.course().sentAt(), sent.course().validUntil()))
                .isEqualTo(Duration.ofDays(30));
        assertThat(reads(Section.IDENTITY)).isEqualTo(1);
        for (Section hidden : List.of(Section.HEALTH, Section.FAMILY, Section.PLACEMENT, Section.EXPLOITATION))
            assertThat(reads(hidden)).as(hidden.name()).isZero();
        assertThat(api(officer.username()).get("/api/v1/tasks").body())
                .as("a task of who must answer")
                .contains("referrals.acknowledge", file);
        String theirs =
                api(officer.username()).get("/api/v1/referrals/" + sent.code()).body();
        assertThat(theirs).contains("Ses parents sont cherchés").doesNotContain("Elle veut qu’un adulte");
        clock.moveTo(MORNING.plus(Duration.ofDays(31)));
        assertThat(reads(Section.IDENTITY)).isZero();
    }

    @Test
    void whoHasAGuardianIsAskedThroughThem() throws SQLException {
        Referral draft = plain(ministry, Section.IDENTITY);
        guarded(file);
        refusedBecause("referrals.guardian-there");
        assertThatThrownBy(() -> proposed(draft)).hasMessageContaining("referrals.guardian-there");
        assertThat(browser(worker.username())
                        .get("/cases/" + file + "/guardian-request?lang=fr")
                        .body())
                .contains("Quelqu’un peut consentir")
                .doesNotContain("??", "name=\"wish\"");
    }

    /** A bar that is written and lifted again sets aside nobody who answers for the child. */
    @Test
    void aLiftedBarSetsNoGuardianAside() {
        plain(ministry, Section.IDENTITY);
        Caller own = api(worker.username());
        assertThat(own.post(
                                "/api/v1/cases/" + file + "/guardians",
                                Map.of("kind", "PARENT", "appointedOn", "2015-06-10", "name", "Sa mère"))
                        .status())
                .isLessThan(300);
        refusedBecause("referrals.guardian-there");
        family("TOOK_PART", "UNSAFE");
        family("PROTECTIVE", "SAFE");
        refusedBecause("referrals.guardian");
        assertThat(ask(request()).body()).containsAnyOf("guardian-there", "guardian-waits");
    }

    /** Whom a bar set aside, without a request or with one that was taken back, still counts; whom the second person refused does not. */
    @Test
    void aBarTakesNoAppointedGuardianAway() throws SQLException {
        Referral draft = plain(ministry, Section.IDENTITY);
        Caller own = api(worker.username());
        assertThat(own.post(
                                "/api/v1/cases/" + file + "/guardians",
                                Map.of("kind", "APPOINTED", "appointedOn", "2015-06-10", "name", "Juge X"))
                        .status())
                .isLessThan(300);
        bars(true);
        assertThatThrownBy(() -> proposed(draft)).hasMessageContaining("referrals.guardian-waits");
        bars(false);
        refusedBecause("referrals.guardian-waits");
        assertThatThrownBy(() -> proposed(draft)).hasMessageContaining("referrals.guardian-waits");
        family("TOOK_PART", "UNSAFE");
        family("PROTECTIVE", "SAFE");
        String decision = waiting("GUARDIAN");
        assertThat(verdict(supervisor.username(), decision, false).status()).isLessThan(300);
        asked();
    }

    /** As one worker may write it past the application, without a request. */
    private void bars(boolean bars) throws SQLException {
        SqlAs.change(worker, clock.instant(), """
                insert into cases.family as x (file_id, is_known, bars_return, sealed)
                select f.id, true, %s, decode(repeat('00', 60), 'hex') from cases.file_code f where f.code = '%s'
                    on conflict (file_id) do update set bars_return = excluded.bars_return, sealed = decode(repeat('01', 60), 'hex'), version = x.version + 1
                """.formatted(bars, file));
    }

    private void family(String role, String contact) {
        Caller own = api(worker.username());
        String address = "/api/v1/cases/" + file + "/family";
        Answer kept = own.put(
                address,
                Map.of("role", role, "contact", contact, "caregivers", "mère"),
                own.get(address).header("ETag").orElse("\"0\""));
        assertThat(kept.status()).as(kept.body()).isEqualTo(200);
    }

    /** Who takes the guardian away does not ask in the same hour, whatever day they write, and never decides. */
    @Test
    void aGuardianWhoWasJustTakenAwayCounts() throws SQLException {
        Referral draft = plain(ministry, Section.IDENTITY);
        guarded(file);
        ended("2015-06-10");
        refusedBecause("referrals.guardian-just-ended");
        assertThatThrownBy(() -> proposed(draft)).hasMessageContaining("referrals.guardian-just-ended");
        clock.moveTo(MORNING.plus(Duration.ofHours(25)));
        asked();
        assertThat(browser(supervisor.username())
                        .get("/decisions/" + waiting() + "?lang=fr")
                        .body())
                .contains("Fin notée par " + worker.username().toUpperCase(java.util.Locale.ROOT));
    }

    @Test
    void theGuardianThatComesWhileItWaitsEndsIt() throws SQLException {
        Referral draft = asked();
        guarded(file);
        Answer late = verdict(supervisor.username(), waiting(), true);
        assertThat(late.status()).isEqualTo(422);
        assertThat(late.body()).contains("referrals.guardian-there");
        String decision = waiting();
        assertThatThrownBy(() -> SqlAs.change(
                        supervisor,
                        clock.instant(),
                        "do $$ begin perform access.decide('" + decision + "', true, null); end $$"))
                .hasMessageContaining("referrals.guardian-there");
        assertThat(refusals(referrals.send(worker, file, draft.id(), null)))
                .isEqualTo(List.of("referrals.consent-none"));
    }

    @Test
    void theGuardianThatComesBeforeTheSendingIsAsked() throws SQLException {
        Referral draft = asked();
        assertThat(verdict(supervisor.username(), waiting(), true).status()).isLessThan(300);
        guarded(file);
        assertThat(refusals(referrals.send(worker, file, draft.id(), null)))
                .isEqualTo(List.of("referrals.consent-none"));
        assertThatThrownBy(() -> straight(draft, "30 days")).hasMessageContaining("referrals.consent-none");
    }

    /** After a no only emergency care goes on; a no that comes later ends what waits and what has left. */
    @Test
    void theChildsNoHolds() throws SQLException {
        assertThat(ask("heard", "AGAINST").body()).contains("referrals.guardian-child-no");
        assertThat(ask("told", false).body()).contains("referrals.guardian-untold");
        Referral sent = left();
        assertThat(reads(Section.IDENTITY)).isEqualTo(1);
        no("CASE_MANAGEMENT", "CHILD");
        assertThat(reads(Section.IDENTITY)).isZero();
        assertThat(done(referrals.of(worker, file)).getFirst().at(clock.instant()))
                .as(sent.code())
                .isEqualTo(Referral.Status.EXPIRED);
        refusedBecause("referrals.guardian-refused");
        assertThatThrownBy(() -> proposed(plain(ministry, Section.IDENTITY)))
                .hasMessageContaining("referrals.guardian-refused");
    }

    @Test
    void aNoToSharingEndsWhatWaits() {
        asked();
        no("SHARE_FOR_REFERRAL", "CHILD");
        assertThat(api(supervisor.username()).get("/api/v1/decisions").body()).doesNotContain("REFERRAL_GUARDIAN");
        refusedBecause("referrals.guardian-refused");
        assertThat(history()).contains("referrals.guardian-ended");
    }

    /** The draft said that it could not leave, in red, while a supervisor had yet to decide. */
    @Test
    void whatWaitsSaysForWhomAndIsATaskOfThem() {
        Referral draft = asked();
        assertThat(browser(worker.username())
                        .get("/referrals/" + draft.code() + "?lang=fr")
                        .body())
                .contains("Rien n’est parti", "Attendu de " + supervisor.code().toUpperCase(java.util.Locale.ROOT))
                .doesNotContain("ne peut pas partir", "??");
        assertThat(api(supervisor.username()).get("/api/v1/tasks").body()).contains("access.decide", file);
    }

    /** A colleague who has the file now records the no: who had asked, and may no longer send it, hears of it. */
    @Test
    void aLaterNoIsHeardByWhoAsked() throws SQLException {
        asked();
        assertThat(verdict(supervisor.username(), waiting(), true).status()).isLessThan(300);
        Actor colleague = handedOver();
        long before = bells(worker);
        no(colleague, "SHARE_FOR_REFERRAL", "CHILD");
        assertThat(bells(worker)).as("agreed to, not sent").isEqualTo(before + 1);
        assertThat(history()).contains("referrals.guardian-ended");
    }

    @Test
    void aLaterNoEndsWhatLeftWithARing() throws SQLException {
        left();
        Actor colleague = handedOver();
        long worker = bells(this.worker);
        long officer = bells(this.officer);
        no(colleague, "CASE_MANAGEMENT", "CHILD");
        assertThat(bells(this.worker)).isEqualTo(worker + 1);
        assertThat(bells(this.officer)).isEqualTo(officer + 1);
        assertThat(history()).contains("referrals.guardian-ended");
    }

    private Actor handedOver() {
        String colleague = person(Role.CASE_WORKER, ngo);
        Answer answer =
                api(supervisor.username()).post("/api/v1/cases/" + file + "/assignment", Map.of("worker", colleague));
        assertThat(answer.status()).as(answer.body()).isLessThan(300);
        return actor(colleague);
    }

    private static long bells(Actor who) throws SQLException {
        try (var owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                var ask = owner.createStatement();
                var row = ask.executeQuery("select count(*) from notices.bell where kind = 'referral' and person_id = '"
                        + who.personId() + "'")) {
            row.next();
            return row.getLong(1);
        }
    }

    private String history() {
        return api(supervisor.username())
                .get("/api/v1/cases/" + file + "/history")
                .body();
    }

    @Test
    void onlyAnAuthorityOfTheChildsCountryIsAsked() throws SQLException {
        Organisation abroad = structure(Organisation.Kind.CENTRAL_GOVERNMENT, "GH");
        for (Organisation other : List.of(abroad, clinic)) {
            agreed(other);
            assertThat(ask("to", other.code()).body()).contains("referrals.guardian-receiver");
            assertThatThrownBy(() -> proposed(plain(other, Section.IDENTITY)))
                    .hasMessageContaining("referrals.guardian-receiver");
        }
        assertThat(ask("to", structure(Organisation.Kind.CENTRAL_GOVERNMENT).code())
                        .status())
                .as("without an agreement")
                .isEqualTo(422);
    }

    @Test
    void nothingElseIsAskedSo() throws SQLException {
        assertThatThrownBy(() -> proposed(plain(ministry, Section.IDENTITY, Section.HEALTH)))
                .hasMessageContaining("referrals.guardian-sections");
        Referral other = done(referrals.draft(worker, file, draft("IMM_SHELTER", ministry, Section.IDENTITY)));
        assertThatThrownBy(() -> proposed(other)).hasMessageContaining("referrals.guardian-service");
        Referral rewritten = asked();
        assertThat(verdict(supervisor.username(), waiting(), true).status()).isLessThan(300);
        SqlAs.change(
                worker,
                clock.instant(),
                "update referrals.referral set sections = 265, version = version + 1 where id = '" + rewritten.id()
                        + "'");
        assertThatThrownBy(() -> straight(rewritten, "30 days")).hasMessageContaining("referrals.consent-none");
    }

    @Test
    void oneIsOpenAtATime() throws SQLException {
        Referral second = plain(ministry, Section.IDENTITY);
        asked();
        refusedBecause("referrals.guardian-open");
        assertThatThrownBy(() -> proposed(second)).hasMessageContaining("referrals.guardian-open");
        assertThat(verdict(supervisor.username(), waiting(), true).status()).isLessThan(300);
        refusedBecause("referrals.guardian-open");
        assertThatThrownBy(() -> proposed(second)).hasMessageContaining("referrals.guardian-open");
    }

    /** What was asked past the page, without what the child says, is agreed to by nobody. */
    @Test
    void aChildWhoWasNotHeardIsNotPassedBy() throws SQLException {
        Referral draft = plain(ministry, Section.IDENTITY);
        proposed(draft);
        String decision = waiting();
        assertThatThrownBy(() -> SqlAs.change(
                        supervisor,
                        clock.instant(),
                        "do $$ begin perform access.decide('" + decision + "', true, null); end $$"))
                .hasMessageContaining("referrals.guardian-child-unheard");
    }

    @Test
    void fromFifteenOnTheChildAnswersItself() {
        file = opened(SomeChild.aged("F", 15, "Awa")).code();
        refusedBecause("referrals.guardian-child-answers");
    }

    @Test
    void theConsentFormAndTheDraftLeadThere() {
        String way = "/cases/" + file + "/guardian-request";
        var page = browser(worker.username());
        assertThat(page.get("/cases/" + file + "/consents/new?lang=fr").body()).contains(way);
        assertThat(page.get("/cases/" + file + "/guardians/new?lang=fr").body()).contains(way);
        Referral draft = plain(ministry, Section.IDENTITY);
        assertThat(page.get("/referrals/" + draft.code() + "?lang=fr").body()).contains(way);
        assertThat(page.get(way + "?lang=en").body())
                .contains("Nobody can consent for this child", ministry.code())
                .doesNotContain("??");
        assertThat(browser(supervisor.username()).get(way).status()).isEqualTo(403);
        assertThat(browser(nurse.username()).get(way).status()).isEqualTo(404);
    }

    private void no(String purpose, String by) {
        no(worker, purpose, by);
    }

    private void no(Actor recorder, String purpose, String by) {
        Map<String, Object> no = SomeConsent.json("REFUSED", by, clock.instant().toString());
        no.put("purpose", purpose);
        Answer said = api(recorder.username()).post("/api/v1/cases/" + file + "/consents", no);
        assertThat(said.status()).as(said.body()).isEqualTo(201);
    }

    private void ended(String day) {
        String guardian = api(worker.username())
                .get("/api/v1/cases/" + file + "/guardians")
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asString("");
        assertThat(guardians.end(worker, file, UUID.fromString(guardian), LocalDate.parse(day)))
                .isInstanceOf(org.akoma.protection.cases.Outcome.Done.class);
    }

    private Referral plain(Organisation to, Section... sections) {
        return done(referrals.draft(worker, file, draft("IMM_GUARDIAN", to, sections)));
    }

    private static DraftReferral draft(String service, Organisation to, Section... sections) {
        return new DraftReferral(
                Ids.next(),
                null,
                null,
                null,
                to.code(),
                Agreement.Purpose.PROTECTION,
                Referral.Priority.NORMAL,
                service,
                Set.of(sections),
                null,
                new Referral.SealedText("Personne ne répond pour elle", "Désigner un tuteur"));
    }

    private void proposed(Referral draft) throws SQLException {
        SqlAs.change(worker, clock.instant(), """
                do $$ begin perform access.propose(gen_random_uuid(), 'REFERRAL_GUARDIAN', r.file_id, r.id, r.version, '{}', '\\x01', '\\x01')
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
