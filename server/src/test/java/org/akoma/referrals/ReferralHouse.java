package org.akoma.referrals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.akoma.FieldError;
import org.akoma.access.Actor;
import org.akoma.access.Agreements;
import org.akoma.access.Organisation;
import org.akoma.access.ProposeAgreement;
import org.akoma.access.Role;
import org.akoma.access.Section;
import org.akoma.cases.Consent;
import org.akoma.cases.Consents;
import org.akoma.cases.Outcome;
import org.akoma.cases.SomeChild;
import org.akoma.cases.WorkHouse;
import org.akoma.reference.CodeLists;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A structure with a child's file, one that is asked, a third one, and the steps of a referral. */
abstract class ReferralHouse extends WorkHouse {

    @Autowired
    Referrals referrals;

    @Autowired
    ReferralAnswers answers;

    @Autowired
    ReferralLists lists;

    @Autowired
    Agreements agreements;

    @Autowired
    Consents consents;

    @Autowired
    CodeLists codes;

    Organisation clinic;
    Actor nurse;
    String file;

    @BeforeEach
    void people() {
        clinic = structure(Organisation.Kind.PROVIDER);
        nurse = actor(person(Role.PROVIDER, clinic));
        file = opened(SomeChild.named("Rosée")).code();
    }

    void agree(Organisation from, Organisation to, Section... sections) {
        Actor manager = actor(person(Role.PROJECT_MANAGER, from));
        Actor custodian = actor(person(Role.DATA_PROTECTION_OFFICER, from));
        ProposeAgreement wanted = SomeReferral.agreement(from, to, sections);
        assertThat(agreements.propose(manager, wanted)).isInstanceOf(ProposeAgreement.Result.Done.class);
        assertThat(agreements.confirm(custodian, wanted.id())).isInstanceOf(ProposeAgreement.Result.Done.class);
    }

    void consent(Consent.Status status) {
        consent(worker, status);
    }

    void consent(Actor by, Consent.Status status) {
        guarded(file);
        done(consents.record(by, file, SomeReferral.consent(status, clock.instant(), codes)));
    }

    static DraftReferral draft(Organisation to, Section... sections) {
        return SomeReferral.to(to, sections);
    }

    /** Drafted and sent, with agreement and consent. */
    Referral sent(Section... sections) {
        agree(ngo, clinic, sections);
        consent(Consent.Status.GIVEN);
        Referral made = done(referrals.draft(worker, file, draft(clinic, sections)));
        return done(referrals.send(worker, file, made.id(), null));
    }

    static List<String> refusals(Outcome<?> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused<?>) outcome)
                .errors().stream().map(FieldError::code).toList();
    }
}
