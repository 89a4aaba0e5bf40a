package org.akoma.exchange.dossiers;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

    /** How the fields of each part are read, in their order: a list of codes, or one of the words below. */
    private static final Map<String, Map<String, String>> PARTS = parts();

    private static final String DAYS = "day";
    private static final String ANSWER = "answer";
    private static final String TEXT = "text";
    private static final String LANGUAGE = "language";
    private static final String LEVELS = "levels";
    private static final String MISSING = "missing";
    private static final String POINTS = "points";

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

    private static Map<String, Map<String, String>> parts() {
        Map<String, Map<String, String>> parts = new LinkedHashMap<>();
        parts.put(
                "alerts",
                fields(
                        "type",
                        "alert-type",
                        "raisedAt",
                        DAYS,
                        "open",
                        ANSWER,
                        "what",
                        TEXT,
                        "where",
                        TEXT,
                        "safeAt",
                        DAYS,
                        "closedAt",
                        DAYS,
                        "outcome",
                        "alert-outcome"));
        parts.put(
                "assessments",
                fields(
                        "at",
                        DAYS,
                        "kind",
                        "assessment-kind",
                        "risk",
                        "risk",
                        "needs",
                        "csi-factor",
                        "safetyPlan",
                        TEXT,
                        "childsWords",
                        TEXT,
                        "childsWishes",
                        TEXT,
                        "needsInWords",
                        TEXT,
                        "protectiveFactors",
                        TEXT,
                        "riskFactors",
                        TEXT,
                        "reason",
                        TEXT));
        parts.put("health", fields("at", DAYS, "kind", "cases.medical.kinds", "urgent", ANSWER, "careNeeded", TEXT));
        parts.put(
                "homes",
                fields(
                        "kind",
                        "placement-kind",
                        "country",
                        "country",
                        "since",
                        DAYS,
                        "until",
                        DAYS,
                        "change",
                        "placement-reason",
                        "left",
                        "leave-reason",
                        "careOrderOn",
                        DAYS,
                        "address",
                        TEXT,
                        "withWhom",
                        TEXT));
        parts.put("guardians", fields("kind", "guardian-kind", "name", TEXT, "contact", TEXT, "since", DAYS));
        parts.put(
                "consents",
                fields(
                        "purpose",
                        "consent-purpose",
                        "answer",
                        "consent-answer",
                        "at",
                        DAYS,
                        "givenBy",
                        "consent-given-by",
                        "language",
                        LANGUAGE,
                        "words",
                        TEXT));
        parts.put(
                "school",
                fields(
                        "institution",
                        TEXT,
                        "pathway",
                        "pathway",
                        "trade",
                        "trade",
                        "startsOn",
                        DAYS,
                        "endsOn",
                        DAYS,
                        "endReason",
                        "enrolment-end",
                        "dropReason",
                        "drop-out-reason",
                        "contract",
                        ANSWER,
                        "hoursAWeek",
                        TEXT,
                        "insured",
                        ANSWER,
                        "tasksSafe",
                        ANSWER,
                        "pupil",
                        TEXT,
                        "master",
                        TEXT,
                        "remarks",
                        TEXT));
        parts.put(
                "csi",
                fields(
                        "on",
                        DAYS,
                        "wave",
                        "csi-wave",
                        "informants",
                        "csi-informant",
                        "levels",
                        LEVELS,
                        "missing",
                        MISSING,
                        "seen",
                        TEXT,
                        "planned",
                        TEXT));
        parts.put("csiActions", fields("kind", "csi-action", "factors", "csi-factor", "since", DAYS, "due", DAYS));
        parts.put(
                "risks",
                fields(
                        "on",
                        DAYS,
                        "proposed",
                        "risk",
                        "decided",
                        "risk",
                        "asksProtection",
                        ANSWER,
                        "points",
                        POINTS,
                        "reason",
                        TEXT));
        parts.put(
                "services",
                fields(
                        "code",
                        "assistance",
                        "state",
                        "service-status",
                        "fromOn",
                        DAYS,
                        "untilOn",
                        DAYS,
                        "reason",
                        "service-interruption",
                        "note",
                        TEXT));
        parts.put(
                "visits",
                fields(
                        "plannedOn",
                        DAYS,
                        "doneOn",
                        DAYS,
                        "type",
                        "visit-type",
                        "state",
                        "visit-status",
                        "mode",
                        "visit-mode",
                        "seen",
                        "visit-seen",
                        "seenAlone",
                        ANSWER,
                        "notAlone",
                        "visit-not-alone",
                        "school",
                        "visit-school",
                        "safety",
                        "visit-safety",
                        "traffickerContact",
                        ANSWER,
                        "place",
                        TEXT,
                        "opinion",
                        TEXT,
                        "actions",
                        TEXT,
                        "missedReason",
                        "visit-missed-reason"));
        parts.put("notes", fields("at", DAYS, "kind", "cases.note.kinds", "text", TEXT));
        parts.put(
                "exploitation",
                fields(
                        "types",
                        "vic_TypeOfExploitation",
                        "industries",
                        "vic_ForcedLabourIndustry",
                        "recruitment",
                        "vic_MethodOfRecruitment",
                        "control",
                        "vic_MethodsOfControl",
                        "relationship",
                        "vic_RelationshipToTrafficker",
                        "ageWhenTrafficked",
                        TEXT,
                        "months",
                        TEXT,
                        "places",
                        TEXT,
                        "words",
                        TEXT));
        return parts;
    }

    /** @param pairs a field and how it is read, in turn */
    private static Map<String, String> fields(String... pairs) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) fields.put(pairs[i], pairs[i + 1]);
        return fields;
    }

    private static final Map<String, String> CHILD = fields(
            "sex",
            "sex",
            "ageAtRescue",
            "age",
            "ageEstimated",
            ANSWER,
            "nationality",
            "country",
            "country",
            "country",
            "care",
            "care",
            "status",
            "case-status",
            "victimStatus",
            "victim-status",
            "sector",
            "sector",
            "risk",
            "risk",
            "registeredAt",
            DAYS,
            "nextVisitDue",
            DAYS,
            "reviewDue",
            DAYS);

    private static final Map<String, String> IDENTITY =
            Map.of("birthDate", DAYS, "ageMethod", "age-method", "languages", LANGUAGE, "birthCertificate", ANSWER);

    /** In the order in which who goes on with the child needs them; without what is empty. */
    public List<Part> parts(JsonNode record) {
        List<Part> parts = new ArrayList<>();
        add(parts, "identity", Stream.of(identity(record.path("identity"))));
        add(parts, "file", Stream.of(lines(record.path("child"), CHILD)));
        add(
                parts,
                Dossiers.CHECKLIST,
                record.path(Dossiers.CHECKLIST).valueStream().map(this::point));
        add(parts, "alerts", items(record, "alerts"));
        add(parts, "plan", goals(record.path("plans")));
        PARTS.keySet().stream()
                .filter(part -> !part.equals("alerts") && !part.equals("exploitation"))
                .forEach(part -> add(parts, part, items(record, part)));
        add(parts, "exploitation", Stream.of(lines(record.path("exploitation"), fieldsOf("exploitation"))));
        return parts;
    }

    private static Map<String, String> fieldsOf(String part) {
        return Objects.requireNonNull(PARTS.get(part), part);
    }

    private Stream<List<Line>> items(JsonNode record, String part) {
        return record.path(part).valueStream().map(item -> lines(item, fieldsOf(part)));
    }

    private static void add(List<Part> parts, String key, Stream<List<Line>> items) {
        List<List<Line>> told = items.filter(one -> !one.isEmpty()).toList();
        if (!told.isEmpty()) parts.add(new Part("packages.part." + key, told));
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
            case TEXT -> value.asString("");
            case LANGUAGE -> words.language(value.asString(""));
            case "age" -> value.isInt() ? words.age(value.asInt()) : value.asString("");
            default -> code(how, value);
        };
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
                        Stream.of(lines(plan, PLAN)),
                        plan.path("goals").valueStream().map(goal -> lines(goal, GOAL))));
    }

    private static final Map<String, String> PLAN =
            fields("number", TEXT, "decidedAt", DAYS, "childsPart", TEXT, "familysPart", TEXT);

    private static final Map<String, String> GOAL = fields(
            "aim", TEXT, "measure", TEXT, "service", "assistance", "startsOn", DAYS, "endsOn", DAYS, "met", "goal-met");
}
