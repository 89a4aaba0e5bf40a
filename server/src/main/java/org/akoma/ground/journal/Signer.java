package org.akoma.ground.journal;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import org.akoma.ground.database.KeyFiles;
import org.akoma.ground.database.KeyFiles.Key;
import org.akoma.ground.database.KeyRefused;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Signs roots with the installation's Ed25519 key. */
@Component
class Signer {

    private static final String ALGORITHM = "Ed25519";

    private final KeyFiles files;
    private @Nullable KeyPair pair;

    Signer(KeyFiles files) {
        this.files = files;
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
            throw new KeyRefused("refused.key.journal", files.folder());
        }
    }
}
