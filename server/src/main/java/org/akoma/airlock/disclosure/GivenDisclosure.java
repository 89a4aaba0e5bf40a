package org.akoma.airlock.disclosure;

import java.util.Base64;

/**
 * What was given: the paper, the same for programs, and the signature of the house over both.
 *
 * @param pdf Base64
 * @param json the facts with their request, receiver and expiry
 * @param signature JSON: the SHA-256 of both files, the house's public key and its Ed25519 signature
 */
public record GivenDisclosure(String pdf, String json, String signature) {

    public static GivenDisclosure of(byte[] pdf, String json, String signature) {
        return new GivenDisclosure(Base64.getEncoder().encodeToString(pdf), json, signature);
    }

    byte[] paper() {
        return Base64.getDecoder().decode(pdf);
    }

    /** One of the three files. */
    public enum Part {
        PDF,
        JSON,
        SIGNATURE
    }
}
