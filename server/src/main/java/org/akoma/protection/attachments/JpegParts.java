package org.akoma.protection.attachments;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A JPEG taken apart: what draws the picture, and what its camera wrote around it. */
final class JpegParts {

    /** A photograph has about ten; thousands keep a decoder busy for minutes. */
    private static final int MOST_SCANS = 100;

    private static final byte[] JFIF = {
        (byte) 0xff, (byte) 0xe0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0
    };
    private static final int ORIENTATION = 0x0112;
    private static final int EXIF_HEAD = 6;

    private final byte[] jpeg;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private int at = 2;
    private int scans;

    private JpegParts(byte[] jpeg) {
        this.jpeg = jpeg;
    }

    /** The same picture without location, dates, maker's notes, previews, comments, and whatever came after its end. */
    static byte[] bare(byte[] jpeg) throws Rejected {
        return new JpegParts(jpeg).bare();
    }

    private byte[] bare() throws Rejected {
        kept.write(0xff);
        kept.write(0xd8);
        for (int marker = marker(); marker != 0xd9; marker = marker()) {
            int length = length();
            if (marker == 0xe0 && Media.at(jpeg, at + 2, "JFIF\0")) kept.writeBytes(JFIF);
            else if (draws(marker)) keep(marker, length);
            at += length;
            if (marker == 0xda) scan();
        }
        kept.write(0xff);
        kept.write(0xd9);
        return kept.toByteArray();
    }

    /** Tables and frames; of what applications add only Adobe's, which tells how colours are meant. */
    private static boolean draws(int marker) {
        return marker == 0xee || marker >= 0xc0 && marker < 0xe0;
    }

    private int marker() throws Rejected {
        if (at >= jpeg.length || (jpeg[at] & 0xff) != 0xff) throw Rejected.unreadable();
        while (at < jpeg.length && (jpeg[at] & 0xff) == 0xff) at++;
        if (at >= jpeg.length) throw Rejected.unreadable();
        return jpeg[at++] & 0xff;
    }

    private int length() throws Rejected {
        if (at + 2 > jpeg.length) throw Rejected.unreadable();
        int length = (jpeg[at] & 0xff) << 8 | jpeg[at + 1] & 0xff;
        if (length < 2 || at + length > jpeg.length) throw Rejected.unreadable();
        return length;
    }

    private void keep(int marker, int length) {
        kept.write(0xff);
        kept.write(marker);
        kept.write(jpeg, at, length);
    }

    /** The drawn lines up to the next marker. */
    private void scan() throws Rejected {
        if (++scans > MOST_SCANS) throw Rejected.unreadable();
        int from = at;
        while (at + 1 < jpeg.length && !endsScan(jpeg[at] & 0xff, jpeg[at + 1] & 0xff)) at++;
        if (at + 1 >= jpeg.length) throw Rejected.unreadable();
        kept.write(jpeg, from, at - from);
    }

    private static boolean endsScan(int first, int second) {
        return first == 0xff && second != 0 && second != 0xff && (second < 0xd0 || second > 0xd7);
    }

    /** How the camera was held, 1 to 8 as EXIF counts; 1 when it does not say. */
    static int orientation(byte[] jpeg) {
        try {
            return new JpegParts(jpeg).orientation();
        } catch (Rejected | BufferUnderflowException | IllegalArgumentException unclear) {
            return 1;
        }
    }

    private int orientation() throws Rejected {
        for (int marker = marker(); marker != 0xd9 && marker != 0xda; marker = marker()) {
            int length = length();
            if (marker == 0xe1 && Media.at(jpeg, at + 2, "Exif\0\0")) return fromExif(at + 2 + EXIF_HEAD, at + length);
            at += length;
        }
        return 1;
    }

    private int fromExif(int from, int until) {
        ByteBuffer exif = ByteBuffer.wrap(jpeg, from, Math.max(0, until - from)).slice();
        exif.order(exif.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        exif.position(exif.getInt(4));
        for (int left = exif.getShort() & 0xffff; left > 0; left--) {
            int tag = exif.getShort() & 0xffff;
            exif.position(exif.position() + 6);
            int value = exif.getShort() & 0xffff;
            exif.getShort();
            if (tag == ORIENTATION) return value >= 1 && value <= 8 ? value : 1;
        }
        return 1;
    }
}
