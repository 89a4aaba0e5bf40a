package org.akoma.protection.referrals;

import static org.assertj.core.api.Assertions.assertThat;

import org.akoma.SentTwice;
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
