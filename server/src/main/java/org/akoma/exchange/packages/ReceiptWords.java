package org.akoma.exchange.packages;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a receipt says of the package that it answers.
 *
 * @param sha256 of the encrypted package as it came, hexadecimal
 * @param children of whom files were made
 */
record ReceiptWords(String sha256, List<Child> children) {

    ReceiptWords {
        children = List.copyOf(children);
    }

    /**
     * @param id of the child in the list of the package
     * @param receivedAt when a file was made of it
     * @param receivedAs the file's code there
     */
    record Child(UUID id, Instant receivedAt, String receivedAs) {}
}
