package org.akoma.exchange.scenario;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.akoma.exchange.spreadsheets.Finding;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One element of a scenario while it is read: each method reads a field, notes an error of it, and then answers null. */
final class ScenarioNode {

    private static final int LONGEST_TEXT = 2_000;

    private final JsonNode node;
    private final String section;
    private final int number;
    private final List<Finding> problems;

    /** @param number of the element in its section, from 1; 0 when the section is no list */
    ScenarioNode(JsonNode node, String section, int number, List<Finding> problems) {
        this.node = node;
        this.section = section;
        this.number = number;
        this.problems = problems;
    }

    /** What was read as nothing, where the record has room for a text only. */
    static String or(@Nullable String text) {
        return text == null ? "" : text;
    }

    JsonNode node() {
        return node;
    }

    @Nullable
    String text(String field) {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) return null;
        if (!value.isValueNode()) return wrong(field, value.toString(), "exchange.story-text", "");
        String text = value.asString().strip();
        if (text.length() > LONGEST_TEXT)
            return wrong(field, text, "exchange.story-long", String.valueOf(LONGEST_TEXT));
        return text.isEmpty() ? null : text;
    }

    @Nullable
    String required(String field) {
        String text = text(field);
        return text == null ? wrong(field, "", "exchange.story-missing", "") : text;
    }

    /** A required code of the given form; null and an error when it is missing or of another form. */
    @Nullable
    String code(String field, Pattern form) {
        String text = required(field);
        return text == null || form.matcher(text).matches()
                ? text
                : wrong(field, text, "exchange.story-code", form.pattern());
    }

    /** A country by its two letters. */
    @Nullable
    String country(String field, Collection<String> known) {
        String text = text(field);
        return text == null || known.contains(text) ? text : wrong(field, text, "exchange.unknown-country", "CI, GH");
    }

    @Nullable
    LocalDate date(String field) {
        return parsed(field, LocalDate::parse, "exchange.story-date");
    }

    @Nullable
    Instant moment(String field) {
        return parsed(field, Instant::parse, "exchange.story-moment");
    }

    @Nullable
    LocalDate requiredDate(String field) {
        return text(field) == null ? wrong(field, "", "exchange.story-missing", "") : date(field);
    }

    @Nullable
    Instant requiredMoment(String field) {
        return text(field) == null ? wrong(field, "", "exchange.story-missing", "") : moment(field);
    }

    @Nullable
    Integer integer(String field, int least, int most) {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) return null;
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.asInt() < least || value.asInt() > most)
            return wrong(field, value.toString(), "exchange.story-number", least + "–" + most);
        return value.asInt();
    }

    @Nullable
    Boolean answer(String field) {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) return null;
        return value.isBoolean()
                ? Boolean.valueOf(value.asBoolean())
                : wrong(field, value.toString(), "exchange.story-boolean", "true, false");
    }

    @Nullable
    String choice(String field, Collection<String> allowed) {
        String text = text(field);
        return text == null || allowed.contains(text)
                ? text
                : wrong(field, text, "exchange.unknown-code", sorted(allowed));
    }

    @Nullable
    String requiredChoice(String field, Collection<String> allowed) {
        return required(field) == null ? null : choice(field, allowed);
    }

    List<String> texts(String field) {
        List<String> found = new ArrayList<>();
        JsonNode values = node.path(field);
        if (values.isMissingNode() || values.isNull()) return found;
        if (!values.isArray()) {
            wrong(field, values.toString(), "exchange.story-list", "");
            return found;
        }
        values.forEach(value -> found.add(value.asString()));
        return found;
    }

    List<String> choices(String field, Collection<String> allowed) {
        List<String> found = texts(field);
        found.stream()
                .filter(value -> !allowed.contains(value))
                .forEach(value -> wrong(field, value, "exchange.unknown-code", sorted(allowed)));
        return found.stream().filter(allowed::contains).toList();
    }

    /** The elements of a list within this one. */
    List<ScenarioNode> each(String field) {
        List<ScenarioNode> found = new ArrayList<>();
        JsonNode values = node.path(field);
        if (!values.isMissingNode() && !values.isArray()) wrong(field, values.toString(), "exchange.story-list", "");
        for (JsonNode value : values)
            found.add(new ScenarioNode(
                    value, section.isEmpty() ? field : section + "." + field, found.size() + 1, problems));
        return found;
    }

    /** An element of its own. */
    ScenarioNode part(String field) {
        return new ScenarioNode(node.path(field), field, 0, problems);
    }

    private <T> @Nullable T parsed(String field, Function<String, T> parser, String code) {
        String text = text(field);
        if (text == null) return null;
        try {
            return parser.apply(text);
        } catch (DateTimeException e) {
            return wrong(field, text, code, "");
        }
    }

    /** Notes that a field is wrong. Always answers null. */
    <T> @Nullable T wrong(String field, String value, String code, String hint) {
        problems.add(new Finding(Finding.Severity.ERROR, section, number, field, field, value, code, hint));
        return null;
    }

    private static String sorted(Collection<String> allowed) {
        return String.join(", ", new java.util.TreeSet<>(allowed));
    }
}
