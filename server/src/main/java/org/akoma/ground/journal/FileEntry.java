package org.akoma.ground.journal;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * An entry as a partner's file has it.
 *
 * @param micros since 2000-01-01 in UTC, as PostgreSQL counts
 * @param act SHA-256 of its code
 * @param body SHA-256 of what is sealed
 * @param hash as the house stored it
 */
record FileEntry(UUID chain, int seq, long micros, UUID actor, int section, byte[] act, byte[] body, byte[] hash) {

    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final int PARTS = 8;

    String name() {
        return chain + "#" + seq;
    }

    Instant at() {
        return EPOCH.plusSeconds(Math.floorDiv(micros, 1_000_000L))
                .plusNanos(Math.floorMod(micros, 1_000_000L) * 1_000L);
    }

    String line() {
        Base64.Encoder base = Base64.getEncoder().withoutPadding();
        return chain + " " + seq + " " + micros + " " + actor + " " + section + " " + base.encodeToString(act) + " "
                + base.encodeToString(body) + " " + base.encodeToString(hash);
    }

    /** @throws IllegalArgumentException when the line holds no entry */
    static FileEntry read(String line) {
        String[] part = line.split(" ");
        if (part.length != PARTS) throw new IllegalArgumentException("no entry");
        Base64.Decoder base = Base64.getDecoder();
        return new FileEntry(
                UUID.fromString(part[0]),
                Integer.parseInt(part[1]),
                Long.parseLong(part[2]),
                UUID.fromString(part[3]),
                Integer.parseInt(part[4]),
                base.decode(part[5]),
                base.decode(part[6]),
                base.decode(part[7]));
    }

    /** What its hash must be after the entry before it, as {@code journal.link} computes it. */
    byte[] computed(byte[] previous) {
        MessageDigest sha = MerkleTree.sha256();
        sha.update(previous);
        ByteBuffer fixed = ByteBuffer.allocate(16 + 4 + 8 + 16 + 4);
        fixed.putLong(chain.getMostSignificantBits()).putLong(chain.getLeastSignificantBits());
        fixed.putInt(seq).putLong(micros);
        fixed.putLong(actor.getMostSignificantBits()).putLong(actor.getLeastSignificantBits());
        fixed.putInt(section);
        sha.update(fixed.array());
        sha.update(act);
        return sha.digest(body);
    }
}
