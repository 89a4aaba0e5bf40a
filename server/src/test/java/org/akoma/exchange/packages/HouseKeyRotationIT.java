package org.akoma.exchange.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Command;
import org.akoma.HouseIT;
import org.junit.jupiter.api.Test;

/** The receiving house makes a new key: what was made for the former one arrives for some time, and never where that key is lost. */
class HouseKeyRotationIT extends TwoHouses {

    private static String said(String command) {
        StringWriter said = new StringWriter();
        PrintWriter both = new PrintWriter(said, true);
        int code = other.command(command).run(new Command.Order(Optional.empty(), false, both, both));
        return code + " " + said;
    }

    private static String refusal(Caller by, byte[] file) {
        Answer answer = bring(by, file, "?dryRun=true");
        return answer.status() == 200
                ? "OK"
                : answer.json().path("errors").path(0).path("code").asString();
    }

    @Test
    void aNewKeyWithAnOverlapAndALostOneAtOnce() {
        byte[] early = made();
        String former = line(other.api(theirAdministrator));
        String rotated = said("handover rotate");
        assertThat(rotated)
                .startsWith("0 akoma-partner-1 age1")
                .contains("fingerprint: ", "Copy packages-2.key", "opens packages until 2016-02-14", senders.code())
                .doesNotContain(former);
        String next = line(other.api(theirAdministrator));
        assertThat(rotated).contains(next);
        assertThat(other.api(theirAdministrator).get("/api/v1/partner-keys").body())
                .contains("REPLACED");

        Caller there = other.api(theirSupervisor);
        Answer imported = bring(there, early, "");
        assertThat(imported.status()).as(imported.body()).isEqualTo(201);
        assertThat(send(
                                api(worker.username()),
                                "/api/v1/packages/receipts",
                                Base64.getDecoder()
                                        .decode(imported.json().path("receipt").asString()))
                        .status())
                .as("signed by both: we know the former one alone")
                .isEqualTo(200);

        code = opened(SomeChildNamed.of("Kofi", newFamilyName())).code();
        byte[] between = made();
        assertThat(refusal(there, between))
                .as("the new one is not entered here")
                .isEqualTo("OK");
        known(api(administrator.username()), api(custodian.username()), abroad.code(), next);
        code = opened(SomeChildNamed.of("Mariam", newFamilyName())).code();
        byte[] late = made();
        assertThat(refusal(there, late)).as("to the new one").isEqualTo("OK");

        other.bean(HouseIT.MovableClock.class).moveTo(MORNING.plus(Duration.ofDays(91)));
        assertThat(refusal(other.api(theirSupervisor), between)).isEqualTo("packages.own-key-over");
        assertThat(refusal(other.api(theirSupervisor), late)).isEqualTo("packages.expired");
        other.bean(HouseIT.MovableClock.class).moveTo(MORNING);

        assertThat(said("handover rotate-lost")).startsWith("0 ").contains("is lost", "packages-3.key");
        assertThat(refusal(other.api(theirSupervisor), late)).isEqualTo("packages.own-key-lost");
        assertThat(refusal(other.api(theirSupervisor), between)).isEqualTo("packages.own-key-lost");
        assertThat(said("handover key")).contains("former key 2", "former key 1", "lost, opens nothing");
    }
}
