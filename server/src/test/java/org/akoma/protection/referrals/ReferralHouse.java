package org.akoma.protection.referrals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.agreements.Agreements;
import org.akoma.ground.agreements.ProposeAgreement;
import org.akoma.ground.reference.CodeLists;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.consent.Consent;
import org.akoma.protection.consent.Consents;
import org.akoma.protection.identity.SomeChild;
import org.akoma.protection.identity.WorkHouse;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A structure with a child's file, one that is asked, a third one, and the steps of a referral. */
public abstract class ReferralHouse extends WorkHouse {

    @Autowired
    public Referrals referrals;

    @Autowired
    public ReferralAnswers answers;

    @Autowired
    public ReferralLists lists;

    @Autowired
    public Agreements agreements;

    @Autowired
    public Consents consents;

    @Autowired
    public CodeLists codes;

    public Organisation clinic;
    public Actor nurse;
    public String file;

    @BeforeEach
    public void people() {
        clinic = structure(Organisation.Kind.PROVIDER);
        nurse = actor(person(Role.PROVIDER, clinic));
        file = opened(SomeChild.named("Rosée")).code();
    }

    public void agree(Organisation from, Organisation to, Section... sections) {
        Organisation theirs = from.kind().employs(Role.PROJECT_MANAGER) ? from : to;
        Actor manager = actor(person(Role.PROJECT_MANAGER, theirs));
        Actor custodian = actor(person(Role.DATA_PROTECTION_OFFICER, theirs));
        ProposeAgreement wanted = SomeReferral.agreement(from, to, sections);
        assertThat(agreements.propose(manager, wanted)).isInstanceOf(ProposeAgreement.Result.Done.class);
        assertThat(agreements.confirm(custodian, wanted.id())).isInstanceOf(ProposeAgreement.Result.Done.class);
    }

    public void consent(Consent.Status status) {
        consent(worker, status);
    }

    public void consent(Actor by, Consent.Status status) {
        guarded(file);
        done(consents.record(by, file, SomeReferral.consent(status, clock.instant(), codes)));
    }

    public static DraftReferral draft(Organisation to, Section... sections) {
        return SomeReferral.to(to, sections);
    }

    /** Drafted and sent, with agreement and consent. */
    public Referral sent(Section... sections) {
        agree(ngo, clinic, sections);
        consent(Consent.Status.GIVEN);
        Referral made = done(referrals.draft(worker, file, draft(clinic, sections)));
        return done(referrals.send(worker, file, made.id(), null));
    }

    public static List<String> refusals(Outcome<?> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused<?>) outcome)
                .errors().stream().map(FieldError::code).toList();
    }
}
