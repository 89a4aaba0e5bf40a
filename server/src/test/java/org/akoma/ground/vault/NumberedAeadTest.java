package org.akoma.ground.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Test;

/** What is sealed says which key opens it. */
class NumberedAeadTest {

    private static final byte[] PLAIN = "a text".getBytes(StandardCharsets.UTF_8);
    private static final byte[] SEAL_CONTEXT = "cases.identity".getBytes(StandardCharsets.UTF_8);

    private static Aead key(int number) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) number;
        try {
            return new AesGcmJce(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theNewestSealsAndTheOldOpens() throws GeneralSecurityException {
        byte[] old = new NumberedAead(1, NumberedAeadTest::key).encrypt(PLAIN, SEAL_CONTEXT);
        NumberedAead rotated = new NumberedAead(2, NumberedAeadTest::key);
        assertThat(rotated.decrypt(old, SEAL_CONTEXT)).isEqualTo(PLAIN);
        byte[] young = rotated.encrypt(PLAIN, SEAL_CONTEXT);
        assertThat(young).startsWith(NumberedAead.prefix(2));
        assertThat(new NumberedAead(1, NumberedAeadTest::key).decrypt(young, SEAL_CONTEXT))
                .as("a copy that was not restarted reads it too")
                .isEqualTo(PLAIN);
    }

    @Test
    void aForgedNumberOpensNothing() throws GeneralSecurityException {
        NumberedAead aead = new NumberedAead(1, NumberedAeadTest::key);
        byte[] sealed = aead.encrypt(PLAIN, SEAL_CONTEXT);
        sealed[4] = 2;
        assertThatThrownBy(() -> aead.decrypt(sealed, SEAL_CONTEXT)).isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> aead.decrypt(new byte[3], SEAL_CONTEXT)).isInstanceOf(GeneralSecurityException.class);
        sealed[0] = 7;
        assertThatThrownBy(() -> aead.decrypt(sealed, SEAL_CONTEXT)).isInstanceOf(GeneralSecurityException.class);
    }
}
