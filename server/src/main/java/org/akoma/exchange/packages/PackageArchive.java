package org.akoma.exchange.packages;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An encrypted file with one child or several.
 *
 * @param to code of the structure whose key it is encrypted to
 * @param until that of the child whose time ends first
 * @param sha256 of its bytes, hexadecimal
 * @param children codes of the files that the reader sees
 * @param awaited whether a receipt for one of them has not come back
 */
record PackageArchive(
        UUID id,
        String to,
        UUID madeBy,
        Instant madeAt,
        Instant until,
        String sha256,
        List<String> children,
        boolean awaited) {

    PackageArchive {
        children = List.copyOf(children);
    }

    /** Whether who made it may still take it. */
    public boolean runs(Instant now) {
        return awaited && until.isAfter(now);
    }
}
