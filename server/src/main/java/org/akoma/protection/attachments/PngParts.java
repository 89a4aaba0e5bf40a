package org.akoma.protection.attachments;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** A PNG taken apart: chunks that draw the picture; texts, dates, location and profiles are left out before anything unpacks them. */
final class PngParts {

    private static final Set<String> DRAWING = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");
    private static final int SIGNATURE = 8;

    private PngParts() {}

    static byte[] bare(byte[] png) throws Rejected {
        ByteBuffer from = ByteBuffer.wrap(png);
        ByteArrayOutputStream kept = new ByteArrayOutputStream(png.length);
        kept.write(png, 0, SIGNATURE);
        from.position(SIGNATURE);
        while (from.remaining() >= 12) {
            int start = from.position();
            int length = from.getInt();
            if (length < 0 || length > from.remaining() - 8) throw Rejected.unreadable();
            String type = new String(png, start + 4, 4, StandardCharsets.ISO_8859_1);
            if (start == SIGNATURE && !type.equals("IHDR")) throw Rejected.unreadable();
            if (DRAWING.contains(type)) kept.write(png, start, length + 12);
            if (type.equals("IEND")) return kept.toByteArray();
            from.position(start + length + 12);
        }
        throw Rejected.unreadable();
    }
}
