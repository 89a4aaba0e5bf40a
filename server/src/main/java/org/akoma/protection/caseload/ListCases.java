package org.akoma.protection.caseload;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.akoma.protection.cases.CaseColumn;
import org.akoma.protection.cases.CaseFile;
import org.jspecify.annotations.Nullable;

/**
 * Ask for one page of a list of files.
 *
 * @param scope whose files; null = all that the caller may see by any grant, each file once
 * @param codePrefix only codes that begin so, in capitals; null = any
 * @param workers codes of people in lower case, and of structures as written; empty = any
 * @param late null = late or not
 * @param only null = any
 * @param seenSince only children who were seen in a visit on this day or later; null = seen or not
 * @param limit 1 to {@value #MOST} files on a page; more only in a file
 * @param after the last file of the page before; null = from the beginning
 * @param until as the files were just before this moment; null = now. Files registered later are not there.
 */
record ListCases(
        @Nullable Scope scope,
        @Nullable String codePrefix,
        List<CaseFile.Status> statuses,
        List<CaseFile.Risk> risks,
        List<String> countries,
        List<String> cares,
        List<String> organisations,
        List<String> workers,
        @Nullable Late late,
        @Nullable Only only,
        @Nullable LocalDate seenSince,
        Order order,
        int limit,
        @Nullable CaseCursor after,
        @Nullable Instant until) {

    static final int MOST = 100;

    public ListCases {
        statuses = List.copyOf(statuses);
        risks = List.copyOf(risks);
        countries = List.copyOf(countries);
        cares = List.copyOf(cares);
        organisations = List.copyOf(organisations);
        workers = List.copyOf(workers);
    }

    /** The same in another scope. */
    ListCases in(Scope other) {
        return new ListCases(
                other,
                codePrefix,
                statuses,
                risks,
                countries,
                cares,
                organisations,
                workers,
                late,
                only,
                seenSince,
                order,
                limit,
                after,
                until);
    }

    /** The same from the beginning, so many lines of it. */
    ListCases first(int lines) {
        return new ListCases(
                scope,
                codePrefix,
                statuses,
                risks,
                countries,
                cares,
                organisations,
                workers,
                late,
                only,
                seenSince,
                order,
                lines,
                null,
                until);
    }

    boolean filtered() {
        return codePrefix != null
                || late != null
                || only != null
                || seenSince != null
                || !(statuses.isEmpty()
                        && risks.isEmpty()
                        && countries.isEmpty()
                        && cares.isEmpty()
                        && organisations.isEmpty()
                        && workers.isEmpty());
    }

    /** The columns that the question tells by its filters and its order: who does not hold one may not ask by it. */
    Set<CaseColumn> askedBy() {
        Set<CaseColumn> asked = EnumSet.noneOf(CaseColumn.class);
        if (!statuses.isEmpty()) asked.add(CaseColumn.STATUS);
        if (!risks.isEmpty()) asked.add(CaseColumn.RISK);
        if (!cares.isEmpty()) asked.add(CaseColumn.CARE);
        if (order == Order.VISIT) asked.add(CaseColumn.NEXT_VISIT);
        if (order == Order.RISK) asked.add(CaseColumn.RISK);
        if (late != null) asked.addAll(late.columns);
        if (only != null) asked.add(only.column);
        if (seenSince != null) asked.add(CaseColumn.NEXT_VISIT);
        return asked;
    }

    /** The ways to files; each is one walk along one index. */
    public enum Scope {
        /** I am the child's worker. */
        MINE,
        /** I supervise the worker. */
        TEAM,
        /** My structure owns the file, and my role reaches the whole of it. */
        ORGANISATION,
        /** The file reached me by a grant of its own: referral, shelter stay, sample, transfer, break-glass. */
        SHARED,
        /** Oversight of every file: code and state alone. */
        ALL
    }

    /** {@code requirements.md 2.4}. */
    public enum Late {
        /** T10: the next visit was due before today. */
        VISIT(CaseColumn.NEXT_VISIT),
        /** T8: the review of the plan was due before today. */
        REVIEW(CaseColumn.REVIEW),
        /** T2 to T6: a first step is overdue. */
        STEPS(CaseColumn.STEPS),
        /** Of what the reader holds on the file. */
        ANY(CaseColumn.NEXT_VISIT, CaseColumn.REVIEW, CaseColumn.STEPS);

        private final Set<CaseColumn> columns;

        Late(CaseColumn... columns) {
            this.columns = Set.of(columns);
        }

        /** The columns that being late tells. */
        Set<CaseColumn> columns() {
            return columns;
        }
    }

    /** What the home page counts beside status, risk and lateness. */
    public enum Only {
        /** Nobody has judged the risk. */
        UNJUDGED(CaseColumn.RISK),
        /** The child is lost. */
        LOST(CaseColumn.LOST);

        private final CaseColumn column;

        Only(CaseColumn column) {
            this.column = column;
        }

        CaseColumn column() {
            return column;
        }
    }

    public enum Order {
        /** Newest first. */
        REGISTERED,
        /** The visit that is due first, first; files without a visit to come are left out. */
        VISIT,
        /** The highest risk first; files whose risk nobody has judged are left out. */
        RISK,
        /**
         * The order of urgency of all lists (docs/decisions/danger-first.md): open alerts, high risk that is due, high risk, late visits, all else. Of
         * one's own files alone: it sorts what one person follows or supervises.
         */
        URGENT;

        /** Whether files of this scope are put in this order. */
        boolean of(@Nullable Scope scope) {
            return this != URGENT || scope == Scope.MINE || scope == Scope.TEAM;
        }
    }

    public sealed interface Result {
        /** @param next null on the last page */
        record Page(List<CaseLine> items, @Nullable String next) implements Result {
            public Page {
                items = List.copyOf(items);
            }
        }

        /** The role lists no files, or not in this scope. */
        record Forbidden() implements Result {}

        /**
         * No such person or structure.
         *
         * @param field {@code worker} or {@code organisation}
         */
        record Unknown(String field) implements Result {}
    }
}
