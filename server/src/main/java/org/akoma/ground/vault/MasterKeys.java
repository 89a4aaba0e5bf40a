package org.akoma.ground.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.CompartmentContext;
import org.akoma.ground.database.Compartments;
import org.akoma.ground.database.KeyFiles;
import org.akoma.ground.database.KeyFiles.Key;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * The master key of each compartment, in a file that is never inside the database. A key that was replaced stays for what was sealed under it: each
 * sealed text begins with the number of its key. Which keys there are was checked at the start ({@code HouseCheck}); none is made here.
 */
@Component
@Lazy(false) // the numbers are read outside any transaction
class MasterKeys {

    private final KeyFiles files;
    private final Compartments compartments;
    private final Map<String, Integer> newest;
    private final Map<String, byte[]> derived = new ConcurrentHashMap<>();
    private final Map<String, Aead> aeads = new ConcurrentHashMap<>();

    MasterKeys(KeyFiles files, Compartments compartments, VaultStore store) {
        this.files = files;
        this.compartments = compartments;
        this.newest = CompartmentContext.through(Compartment.ADMINISTRATION, store::newestKeys);
    }

    /** Wraps the data keys of the files of one compartment. */
    Aead wrapping(Compartment compartment) {
        return aead(holder(compartment), "wrap", newest(holder(compartment)));
    }

    /** The same under a given key: a rotation wraps under the one that it made. */
    Aead wrapping(Compartment compartment, int number) {
        return aead(holder(compartment), "wrap", number);
    }

    /** Seals what belongs to no file: second factors, codes and addresses of shelters. */
    Aead house(Compartment compartment) {
        return aead(holder(compartment), "house", newest(holder(compartment)));
    }

    /** Seals what both sides read: hand-over slips. */
    Aead airlock() {
        return aead(KeyFiles.AIRLOCK, "slips", newest(KeyFiles.AIRLOCK));
    }

    /** Keys the blind search tokens. */
    byte[] search(Compartment compartment) {
        holder(compartment);
        return derived(new Key(KeyFiles.tokens(compartment), 1), "search");
    }

    /** Keys the marks of what was sent: custody and administration search by no tokens, and have no key for them. */
    byte[] sent(Compartment compartment) {
        String holder = holder(compartment);
        return derived(new Key(holder, newest(holder)), "sent");
    }

    boolean serves(Compartment compartment) {
        return compartments.serves(compartment);
    }

    private int newest(String holder) {
        return newest.getOrDefault(holder, 1);
    }

    /** Made once: a hundred new files ask for the same one a hundred times. */
    private Aead aead(String holder, String use, int seals) {
        return aeads.computeIfAbsent(
                holder + "/" + use + "/" + seals,
                same -> new NumberedAead(seals, number -> plain(new Key(holder, number), use)));
    }

    private Aead plain(Key key, String use) {
        try {
            return new AesGcmJce(derived(key, use));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot do AES-GCM", e);
        }
    }

    private byte[] derived(Key key, String use) {
        return derived.computeIfAbsent(key.file() + "/" + use, same -> derive(key, use));
    }

    /** A host of one side has no key of the other. */
    private String holder(Compartment compartment) {
        if (!compartments.serves(compartment))
            throw new IllegalStateException("This host does not serve " + compartment + " and has no key of it");
        return KeyFiles.master(compartment);
    }

    private byte[] derive(Key key, String use) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(files.read(key), "HmacSHA256"));
            return mac.doFinal(("akoma." + use).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot compute HMAC-SHA256", e);
        }
    }
}
