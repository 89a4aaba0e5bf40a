package org.akoma.protection.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** A form filled with known values, as if a person had typed them. */
public final class Prefill {

    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneOffset.UTC);

    private Prefill() {}

    /** Dates are given in the three boxes of a page, moments in its two. */
    public static Form with(Map<String, ?> known) {
        Map<String, @Nullable Object> typed = new LinkedHashMap<>();
        known.forEach((name, value) -> {
            if (value instanceof LocalDate day) parts(typed, name, day);
            else if (value instanceof Instant at) {
                typed.put(name, LocalDate.ofInstant(at, ZoneOffset.UTC));
                typed.put(name + "-time", HOUR.format(at));
            } else typed.put(name, value);
        });
        return Form.ofJson(typed);
    }

    /** As {@link #with}, with lists as one text with blanks between. */
    public static Form withTexts(Map<String, ?> known) {
        Map<String, @Nullable Object> texts = new LinkedHashMap<>();
        known.forEach((name, value) -> texts.put(
                name,
                value instanceof Collection<?> many
                        ? many.stream().map(String::valueOf).collect(Collectors.joining(" "))
                        : value));
        return with(texts);
    }

    private static void parts(Map<String, @Nullable Object> typed, String name, LocalDate day) {
        typed.put(name + "-day", day.getDayOfMonth());
        typed.put(name + "-month", day.getMonthValue());
        typed.put(name + "-year", day.getYear());
    }
}
