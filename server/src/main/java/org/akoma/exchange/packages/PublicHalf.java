package org.akoma.exchange.packages;

import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/**
 * What a house hands to its partners: to whom they encrypt, and by which they know its signature.
 *
 * @param recipient of age, {@code age1…}
 * @param signer the 32 bytes of an Ed25519 key
 */
record PublicHalf(String recipient, byte[] signer) {

    static final int SIGNER_BYTES = 32;

    private static final String BEGINS = "akoma-partner-1";
    /** 2^255 - 19. */
    private static final BigInteger FIELD = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

    /** Without their sign. */
    private static final Set<String> SMALL_ORDER = Set.of(
            "0000000000000000000000000000000000000000000000000000000000000000",
            "0100000000000000000000000000000000000000000000000000000000000000",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a");

    private static final int GROUPS = 8;
    private static final int GROUP_BYTES = 4;
    private static final long GROUP_NUMBERS = 100_000;

    PublicHalf {
        signer = signer.clone();
    }

    @Override
    public byte[] signer() {
        return signer.clone();
    }

    /** One line, as partners type or paste it. */
    public String text() {
        return BEGINS + " " + recipient + " "
                + Base64.getUrlEncoder().withoutPadding().encodeToString(signer);
    }

    /** Empty where it is not such a line. */
    static Optional<PublicHalf> parse(String text) {
        String[] parts = text.strip().split("\\s+");
        if (parts.length != 3 || !parts[0].equals(BEGINS)) return Optional.empty();
        try {
            byte[] signer = Base64.getUrlDecoder().decode(parts[2]);
            if (signer.length != SIGNER_BYTES) return Optional.empty();
            X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(parts[1]);
            PublicHalf read = new PublicHalf(parts[1], signer);
            Signature.getInstance("Ed25519").initVerify(read.verifying());
            return isStrong(signer) ? Optional.of(read) : Optional.empty();
        } catch (GeneralSecurityException | RuntimeException none) {
            return Optional.empty();
        }
    }

    /** Of a key of small order anybody writes signatures, and a number of 2^255 - 19 or more is another writing of a smaller one. As {@code packages.is_strong}. */
    static boolean isStrong(byte[] signer) {
        byte[] masked = signer.clone();
        masked[SIGNER_BYTES - 1] &= 0x7f;
        byte[] number = new byte[SIGNER_BYTES];
        for (int i = 0; i < SIGNER_BYTES; i++) number[i] = masked[SIGNER_BYTES - 1 - i];
        return new BigInteger(1, number).compareTo(FIELD) < 0
                && !SMALL_ORDER.contains(HexFormat.of().formatHex(masked));
    }

    /** Eight groups of five digits, for two people to read to each other by telephone: about 130 bits. */
    public String fingerprint() {
        byte[] hash = sha512(("akoma.partner/" + text()).getBytes(StandardCharsets.US_ASCII));
        StringJoiner groups = new StringJoiner(" ");
        for (int i = 0; i < GROUPS; i++) {
            long number = 0;
            for (int at = i * GROUP_BYTES; at < (i + 1) * GROUP_BYTES; at++) number = number << 8 | hash[at] & 0xff;
            groups.add(String.format("%05d", number % GROUP_NUMBERS));
        }
        return groups.toString();
    }

    private static byte[] sha512(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-512").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether one of the two keys is the same. */
    boolean sharesAKey(PublicHalf other) {
        return recipient.equals(other.recipient) || Arrays.equals(signer, other.signer);
    }

    PublicKey verifying() {
        byte[] number = new byte[SIGNER_BYTES];
        for (int i = 0; i < number.length; i++) number[i] = signer[signer.length - 1 - i];
        boolean odd = (number[0] & 0x80) != 0;
        number[0] &= 0x7f;
        try {
            return KeyFactory.getInstance("Ed25519")
                    .generatePublic(new EdECPublicKeySpec(
                            NamedParameterSpec.ED25519, new EdECPoint(odd, new BigInteger(1, number))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Not an Ed25519 key", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PublicHalf that
                && recipient.equals(that.recipient)
                && Arrays.equals(signer, that.signer);
    }

    @Override
    public int hashCode() {
        return recipient.hashCode() * 31 + Arrays.hashCode(signer);
    }

    @Override
    public String toString() {
        return text();
    }
}
