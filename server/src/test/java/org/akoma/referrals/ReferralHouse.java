package org.akoma.referrals;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.akoma.FieldError;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.access.Actor;
import org.akoma.access.Agreement;
import org.akoma.access.Agreements;
import org.akoma.access.Organisation;
import org.akoma.access.ProposeAgreement;
import org.akoma.access.Role;
import org.akoma.access.Section;
import org.akoma.cases.Cases;
import org.akoma.cases.Consent;
import org.akoma.cases.Consents;
import org.akoma.cases.OpenCase;
import org.akoma.cases.Outcome;
import org.akoma.cases.RecordConsent;
import org.akoma.cases.SomeChild;
import org.akoma.reference.CodeLists;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A structure with a child's file, one that is asked, a third one, and the steps of a referral. */
abstract class ReferralHouse extends HouseIT {

    @Autowired
    Referrals referrals;

    @Autowired
    ReferralAnswers answers;

    @Autowired
    ReferralLists lists;

    @Autowired
    Agreements agreements;

    @Autowired
    Cases cases;

    @Autowired
    Consents consents;

    @Autowired
    CodeLists codes;

    Organisation ngo;
    Organisation clinic;
    Actor worker;
    Actor supervisor;
    Actor nurse;
    String file;

    @BeforeEach
    void people() {
        ngo = structure(Organisation.Kind.NGO);
        clinic = structure(Organisation.Kind.PROVIDER);
        supervisor = actor(person(Role.CASE_SUPERVISOR, ngo));
        worker = actor(person(Role.CASE_WORKER, ngo, null, supervisor.personId()));
        nurse = actor(person(Role.PROVIDER, clinic));
        file = open();
    }

    private String open() {
        var opened = cases.open(worker, SomeChild.named("Rosée"));
        return ((OpenCase.Result.Opened) opened).file().code();
    }

    void agree(Organisation from, Organisation to, Section... sections) {
        Actor manager = actor(person(Role.PROJECT_MANAGER, from));
        Actor custodian = actor(person(Role.DATA_PROTECTION_OFFICER, from));
        ProposeAgreement wanted = new ProposeAgreement(
                Ids.next(),
                from.code(),
                to.code(),
                false,
                Set.of(Agreement.Purpose.CARE),
                Set.of(sections),
                Agreement.Channel.AKOMA,
                90,
                LocalDate.parse("2015-06-01"),
                LocalDate.parse("2016-06-01"));
        assertThat(agreements.propose(manager, wanted)).isInstanceOf(ProposeAgreement.Result.Done.class);
        assertThat(agreements.confirm(custodian, wanted.id())).isInstanceOf(ProposeAgreement.Result.Done.class);
    }

    void consent(Consent.Status status) {
        boolean yes = status == Consent.Status.GIVEN;
        List<String> explained = new ArrayList<>(List.of(Consent.LIMITS));
        codes.list("consent-question").codes().forEach(code -> explained.add(code.code()));
        done(consents.record(
                worker,
                file,
                new RecordConsent(
                        Ids.next(),
                        Consent.Purpose.SHARE_FOR_REFERRAL,
                        status,
                        yes ? Consent.GivenBy.CHILD_INFORMED_ASSENT_AND_GUARDIAN : Consent.GivenBy.GUARDIAN,
                        clock.instant(),
                        "fr",
                        null,
                        explained,
                        null,
                        null,
                        null)));
    }

    DraftReferral draft(Organisation to, Section... sections) {
        return new DraftReferral(
                Ids.next(),
                null,
                null,
                null,
                to.code(),
                Agreement.Purpose.CARE,
                Referral.Priority.URGENT,
                "IMM_MEDICAL_TREATMENT",
                Set.of(sections),
                null,
                new Referral.Words("Elle tousse depuis un mois", "Un examen cette semaine"));
    }

    /** Drafted and sent, with agreement and consent. */
    Referral sent(Section... sections) {
        agree(ngo, clinic, sections);
        consent(Consent.Status.GIVEN);
        Referral made = done(referrals.draft(worker, file, draft(clinic, sections)));
        return done(referrals.send(worker, file, made.id(), null));
    }

    static <T> T done(Outcome<T> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<T>) outcome).value();
    }

    static List<String> refused(Outcome<?> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused<?>) outcome)
                .errors().stream().map(FieldError::code).toList();
    }
}
