package org.akoma.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import org.akoma.database.KeyFiles;
import org.akoma.database.KeyFiles.Key;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Signs roots with the house's Ed25519 key, and keeps a copy of each root in a file outside the database. */
@Component
class Signer {

    private static final String ALGORITHM = "Ed25519";

    private final KeyFiles files;
    private final Path roots;
    private @Nullable KeyPair pair;

    Signer(@Value("${akoma.data:data}") Path data, KeyFiles files) {
        this.files = files;
        this.roots = data.resolve("roots.txt");
    }

    byte[] sign(byte[] statement) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(pair().getPrivate());
            signature.update(statement);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The journal's key does not sign", e);
        }
    }

    boolean isOurs(byte[] statement, byte[] signed) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(pair().getPublic());
            signature.update(statement);
            return signature.verify(signed);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    /** Appends the root to the file that partners can keep. */
    void publish(Root root) {
        try {
            Files.writeString(
                    roots,
                    root.line() + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND,
                    StandardOpenOption.SYNC);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot append to " + roots, e);
        }
    }

    List<String> published() {
        try {
            return Files.exists(roots) ? Files.readAllLines(roots, StandardCharsets.US_ASCII) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + roots, e);
        }
    }

    private synchronized KeyPair pair() {
        if (pair == null) pair = read();
        return pair;
    }

    private KeyPair read() {
        try {
            KeyFactory keys = KeyFactory.getInstance(ALGORITHM);
            PrivateKey own = keys.generatePrivate(new PKCS8EncodedKeySpec(files.read(new Key(KeyFiles.JOURNAL, 1))));
            PublicKey known = keys.generatePublic(new X509EncodedKeySpec(files.readOpen()));
            return new KeyPair(known, own);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The journal's key in " + files.folder() + " is not one", e);
        }
    }
}
