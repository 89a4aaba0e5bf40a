package org.akoma.exchange.packages;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The list of contents of a package, receipt or call-back: what is signed.
 *
 * @param schema number of the format; another one than {@link #SCHEMA} is refused
 * @param id of the package, or of the receipt
 * @param from code of the structure that sends; who it is says the signature
 * @param signers fingerprints of the keys that sign, newest first: while a house changes its key, there are two
 * @param to code of the structure that receives, as the sender calls it
 * @param recipient of age: what was signed for one house is taken by no other
 * @param children whose records a package holds, in the order of its members; none in a receipt, a call-back or its receipt
 */
record Manifest(
        Kind kind,
        int schema,
        UUID id,
        String from,
        List<String> signers,
        String to,
        String recipient,
        Instant madeAt,
        Instant expiresAt,
        List<Child> children,
        List<Member> members) {

    static final int SCHEMA = 2;

    /** Of one house, at a time. */
    static final int MOST_SIGNERS = 4;

    /** Of one package. */
    static final int MOST_CHILDREN = 100;

    Manifest {
        signers = List.copyOf(signers);
        children = List.copyOf(children);
        members = List.copyOf(members);
    }

    enum Kind {
        PACKAGE,
        RECEIPT,
        /** The sender calls one child of a package back. */
        CALL_BACK,
        /** The receiver says what came of a call-back. */
        CALL_BACK_RECEIPT
    }

    /**
     * @param id by which the receiver knows that the child came before
     * @param code of the file at the sender's
     * @param purpose for which it is given
     */
    record Child(UUID id, String code, Purpose purpose, boolean minimum) {}

    /** @param sha256 of its bytes, hexadecimal */
    record Member(String name, long bytes, String sha256) {}

    Manifest with(List<Member> listed) {
        return new Manifest(kind, schema, id, from, signers, to, recipient, madeAt, expiresAt, children, listed);
    }
}
