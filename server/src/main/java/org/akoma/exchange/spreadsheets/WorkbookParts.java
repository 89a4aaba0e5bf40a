package org.akoma.exchange.spreadsheets;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * The parts of a workbook's zip. What the directory claims is checked before anything is inflated, what comes out is
 * counted while it is inflated; parts that nobody asks for (macros, pictures, embedded files) are never inflated.
 */
final class WorkbookParts implements AutoCloseable {
    private static final int RATIO_FROM = 1 << 20;

    private final ZipFile zip;
    private final Limits limits;
    private final Map<String, ZipArchiveEntry> entries = new HashMap<>();
    private long inflated;

    private WorkbookParts(ZipFile zip, Limits limits) {
        this.zip = zip;
        this.limits = limits;
    }

    static WorkbookParts open(byte[] file, Limits limits) throws IOException {
        if (directoryEntries(file, limits.entries()) > limits.entries())
            throw RefusedFile.because("exchange.too-many-parts", limits.entries());
        var parts = new WorkbookParts(
                ZipFile.builder()
                        .setSeekableByteChannel(new SeekableInMemoryByteChannel(file))
                        .get(),
                limits);
        for (ZipArchiveEntry entry : Collections.list(parts.zip.getEntries())) parts.admit(entry);
        return parts;
    }

    boolean has(String name) {
        return entries.containsKey(name);
    }

    /** The part's content; reading it throws {@link RefusedFile} when it grows past the limits. */
    InputStream part(String name) throws IOException {
        ZipArchiveEntry entry = entries.get(name);
        if (entry == null) throw RefusedFile.because("exchange.broken-workbook", name);
        return new Counted(zip.getInputStream(entry), Math.max(1, entry.getCompressedSize()));
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private void admit(ZipArchiveEntry entry) {
        int method = entry.getMethod();
        if (entry.getGeneralPurposeBit().usesEncryption()) throw RefusedFile.because("exchange.encrypted");
        if (method != ZipEntry.STORED && method != ZipEntry.DEFLATED)
            throw RefusedFile.because("exchange.broken-workbook", entry.getName());
        if (entries.put(entry.getName(), entry) != null)
            throw RefusedFile.because("exchange.broken-workbook", entry.getName());
        claimed(entry.getSize(), entry.getCompressedSize());
    }

    private void claimed(long size, long compressed) {
        if (size > limits.inflatedBytes()) throw tooLarge();
        if (size > RATIO_FROM && size / Math.max(1, compressed) > limits.ratio()) throw bomb();
    }

    /** The directory's own count may lie, so its signatures are counted; chance hits in packed bytes are too few to matter. */
    private static int directoryEntries(byte[] file, int enough) {
        int count = 0;
        for (int i = 0; i + 3 < file.length && count <= enough; i++) {
            if (file[i] == 'P' && file[i + 1] == 'K' && file[i + 2] == 1 && file[i + 3] == 2) count++;
        }
        return count;
    }

    private RefusedFile tooLarge() {
        return RefusedFile.because("exchange.too-large-inflated", limits.inflatedBytes() >> 20);
    }

    private RefusedFile bomb() {
        return RefusedFile.because("exchange.bomb", limits.ratio());
    }

    private final class Counted extends FilterInputStream {
        private final long compressed;
        private long size;

        Counted(InputStream in, long compressed) {
            super(in);
            this.compressed = compressed;
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            if (b >= 0) count(1);
            return b;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int n = super.read(into, from, length);
            if (n > 0) count(n);
            return n;
        }

        private void count(int n) {
            size += n;
            inflated += n;
            if (inflated > limits.inflatedBytes()) throw tooLarge();
            if (size > RATIO_FROM && size / compressed > limits.ratio()) throw bomb();
        }
    }
}
