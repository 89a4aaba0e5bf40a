package org.akoma.exchange.spreadsheets;

/**
 * How much of a file is read before it is refused. They bound memory, not only time: everything read is kept until the
 * whole file has been judged, since nothing may be half-imported.
 *
 * @param fileBytes bytes as received
 * @param inflatedBytes bytes of all parts of a workbook once inflated
 * @param ratio inflated bytes for one compressed byte, looked at once a part passes one megabyte
 * @param entries parts of a workbook
 * @param sheets sheets of a workbook
 * @param rows rows with something in them, all sheets together
 * @param columns number of the last column with something in it
 * @param cells cells with something in them, all sheets together
 * @param cellChars characters of one cell
 * @param sharedChars characters of all shared strings of a workbook
 * @param problems problems reported before reading stops
 */
public record Limits(
        int fileBytes,
        long inflatedBytes,
        int ratio,
        int entries,
        int sheets,
        int rows,
        int columns,
        int cells,
        int cellChars,
        int sharedChars,
        int problems) {

    /** A toolkit workbook is 80 KB; these leave room for twenty thousand children in one file. */
    public static final Limits USUAL =
            new Limits(20 << 20, 128L << 20, 200, 1_000, 50, 20_000, 500, 600_000, 32_767, 16_000_000, 1_000);
}
