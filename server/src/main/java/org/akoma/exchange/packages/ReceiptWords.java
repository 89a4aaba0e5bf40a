package org.akoma.exchange.packages;

import java.time.Instant;

/**
 * What a receipt says of the package that it answers.
 *
 * @param sha256 of the encrypted package as it came, hexadecimal
 * @param receivedAt when a file was made of it
 * @param receivedAs the file's code there
 */
record ReceiptWords(String sha256, Instant receivedAt, String receivedAs) {}
