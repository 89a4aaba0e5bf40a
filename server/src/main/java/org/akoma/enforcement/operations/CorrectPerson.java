package org.akoma.enforcement.operations;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.akoma.ground.forms.InputForm;
import org.jspecify.annotations.Nullable;

/**
 * Correct what was recorded of a person, on condition that nobody changed it since the caller read {@code version}. Who was recorded as a child
 * stays one: that they are an adult is decided by two people ({@link RuledOutChildren}).
 */
record CorrectPerson(String person, int version, ScreenPerson seen) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneOffset.UTC);

    /** What people and programs fill in. */
    @InputForm(name = "operations.correct-person", labels = "operations", changes = true, handlerAsksVersion = true)
    record Input(@Nullable Integer version, ScreenPerson.Input seen) {

        CorrectPerson of(String operation, String person, int version) {
            return new CorrectPerson(person, version, seen.in(operation));
        }
    }

    /** As a browser would post it, to fill the form. */
    static Map<String, String[]> posted(Screened person) {
        Map<String, String[]> posted = new LinkedHashMap<>();
        posted.put("version", one(String.valueOf(person.version())));
        posted.putAll(beginning(person.site(), person.screenedAt()));
        posted.put("appears", one(person.appears().name()));
        posted.put("sex", one(person.sex()));
        posted.put("apparentAge", one(String.valueOf(person.apparentAge())));
        posted.put("note", one(person.note() == null ? "" : person.note()));
        return posted;
    }

    /** Where and when somebody is met: mostly at the only site, and now. */
    static Map<String, String[]> beginning(String site, Instant at) {
        return Map.of(
                "site",
                one(site),
                "screenedAt",
                one(at.atOffset(ZoneOffset.UTC).toLocalDate().toString()),
                "screenedAt-time",
                one(TIME.format(at)));
    }

    private static String[] one(String value) {
        return new String[] {value};
    }
}
