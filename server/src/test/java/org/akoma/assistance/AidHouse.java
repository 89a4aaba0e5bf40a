package org.akoma.assistance;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.SqlAs;
import org.akoma.access.Actor;
import org.akoma.access.Grant;
import org.akoma.access.Grants;
import org.akoma.access.Role;
import org.akoma.access.Section;
import org.akoma.cases.CaseFile;
import org.akoma.cases.SomeChild;
import org.akoma.cases.WorkHouse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A child's file with its worker and supervisor, and the people of the money. */
abstract class AidHouse extends WorkHouse {

    @Autowired
    Services services;

    @Autowired
    Payments payments;

    @Autowired
    PaymentLists lists;

    @Autowired
    Providers providers;

    @Autowired
    Grants grants;

    Actor manager;
    Actor finance;

    @BeforeEach
    void people() {
        manager = actor(person(Role.PROJECT_MANAGER, ngo));
        finance = actor(person(Role.FINANCE_OFFICER, ngo));
    }

    String child(int age) {
        return opened(SomeChild.aged("F", age, "Baobab")).code();
    }

    CaseFile file(String code) {
        return now(code);
    }

    static PlanService service(String code) {
        return service(code, null, null, null);
    }

    static PlanService service(
            String code, @Nullable TimeFrame frame, @Nullable String provider, @Nullable Instant started) {
        return new PlanService(Ids.next(), code, frame, provider, null, null, null, started, null, "Une note");
    }

    static RequestPayment money(String type, String amount, @Nullable LocalDate from) {
        return money(type, amount, Money.Currency.XOF, from, null);
    }

    static RequestPayment money(
            String type, String amount, Money.Currency currency, @Nullable LocalDate from, @Nullable String override) {
        return new RequestPayment(
                Ids.next(),
                type,
                new Money(new BigDecimal(amount), currency),
                from,
                null,
                override,
                "CAREGIVER",
                "Awa Traoré, sa tante");
    }

    /** @param number made unlike any other, as every receipt of the programme is; the same within one test */
    PayPayment receipt(String number) {
        return new PayPayment(number + "-" + finance.code(), TODAY, "CAREGIVER", null, true);
    }

    /** Somebody else is let into the file. */
    void give(String code, Grant.Kind kind, UUID grantee, Grant.Reason reason, Section... sections) {
        UUID file = file(code).id();
        if (reason == Grant.Reason.REFERRAL) {
            SqlAs.referred(file, kind.name(), grantee, Set.of(sections), clock.instant(), worker.personId());
            return;
        }
        LoginSql.give(grants.starting(file, kind, grantee, Set.of(sections), false, null, reason), worker.personId());
    }
}
