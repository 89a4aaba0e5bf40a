package org.akoma.protection.attachments;

import java.util.Arrays;

/**
 * An Ogg with one stream of Opus or Vorbis. Its comment packet (names, dates, places, pictures) is overwritten in place and the pages' checksums
 * are computed anew, so that no byte of the sound moves.
 */
final class OggSound {

    private static final int HEAD = 27;
    private static final int CHECKSUM = 22;
    private static final int POLYNOMIAL = 0x04c11db7;
    private static final int[] TABLE = table();

    private final byte[] ogg;
    private int packet;
    private int inPacket;
    private int commentKept;
    private boolean begun;
    private boolean vorbis;

    private OggSound(byte[] ogg) {
        this.ogg = ogg;
    }

    static byte[] bare(byte[] ogg) throws Rejected {
        OggSound sound = new OggSound(ogg.clone());
        int at = 0;
        int serial = 0;
        while (at < ogg.length) {
            int body = sound.bodyOf(at);
            int end = sound.endOf(at, body);
            int stream = little(ogg, at + 14);
            if (at == 0) serial = stream;
            else if (stream != serial)
                throw Rejected.because("attachments.video"); // more than one stream: not a voice alone
            if (sound.packet <= 1) sound.page(at, body, end);
            at = end;
        }
        if (sound.packet <= 1) throw Rejected.unreadable();
        return sound.ogg;
    }

    private int bodyOf(int at) throws Rejected {
        if (!Media.at(ogg, at, "OggS") || ogg.length - at < HEAD) throw Rejected.unreadable();
        int body = at + HEAD + (ogg[at + 26] & 0xff);
        if (body > ogg.length) throw Rejected.unreadable();
        return body;
    }

    private int endOf(int at, int body) throws Rejected {
        int end = body;
        for (int i = at + HEAD; i < body; i++) end += ogg[i] & 0xff;
        if (end > ogg.length) throw Rejected.unreadable();
        return end;
    }

    /** The first packet says what is sung, the second is the comment; the rest is sound. */
    private void page(int at, int body, int end) throws Rejected {
        int from = body;
        for (int i = at + HEAD; i < body && packet <= 1; i++) {
            int length = ogg[i] & 0xff;
            if (packet == 0) identify(from);
            else overwrite(from, from + length);
            from += length;
            inPacket += length;
            if (length < 255) {
                packet++;
                inPacket = 0;
            }
        }
        seal(at, end);
    }

    private void identify(int from) throws Rejected {
        if (begun) return;
        begun = true;
        vorbis = Media.at(ogg, from, "\u0001vorbis");
        if (!vorbis && !Media.at(ogg, from, "OpusHead")) throw Rejected.because("attachments.codec");
        // the name, then: a vendor of no letters (4 bytes), no comments (4 bytes), and for Vorbis the bit that ends it
        commentKept = vorbis ? 7 : 8;
    }

    /** Keeps the packet's name and length; the rest becomes an empty comment, filled up with nothing. */
    private void overwrite(int from, int until) throws Rejected {
        if (inPacket == 0 && !Media.at(ogg, from, vorbis ? "\u0003vorbis" : "OpusTags")) throw Rejected.unreadable();
        int start = from + Math.max(0, commentKept - inPacket);
        if (start < until) Arrays.fill(ogg, start, until, (byte) 0);
        int last = commentKept + 8 - inPacket; // Vorbis reads one bit more after the two counts
        if (vorbis && last >= 0 && from + last < until) ogg[from + last] = 1;
    }

    private void seal(int at, int end) {
        Arrays.fill(ogg, at + CHECKSUM, at + CHECKSUM + 4, (byte) 0);
        int sum = 0;
        for (int i = at; i < end; i++) sum = sum << 8 ^ TABLE[sum >>> 24 ^ ogg[i] & 0xff];
        for (int i = 0; i < 4; i++) ogg[at + CHECKSUM + i] = (byte) (sum >>> 8 * i);
    }

    private static int little(byte[] b, int at) {
        return b[at] & 0xff | (b[at + 1] & 0xff) << 8 | (b[at + 2] & 0xff) << 16 | (b[at + 3] & 0xff) << 24;
    }

    private static int[] table() {
        int[] table = new int[256];
        for (int i = 0; i < 256; i++) {
            int sum = i << 24;
            for (int bit = 0; bit < 8; bit++) sum = sum << 1 ^ (sum < 0 ? POLYNOMIAL : 0);
            table[i] = sum;
        }
        return table;
    }
}
