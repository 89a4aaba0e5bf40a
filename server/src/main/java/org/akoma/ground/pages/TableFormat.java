package org.akoma.ground.pages;

import java.util.Locale;
import java.util.Optional;

/** The format of an exported table. */
public enum TableFormat {
    CSV("text/csv;charset=UTF-8"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final String mediaType;

    TableFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /** As the end of a file's name. */
    public String ending() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<TableFormat> of(String text) {
        for (TableFormat one : values()) if (one.name().equalsIgnoreCase(text)) return Optional.of(one);
        return Optional.empty();
    }
}
