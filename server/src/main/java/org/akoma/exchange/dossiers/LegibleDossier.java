package org.akoma.exchange.dossiers;

import static org.akoma.exchange.dossiers.DossierFields.ANSWER;
import static org.akoma.exchange.dossiers.DossierFields.DAYS;
import static org.akoma.exchange.dossiers.DossierFields.LANGUAGE;
import static org.akoma.exchange.dossiers.DossierFields.LEVELS;
import static org.akoma.exchange.dossiers.DossierFields.MISSING;
import static org.akoma.exchange.dossiers.DossierFields.POINTS;
import static org.akoma.exchange.dossiers.DossierFields.TEXT;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.reference.CodeLists;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * A record as people read it, ours or another house's: in the language of the reader. Nothing in it is believed: what is no day, no code that is known here or
 * no such field is shown as it came.
 */
@Component
public class LegibleDossier {

    private static final int DAY = 10;

    private final Formats words;
    private final CodeLists lists;

    LegibleDossier(Formats words, CodeLists lists) {
        this.words = words;
        this.lists = lists;
    }

    /** @param label in the reader's language */
    public record Line(String label, String value) {}

    /** @param key of its title */
    public record Part(String key, List<List<Line>> items) {
        public Part {
            items = List.copyOf(items);
        }
    }

    private static final Map<String, String> IDENTITY =
            Map.of("birthDate", DAYS, "ageMethod", "age-method", "languages", LANGUAGE, "birthCertificate", ANSWER);

    /** Danger first, then in the order in which who goes on with the child needs them; without what is empty. */
    public List<Part> parts(JsonNode record) {
        List<Part> parts = new ArrayList<>();
        add(parts, "alerts", items(record, "alerts"));
        add(parts, "identity", Stream.of(identity(record.path("identity"))));
        add(parts, "file", Stream.of(lines(record.path("child"), DossierFields.of("child"))));
        add(
                parts,
                Dossiers.CHECKLIST,
                record.path(Dossiers.CHECKLIST).valueStream().map(this::point));
        add(parts, "plan", goals(record.path("plans")));
        DossierFields.LISTED.forEach(part -> add(parts, part, items(record, part)));
        add(parts, "exploitation", Stream.of(lines(record.path("exploitation"), DossierFields.of("exploitation"))));
        return parts;
    }

    private Stream<List<Line>> items(JsonNode record, String part) {
        return record.path(part).valueStream().map(item -> lines(item, DossierFields.of(part)));
    }

    private static void add(List<Part> parts, String key, Stream<List<Line>> items) {
        List<List<Line>> filled = items.filter(one -> !one.isEmpty()).toList();
        if (!filled.isEmpty()) parts.add(new Part("packages.part." + key, filled));
    }

    private List<Line> identity(JsonNode identity) {
        List<Line> lines = new ArrayList<>();
        identity.properties()
                .forEach(one -> add(
                        lines,
                        Objects.requireNonNullElse(words.written("cases.id." + one.getKey()), one.getKey()),
                        value(one.getValue(), IDENTITY.getOrDefault(one.getKey(), TEXT))));
        return lines;
    }

    private List<Line> lines(JsonNode item, Map<String, String> fields) {
        List<Line> lines = new ArrayList<>();
        fields.forEach((name, how) -> {
            JsonNode value = item.path(name);
            switch (how) {
                case LEVELS ->
                    value.properties()
                            .forEach(one -> add(lines, factor(one.getKey()), code("csi-score", one.getValue())));
                case MISSING ->
                    value.properties()
                            .forEach(one -> add(lines, factor(one.getKey()), code("csi-missing", one.getValue())));
                case POINTS ->
                    value.properties()
                            .forEach(one -> add(
                                    lines,
                                    known("risk-item", one.getKey()),
                                    one.getValue().asString("")));
                default -> add(lines, words.text("packages.paper." + name), value(value, how));
            }
        });
        return lines;
    }

    private static void add(List<Line> lines, String label, @Nullable String value) {
        if (value != null && !value.isEmpty()) lines.add(new Line(label, value));
    }

    private @Nullable String value(JsonNode value, String how) {
        if (value.isMissingNode() || value.isNull()) return null;
        if (value.path(Passages.MARK).asBoolean(false)) return words.text("packages.withheld");
        if (value.isArray())
            return String.join(
                    ", ",
                    value.valueStream()
                            .map(one -> value(one, how))
                            .filter(Objects::nonNull)
                            .toList());
        return switch (how) {
            case DAYS -> day(value);
            case ANSWER -> value.isBoolean() ? words.answer(value.asBoolean()) : value.asString("");
            case TEXT -> written(value.asString(""));
            case LANGUAGE -> words.language(value.asString(""));
            case "age" -> value.isInt() ? words.age(value.asInt()) : value.asString("");
            default -> code(how, value);
        };
    }

    /** As it was written; a code that stands in for words, in the language of the reader. */
    private String written(String text) {
        return text.isBlank() ? "" : words.orUnknown(text);
    }

    private String factor(String code) {
        return known("csi-factor", code);
    }

    private String code(String list, JsonNode value) {
        return known(list, value.asString(""));
    }

    /** The label of a code that is known here, else the code. */
    private String known(String list, String code) {
        return lists.findList(list)
                .flatMap(all -> all.find(code))
                .map(found -> found.label(LocaleContextHolder.getLocale()))
                .orElseGet(() -> Objects.requireNonNullElse(words.written(list + "." + code), code));
    }

    private String day(JsonNode value) {
        String text = value.asString("");
        try {
            return text.length() < DAY ? text : words.date(LocalDate.parse(text.substring(0, DAY)));
        } catch (DateTimeParseException none) {
            return text;
        }
    }

    private List<Line> point(JsonNode point) {
        String part = point.path("point").asString("");
        String met = words.text(point.path("met").asBoolean(false) ? "handover.met.yes" : "handover.met.no");
        JsonNode said = point.path("fact");
        String fact = said.isMissingNode()
                ? null
                : value(
                        said,
                        switch (part) {
                            case "RISK" -> "risk";
                            case "EDUCATION" -> "pathway";
                            case "LEGAL" -> "victim-status";
                            case "CONSENT" -> "handover.consents";
                            case "SERVICES", "ALERTS" -> TEXT;
                            default -> DAYS;
                        });
        return List.of(new Line(known("handover.parts", part), fact == null ? met : met + " (" + fact + ")"));
    }

    /** Of the newest plan, with what the child and the family do. */
    private Stream<List<Line>> goals(JsonNode plans) {
        return plans
                .valueStream()
                .reduce((one, other) ->
                        one.path("number").asInt(0) >= other.path("number").asInt(0) ? one : other)
                .stream()
                .flatMap(plan -> Stream.concat(
                        Stream.of(lines(plan, DossierFields.of("plan"))),
                        plan.path("goals").valueStream().map(goal -> lines(goal, DossierFields.of("goal")))));
    }
}
