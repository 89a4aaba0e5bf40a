package org.akoma.ground.oversight;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import org.akoma.TypedCode;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * Which unusual readings to list, newest first.
 *
 * @param person code; null = of everybody
 * @param state null = in every state
 * @param after the last one of the page before; null at the beginning
 */
record ListReadings(
        @Nullable String person,
        UnusualReading.@Nullable State state,
        @Nullable Cursor after,
        int limit) {

    private static final int PAGE = 50;

    record Cursor(Instant at, UUID id) {
        static Cursor after(UnusualReading last) {
            return new Cursor(last.foundAt(), last.id());
        }

        String text() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((at + " " + id).getBytes(StandardCharsets.US_ASCII));
        }

        static @Nullable Cursor read(Form form) {
            String text = form.text("cursor", 200);
            if (text == null) return null;
            try {
                String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII).split(" ");
                return new Cursor(Instant.parse(parts[0]), UUID.fromString(parts[1]));
            } catch (RuntimeException notOurs) {
                return form.wrong("cursor", "form.choice", "");
            }
        }
    }

    /** Null when something is wrong, which the form then tells. */
    static @Nullable ListReadings of(Form form) {
        String person = form.text("person", 40);
        UnusualReading.State state = form.choice("state", UnusualReading.State.class);
        Integer limit = form.integer("limit", 1, 200);
        Cursor cursor = Cursor.read(form);
        return form.isSound()
                ? new ListReadings(
                        person == null ? null : TypedCode.of(person).toLowerCase(Locale.ROOT),
                        state,
                        cursor,
                        limit == null ? PAGE : limit)
                : null;
    }
}
