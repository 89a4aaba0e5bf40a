package org.akoma.protection.attachments;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** A WAV with its sound alone: lists of names, dates and places (LIST, bext, iXML, id3) are left out. */
final class WavSound {

    private static final Set<String> SOUNDING = Set.of("fmt ", "fact", "data");
    private static final int HEAD = 12;

    private WavSound() {}

    static byte[] bare(byte[] wav) throws Rejected {
        ByteBuffer from = ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN);
        ByteArrayOutputStream kept = new ByteArrayOutputStream(wav.length);
        boolean sounds = false;
        from.position(HEAD);
        while (from.remaining() >= 8) {
            int start = from.position();
            String name = new String(wav, start, 4, StandardCharsets.ISO_8859_1);
            from.getInt();
            int said = from.getInt();
            // a recorder that was cut off leaves a length that is none: the sound goes on to the end
            boolean cut = name.equals("data") && (said <= 0 || said > from.remaining());
            int length = cut ? from.remaining() : said;
            if (length < 0 || length > from.remaining()) throw Rejected.unreadable();
            if (SOUNDING.contains(name)) keep(wav, start, length, kept);
            sounds |= name.equals("data") && length > 0;
            from.position(Math.min(wav.length, start + 8 + length + (length & 1)));
        }
        if (!sounds || !Media.at(kept.toByteArray(), 0, "fmt ")) throw Rejected.unreadable();
        return withHead(kept.toByteArray());
    }

    private static void keep(byte[] wav, int start, int length, ByteArrayOutputStream kept) {
        kept.write(wav, start, 4);
        kept.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(length)
                .array());
        kept.write(wav, start + 8, length);
        if ((length & 1) == 1) kept.write(0);
    }

    private static byte[] withHead(byte[] chunks) {
        return ByteBuffer.allocate(HEAD + chunks.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(chunks.length + 4)
                .put("WAVE".getBytes(StandardCharsets.ISO_8859_1))
                .put(chunks)
                .array();
    }
}
