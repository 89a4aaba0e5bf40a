package org.akoma.exchange.packages;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The list of contents of a package or receipt: what is signed.
 *
 * @param schema number of the format; another one than {@link #SCHEMA} is refused
 * @param id of the package, or of the receipt
 * @param from code of the structure that sends; who it is says the signature
 * @param signer fingerprint of the key that signs
 * @param to code of the structure that receives, as the sender calls it
 * @param recipient of age: what was signed for one house is taken by no other
 * @param answers id of the package that a receipt is about; null = a package
 * @param purpose for which a package is given; null = a receipt
 * @param children how many children's records it holds
 */
record Manifest(
        Kind kind,
        int schema,
        UUID id,
        String from,
        String signer,
        String to,
        String recipient,
        @Nullable UUID answers,
        @Nullable Purpose purpose,
        boolean minimum,
        Instant madeAt,
        Instant expiresAt,
        int children,
        List<Member> members) {

    static final int SCHEMA = 1;

    Manifest {
        members = List.copyOf(members);
    }

    enum Kind {
        PACKAGE,
        RECEIPT
    }

    /** @param sha256 of its bytes, hexadecimal */
    record Member(String name, long bytes, String sha256) {}

    Manifest with(List<Member> listed) {
        return new Manifest(
                kind, schema, id, from, signer, to, recipient, answers, purpose, minimum, madeAt, expiresAt, children,
                listed);
    }
}
