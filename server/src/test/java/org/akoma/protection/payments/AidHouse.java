package org.akoma.protection.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.ChildSeen;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.SqlAs;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Grant;
import org.akoma.ground.access.Grants;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.agreements.Agreements;
import org.akoma.ground.agreements.ProposeAgreement;
import org.akoma.ground.reference.CodeLists;
import org.akoma.protection.assistance.PlanService;
import org.akoma.protection.assistance.Providers;
import org.akoma.protection.assistance.Services;
import org.akoma.protection.assistance.TimeFrame;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.consent.Consent;
import org.akoma.protection.consent.Consents;
import org.akoma.protection.consent.SomeConsent;
import org.akoma.protection.identity.SomeChild;
import org.akoma.protection.identity.WorkHouse;
import org.akoma.protection.referrals.SomeReferral;
import org.akoma.protection.schooling.Institution;
import org.akoma.protection.schooling.Institutions;
import org.akoma.protection.schooling.KeepInstitution;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A child's file with its worker and supervisor, and the people of the money. */
public abstract class AidHouse extends WorkHouse {

    @Autowired
    public Services services;

    @Autowired
    public Payments payments;

    @Autowired
    public PaymentLists lists;

    @Autowired
    public Providers providers;

    @Autowired
    public Grants grants;

    @Autowired
    public Institutions institutions;

    @Autowired
    public Agreements agreements;

    @Autowired
    public Consents consents;

    @Autowired
    public CodeLists codes;

    public Actor manager;
    public Actor finance;

    @BeforeEach
    public void people() {
        manager = actor(person(Role.PROJECT_MANAGER, ngo));
        finance = actor(person(Role.FINANCE_OFFICER, ngo));
    }

    /** Who said yes to being cared for, as money asks. */
    public String child(int age) {
        String code = opened(SomeChild.aged("F", age, "Baobab")).code();
        saysYes(code);
        seenBy(supervisor, code);
        return code;
    }

    public void seenBy(Actor who, String code) {
        ChildSeen.by(who.personId(), code, clock.instant());
    }

    public void saysYes(String code) {
        CaseFile file = file(code);
        guarded(code);
        Consent.GivenBy by = age(file) < 6
                ? Consent.GivenBy.GUARDIAN
                : age(file) < 12
                        ? Consent.GivenBy.CHILD_ASSENT_AND_GUARDIAN
                        : age(file) < 15
                                ? Consent.GivenBy.CHILD_INFORMED_ASSENT_AND_GUARDIAN
                                : Consent.GivenBy.CHILD_CONSENT_AND_GUARDIAN;
        done(consents.record(
                worker,
                code,
                SomeConsent.answered(
                        Consent.Purpose.CASE_MANAGEMENT,
                        Consent.Status.GIVEN,
                        by,
                        clock.instant().minusSeconds(60))));
    }

    private static int age(CaseFile file) {
        return java.util.Objects.requireNonNull(file.ageAtRescue());
    }

    public CaseFile file(String code) {
        return now(code);
    }

    public static PlanService service(String code) {
        return service(code, null, null, null);
    }

    public static PlanService service(
            String code, @Nullable TimeFrame frame, @Nullable String provider, @Nullable Instant started) {
        return new PlanService(Ids.next(), code, frame, provider, null, null, null, started, null, "Une note");
    }

    public static RequestPayment money(String type, String amount, @Nullable LocalDate from) {
        return money(type, amount, Money.Currency.XOF, from, null);
    }

    public static RequestPayment money(
            String type, String amount, Money.Currency currency, @Nullable LocalDate from, @Nullable String override) {
        return new RequestPayment(
                Ids.next(),
                type,
                new Money(new BigDecimal(amount), currency),
                from,
                null,
                override,
                "CAREGIVER",
                null,
                "Awa Traoré, sa tante");
    }

    /** @param number made unlike any other, as every receipt of the programme is; the same within one test */
    public PayPayment receipt(String number) {
        return new PayPayment(number + "-" + finance.code(), TODAY, "CAREGIVER", null, true, null);
    }

    /** An institution that the worker added and, where another structure runs it, that structure said yes to. */
    public String institution(@Nullable Organisation runs) {
        String code = fresh("FOR");
        done(institutions.add(
                worker,
                new KeepInstitution(
                        Ids.next(),
                        code,
                        Institution.Kind.SCHOOL,
                        "CI",
                        runs == null ? null : runs.code(),
                        null,
                        Institution.SealedText.none(),
                        null)));
        if (runs != null && !runs.id().equals(ngo.id()))
            done(institutions.answer(actor(person(Role.PROVIDER, runs)), code, true));
        return code;
    }

    /** The worker's structure may tell the other one of its care. */
    public void agreed(Organisation with) {
        ProposeAgreement wanted = SomeReferral.agreement(ngo, with, Section.STATUS);
        agreements.propose(manager, wanted);
        agreements.confirm(actor(person(Role.DATA_PROTECTION_OFFICER, ngo)), wanted.id());
    }

    /** What the girl and her aunt answer to sharing. */
    public void shares(String code, Consent.Status answer) {
        shares(worker, code, answer);
    }

    public void shares(Actor by, String code, Consent.Status answer) {
        if (guardians.read(worker, code).orElseThrow().isEmpty()) guarded(code);
        done(consents.record(by, code, SomeReferral.consent(answer, clock.instant(), codes)));
    }

    /** Somebody else is let into the file. */
    public void give(String code, Grant.Kind kind, UUID grantee, Grant.Reason reason, Section... sections) {
        UUID file = file(code).id();
        if (reason == Grant.Reason.REFERRAL) {
            SqlAs.referred(file, kind.name(), grantee, Set.of(sections), clock.instant(), worker.personId());
            return;
        }
        LoginSql.give(grants.starting(file, kind, grantee, Set.of(sections), false, null, reason), worker.personId());
    }

    /** A colleague with whom the child's worker shares the file, to write too. */
    public String workingBeside(String code) {
        String colleague = person(Role.CASE_WORKER, ngo);
        Answer shared = api(supervisor.username())
                .post(
                        "/api/v1/cases/" + code + "/grants",
                        Map.of(
                                "grantee",
                                colleague,
                                "sections",
                                List.of("ASSISTANCE", "FAMILY"),
                                "until",
                                "2015-11-30",
                                "why",
                                "Remplacement de congé",
                                "mayWrite",
                                true));
        assertThat(shared.status()).as(shared.body()).isEqualTo(201);
        return colleague;
    }
}
