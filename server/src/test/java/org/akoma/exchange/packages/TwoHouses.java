package org.akoma.exchange.packages;

import static org.assertj.core.api.Assertions.assertThat;

import org.akoma.Caller;
import org.akoma.HouseIT;
import org.akoma.OtherHouse;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
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
        senders = other.structure(fresh("IOM"), Organisation.Kind.CENTRAL_GOVERNMENT, "CI");
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
}
