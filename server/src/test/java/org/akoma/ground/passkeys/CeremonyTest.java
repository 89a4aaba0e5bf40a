package org.akoma.ground.passkeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import tools.jackson.databind.json.JsonMapper;

/** A question to a device and its answer, without a house around them. */
class CeremonyTest {

    private static final RelyingParty HERE = new RelyingParty("akoma.test", "https://akoma.test");
    private static final String HANDLE = KeptKey.encoded(KeptKey.random());

    private final TestDevice device = new TestDevice();
    private CredentialRecord made;

    private static Ceremony asking(CredentialRecord... known) {
        return new Ceremony(HERE, KeptKey.encoded(KeptKey.random()), "SW-01", HANDLE, List.of(known));
    }

    @BeforeEach
    void aDeviceMakesAKey() {
        makes(7);
    }

    private void makes(long counter) {
        device.counter = counter;
        Ceremony adding = asking();
        made = adding.added(device.make(JsonMapper.shared().readTree(adding.toAdd())))
                .orElseThrow();
    }

    private Ceremony.Judged judged(CredentialRecord kept) {
        Ceremony asking = asking(kept);
        String sent = device.sign(JsonMapper.shared().readTree(asking.toShow(true)));
        return asking.judge(Objects.requireNonNull(Ceremony.shown(sent)));
    }

    @Test
    void whatIsKeptOfAKeyJudgesItsAnswers() {
        KeptKey kept = KeptKey.of(made);
        device.counter = 8;
        assertThat(judged(kept.record(7))).isEqualTo(new Ceremony.Judged.Right(8));
        assertThat(kept.secret()).hasSize(32);
        assertThat(kept.toString()).doesNotContain(kept.mark());
    }

    @Test
    void aCounterThatDoesNotGoOnIsACopy() {
        KeptKey kept = KeptKey.of(made);
        for (long shown : new long[] {8, 7, 0}) {
            device.counter = shown;
            assertThat(judged(kept.record(8))).isEqualTo(new Ceremony.Judged.Copied());
        }
        makes(0);
        assertThat(judged(KeptKey.of(made).record(0))).as("it does not count").isEqualTo(new Ceremony.Judged.Right(0));
    }

    @Test
    void whatIsNoAnswerIsNone() {
        assertThat(Ceremony.shown(null)).isNull();
        assertThat(Ceremony.shown("")).isNull();
        assertThat(Ceremony.shown("{\"id\":1}")).isNull();
        assertThat(Ceremony.shown("x".repeat(Ceremony.LONGEST + 1))).isNull();
        assertThat(asking().added("[]")).isEmpty();
        assertThat(asking().added("{}")).isEmpty();
    }

    @Test
    void aKeyMadeForAnotherQuestionIsRefused() {
        assertThat(asking().added(device.make(JsonMapper.shared().readTree(asking().toAdd()))))
                .isEmpty();
    }
}
