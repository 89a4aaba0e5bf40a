package org.akoma.exchange.htcds;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A file that was sent, in parts of some megabytes: as JSON it would else be one very long text.
 *
 * @param name as the sender calls it: shown, never used as a path
 */
record Upload(String name, List<byte[]> parts) {

    private static final int PART = 4 << 20;

    static Upload of(String name, byte[] file) {
        List<byte[]> parts = new ArrayList<>();
        for (int from = 0; from < file.length; from += PART)
            parts.add(Arrays.copyOfRange(file, from, Math.min(file.length, from + PART)));
        return new Upload(name, parts);
    }

    byte[] file() {
        byte[] file = new byte[parts.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, file, at, part.length);
            at += part.length;
        }
        return file;
    }
}
