package org.akoma;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.UUID;

/**
 * Makes ids of records: UUID version 7 (RFC 9562), so that they sort by the time they were made. The creator of a record makes its id, so that
 * offline work needs no server.
 */
public final class Ids {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int COUNTER_BITS = 12;
    private static final long COUNTER_MASK = (1L << COUNTER_BITS) - 1;

    /** Milliseconds since 1970 in the high bits, a counter in the low twelve; only ever grows. */
    private static long last;

    private Ids() {}

    /**
     * A new id, greater than every id this process made before (compared as PostgreSQL compares uuid), also within one
     * millisecond and when the wall clock steps back. Uses the machine's own clock, never the demo's: two runs of a demo must not
     * make one id twice.
     */
    public static UUID next() {
        byte[] bytes = new byte[Long.BYTES + Short.BYTES]; // asked for at once: the source is one for all threads
        RANDOM.nextBytes(bytes);
        ByteBuffer random = ByteBuffer.wrap(bytes);
        long low = random.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        long stamp = stamp(random.getShort() & (1 << (COUNTER_BITS - 1)) - 1);
        long high = stamp >>> COUNTER_BITS << 16 | 0x7000L | stamp & COUNTER_MASK;
        return new UUID(high, low);
    }

    /** @param start a random number of eleven bits */
    private static synchronized long stamp(int start) {
        // half of the counter's room is left free, so that a millisecond rarely borrows from the next
        long now = System.currentTimeMillis() << COUNTER_BITS | start;
        last = Math.max(now, last + 1);
        return last;
    }
}
