package org.akoma.assistance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.access.Actor;
import org.akoma.access.Grant;
import org.akoma.access.Grants;
import org.akoma.access.Organisation;
import org.akoma.access.Role;
import org.akoma.access.Section;
import org.akoma.cases.CaseFile;
import org.akoma.cases.Cases;
import org.akoma.cases.Identity;
import org.akoma.cases.OpenCase;
import org.akoma.cases.Outcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A child's file with its worker and supervisor, and the people of the money. */
abstract class AidHouse extends HouseIT {

    static final LocalDate TODAY = LocalDate.parse("2015-11-16");

    @Autowired
    Cases cases;

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

    Organisation ngo;
    Actor worker;
    Actor supervisor;
    Actor manager;
    Actor finance;

    @BeforeEach
    void people() {
        ngo = structure(Organisation.Kind.NGO);
        supervisor = actor(person(Role.CASE_SUPERVISOR, ngo));
        worker = actor(person(Role.CASE_WORKER, ngo, null, supervisor.personId()));
        manager = actor(person(Role.PROJECT_MANAGER, ngo));
        finance = actor(person(Role.FINANCE_OFFICER, ngo));
    }

    static <T> T done(Outcome<T> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<T>) outcome).value();
    }

    static String refused(Outcome<?> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused<?>) outcome).errors().getFirst().code();
    }

    String child(int age) {
        var opened = cases.open(
                worker,
                new OpenCase(
                        Ids.next(),
                        null,
                        null,
                        "F",
                        age,
                        false,
                        "BF",
                        "CI",
                        "COCOA",
                        null,
                        CaseFile.VictimStatus.CONFIRMED_VICTIM,
                        null,
                        Identity.alias("Baobab"),
                        null,
                        null));
        return ((OpenCase.Result.Opened) opened).file().code();
    }

    CaseFile file(String code) {
        return cases.find(supervisor, code).orElseThrow();
    }

    static PlanService service(String code) {
        return service(code, null, null, null);
    }

    static PlanService service(
            String code, @Nullable TimeFrame frame, @Nullable String provider, @Nullable Instant started) {
        return new PlanService(Ids.next(), code, frame, provider, null, null, null, started, null, "Une note");
    }

    static RequestPayment money(String type, String amount, LocalDate from) {
        return money(type, amount, Money.Currency.XOF, from, null);
    }

    static RequestPayment money(
            String type, String amount, Money.Currency currency, LocalDate from, @Nullable String override) {
        return new RequestPayment(
                Ids.next(),
                type,
                new Money(new BigDecimal(amount), currency),
                from,
                null,
                override,
                "Awa Traoré, sa tante");
    }

    static PayPayment receipt(String number) {
        return new PayPayment(number, TODAY, "CAREGIVER", true);
    }

    /** Somebody else is let into the file. */
    void give(String code, Grant.Kind kind, UUID grantee, Grant.Reason reason, Section... sections) {
        UUID file = file(code).id();
        entry.doAs(
                worker,
                () -> grants.give(worker, grants.starting(file, kind, grantee, Set.of(sections), false, null, reason)));
    }
}
