package org.akoma.exchange.packages;

import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
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
            read.verifying();
            return Optional.of(read);
        } catch (GeneralSecurityException | RuntimeException none) {
            return Optional.empty();
        }
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

    PublicKey verifying() {
        byte[] number = new byte[SIGNER_BYTES];
        for (int i = 0; i < number.length; i++) number[i] = signer[signer.length - 1 - i];
        boolean odd = (number[0] & 0x80) != 0;
        number[0] &= 0x7f;
        try {
            return KeyFactory.getInstance("Ed25519")
                    .generatePublic(new EdECPublicKeySpec(
                            NamedParameterSpec.ED25519, new EdECPoint(odd, new java.math.BigInteger(1, number))));
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
