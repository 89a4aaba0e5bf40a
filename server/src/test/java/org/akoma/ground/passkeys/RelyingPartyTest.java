package org.akoma.ground.passkeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Under which name and at which address devices answer, and where browsers would refuse it. */
class RelyingPartyTest {

    private static final URI HERE = URI.create("http://localhost:8080");

    @ParameterizedTest
    @CsvSource({
        "https://akoma.example.org, akoma.example.org, https://akoma.example.org",
        "https://Akoma.Example.org:443, akoma.example.org, https://akoma.example.org",
        "https://akoma.example.org:8443, akoma.example.org, https://akoma.example.org:8443",
        "http://localhost:8080, localhost, http://localhost:8080"
    })
    void itIsNamedByThePublicAddress(String address, String id, String origin) {
        assertThat(RelyingParty.of(address, URI.create("http://10.0.0.1"))).contains(new RelyingParty(id, origin));
        assertThat(RelyingParty.problem(address)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "http://akoma.example.org, PLAIN",
        "https://192.0.2.7, NUMBER",
        "http://127.0.0.1:8080, NUMBER",
        "https://192.0.2.7:8443, NUMBER"
    })
    void whereBrowsersWouldRefuseNoneAreOffered(String address, RelyingParty.Unusable why) {
        assertThat(RelyingParty.of(address, HERE)).isEmpty();
        assertThat(RelyingParty.problem(address)).isEqualTo(why);
        assertThat(PasskeyCheck.of(address).level().name()).isEqualTo("WARNING");
    }

    @Test
    void withoutAnAddressTheMachineItselfIsNamed() {
        assertThat(RelyingParty.of(" ", HERE)).contains(new RelyingParty("localhost", "http://localhost:8080"));
        assertThat(RelyingParty.of("", URI.create("http://akoma.lan:8080"))).isEmpty();
        assertThat(RelyingParty.of("", URI.create("http://192.0.2.7:8080"))).isEmpty();
        assertThat(RelyingParty.problem("")).isEqualTo(RelyingParty.Unusable.NO_ADDRESS);
    }
}
