package org.akoma.protection.attachments;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/**
 * An MP4 with sound alone. Boxes of names, dates and places (udta, meta, uuid: the place of a recording is among them) are blanked in place, so
 * that offsets into the sound stay valid.
 */
final class M4aSound {

    private static final Set<String> BLANKED = Set.of("udta", "meta", "uuid", "free", "skip", "wide", "pdin", "emsg");
    private static final Set<String> OPENED =
            Set.of("moov", "trak", "mdia", "minf", "stbl", "edts", "mvex", "moof", "traf");
    private static final Set<String> DATED = Set.of("mvhd", "tkhd", "mdhd");
    private static final Set<String> TOP = Set.of("ftyp", "moov", "mdat", "moof", "sidx", "styp", "mfra");
    private static final Set<String> CODECS = Set.of("mp4a", "Opus", "alac", "fLaC");
    private static final int DEEPEST = 8;

    /** moov, trak, mdia, hdlr. */
    private static final int HANDLER = 3;

    private final byte[] content;
    private final ByteBuffer boxes;
    private boolean sounds;
    private boolean holds;

    private M4aSound(byte[] content) {
        this.content = content;
        this.boxes = ByteBuffer.wrap(content);
    }

    static byte[] bare(byte[] m4a) throws Rejected {
        M4aSound sound = new M4aSound(m4a.clone());
        sound.walk(0, m4a.length, 0);
        if (!sound.sounds || !sound.holds) throw Rejected.unreadable();
        return sound.content;
    }

    private void walk(int from, int until, int depth) throws Rejected {
        if (depth > DEEPEST) throw Rejected.unreadable();
        for (int at = from; at < until; ) {
            if (until - at < 8) throw Rejected.unreadable();
            long size = boxes.getInt(at) & 0xffff_ffffL;
            int head = 8;
            if (size == 1 && until - at >= 16) {
                size = boxes.getLong(at + 8);
                head = 16;
            } else if (size == 0) size = (long) until - at;
            if (size < head || size > until - at) throw Rejected.unreadable();
            look(new String(content, at + 4, 4, StandardCharsets.ISO_8859_1), at, head, at + (int) size, depth);
            at += (int) size;
        }
    }

    private void look(String name, int at, int head, int until, int depth) throws Rejected {
        if (BLANKED.contains(name) || depth == 0 && !TOP.contains(name)) blank(at, head, until);
        else if (OPENED.contains(name)) walk(at + head, until, depth + 1);
        else if (DATED.contains(name)) undate(at + head, until);
        else if (name.equals("hdlr") && depth == HANDLER) hear(at + head, until);
        else if (name.equals("stsd")) speak(at + head, until);
        else if (name.equals("mdat")) holds = true;
    }

    /** In what the sound is written: what a browser can play. */
    private void speak(int from, int until) throws Rejected {
        boolean known = until - from >= 16 && CODECS.stream().anyMatch(codec -> Media.at(content, from + 12, codec));
        if (!known) throw Rejected.because("attachments.codec");
    }

    private void blank(int at, int head, int until) {
        System.arraycopy("free".getBytes(StandardCharsets.ISO_8859_1), 0, content, at + 4, 4);
        Arrays.fill(content, at + head, until, (byte) 0);
    }

    /** When it was made and changed: two numbers of 4 bytes, or of 8 in version 1. */
    private void undate(int from, int until) throws Rejected {
        if (until - from < 12) throw Rejected.unreadable();
        int wide = content[from] == 1 ? 16 : 8;
        if (until - from < 4 + wide) throw Rejected.unreadable();
        Arrays.fill(content, from + 4, from + 4 + wide, (byte) 0);
    }

    /** What a track is for: sound, and nothing else. Its name goes. */
    private void hear(int from, int until) throws Rejected {
        if (until - from < 24) throw Rejected.unreadable();
        if (Media.at(content, from + 8, "vide")) throw Rejected.because("attachments.video");
        if (!Media.at(content, from + 8, "soun")) throw Rejected.unreadable();
        sounds = true;
        Arrays.fill(content, from + 24, until, (byte) 0);
    }
}
