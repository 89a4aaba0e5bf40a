package org.akoma.exchange.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.OtherHouse;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.handover.Handovers;
import org.akoma.protection.identity.Cases;
import org.akoma.protection.identity.OpenCase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A second house, with a structure that stands for ours, and the keys of both known to each other. */
abstract class TwoHouses extends PackageHouse {

    static OtherHouse other;

    Organisation ministry;
    Organisation senders;
    Actor theirSupervisor;
    Actor theirWorker;
    Actor theirCustodian;
    Actor theirAdministrator;

    @BeforeAll
    static void aSecondHouse() {
        other = OtherHouse.start();
    }

    @AfterAll
    static void end() {
        other.close();
    }

    /** Each house knows the other's key, confirmed by two of its own. */
    @BeforeEach
    void partners() {
        other.bean(HouseIT.MovableClock.class).moveTo(MORNING);
        other.ownerDoes("update packages.partner_key set ended_at = now() where ended_at is null");
        ministry = other.structure(fresh("MIN"), Organisation.Kind.CENTRAL_GOVERNMENT, "GH");
        senders = other.structure(ngo.code(), Organisation.Kind.CENTRAL_GOVERNMENT, "CI");
        theirSupervisor = other.person(Role.CASE_SUPERVISOR, ministry, null);
        theirWorker = other.person(Role.CASE_WORKER, ministry, theirSupervisor.personId());
        theirCustodian = other.person(Role.DATA_PROTECTION_OFFICER, ministry, null);
        theirAdministrator = other.person(Role.SYSTEM_ADMINISTRATOR, ministry, null);
        String theirs = line(other.api(theirAdministrator));
        TestDatabase.ownerDoes(
                "update packages.partner_key set ended_at = now() where ended_at is null and recipient = '"
                        + theirs.split(" ")[1] + "'");
        known(api(administrator.username()), api(custodian.username()), abroad.code(), theirs);
        known(
                other.api(theirAdministrator),
                other.api(theirCustodian),
                senders.code(),
                line(api(administrator.username())));
    }

    static String line(Caller by) {
        return by.get("/api/v1/partner-keys").json().path("own").path("line").asString();
    }

    byte[] made() {
        consent("GIVEN");
        accepted();
        var taken = take(worker, agreed());
        assertThat(taken.statusCode()).isEqualTo(200);
        return taken.body();
    }

    /** The other way: a child of theirs is handed over to us. */
    byte[] madeThere(String name) {
        return madeThere(name, file -> {});
    }

    /** @param work what is written on the file, of this code, before it is handed over */
    byte[] madeThere(String name, Consumer<String> work) {
        OpenCase.Result opened = other.bean(Cases.class).open(theirWorker, SomeChildNamed.of("Kofi", name, "CI"));
        String theirs = ((OpenCase.Result.Opened) opened).file().code();
        work.accept(theirs);
        other.ownerDoes(consentOf(theirs, "GIVEN"));
        Answer proposed = other.api(theirSupervisor)
                .post(
                        "/api/v1/cases/" + theirs + "/handover",
                        Map.of("id", Ids.next().toString(), "to", senders.code(), "why", WHY));
        assertThat(proposed.status()).as(proposed.body()).isEqualTo(201);
        assertThat(other.bean(Handovers.class)
                        .answerAsTold(
                                theirWorker,
                                theirs,
                                UUID.fromString(proposed.json().path("id").asString()),
                                true,
                                LocalDate.parse("2015-11-16"),
                                List.of()))
                .isInstanceOf(Outcome.Done.class);
        assertThat(verdict(other.api(theirSupervisor), theirs, true)).isEqualTo(200);
        Answer asked = ask(other.api(theirWorker), theirs);
        assertThat(asked.status()).as(asked.body()).isEqualTo(201);
        assertThat(verdict(other.api(theirSupervisor), theirs, true)).isEqualTo(200);
        return bytes(
                        other.api(theirWorker),
                        "/api/v1/cases/" + theirs + "/packages/"
                                + asked.json().path("id").asString() + "/file")
                .body();
    }
}
