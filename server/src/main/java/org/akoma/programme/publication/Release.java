package org.akoma.programme.publication;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.akoma.programme.indicators.ShownFigures;
import org.jspecify.annotations.Nullable;

/** Tables of one day, as two people published them. */
record Release(
        UUID id,
        String code,
        LocalDate asOf,
        List<CountTable> exact,
        List<ShownTable> forPublic,
        List<ShownTable> forPartners,
        LeftOut leftOut,
        List<Quoted> figures,
        List<ShownFigures> shown,
        String proposedBy,
        Instant proposedAt,
        @Nullable String publishedBy,
        @Nullable Instant publishedAt,
        @Nullable Instant endedAt,
        @Nullable Instant withdrawnAt,
        int version) {

    /**
     * A figure that somebody else published, with where and when.
     *
     * @param source null = one that is on no list of publishers
     */
    record Quoted(
            String measure,
            @Nullable String source,
            @Nullable LocalDate publishedOn,
            String value) {}

    /** Where a release is on its way. */
    enum State {
        PREPARED,
        PUBLISHED,
        WITHDRAWN,
        NOT_PUBLISHED
    }

    public State state() {
        if (withdrawnAt != null) return State.WITHDRAWN;
        if (publishedAt != null) return State.PUBLISHED;
        return endedAt == null ? State.PREPARED : State.NOT_PUBLISHED;
    }

    Draft.Earlier earlier() {
        return new Draft.Earlier(asOf, exact, forPublic, forPartners);
    }

    /** Whether it has exactly these tables, and these figures of others. */
    boolean holds(Draft draft, List<Quoted> quoted) {
        return exact.equals(draft.exact())
                && forPublic.equals(draft.forPublic())
                && forPartners.equals(draft.forPartners())
                && shown.equals(draft.shown())
                && figures.equals(quoted);
    }

    /** What a reader of one audience gets. */
    record Sheet(String code, LocalDate asOf, Instant publishedAt, List<ShownTable> tables, List<Quoted> figures) {

        /** Null where there is none. */
        public @Nullable ShownTable of(Kind kind) {
            return tables.stream().filter(one -> one.kind() == kind).findFirst().orElse(null);
        }

        public List<ShownTable> all(Kind kind) {
            return tables.stream().filter(one -> one.kind() == kind).toList();
        }
    }
}
