package org.akoma.exchange.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Base64;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.HouseIT;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.protection.identity.Cases;
import org.akoma.protection.identity.OpenCase;
import org.junit.jupiter.api.Test;

/** The same child comes in a second package: it is known by its sender and the sender's code, and never becomes two files. */
class PackageSentTwiceIT extends TwoHouses {

    private byte[] later() {
        clock.moveTo(clock.instant().plus(Duration.ofDays(1)));
        other.bean(HouseIT.MovableClock.class).moveTo(clock.instant());
        var taken = take(worker, agreed());
        assertThat(taken.statusCode()).isEqualTo(200);
        return taken.body();
    }

    @Test
    void theSameChildInASecondPackageIsAskedAboutAndMakesNoSecondFile() {
        byte[] first = made();
        byte[] second = later();
        byte[] third = later();
        Caller there = other.api(theirSupervisor);
        String file = madeOf(bring(there, second, ""));
        assertThat(file).isNotEmpty();
        assertThat(bring(there, first, "?otherChild=" + code).body())
                .as("made before the one that came")
                .contains("packages.again-older");
        for (String more : new String[] {"", "?otherChild=" + code}) {
            Answer asked = bring(there, third, more);
            assertThat(asked.status()).as(asked.body()).isEqualTo(409);
            assertThat(asked.body()).contains("packages.again", file);
        }
        assertThat(bring(there, third, "?dryRun=true").body()).contains("AGAIN", file);
        other.ownerDoes("update cases.case_file set supervisor_id = '" + theirSupervisor.personId() + "' where code = '"
                + file + "'");
        Actor colleague = other.person(Role.CASE_SUPERVISOR, ministry, null);
        assertThat(bring(other.api(colleague), third, "?again=" + code).body())
                .as("who does not lead the file")
                .contains("packages.again-not-yours")
                .doesNotContain(file);
        Answer updated = bring(there, third, "?again=" + code);
        assertThat(updated.status()).as(updated.body()).isEqualTo(201);
        assertThat(madeOf(updated)).isEqualTo(file);
        assertThat(updated.json()
                        .path("contents")
                        .path("children")
                        .path(0)
                        .path("state")
                        .asString())
                .isEqualTo("UPDATED");
        byte[] receipt =
                Base64.getDecoder().decode(updated.json().path("receipt").asString());
        assertThat(send(api(worker.username()), "/api/v1/packages/receipts", receipt)
                        .status())
                .isEqualTo(200);
        assertThat(there.get("/api/v1/cases/" + file + "/history?limit=50").body())
                .contains("packages.received-again");
        for (byte[] old : new byte[][] {second, third})
            assertThat(bring(there, old, "?again=" + code).body()).contains("packages.replay");
    }

    /** Whatever the application does. */
    @Test
    void theDatabaseKeepsOneFileOfOneChildOfASender() {
        byte[] file = made();
        String made = madeOf(bring(other.api(theirSupervisor), file, ""));
        OpenCase.Result opened = other.bean(Cases.class).open(theirWorker, SomeChildNamed.of("Kofi", "Mensah", "CI"));
        String second = ((OpenCase.Result.Opened) opened).file().code();
        assertThatThrownBy(() -> other.ownerDoes(
                        "insert into packages.received (id, key_id, sender_id, file_id, sent_as, purpose, minimum,"
                                + " made_at, imported_by, imported_at, receipt) select gen_random_uuid(), key_id,"
                                + " sender_id, (select f.id from cases.case_file f where f.code = '" + second + "'),"
                                + " sent_as, purpose, minimum, made_at, imported_by, imported_at, receipt from"
                                + " packages.received r join cases.case_file c on c.id = r.file_id where"
                                + " c.code = '" + made + "'"))
                .hasStackTraceContaining("received_child");
    }
}
