package org.akoma.protection.attachments;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/**
 * A PDF written anew: what acts by itself or carries other files is refused, what tells its author, dates and tools is left out, and so is
 * what a camera wrote into its photographs. Pages and their words stay as they are; an electronic signature does not outlive it.
 */
final class Paper {

    /** A dictionary with one of these acts, or brings something along. */
    private static final List<COSName> ACTING = List.of(
            COSName.getPDFName("JS"),
            COSName.getPDFName("JavaScript"),
            COSName.getPDFName("EmbeddedFiles"),
            COSName.getPDFName("EF"),
            COSName.getPDFName("XFA"),
            COSName.getPDFName("RichMediaContent"),
            COSName.getPDFName("Collection"));

    private static final Set<String> ACTS = Set.of(
            "JavaScript",
            "Launch",
            "SubmitForm",
            "ImportData",
            "GoToR",
            "GoToE",
            "Rendition",
            "Movie",
            "Sound",
            "RichMediaExecute");

    private static final Set<String> THINGS = Set.of("RichMedia", "3D", "Movie", "Sound", "Screen", "FileAttachment");

    private static final List<COSName> TELLING = List.of(
            COSName.getPDFName("Metadata"),
            COSName.getPDFName("PieceInfo"),
            COSName.getPDFName("LastModified"),
            COSName.getPDFName("OpenAction"),
            COSName.getPDFName("AA"),
            COSName.getPDFName("Thumb"));

    private static final COSName SUBTYPE = COSName.SUBTYPE;
    private static final int MOST_PAGES = 500;
    private static final int MOST_OBJECTS = 300_000;

    private final Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<COSBase> ahead = new ArrayDeque<>();

    private Paper() {}

    static Cleaned clean(byte[] raw) throws Rejected {
        PaperSize.check(raw);
        try (PDDocument paper = Loader.loadPDF(raw)) {
            if (paper.isEncrypted()) throw Rejected.because("attachments.pdf-locked");
            int pages = paper.getNumberOfPages();
            if (pages == 0) throw Rejected.unreadable();
            if (pages > MOST_PAGES) throw Rejected.because("attachments.pdf-large");
            new Paper().walk(paper.getDocument().getTrailer());
            paper.setDocumentInformation(new PDDocumentInformation());
            ByteArrayOutputStream written = new ByteArrayOutputStream(raw.length);
            paper.save(written);
            return new Cleaned(Media.PDF, written.toByteArray(), null);
        } catch (InvalidPasswordException locked) {
            throw Rejected.because("attachments.pdf-locked");
        } catch (IOException | RuntimeException | StackOverflowError broken) { // the parser throws what it likes
            throw Rejected.unreadable();
        }
    }

    private void walk(COSBase trailer) throws Rejected, IOException {
        ahead.push(trailer);
        while (!ahead.isEmpty()) {
            COSBase next = ahead.pop();
            if (!seen.add(next)) continue;
            if (seen.size() > MOST_OBJECTS) throw Rejected.because("attachments.pdf-large");
            look(next);
        }
    }

    private void look(COSBase one) throws Rejected, IOException {
        switch (one) {
            case COSObject reference -> later(reference.getObject());
            case COSArray array -> array.forEach(this::later);
            case COSDictionary dictionary -> {
                refuse(dictionary);
                dictionary.getValues().forEach(this::later); // what is left out is looked at as well
                TELLING.forEach(dictionary::removeItem);
                if (dictionary instanceof COSStream stream) bare(stream);
            }
            default -> {} // numbers, names, texts
        }
    }

    private void later(@org.jspecify.annotations.Nullable COSBase one) {
        if (one instanceof COSObject || one instanceof COSArray || one instanceof COSDictionary) ahead.push(one);
    }

    private static void refuse(COSDictionary one) throws Rejected {
        String act = one.getNameAsString(COSName.S, "");
        String thing = one.getNameAsString(SUBTYPE, "");
        if (ACTING.stream().anyMatch(one::containsKey) || ACTS.contains(act) || THINGS.contains(thing))
            throw Rejected.because("attachments.pdf-active");
    }

    /** A photograph inside lies there as the camera wrote it, with the place where it was taken. */
    private static void bare(COSStream stream) throws IOException, Rejected {
        if (!"Image".equals(stream.getNameAsString(SUBTYPE, "")) || !isJpeg(stream.getFilters())) return;
        byte[] photograph = stream.createRawInputStream().readAllBytes();
        byte[] bare = JpegParts.bare(photograph);
        try (OutputStream out = stream.createRawOutputStream()) {
            out.write(bare);
        }
    }

    private static boolean isJpeg(@org.jspecify.annotations.Nullable COSBase filters) {
        return COSName.DCT_DECODE.equals(filters)
                || filters instanceof COSArray several
                        && several.size() == 1
                        && COSName.DCT_DECODE.equals(several.getObject(0));
    }
}
