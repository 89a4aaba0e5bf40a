package org.akoma.exchange;

import java.util.List;

/** What a file says, and what is wrong with it. With an error in it, nothing of the file may be imported. */
record Reading(List<Row> rows, List<Problem> problems) {

    Reading {
        rows = List.copyOf(rows);
        problems = List.copyOf(problems);
    }

    boolean isSound() {
        return problems.stream().noneMatch(Problem::isError);
    }
}
