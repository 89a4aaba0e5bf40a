package org.akoma.ground.journal;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.akoma.TypedCode;
import org.akoma.ground.access.Section;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of one file's chain to show.
 *
 * @param person code of who did it
 * @param from first day (UTC)
 * @param until last day (UTC), inclusive
 */
public record HistoryFilter(
        @Nullable String person,
        @Nullable Section section,
        @Nullable Kind kind,
        @Nullable LocalDate from,
        @Nullable LocalDate until) {

    public static final HistoryFilter ALL = new HistoryFilter(null, null, null, null, null);

    /** Whether somebody did something or only looked. */
    public enum Kind {
        CHANGES,
        READINGS
    }

    /** From a page or an address. Errors are added to the form. */
    public static HistoryFilter read(Form form) {
        String person = form.text("person", 40);
        Section section = form.choice("section", Section.class);
        Kind kind = form.choice("kind", Kind.class);
        LocalDate from = form.date("from");
        LocalDate until = form.date("until");
        if (from != null && until != null && until.isBefore(from)) form.wrong("until", "journal.order");
        return new HistoryFilter(
                person == null ? null : TypedCode.of(person).toLowerCase(Locale.ROOT), section, kind, from, until);
    }

    /** Whether nothing but the kind is asked for. */
    public boolean isOf(@Nullable Kind one) {
        return equals(new HistoryFilter(null, null, one, null, null));
    }

    @Nullable
    OffsetDateTime begins() {
        return from == null ? null : from.atStartOfDay().atOffset(ZoneOffset.UTC);
    }

    @Nullable
    OffsetDateTime ends() {
        return until == null ? null : until.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC);
    }
}
