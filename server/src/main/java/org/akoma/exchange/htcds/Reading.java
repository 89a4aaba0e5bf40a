package org.akoma.exchange.htcds;

import java.util.List;
import org.akoma.exchange.spreadsheets.Finding;
import org.akoma.exchange.spreadsheets.Row;

/** What a file says, and what is wrong with it. With an error in it, nothing of the file may be imported. */
record Reading(List<Row> rows, List<Finding> problems) {

    public Reading {
        rows = List.copyOf(rows);
        problems = List.copyOf(problems);
    }

    boolean isSound() {
        return problems.stream().noneMatch(Finding::isError);
    }
}
