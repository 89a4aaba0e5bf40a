package org.akoma.ground.journal;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.akoma.ground.database.KeyFiles;
import org.springframework.stereotype.Component;

/**
 * Signs statements with the installation's Ed25519 key, whose public half partners have for the roots of the journal. A statement begins with the name of its
 * format, so that none is taken for a root.
 */
@Component
public class HouseSignature {

    private final Signer signer;
    private final KeyFiles files;

    HouseSignature(Signer signer, KeyFiles files) {
        this.signer = signer;
        this.files = files;
    }

    /** @return Base64 of the signature over the UTF-8 of the statement */
    public String sign(String statement) {
        if (!statement.startsWith("akoma-"))
            throw new IllegalArgumentException("A statement begins with its format, akoma-…");
        return Base64.getEncoder().encodeToString(signer.sign(statement.getBytes(StandardCharsets.UTF_8)));
    }

    /** X.509, as Base64. */
    public String publicKey() {
        return Base64.getEncoder().encodeToString(files.readOpen());
    }
}
