package org.akoma.exchange.spreadsheets;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** The characters of a text file: by its byte order mark, else UTF-8, else what Excel writes on a Western European Windows. */
public final class FileText {
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private FileText() {}

    public static String of(byte[] file, Consumer<Finding> problems) {
        String text = decode(file, problems);
        if (text.indexOf('\0') >= 0) throw RefusedFile.because("exchange.nul");
        return text;
    }

    private static String decode(byte[] file, Consumer<Finding> problems) {
        try {
            if (starts(file, 0xEF, 0xBB, 0xBF)) return strict(StandardCharsets.UTF_8, file, 3);
            if (starts(file, 0xFF, 0xFE)) return strict(StandardCharsets.UTF_16LE, file, 2);
            if (starts(file, 0xFE, 0xFF)) return strict(StandardCharsets.UTF_16BE, file, 2);
        } catch (CharacterCodingException e) {
            throw RefusedFile.because("exchange.encoding");
        }
        try {
            return strict(StandardCharsets.UTF_8, file, 0);
        } catch (CharacterCodingException e) {
            return windows(file, problems);
        }
    }

    /** Bytes that windows-1252 leaves undefined show that it is something else. */
    private static String windows(byte[] file, Consumer<Finding> problems) {
        try {
            String text = strict(WINDOWS, file, 0);
            if (text.chars().anyMatch(c -> c >= 0x80 && c < 0xA0)) throw RefusedFile.because("exchange.encoding");
            problems.accept(Finding.ofFile(Finding.Severity.WARNING, "exchange.encoding-guessed", "", WINDOWS.name()));
            return text;
        } catch (CharacterCodingException e) {
            throw RefusedFile.because("exchange.encoding");
        }
    }

    private static String strict(Charset charset, byte[] file, int from) throws CharacterCodingException {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(file, from, file.length - from))
                .toString();
    }

    private static boolean starts(byte[] file, int... magic) {
        if (file.length < magic.length) return false;
        for (int i = 0; i < magic.length; i++) if ((file[i] & 0xFF) != magic[i]) return false;
        return true;
    }
}
