package org.akoma.start;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.akoma.ground.access.Organisations.StructureName;
import org.akoma.ground.people.CalledPeople;
import org.jspecify.annotations.Nullable;

/** Readable names for the structures and people of the reference scenario, which has codes. The people are invented. */
final class DemoNames {

    private static final String STRUCTURES = "/demo/structures.csv";
    private static final String PEOPLE = "/demo/people.csv";

    private DemoNames() {}

    static Map<String, StructureName> structures() {
        Map<String, StructureName> names = new LinkedHashMap<>();
        for (String[] line : lines(STRUCTURES))
            names.put(line[0], new StructureName(line[1], said(line[2]), said(line[3])));
        return names;
    }

    static Map<String, CalledPeople.Card> people() {
        Map<String, CalledPeople.Card> cards = new LinkedHashMap<>();
        for (String[] line : lines(PEOPLE))
            cards.put(line[0], new CalledPeople.Card(new CalledPeople.Called(line[1], said(line[2])), said(line[3])));
        return cards;
    }

    private static List<String[]> lines(String file) {
        InputStream in = DemoNames.class.getResourceAsStream(file);
        if (in == null) throw new IllegalStateException("not in the jar: " + file);
        try (var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(";", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    private static @Nullable String said(String text) {
        return text.isBlank() ? null : text;
    }
}
