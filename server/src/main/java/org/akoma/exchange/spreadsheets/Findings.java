package org.akoma.exchange.spreadsheets;

import java.util.ArrayList;
import java.util.List;

/** Problems found so far. Too many errors end the reading; warnings beyond the limit are only counted. */
public final class Findings {
    private final int most;
    private final List<Problem> problems = new ArrayList<>();
    private int errors;
    private int unsaid;

    public Findings(int most) {
        this.most = most;
    }

    public void add(Problem problem) {
        if (problem.isError()) {
            problems.add(problem);
            if (++errors >= most) throw RefusedFile.because("exchange.too-many-problems", most);
        } else if (problems.size() - errors < most) {
            problems.add(problem);
        } else {
            unsaid++;
        }
    }

    public List<Problem> all() {
        if (unsaid == 0) return problems;
        List<Problem> all = new ArrayList<>(problems);
        all.add(Problem.ofFile(Problem.Severity.WARNING, "exchange.more-warnings", String.valueOf(unsaid), ""));
        return all;
    }
}
