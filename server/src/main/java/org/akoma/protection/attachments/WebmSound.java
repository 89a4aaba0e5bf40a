package org.akoma.protection.attachments;

import java.util.Arrays;
import java.util.Set;

/**
 * A WebM as a browser's recorder writes it, with sound alone. Tags, dates, titles, chapters and attached files are blanked in place (element
 * Void), so that offsets into the sound stay valid.
 */
final class WebmSound {

    private static final long EBML = 0x1A45DFA3L;
    private static final long SEGMENT = 0x18538067L;
    private static final long INFO = 0x1549A966L;
    private static final long TRACKS = 0x1654AE6BL;
    private static final long TRACK = 0xAEL;
    private static final long TRACK_TYPE = 0x83L;
    private static final long CODEC = 0x86L;
    private static final long TRACK_NAME = 0x536EL;
    private static final long CLUSTER = 0x1F43B675L;
    private static final long CUES = 0x1C53BB6BL;
    private static final long SEEK = 0x114D9B74L;
    private static final long VOID = 0xECL;
    private static final Set<Long> TOP = Set.of(INFO, TRACKS, CLUSTER, CUES, SEEK, VOID);

    /** The elements of the Info header that are kept: time scale and duration. */
    private static final Set<Long> KEPT_INFO = Set.of(0x2AD7B1L, 0x4489L, VOID);

    private static final int AUDIO = 2;

    private final byte[] webm;
    private boolean sounds;
    private int at;
    private long id;
    private long size;
    private int start;

    private WebmSound(byte[] webm) {
        this.webm = webm;
    }

    static byte[] bare(byte[] webm) throws Rejected {
        WebmSound sound = new WebmSound(webm.clone());
        try {
            sound.whole();
        } catch (ArrayIndexOutOfBoundsException cut) {
            throw Rejected.unreadable();
        }
        if (!sound.sounds) throw Rejected.unreadable();
        return sound.webm;
    }

    private void whole() throws Rejected {
        element();
        if (id != EBML) throw Rejected.unreadable();
        at = end(webm.length);
        element();
        if (id != SEGMENT) throw Rejected.unreadable();
        int until = size < 0 ? webm.length : end(webm.length);
        if (until != webm.length) throw Rejected.unreadable(); // something after the end
        while (at < until) {
            element();
            if (id == CLUSTER && size < 0) cluster(until);
            else top(end(until));
        }
    }

    private void top(int end) throws Rejected {
        if (!TOP.contains(id)) blank(start, end);
        else if (id == VOID) Arrays.fill(webm, at, end, (byte) 0);
        else if (id == INFO) within(end, KEPT_INFO);
        else if (id == TRACKS) tracks(end);
        at = end;
    }

    /** A cluster whose length the recorder did not know: it ends at the next top-level element. */
    private void cluster(int until) throws Rejected {
        while (at < until) {
            int before = at;
            element();
            if (id > 0xFFFFFFL) { // only what lies directly in the segment has an id of four bytes
                at = before;
                return;
            }
            at = end(until);
        }
    }

    private void within(int end, Set<Long> kept) throws Rejected {
        while (at < end) {
            element();
            int over = end(end);
            if (!kept.contains(id)) blank(start, over);
            at = over;
        }
    }

    private void tracks(int end) throws Rejected {
        while (at < end) {
            element();
            int over = end(end);
            if (id == TRACK) track(over);
            at = over;
        }
    }

    private void track(int end) throws Rejected {
        boolean known = false;
        while (at < end) {
            element();
            int over = end(end);
            if (id == TRACK_TYPE && webm[over - 1] != AUDIO) throw Rejected.because("attachments.video");
            if (id == TRACK_TYPE) sounds = true;
            if (id == CODEC) known = Media.at(webm, at, "A_OPUS") || Media.at(webm, at, "A_VORBIS");
            if (id == TRACK_NAME) blank(start, over);
            at = over;
        }
        if (!known) throw Rejected.because("attachments.codec");
    }

    /** Reads what begins here: its id, with the marking bit, and its size; -1 = not known. */
    private void element() throws Rejected {
        start = at;
        int width = Integer.numberOfLeadingZeros(webm[at] & 0xff) - 23;
        if (width > 4) throw Rejected.unreadable();
        id = 0;
        for (int i = 0; i < width; i++) id = id << 8 | webm[at++] & 0xff;
        int wide = Integer.numberOfLeadingZeros(webm[at] & 0xff) - 23;
        if (wide > 8) throw Rejected.unreadable();
        long mask = (1L << 7 * wide) - 1;
        long read = 0;
        for (int i = 0; i < wide; i++) read = read << 8 | webm[at++] & 0xff;
        size = (read & mask) == mask ? -1 : read & mask;
    }

    private int end(int until) throws Rejected {
        if (size < 0 || size > until - at) throw Rejected.unreadable();
        return at + (int) size;
    }

    /** Void, with a size as wide as fits: one byte up to seven, else eight. */
    private void blank(int from, int until) {
        Arrays.fill(webm, from, until, (byte) 0);
        int left = until - from;
        webm[from] = (byte) VOID;
        if (left < 9) webm[from + 1] = (byte) (0x80 | left - 2);
        else {
            webm[from + 1] = 1;
            for (int i = 0; i < 7; i++) webm[from + 8 - i] = (byte) ((long) left - 9 >>> 8 * i);
        }
    }
}
