package org.akoma.exchange.packages;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.paper.TaggedPdf;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import tools.jackson.databind.JsonNode;

/** The record of a package as people read it: a tagged PDF in the language of who makes the package. */
@Component
class PackagePaper {

    private static final Map<String, String> LISTS = Map.ofEntries(
            Map.entry("sex", "sex"),
            Map.entry("country", "country"),
            Map.entry("nationality", "country"),
            Map.entry("care", "care"),
            Map.entry("status", "case-status"),
            Map.entry("sector", "sector"),
            Map.entry("victimStatus", "victim-status"),
            Map.entry("risk", "risk"));

    private final SpringTemplateEngine templates;
    private final Formats words;

    PackagePaper(SpringTemplateEngine templates, Formats words) {
        this.templates = templates;
        this.words = words;
    }

    /** @param label in the reader's language */
    public record Line(String label, String value) {}

    /** @param key of its title */
    public record Part(String key, List<List<Line>> items) {}

    byte[] of(JsonNode record, SentPackage asked) {
        Context page = new Context(LocaleContextHolder.getLocale());
        page.setVariable("words", words);
        page.setVariable("code", record.path("code").asString());
        page.setVariable("package", asked);
        page.setVariable("parts", parts(record));
        return TaggedPdf.of(templates.process("packages/paper", page));
    }

    private List<Part> parts(JsonNode record) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part("packages.paper.identity", List.of(identity(record.path("identity")))));
        parts.add(new Part("packages.paper.file", List.of(facts(record.path("child")))));
        add(parts, "packages.paper.checklist", each(record.path(PackageContent.CHECKLIST), this::point));
        add(parts, "packages.paper.plan", goals(record.path("plans")));
        add(parts, "packages.paper.services", each(record.path("services"), this::service));
        add(parts, "packages.paper.visits", each(record.path("visits"), this::visit));
        add(parts, "packages.paper.notes", each(record.path("notes"), this::note));
        return parts;
    }

    private static void add(List<Part> parts, String key, List<List<Line>> items) {
        if (!items.isEmpty()) parts.add(new Part(key, items));
    }

    private static List<List<Line>> each(JsonNode items, java.util.function.Function<JsonNode, List<Line>> lines) {
        return items.valueStream().map(lines).filter(one -> !one.isEmpty()).toList();
    }

    private List<Line> identity(JsonNode identity) {
        List<Line> lines = new ArrayList<>();
        identity.properties().forEach(one -> {
            String value = switch (one.getKey()) {
                case "birthDate" -> day(one.getValue());
                case "ageMethod" -> words.code("age-method", one.getValue().asString());
                case "languages" ->
                    String.join(
                            ", ",
                            one.getValue()
                                    .valueStream()
                                    .map(code -> words.language(code.asString()))
                                    .toList());
                case "birthCertificate" -> words.answer(one.getValue().asBoolean());
                default -> one.getValue().asString();
            };
            if (value != null && !value.isEmpty()) lines.add(new Line(words.text("cases.id." + one.getKey()), value));
        });
        return lines;
    }

    private List<Line> facts(JsonNode child) {
        List<Line> lines = new ArrayList<>();
        child.properties().forEach(one -> {
            String list = LISTS.get(one.getKey());
            String value = switch (one.getKey()) {
                case "ageAtRescue" -> words.age(one.getValue().asInt());
                case "ageEstimated" -> words.answer(one.getValue().asBoolean());
                case "registeredAt", "nextVisitDue", "reviewDue" -> day(one.getValue());
                default ->
                    list == null
                            ? one.getValue().asString()
                            : words.code(list, one.getValue().asString());
            };
            if (value != null) lines.add(new Line(words.text("packages.paper." + one.getKey()), value));
        });
        return lines;
    }

    /** Of the newest plan. */
    private List<List<Line>> goals(JsonNode plans) {
        return plans.valueStream()
                .reduce((one, other) ->
                        one.path("number").asInt() >= other.path("number").asInt() ? one : other)
                .map(plan -> each(
                        plan.path("goals"),
                        goal -> lines(
                                "aim",
                                text(goal, "aim"),
                                "measure",
                                text(goal, "measure"),
                                "until",
                                day(goal.path("endsOn")))))
                .orElse(List.of());
    }

    private List<Line> point(JsonNode point) {
        String met = words.text(point.path("met").asBoolean() ? "handover.met.yes" : "handover.met.no");
        String fact = fact(point.path("point").asString(), text(point, "fact"));
        return List.of(new Line(
                words.code("handover.parts", point.path("point").asString()),
                fact == null ? met : met + " (" + fact + ")"));
    }

    private @Nullable String fact(String point, @Nullable String fact) {
        if (fact == null) return null;
        return switch (point) {
            case "RISK" -> words.code("risk", fact);
            case "EDUCATION" -> words.code("pathway", fact);
            case "LEGAL" -> words.code("victim-status", fact);
            case "CONSENT" -> words.code("handover.consents", fact);
            case "SERVICES", "ALERTS" -> fact;
            default -> words.date(LocalDate.parse(fact));
        };
    }

    private List<Line> service(JsonNode service) {
        return lines(
                "service",
                words.code("assistance", service.path("code").asString()),
                "state",
                words.code("service-status", service.path("state").asString()),
                "from",
                day(service.path("fromOn")),
                "until",
                day(service.path("untilOn")));
    }

    private List<Line> visit(JsonNode visit) {
        if (!visit.has("doneOn")) return List.of();
        return lines(
                "on",
                day(visit.path("doneOn")),
                "type",
                words.code("visit-type", visit.path("type").asString()),
                "opinion",
                text(visit, "opinion"),
                "actions",
                text(visit, "actions"));
    }

    private List<Line> note(JsonNode note) {
        return lines("on", day(note.path("at")), "text", text(note, "text"));
    }

    /** @param pairs a key and its value, in turn; what has no value takes no line */
    private List<Line> lines(@Nullable String... pairs) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < pairs.length; i += 2) {
            String value = pairs[i + 1];
            if (value != null && !value.isEmpty()) lines.add(new Line(words.text("packages.paper." + pairs[i]), value));
        }
        return lines;
    }

    private static @Nullable String text(JsonNode of, String name) {
        return of.has(name) ? of.path(name).asString() : null;
    }

    private @Nullable String day(JsonNode value) {
        String text = value.isString() ? value.asString() : "";
        return text.length() < 10 ? null : words.date(LocalDate.parse(text.substring(0, 10)));
    }
}
