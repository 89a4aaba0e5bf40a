package org.akoma.ground.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret files of a house, mode 0600: 32 random bytes for each master key and each key of blind tokens, a pair for the journal's signature.
 * Lose them and every sealed field is lost; steal the database without them and every sealed field stays shut.
 */
public record KeyFiles(Path folder) {

    /** Signs the journal's roots. */
    public static final String JOURNAL = "journal";

    /** A key of its own, so that a police host needs no key of care to write a slip, nor care one of the police to read it. */
    public static final String AIRLOCK = "airlock";

    /** Opens packages that partners' houses send, and signs those for them. */
    public static final String PACKAGES = "packages";

    private static final int BYTES = 32;
    private static final int PRINTED = 16;
    private static final String SIGNING = "Ed25519";

    /**
     * One key. A master key that was replaced keeps its file and its number for what was sealed under it.
     *
     * @param holder {@code protection}, {@code airlock}, {@code protection-tokens}, {@code journal}
     * @param number 1 for the first, one more at each replacement
     */
    public record Key(String holder, int number) {
        /** The name of its file. */
        public String file() {
            if (holder.equals(JOURNAL)) return "journal.ed25519";
            return number == 1 ? holder + ".key" : holder + "-" + number + ".key";
        }

        /** The file of its open half, for a pair only. */
        String openFile() {
            return file() + ".pub";
        }

        boolean isPair() {
            return holder.equals(JOURNAL);
        }
    }

    /** The holder of a compartment's master key. */
    public static String master(Compartment compartment) {
        return compartment.name().toLowerCase(Locale.ROOT);
    }

    /** The holder of the key of a compartment's blind tokens: never replaced, or no search would find what was written before. */
    public static String tokens(Compartment compartment) {
        return master(compartment) + "-tokens";
    }

    /** Whose keys a host must have that serves these compartments, and no others. */
    static List<String> holders(Compartments served) {
        List<String> holders = new ArrayList<>();
        for (Compartment one : Compartment.values())
            if (one.isActedIn() && served.serves(one)) holders.add(master(one));
        for (Compartment side : List.of(Compartment.PROTECTION, Compartment.ENFORCEMENT))
            if (served.serves(side)) holders.add(tokens(side));
        if (served.serves(Compartment.PROTECTION) || served.serves(Compartment.ENFORCEMENT)) holders.add(AIRLOCK);
        if (served.serves(Compartment.PROTECTION)) holders.add(PACKAGES);
        if (served.serves(Compartment.CUSTODY)) holders.add(JOURNAL);
        return holders;
    }

    boolean has(Key key) {
        return Files.exists(folder.resolve(key.file()))
                && (!key.isPair() || Files.exists(folder.resolve(key.openFile())));
    }

    /** @throws KeyRefused naming the file that is not there or is no key */
    public byte[] read(Key key) {
        Path file = folder.resolve(key.file());
        try {
            if (!Files.exists(file)) throw new KeyRefused("refused.key.missing", key.file(), folder);
            byte[] read = Files.readAllBytes(file);
            if (!key.isPair() && read.length != BYTES) throw new KeyRefused("refused.key.length", BYTES, file);
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the key " + file, e);
        }
    }

    /** The open half of the journal's pair. */
    public byte[] readOpen() {
        return bytes(new Key(JOURNAL, 1).openFile());
    }

    /** Tells keys apart and tells nothing of them: a hash keyed by the key itself. */
    public byte[] fingerprint(Key key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes(key.file()), "HmacSHA256"));
            mac.update(("akoma.fingerprint/" + key.holder() + "/" + key.number()).getBytes(StandardCharsets.UTF_8));
            if (key.isPair()) mac.update(bytes(key.openFile()));
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot compute HMAC-SHA256", e);
        }
    }

    /** As {@code access.keys_print} says it of what the database knows: by it a copy is compared. Of a host that holds all keys. */
    String print() {
        try {
            List<String> all = new ArrayList<>();
            for (String holder :
                    holders(Compartments.written(null)).stream().sorted().toList())
                for (Key key : all(holder))
                    all.add(holder + key.number() + HexFormat.of().formatHex(fingerprint(key)));
            byte[] told = String.join("|", all).getBytes(StandardCharsets.UTF_8);
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(told);
            return HexFormat.of().formatHex(hash).substring(0, PRINTED);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot compute SHA-256", e);
        }
    }

    /** The pair of the journal is never replaced. */
    private List<Key> all(String holder) {
        List<Key> all = new ArrayList<>();
        Key key = new Key(holder, 1);
        while (has(key) && (all.isEmpty() || !key.isPair())) {
            all.add(key);
            key = new Key(holder, key.number() + 1);
        }
        return all;
    }

    /** Makes the key when its file is not there. */
    public void make(Key key) {
        if (has(key)) return;
        try {
            if (key.isPair()) {
                KeyPair pair = KeyPairGenerator.getInstance(SIGNING).generateKeyPair();
                write(key.openFile(), pair.getPublic().getEncoded());
                write(key.file(), pair.getPrivate().getEncoded());
            } else {
                byte[] made = new byte[BYTES];
                new SecureRandom().nextBytes(made);
                write(key.file(), made);
            }
        } catch (IOException e) {
            throw new StartRefused("refused.keys.not-written", key.file(), folder, e.getMessage());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot make a key for Ed25519", e);
        }
    }

    private byte[] bytes(String file) {
        try {
            return Files.readAllBytes(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the key " + folder.resolve(file), e);
        }
    }

    /** Written whole to a name of its own first: a crash never leaves half a key. */
    private void write(String name, byte[] content) throws IOException {
        Path draft = Files.createTempFile(
                folder,
                "key",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.write(draft, content, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.SYNC);
            Files.createLink(folder.resolve(name), draft);
        } catch (FileAlreadyExistsException another) {
            // a second copy of the application made it first: theirs is the key
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
