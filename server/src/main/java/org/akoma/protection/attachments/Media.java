package org.akoma.protection.attachments;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** The type of an attachment's content, detected from its first bytes, never from a name or what the sender claims. */
public enum Media {
    JPEG("image/jpeg", "jpg", Family.PICTURE),
    PNG("image/png", "png", Family.PICTURE),
    PDF("application/pdf", "pdf", Family.PAPER),
    OGG("audio/ogg", "ogg", Family.VOICE),
    MP3("audio/mpeg", "mp3", Family.VOICE),
    M4A("audio/mp4", "m4a", Family.VOICE),
    WAV("audio/wav", "wav", Family.VOICE),
    WEBM("audio/webm", "webm", Family.VOICE);

    /** What may be as large as another, and is shown alike. */
    public enum Family {
        PICTURE,
        PAPER,
        VOICE
    }

    private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private final String type;
    private final String ending;
    private final Family family;

    Media(String type, String ending, Family family) {
        this.type = type;
        this.ending = ending;
        this.family = family;
    }

    public String type() {
        return type;
    }

    public String ending() {
        return ending;
    }

    public Family family() {
        return family;
    }

    public boolean isPicture() {
        return family == Family.PICTURE;
    }

    public boolean isVoice() {
        return family == Family.VOICE;
    }

    /** Empty for everything that is not on the list: pages, drawings with scripts, archives, programs. */
    static Optional<Media> of(byte[] content) {
        return Arrays.stream(values()).filter(one -> one.begins(content)).findFirst();
    }

    private boolean begins(byte[] content) {
        return switch (this) {
            case JPEG -> at(content, 0, 0xff, 0xd8, 0xff);
            case PNG -> content.length >= 8 && Arrays.equals(Arrays.copyOf(content, 8), PNG_SIGNATURE);
            case PDF -> at(content, 0, "%PDF-");
            case OGG -> at(content, 0, "OggS");
            case MP3 -> at(content, 0, "ID3") || Mp3Sound.isFrame(content, 0);
            case M4A -> at(content, 4, "ftyp") && !isPictureInBoxes(content);
            case WAV -> at(content, 0, "RIFF") && at(content, 8, "WAVE");
            case WEBM -> at(content, 0, 0x1a, 0x45, 0xdf, 0xa3);
        };
    }

    /** HEIC and AVIF, which come in the same boxes as sound. */
    private static boolean isPictureInBoxes(byte[] content) {
        return Stream.of("hei", "hev", "mif1", "msf1", "avi").anyMatch(brand -> at(content, 8, brand));
    }

    static boolean at(byte[] content, int from, String text) {
        byte[] wanted = text.getBytes(StandardCharsets.ISO_8859_1);
        return from >= 0
                && content.length - from >= wanted.length
                && Arrays.equals(content, from, from + wanted.length, wanted, 0, wanted.length);
    }

    private static boolean at(byte[] content, int from, int... wanted) {
        if (content.length < from + wanted.length) return false;
        for (int i = 0; i < wanted.length; i++) if ((content[from + i] & 0xff) != wanted[i]) return false;
        return true;
    }
}
