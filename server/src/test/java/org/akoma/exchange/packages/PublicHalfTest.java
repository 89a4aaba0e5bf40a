package org.akoma.exchange.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By a key of small order anybody signs: no partner has one. */
class PublicHalfTest {

    private static final String RECIPIENT = fresh().open().recipient();

    private static HouseKey fresh() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return HouseKey.of(secret);
    }

    private static String line(String signer) {
        return "akoma-partner-1 " + RECIPIENT + " "
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(HexFormat.of().parseHex(signer));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0000000000000000000000000000000000000000000000000000000000000080",
                "0100000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000080",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
                // 2^255 - 19 and more: another writing of a smaller number
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
            })
    void aWeakKeyIsNoLine(String signer) {
        assertThat(PublicHalf.parse(line(signer))).isEmpty();
    }

    @Test
    void aKeyOfAHouseIsOne() {
        PublicHalf open = fresh().open();
        assertThat(PublicHalf.parse(open.text())).contains(open);
        assertThat(open.sharesAKey(new PublicHalf(open.recipient(), new byte[PublicHalf.SIGNER_BYTES])))
                .isTrue();
        assertThat(open.sharesAKey(fresh().open())).isFalse();
    }
}
