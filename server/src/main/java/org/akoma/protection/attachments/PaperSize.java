package org.akoma.protection.attachments;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * How much a PDF becomes when it is read, found out before it is: objects packed in streams unfold, and every bracket is an object in
 * memory. A few kilobytes can ask for gigabytes.
 */
final class PaperSize {

    private static final int MOST_UNPACKED = 6 << 20;

    /** A hundred written pages have some tens of thousands; scanned pages hold them by chance, one byte in sixty-four. */
    private static final int MOST_MARKS = 700_000;

    private static final Pattern PACKED = Pattern.compile("/(?:ObjStm|XRef)\\b");
    private static final Pattern STREAM = Pattern.compile("stream\\r?\\n");
    private static final Pattern UNPACKING = Pattern.compile("/(?:\\w+Decode|Fl|LZW|AHx|A85|RL)\\b");
    private static final Pattern NUMBERED = Pattern.compile("#([0-9A-Fa-f]{2})");
    private static final int HEAD = 4_096;

    private int unpacked;
    private int marks;

    private PaperSize() {}

    static void check(byte[] pdf) throws Rejected {
        new PaperSize().look(pdf);
    }

    private void look(byte[] pdf) throws Rejected {
        count(pdf, pdf.length);
        String text = new String(pdf, StandardCharsets.ISO_8859_1);
        if (text.contains("/Encrypt"))
            throw Rejected.because("attachments.pdf-locked"); // said in plain letters, always
        Matcher stream = STREAM.matcher(text);
        while (stream.find()) {
            if (text.startsWith("end", Math.max(0, stream.start() - 3))) continue;
            String head = head(text, stream.start());
            if (PACKED.matcher(head).find()) unpack(pdf, stream.end(), head);
        }
    }

    /** What is said of the stream, from the beginning of its object; names in plain letters. */
    private static String head(String text, int until) {
        int from = Math.max(text.lastIndexOf(" obj", until), until - HEAD);
        return NUMBERED.matcher(text.substring(Math.max(0, from), until))
                .replaceAll(
                        code -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(code.group(1), 16))));
    }

    private void unpack(byte[] pdf, int from, String head) throws Rejected {
        long how = UNPACKING.matcher(head).results().count();
        if (how == 0) return;
        if (how > 1 || !head.contains("/FlateDecode")) throw Rejected.because("attachments.pdf-large");
        Inflater inflater = new Inflater();
        byte[] piece = new byte[64 << 10];
        try {
            inflater.setInput(pdf, from, pdf.length - from);
            while (!inflater.finished()) {
                int came = inflater.inflate(piece);
                if (came == 0) return;
                unpacked += came;
                if (unpacked > MOST_UNPACKED) throw Rejected.because("attachments.pdf-large");
                count(piece, came);
            }
        } catch (DataFormatException broken) {
            throw Rejected.unreadable();
        } finally {
            inflater.end();
        }
    }

    private void count(byte[] bytes, int length) throws Rejected {
        for (int i = 0; i < length; i++) {
            byte one = bytes[i];
            if (one == '[' || one == '<' || one == '/' || one == '(') marks++;
        }
        if (marks > MOST_MARKS) throw Rejected.because("attachments.pdf-large");
    }
}
