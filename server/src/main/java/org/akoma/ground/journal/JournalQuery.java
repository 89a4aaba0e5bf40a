package org.akoma.ground.journal;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.UUID;
import org.akoma.TypedCode;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * Which entries to read: of a person, of a chain (by its id, or by the code of what it is about), of an act, between two days (UTC, both included). Newest first.
 *
 * @param after the last entry of the page before; null at the beginning
 */
record JournalQuery(
        @Nullable String person,
        @Nullable UUID chain,
        @Nullable String about,
        @Nullable String act,
        Instant from,
        Instant until,
        @Nullable Cursor after,
        int limit) {

    static final int PAGE = 50;

    /** Without dates: the last week, so that no question reads ten years. */
    private static final int DAYS = 7;

    record Cursor(Instant at, UUID chain, int seq) {
        String text() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((at + " " + chain + " " + seq).getBytes(StandardCharsets.US_ASCII));
        }

        static @Nullable Cursor read(Form form) {
            String text = form.text("cursor", 200);
            if (text == null) return null;
            try {
                String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII).split(" ");
                return new Cursor(Instant.parse(parts[0]), UUID.fromString(parts[1]), Integer.parseInt(parts[2]));
            } catch (RuntimeException notOurs) {
                return form.wrong("cursor", "form.choice", "");
            }
        }
    }

    /** Null when something is wrong, which the form then tells. */
    static @Nullable JournalQuery of(Form form, Clock clock) {
        String person = form.text("person", 40);
        UUID chain = form.id("chain");
        String about = form.text("about", 40);
        String act = form.text("act", 80);
        LocalDate last = form.date("until");
        LocalDate first = form.date("from");
        Integer limit = form.integer("limit", 1, 200);
        Cursor cursor = Cursor.read(form);
        if (first != null && last != null && last.isBefore(first)) form.wrong("until", "journal.order");
        if (!form.isSound()) return null;
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        LocalDate to = last == null ? today : last;
        LocalDate since = first != null
                ? first
                : chain == null && about == null ? to.minusDays(DAYS - 1) : LocalDate.of(1900, 1, 1);
        return new JournalQuery(
                person == null ? null : TypedCode.of(person).toLowerCase(java.util.Locale.ROOT),
                chain,
                about == null ? null : TypedCode.of(about),
                act,
                since.atStartOfDay(ZoneOffset.UTC).toInstant(),
                to.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant(),
                cursor,
                limit == null ? PAGE : limit);
    }
}
