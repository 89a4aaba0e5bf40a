package org.akoma.exchange.spreadsheets;

import java.util.ArrayList;
import java.util.List;

/** Problems found so far. Too many errors end the reading; warnings beyond the limit are only counted. */
public final class FindingList {
    private final int most;
    private final List<Finding> problems = new ArrayList<>();
    private int errors;
    private int unsaid;

    public FindingList(int most) {
        this.most = most;
    }

    public void add(Finding problem) {
        if (problem.isError()) {
            problems.add(problem);
            if (++errors >= most) throw RefusedFile.because("exchange.too-many-problems", most);
        } else if (problems.size() - errors < most) {
            problems.add(problem);
        } else {
            unsaid++;
        }
    }

    public List<Finding> all() {
        if (unsaid == 0) return problems;
        List<Finding> all = new ArrayList<>(problems);
        all.add(Finding.ofFile(Finding.Severity.WARNING, "exchange.more-warnings", String.valueOf(unsaid), ""));
        return all;
    }
}
