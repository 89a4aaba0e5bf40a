package org.akoma.protection.attachments;

import java.util.Arrays;

/** An MP3 without its labels: title, artist, pictures, comments and dates (ID3 at both ends, APE). */
final class Mp3Sound {

    private static final int ID3_HEAD = 10;
    private static final int ID3_TAIL = 128;
    private static final int APE_FOOT = 32;

    private static final int[] KBITS_V1 = {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320};
    private static final int[] KBITS_V2 = {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};
    private static final int[] HERTZ_V1 = {44_100, 48_000, 32_000};

    /** So many frames in a row are no accident. */
    private static final int CONVINCING = 3;

    private Mp3Sound() {}

    static byte[] bare(byte[] mp3) throws Rejected {
        int from = begin(mp3);
        int until = end(mp3, from);
        int at = from;
        for (int n = 0; n < CONVINCING && at < until; n++) {
            if (!isFrame(mp3, at)) throw Rejected.unreadable();
            at += frame(mp3, at);
        }
        if (at == from) throw Rejected.unreadable();
        return Arrays.copyOfRange(mp3, from, until);
    }

    private static int begin(byte[] mp3) throws Rejected {
        int from = 0;
        while (Media.at(mp3, from, "ID3")) {
            if (mp3.length < from + ID3_HEAD) throw Rejected.unreadable();
            int size = 0;
            for (int i = 6; i < ID3_HEAD; i++) size = size << 7 | mp3[from + i] & 0x7f;
            boolean foot = (mp3[from + 5] & 0x10) != 0;
            from += ID3_HEAD + size + (foot ? ID3_HEAD : 0);
        }
        while (from < mp3.length && mp3[from] == 0) from++; // padding
        if (from >= mp3.length) throw Rejected.unreadable();
        return from;
    }

    /** Labels at the end, one behind the other. */
    private static int end(byte[] mp3, int from) {
        int until = mp3.length;
        while (true) {
            if (until - from >= ID3_TAIL && Media.at(mp3, until - ID3_TAIL, "TAG")) until -= ID3_TAIL;
            else if (until - from >= APE_FOOT && Media.at(mp3, until - APE_FOOT, "APETAGEX")) {
                int size = little(mp3, until - APE_FOOT + 12);
                boolean head = (mp3[until - APE_FOOT + 23] & 0x80) != 0;
                long begins = (long) until - size - (head ? APE_FOOT : 0);
                if (size < APE_FOOT || begins < from) return until;
                until = (int) begins;
            } else return until;
        }
    }

    private static int little(byte[] b, int at) {
        return b[at] & 0xff | (b[at + 1] & 0xff) << 8 | (b[at + 2] & 0xff) << 16 | (b[at + 3] & 0xff) << 24;
    }

    /** Whether a frame of MPEG audio, layer III, begins here. */
    static boolean isFrame(byte[] b, int at) {
        if (at + 4 > b.length) return false;
        int version = b[at + 1] >> 3 & 3;
        int rate = b[at + 2] >> 4 & 15;
        return (b[at] & 0xff) == 0xff
                && (b[at + 1] & 0xe0) == 0xe0
                && version != 1
                && (b[at + 1] >> 1 & 3) == 1
                && rate != 0
                && rate != 15
                && (b[at + 2] >> 2 & 3) != 3;
    }

    private static int frame(byte[] b, int at) {
        int version = b[at + 1] >> 3 & 3; // 3: MPEG 1, 2: MPEG 2, 0: MPEG 2.5
        boolean first = version == 3;
        int kbits = (first ? KBITS_V1 : KBITS_V2)[b[at + 2] >> 4 & 15];
        int hertz = HERTZ_V1[b[at + 2] >> 2 & 3] / (first ? 1 : version == 2 ? 2 : 4);
        int padding = b[at + 2] >> 1 & 1;
        return (first ? 144 : 72) * kbits * 1000 / hertz + padding;
    }
}
