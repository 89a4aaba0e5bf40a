package org.akoma.protection.attachments;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * A content cut into pieces of 256 KiB. Each is sealed together with whose it is, its place and how many there are: one that was moved,
 * swapped or left out no longer opens.
 */
final class Chunks {

    static final int SIZE = 256 << 10;

    private Chunks() {}

    /**
     * What a sealed piece is bound to.
     *
     * @param what CONTENT or THUMBNAIL
     */
    static String place(UUID attachment, String what, int place, int places) {
        return "attachments.piece/" + attachment + "/" + what + "/" + place + "/" + places;
    }

    static List<byte[]> cut(byte[] content) {
        List<byte[]> pieces = new ArrayList<>();
        for (int from = 0; from < content.length; from += SIZE)
            pieces.add(Arrays.copyOfRange(content, from, Math.min(content.length, from + SIZE)));
        return pieces;
    }

    static byte[] joined(List<byte[]> pieces) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream(
                pieces.stream().mapToInt(piece -> piece.length).sum());
        pieces.forEach(whole::writeBytes);
        return whole.toByteArray();
    }
}
