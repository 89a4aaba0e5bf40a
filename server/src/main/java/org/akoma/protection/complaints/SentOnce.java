package org.akoma.protection.complaints;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.akoma.ground.access.Actor;

/**
 * The same complaint sent again by the same person, from a page that the browser made anew, is one: its id follows from what it says and who says it,
 * under a key that this process made and nobody keeps. The id tells neither.
 */
final class SentOnce {

    private static final String HASH = "HmacSHA256";
    private final SecretKeySpec key;

    SentOnce() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        key = new SecretKeySpec(random, HASH);
    }

    RaiseComplaint once(Actor actor, RaiseComplaint said) {
        RaiseComplaint content = with(said, new UUID(0, 0));
        return with(said, id(actor.personId() + "\n" + content));
    }

    private static RaiseComplaint with(RaiseComplaint said, UUID id) {
        return new RaiseComplaint(id, said.structure(), said.kind(), said.named(), said.focalConcerned(), said.words());
    }

    /** Shaped like a random one. */
    private UUID id(String content) {
        try {
            Mac mac = Mac.getInstance(HASH);
            mac.init(key);
            ByteBuffer hash = ByteBuffer.wrap(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
            return new UUID(hash.getLong() & ~0xF000L | 0x4000L, hash.getLong() & 0x3FFFFFFFFFFFFFFFL | Long.MIN_VALUE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot make HMAC-SHA256", e);
        }
    }
}
