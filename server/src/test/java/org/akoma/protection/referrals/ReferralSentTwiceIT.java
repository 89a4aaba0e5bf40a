package org.akoma.protection.referrals;

import static org.assertj.core.api.Assertions.assertThat;

import org.akoma.SentTwice;
import org.akoma.Visit;
import org.akoma.ground.access.Section;
import org.akoma.protection.consent.Consent;
import org.junit.jupiter.api.Test;

/** The forms of the page of a referral name the version that the page showed. */
class ReferralSentTwiceIT extends ReferralHouse {

    @Test
    void theSteps() {
        agree(ngo, clinic, Section.ASSISTANCE);
        consent(Consent.Status.GIVEN);
        Referral draft = done(referrals.draft(worker, file, draft(clinic, Section.ASSISTANCE)));
        String page = "/referrals/" + draft.code();
        SentTwice.check(browser(worker.username()), page, page + "/sending");
        SentTwice.check(browser(nurse.username()), page, page + "/answer", "step", "ACKNOWLEDGE");
        SentTwice.check(browser(worker.username()), page, page + "/end");
        Referral ended = answers.open(worker, draft.code()).orElseThrow().referral();
        assertThat(ended.course().endedAt()).isNotNull();
    }

    /** Written and sent from one form: the answer that is missing is asked for at once, and leads back to what waits for it. */
    @Test
    void whatLacksAnAnswerLeavesWithIt() {
        agree(ngo, clinic, Section.ASSISTANCE);
        guarded(file);
        Visit visit = browser(worker.username());
        String asked = visit.post(
                        "/cases/" + file + "/referrals",
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
                        "then",
                        "send")
                .location();
        assertThat(asked).contains("/consents/new?purpose=SHARE_FOR_REFERRAL");
        String waiting = done(referrals.of(worker, file)).getFirst().code();
        assertThat(visit.get("/cases/" + file + "/consents/new").body()).contains("nvoyer", waiting);
        assertThat(visit.post("/cases/" + file + "/consents/new", answer("REFUSED", waiting + "/1"))
                        .location())
                .as("a no sends nothing")
                .contains("/referrals/" + waiting + "?done=cases.consent");
        assertThat(done(referrals.of(worker, file)).getFirst().course().sentAt())
                .isNull();
    }

    @Test
    void aYesSendsIt() {
        agree(ngo, clinic, Section.ASSISTANCE);
        guarded(file);
        Referral draft = done(referrals.draft(worker, file, draft(clinic, Section.ASSISTANCE)));
        Visit visit = browser(worker.username());
        assertThat(visit.post("/cases/" + file + "/consents/new", answer("GIVEN", draft.code() + "/" + draft.version()))
                        .location())
                .contains("/referrals/" + draft.code() + "?done=referrals.sent");
        Referral sent = done(referrals.of(worker, file)).getFirst();
        assertThat(sent.course().sentAt()).isNotNull();
        Visit nurse = browser(this.nurse.username());
        assertThat(nurse.get("/cases/" + file + "/consents/new").status()).isIn(403, 404);
    }

    /** Rewritten, or another one, since the form was opened. */
    @Test
    void aYesSendsNothingThatItsFormDidNotName() {
        agree(ngo, clinic, Section.ASSISTANCE);
        guarded(file);
        Referral draft = done(referrals.draft(worker, file, draft(clinic, Section.ASSISTANCE)));
        Visit visit = browser(worker.username());
        assertThat(visit.get("/cases/" + file + "/consents/new").body())
                .contains("value=\"" + draft.code() + "/" + draft.version() + "\"");
        assertThat(visit.post("/cases/" + file + "/consents/new", answer("GIVEN", draft.code() + "/7"))
                        .location())
                .contains("/referrals/" + draft.code() + "?done=cases.consent");
        assertThat(done(referrals.of(worker, file)).getFirst().course().sentAt())
                .isNull();
    }

    private static String[] answer(String status, String then) {
        return new String[] {
            "purpose", "SHARE_FOR_REFERRAL",
            "limitsTold", "true",
            "explained", "ALL",
            "status", status,
            "givenBy", "CHILD_INFORMED_ASSENT_AND_GUARDIAN",
            "at-day", "16",
            "at-month", "11",
            "at-year", "2015",
            "at-time", "07:30",
            "language", "fr",
            "witness", "Sa tante",
            "then", then
        };
    }

    /** Somebody else declined meanwhile: the page that was open ends nothing. */
    @Test
    void anOvertakenEndIsRefused() {
        Referral one = sent(Section.ASSISTANCE);
        String page = "/referrals/" + one.code();
        var visit = browser(worker.username());
        int seen = org.akoma.Visit.versionOf(visit.get(page), page + "/end");
        done(answers.answer(nurse, one.code(), AnswerReferral.of(Referral.Step.ACCEPT)));
        var late = visit.post(page + "/end", "version", String.valueOf(seen));
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body()).contains("Quelqu’un d’autre a modifié ces informations");
        Referral now = answers.open(worker, one.code()).orElseThrow().referral();
        assertThat(now.course().endedAt()).isNull();
    }
}
