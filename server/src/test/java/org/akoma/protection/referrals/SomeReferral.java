package org.akoma.protection.referrals;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.akoma.Ids;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Section;
import org.akoma.ground.agreements.Agreement;
import org.akoma.ground.agreements.ProposeAgreement;
import org.akoma.ground.reference.CodeLists;
import org.akoma.protection.consent.Consent;
import org.akoma.protection.consent.RecordConsent;

/** What a referral of a test needs: the agreement, the consent, and the draft of a child who coughs. */
public final class SomeReferral {

    private SomeReferral() {}

    public static DraftReferral to(Organisation to, Section... sections) {
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
                new Referral.SealedText("Elle tousse depuis un mois", "Un examen cette semaine"));
    }

    public static ProposeAgreement agreement(Organisation from, Organisation to, Section... sections) {
        return new ProposeAgreement(
                Ids.next(),
                from.code(),
                to.code(),
                false,
                Set.of(Agreement.Purpose.CARE, Agreement.Purpose.RETURN),
                Set.of(sections),
                Agreement.Channel.AKOMA,
                90,
                LocalDate.parse("2015-06-01"),
                LocalDate.parse("2016-06-01"));
    }

    /** To sharing for a referral. */
    public static RecordConsent consent(Consent.Status status, Instant at, CodeLists codes) {
        boolean yes = status == Consent.Status.GIVEN;
        List<String> explained = new ArrayList<>(codes.codesOf("consent-question"));
        explained.add(Consent.LIMITS);
        return new RecordConsent(
                Ids.next(),
                Consent.Purpose.SHARE_FOR_REFERRAL,
                status,
                yes ? Consent.GivenBy.CHILD_INFORMED_ASSENT_AND_GUARDIAN : Consent.GivenBy.GUARDIAN,
                at,
                "fr",
                null,
                explained,
                null,
                "Sa tante",
                null);
    }
}
