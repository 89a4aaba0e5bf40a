package org.akoma.protection.attachments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.SqlAs;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.agreements.Agreements;
import org.akoma.ground.agreements.ProposeAgreement;
import org.akoma.ground.reference.CodeLists;
import org.akoma.protection.attachments.Attachment.Kind;
import org.akoma.protection.consent.Consent;
import org.akoma.protection.referrals.Referral;
import org.akoma.protection.referrals.Referrals;
import org.akoma.protection.referrals.SomeReferral;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** An answer that came by letter counts once a supervisor has read the letter on the file, and from when it was entered: by API and page. */
class WrittenAnswerIT extends AttachmentHouse {

    @Autowired
    private Referrals referrals;

    @Autowired
    private Agreements agreements;

    @Autowired
    private CodeLists codes;

    private Referral sent() {
        Organisation abroad = structure(Organisation.Kind.CENTRAL_GOVERNMENT);
        ProposeAgreement wanted = SomeReferral.agreement(ngo, abroad, Section.STATUS);
        agreements.propose(actor(person(Role.PROJECT_MANAGER, ngo)), wanted);
        agreements.confirm(actor(person(Role.DATA_PROTECTION_OFFICER, ngo)), wanted.id());
        guarded(file.code());
        done(consents.record(worker, file.code(), SomeReferral.consent(Consent.Status.GIVEN, clock.instant(), codes)));
        Referral made = done(referrals.draft(worker, file.code(), SomeReferral.to(abroad, Section.STATUS)));
        return done(referrals.send(worker, file.code(), made.id(), null));
    }

    private Answer accept(Referral sent, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(Map.of("words", "Lettre n° 12"));
        body.putAll(more);
        return api(worker.username()).post("/api/v1/referrals/" + sent.code() + "/acceptance", body);
    }

    private String waiting(Actor by) {
        return api(by.username())
                .get("/api/v1/decisions")
                .json()
                .path("waiting")
                .valueStream()
                .filter(one -> one.path("kind").asString("").equals("REFERRAL_ANSWER"))
                .map(one -> one.path("id").asString(""))
                .toList()
                .getLast();
    }

    private Answer agree(String decision) {
        return api(supervisor.username()).post("/api/v1/decisions/" + decision + "/verdict", Map.of("agreed", true));
    }

    @Test
    void aLetterIsReadByTheSupervisorBeforeItCounts() {
        Referral sent = sent();
        assertThat(accept(sent, Map.of()).body()).contains("referrals.letter-missing");
        assertThat(accept(sent, Map.of("letter", "0197a000-0000-7000-8000-000000000001"))
                        .body())
                .contains("cases.no-such-document");
        String letter = added(Kind.DOCUMENT, Section.FAMILY).id().toString();
        clock.moveTo(MORNING.plusSeconds(7_200));
        Answer entered = accept(sent, Map.of("letter", letter, "at", "2015-11-16T08:30:00Z"));
        assertThat(entered.status()).as(entered.body()).isEqualTo(202);
        assertThat(entered.body()).contains("\"status\":\"SENT\"");
        assertThat(browser(worker.username())
                        .get("/referrals/" + sent.code() + "?lang=fr")
                        .body())
                .contains("attend la supervision");
        String decision = waiting(supervisor);
        assertThat(api(supervisor.username())
                        .get("/api/v1/decisions/" + decision)
                        .body())
                .contains(letter, "Lettre n° 12", "ACCEPT");
        String declined = "do $$ begin perform access.decide('" + decision + "', true, null);"
                + " update referrals.referral set acknowledged_at = access.moment(), acknowledged_by = access.actor(), answer_how = 'WRITTEN',"
                + " answered_at = access.moment(), answered_by = access.actor(), accepted = false, decline_reason = 'NO_PLACE',"
                + " closed_at = access.moment(), version = version + 1 where id = '" + sent.id() + "'; end $$";
        assertThatThrownBy(() -> SqlAs.change(supervisor, clock.instant(), declined))
                .hasMessageContaining("access.not-as-agreed");
        assertThat(agree(decision).status()).isLessThan(300);
        Answer answered = api(worker.username()).get("/api/v1/referrals/" + sent.code());
        assertThat(answered.body()).contains("\"status\":\"ACCEPTED\"", "2015-11-16T10:00");
    }

    /** What the supervisor reads, or agreed to, is not taken away: by API and SQL. */
    @Test
    void theLetterStaysWhileItWaitsAndAfterTheYes() {
        Referral sent = sent();
        Attachment letter = added(Kind.DOCUMENT, Section.FAMILY);
        assertThat(accept(sent, Map.of("letter", letter.id().toString())).status())
                .isEqualTo(202);
        stays(letter);
        assertThat(agree(waiting(supervisor)).status()).isLessThan(300);
        stays(letter);
    }

    private void stays(Attachment letter) {
        assertThat(withdrawn(letter).body()).contains("attachments.evidence");
        String straight =
                "update attachments.attachment set withdrawn_reason = 'NOT_NEEDED' where id = '" + letter.id() + "'";
        assertThatThrownBy(() -> SqlAs.change(worker, clock.instant(), straight))
                .hasMessageContaining("attachments.evidence");
    }

    private Answer withdrawn(Attachment letter) {
        return api(worker.username()).post(api() + "/" + letter.id() + "/withdrawal", Map.of("reason", "NOT_NEEDED"));
    }

    /** Who takes the answer back may take its letter away: then it confirms nothing. */
    @Test
    void aLetterThatWasTakenAwayConfirmsNothing() {
        Referral sent = sent();
        Attachment letter = added(Kind.DOCUMENT, Section.FAMILY);
        Map<String, Object> by = Map.of("letter", letter.id().toString());
        assertThat(accept(sent, by).status()).isEqualTo(202);
        String decision = waiting(supervisor);
        assertThat(api(worker.username())
                        .post("/api/v1/decisions/" + decision + "/withdrawal", Map.of())
                        .status())
                .isLessThan(300);
        assertThat(withdrawn(letter).status()).isLessThan(300);
        assertThat(agree(decision).status()).isIn(403, 409);
        assertThat(accept(sent, by).body()).contains("cases.no-such-document");
    }
}
