package org.akoma.exchange.spreadsheets;

import org.akoma.exchange.spreadsheets.Finding.Severity;

/** A place in a file, for reporting problems found there. */
public record CellReporter(FindingList findings, String sheet, int row, int column, String columnName) {

    public void error(String code, String value, String hint) {
        report(Severity.ERROR, code, value, hint);
    }

    public void warning(String code, String value, String hint) {
        report(Severity.WARNING, code, value, hint);
    }

    private void report(Severity severity, String code, String value, String hint) {
        String letter = column < 0 ? "" : Table.letter(column);
        findings.add(new Finding(severity, sheet, row, letter, columnName, value, code, hint));
    }
}
