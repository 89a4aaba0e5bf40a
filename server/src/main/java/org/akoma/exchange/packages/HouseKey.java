package org.akoma.exchange.packages;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.bech32.Bech32;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** The key of one house for packages: an identity of age and a key that signs, both derived from one secret file. */
final class HouseKey {

    private static final String IDENTITY = "age-secret-key-";
    private static final String RECIPIENT = "age";

    private final String identity;
    private final PrivateKey signing;
    private final PublicHalf open;

    private HouseKey(String identity, PrivateKey signing, PublicHalf open) {
        this.identity = identity;
        this.signing = signing;
        this.open = open;
    }

    /** @param secret the 32 bytes of the key file */
    static HouseKey of(byte[] secret) {
        byte[] age = derive(secret, "akoma.packages.age");
        byte[] seed = derive(secret, "akoma.packages.sign");
        byte[] recipient = new byte[X25519.POINT_SIZE];
        X25519.scalarMultBase(age, 0, recipient, 0);
        byte[] signer = new byte[Ed25519.PUBLIC_KEY_SIZE];
        Ed25519.generatePublicKey(seed, 0, signer, 0);
        try {
            PrivateKey signing = KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
            String identity =
                    Bech32.getEncoder().encode(IDENTITY, age).toString().toUpperCase(Locale.ROOT);
            PublicHalf open = new PublicHalf(
                    Bech32.getEncoder().encode(RECIPIENT, recipient).toString(), signer);
            return new HouseKey(identity, signing, open);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot sign with Ed25519", e);
        }
    }

    static List<String> fingerprints(List<HouseKey> keys) {
        return keys.stream().map(key -> key.open().fingerprint()).toList();
    }

    PublicHalf open() {
        return open;
    }

    RecipientStanzaReader reader() {
        try {
            return X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(identity);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot read age files", e);
        }
    }

    byte[] sign(byte[] bytes) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(signing);
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot sign with Ed25519", e);
        }
    }

    private static byte[] derive(byte[] secret, String use) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(use.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot compute HMAC-SHA256", e);
        }
    }
}
