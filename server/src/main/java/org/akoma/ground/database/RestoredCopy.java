package org.akoma.ground.database;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whether this house is a copy that {@code ./akoma restore} made. A copy sends nothing to anybody, erases nothing and makes no keys, because the house
 * that it was made of may be at work beside it. Read once: {@code ./akoma restore --live} ends the mark, and only while nothing serves the copy.
 */
public final class RestoredCopy {

    /** The key of a sentence for an operator who reads that something is refused here. */
    public static final String TO_DO = "copy.do";

    /**
     * @param since when it was restored
     * @param backup the moment of the backup
     */
    public record Mark(Instant since, Instant backup) {}

    private final Optional<Mark> mark;

    private RestoredCopy(Optional<Mark> mark) {
        this.mark = mark;
    }

    /** For tests of what depends on it. */
    public static RestoredCopy of(Optional<Mark> mark) {
        return new RestoredCopy(mark);
    }

    static RestoredCopy read(JdbcClient jdbc) {
        return new RestoredCopy(CompartmentContext.through(
                Compartment.ADMINISTRATION,
                () -> jdbc.sql("SELECT copy_since, copy_of FROM vault.house WHERE copy_since IS NOT NULL")
                        .query((row, n) -> new Mark(
                                row.getObject(1, OffsetDateTime.class).toInstant(),
                                row.getObject(2, OffsetDateTime.class).toInstant()))
                        .optional()));
    }

    /** Empty: it is the house of the programme. */
    public Optional<Mark> mark() {
        return mark;
    }

    public boolean isOne() {
        return mark.isPresent();
    }
}
