package org.akoma.exchange.spreadsheets;

/**
 * One error or warning about a file. Its text in French and English is under {@code code} in {@code messages/exchange}, with {0} the value and
 * {1} the hint.
 *
 * @param sheet name of the sheet, empty when it is about the whole file
 * @param row number as the spreadsheet program shows it, 0 when it is about more than a row
 * @param columnLetter as the spreadsheet program shows it, empty when it is about more than a cell
 * @param columnName header of the column, empty when there is none
 * @param value what was found, shortened, control characters shown
 * @param hint what is allowed, or what was understood instead
 */
public record Finding(
        Severity severity,
        String sheet,
        int row,
        String columnLetter,
        String columnName,
        String value,
        String code,
        String hint) {

    public enum Severity {
        /** The file cannot be imported until it is mended. */
        ERROR,
        /** It was understood, in a way that a person should know of. */
        WARNING
    }

    private static final int SHOWN = 80;

    public Finding {
        sheet = shown(sheet);
        columnName = shown(columnName);
        value = shown(value);
    }

    public static Finding ofFile(Severity severity, String code, String value, String hint) {
        return new Finding(severity, "", 0, "", "", value, code, hint);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** For {@code MessageFormat}. */
    Object[] arguments() {
        return new Object[] {value, hint};
    }

    /** Shortened, and without characters that could hide or reorder what a terminal or page shows. */
    public static String shown(String text) {
        var out = new StringBuilder();
        int end = text.offsetByCodePoints(0, Math.min(SHOWN, text.codePointCount(0, text.length())));
        text.substring(0, end).codePoints().forEach(c -> {
            if (hides(c)) out.append("\\u").append("%04X".formatted(c));
            else out.appendCodePoint(c);
        });
        return end < text.length() ? out.append('…').toString() : out.toString();
    }

    private static boolean hides(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
