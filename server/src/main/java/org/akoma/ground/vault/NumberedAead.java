package org.akoma.ground.vault;

import com.google.crypto.tink.Aead;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;

/**
 * Seals under the newest of several keys and opens with whichever sealed: what is sealed begins, as in Tink's own format, with a byte 1 and the
 * key's number in four bytes, most significant first. The number is not secret, and a forged one leads to a key that does not fit.
 */
final class NumberedAead implements Aead {

    static final int PREFIX = 5;
    private static final byte VERSION = 1;

    private final int newest;
    private final IntFunction<Aead> keys;
    private final Map<Integer, Aead> known = new ConcurrentHashMap<>();

    NumberedAead(int newest, IntFunction<Aead> keys) {
        this.newest = newest;
        this.keys = keys;
    }

    /** What every text begins with that is sealed under the key of this number. */
    static byte[] prefix(int number) {
        return ByteBuffer.allocate(PREFIX).put(VERSION).putInt(number).array();
    }

    @Override
    public byte[] encrypt(byte[] plain, byte[] context) throws GeneralSecurityException {
        byte[] sealed = key(newest).encrypt(plain, context);
        return ByteBuffer.allocate(PREFIX + sealed.length)
                .put(prefix(newest))
                .put(sealed)
                .array();
    }

    @Override
    public byte[] decrypt(byte[] sealed, byte[] context) throws GeneralSecurityException {
        ByteBuffer read = ByteBuffer.wrap(sealed);
        if (sealed.length < PREFIX || read.get() != VERSION)
            throw new GeneralSecurityException("Not sealed under a numbered key");
        int number = read.getInt();
        if (number < 1) throw new GeneralSecurityException("No key has the number " + number);
        byte[] rest = new byte[read.remaining()];
        read.get(rest);
        return known(number).decrypt(rest, context);
    }

    private Aead known(int number) throws GeneralSecurityException {
        try {
            return key(number);
        } catch (IllegalStateException none) {
            throw new GeneralSecurityException("No key has the number " + number, none);
        }
    }

    private Aead key(int number) {
        return known.computeIfAbsent(number, keys::apply);
    }
}
