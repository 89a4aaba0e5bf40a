package org.akoma.exchange;

import java.util.Locale;
import java.util.Optional;

/** What an export is written as. */
enum Format {
    CSV("text/csv;charset=UTF-8"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final String mediaType;

    Format(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    /** As the end of a file's name. */
    String ending() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Format> of(String text) {
        for (Format one : values()) if (one.name().equalsIgnoreCase(text)) return Optional.of(one);
        return Optional.empty();
    }
}
