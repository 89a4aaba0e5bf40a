package org.akoma.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.akoma.database.Compartment;
import org.akoma.database.Compartments;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The master key of each compartment: 32 random bytes in a file of mode 0600 beside, never inside, the database.
 * Lose the file and every sealed field is lost; steal the database without it and every sealed field stays shut.
 */
@Component
class MasterKeys {

    private static final int BYTES = 32;

    /** A key of its own, so that a police host needs no key of care to write a slip, nor care one of the police to read it. */
    private static final String AIRLOCK = "airlock";

    private final Path folder;
    private final Compartments compartments;
    private final Map<String, byte[]> keys = new HashMap<>();
    private final Map<String, byte[]> derived = new ConcurrentHashMap<>();
    private final Map<String, Aead> aeads = new ConcurrentHashMap<>();

    MasterKeys(@Value("${akoma.data:data}") Path data, Compartments compartments) {
        this.folder = data.resolve("keys");
        this.compartments = compartments;
    }

    /** Wraps the data keys of the files of one compartment. */
    Aead wrapping(Compartment compartment) {
        return aead(compartment, "wrap");
    }

    /** Seals what belongs to no file: second factors, shelter addresses. */
    Aead house(Compartment compartment) {
        return aead(compartment, "house");
    }

    /** Seals what both sides read: hand-over slips. */
    Aead airlock() {
        return aead(AIRLOCK, "slips");
    }

    /** Keys the blind search tokens. */
    byte[] search(Compartment compartment) {
        return derived(holder(compartment), "search");
    }

    private Aead aead(Compartment compartment, String use) {
        return aead(holder(compartment), use);
    }

    /** Derived once: a hundred new files ask for the same one a hundred times. */
    private Aead aead(String holder, String use) {
        return aeads.computeIfAbsent(holder + "/" + use, same -> aead(derived(holder, use)));
    }

    private byte[] derived(String holder, String use) {
        return derived.computeIfAbsent(holder + "/" + use, same -> derive(holder, use));
    }

    /** A host of one side neither reads nor makes a key of the other. */
    private String holder(Compartment compartment) {
        if (!compartments.serves(compartment))
            throw new IllegalStateException("This host does not serve " + compartment + " and has no key of it");
        return compartment.name().toLowerCase(Locale.ROOT);
    }

    private byte[] derive(String holder, String use) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(master(holder), "HmacSHA256"));
            return mac.doFinal(("akoma." + use).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot compute HMAC-SHA256", e);
        }
    }

    private synchronized byte[] master(String holder) {
        return keys.computeIfAbsent(holder, this::readOrMake);
    }

    private byte[] readOrMake(String holder) {
        Path file = folder.resolve(holder + ".key");
        try {
            Files.createDirectories(folder);
            if (!Files.exists(file)) make(file);
            byte[] key = Files.readAllBytes(file);
            if (key.length != BYTES)
                throw new IllegalStateException("Not a master key of " + BYTES + " bytes: " + file);
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read or make the master key " + file, e);
        }
    }

    /** Written whole to a name of its own first: a crash never leaves half a key. */
    private static void make(Path file) throws IOException {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        Path draft = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                "key",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.write(draft, key, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.SYNC);
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException another) {
            // a second copy of the application made it first: theirs is the key
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static Aead aead(byte[] key) {
        try {
            return new AesGcmJce(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot do AES-GCM", e);
        }
    }
}
