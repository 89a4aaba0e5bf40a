package org.akoma.protection.cases;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.UUID;
import org.akoma.ground.vault.Vault;

/**
 * The mark by which the clock of care after sexual violence ({@code requirements.md 2.4}, T2) knows a child: to who has no key it tells nothing, for every
 * other child has one as well. The same hash is computed by {@code cases.urgent_mark}.
 */
public final class UrgentMark {

    private static final String SEAL_CONTEXT = "cases.urgent-care";
    private static final SecureRandom RANDOM = new SecureRandom();

    private UrgentMark() {}

    /** What a transaction that asks what is due must bring along. Care's side only. */
    public static byte[] key(Vault vault) {
        return vault.markingKey(SEAL_CONTEXT);
    }

    public static byte[] of(Vault vault, UUID file, boolean runs) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(runs ? key(vault) : random());
            return sha.digest(ByteBuffer.allocate(16)
                    .putLong(file.getMostSignificantBits())
                    .putLong(file.getLeastSignificantBits())
                    .array());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java cannot compute SHA-256", e);
        }
    }

    private static byte[] random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
