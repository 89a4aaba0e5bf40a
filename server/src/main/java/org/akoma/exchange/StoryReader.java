package org.akoma.exchange;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.akoma.access.Organisation;
import org.akoma.access.Role;
import org.akoma.operations.SuspectStatus;
import org.akoma.reference.CodeLists;
import org.akoma.reference.Policies;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a scenario and checks all of it before any of it is used: codes, dates, and that everything named exists. */
final class StoryReader {

    private static final Set<String> SEX_RULES = Set.of("MIXED_SEPARATE_WINGS", "MIXED", "BOYS_ONLY", "GIRLS_ONLY");
    private static final Set<String> RISKS = Set.of("LOW", "MEDIUM", "HIGH");
    private static final Set<String> CARES =
            Set.of("FAMILY_REUNIFIED", "EXTENDED_FAMILY", "FOSTER_FAMILY", "RESIDENTIAL_CARE", "INDEPENDENT_LIVING");
    private static final Set<String> CONSENT = Set.of("GIVEN", "REFUSED", "WITHDRAWN", "NOT_OBTAINABLE");
    private static final Pattern STATUS_ON = Pattern.compile("statusOn(\\d{8})");
    private static final Pattern PERSON = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,39}");
    private static final Pattern OPERATION = Pattern.compile("[A-Z0-9][A-Z0-9-]{2,39}");
    private static final Pattern SITE = Pattern.compile("[A-Z0-9][A-Z0-9-]{1,29}");
    private static final Pattern REFERENCE = Pattern.compile("[A-Z][A-Z0-9-]{2,29}");
    private static final Pattern FILE = Pattern.compile("[A-Z]{2,6}-[0-9]{3,9}");

    private static final int MOST_SCREENED = 100_000;

    private final CodeLists codes;
    private final Set<String> countries;
    private final List<Chapter> chapters;
    private final List<Problem> problems = new ArrayList<>();

    StoryReader(CodeLists codes, List<Chapter> chapters) {
        this.codes = codes;
        this.countries = list("country");
        this.chapters = chapters;
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** Notes that the file as a whole cannot be used. Always answers null. */
    @Nullable
    Story refuse(String code, String hint) {
        problems.add(Problem.ofFile(Problem.Severity.ERROR, code, "", hint));
        return null;
    }

    /** The story; null when it has problems. */
    @Nullable
    Story read(byte[] json) {
        JsonNode root;
        try {
            root = JsonMapper.builder().build().readTree(json);
        } catch (JacksonException e) {
            return refuse("exchange.story-json", e.getOriginalMessage());
        }
        Told all = new Told(root, "", 0, problems);
        List<Story.Structure> structures =
                all.each("organisations").stream().map(this::structure).toList();
        List<Story.House> shelters =
                all.each("shelters").stream().map(this::house).toList();
        List<Story.Somebody> staff =
                all.each("staff").stream().map(this::somebody).toList();
        Story.Rescue rescue = rescue(new Told(root.path("operation"), "operation", 0, problems));
        List<Story.Suspect> suspects =
                all.each("suspects").stream().map(this::suspect).toList();
        StoryEvents events = StoryEvents.of(all);
        List<Story.Child> children = all.each("children").stream()
                .map(child -> child(child, events, Story.countryOf(child.text("shelter"), shelters, rescue)))
                .toList();
        Map<String, String> links = links(root);
        if (!problems.isEmpty()) return null;
        Story story = new Story(
                text(root, "/meta/id", "SCENARIO"),
                policy(root.path("policy")),
                structures,
                shelters,
                staff,
                rescue,
                suspects,
                children,
                links,
                suspectsOfVictims(root),
                List.of());
        new StoryReferences(problems).check(story);
        if (!problems.isEmpty()) return null;
        List<Chapter.Telling> further =
                chapters.stream().map(chapter -> chapter.read(all, story)).toList();
        return problems.isEmpty() ? story.with(further) : null;
    }

    private Map<String, String> policy(JsonNode block) {
        try {
            return Policies.fromScenario(block);
        } catch (IllegalArgumentException e) {
            refuse("exchange.story-policy", String.valueOf(e.getMessage()));
            return Map.of();
        }
    }

    private Story.Structure structure(Told told) {
        String kind = told.requiredChoice("type", names(Organisation.Kind.values()));
        String code = told.required("code");
        String label = told.text("label");
        return new Story.Structure(
                or(code),
                label == null ? or(code) : label,
                Organisation.Kind.valueOf(kind == null ? "OTHER" : kind),
                or(country(told)),
                told.text("mandate"),
                told.date("validFrom"),
                told.date("validTo"),
                told.texts("successors"));
    }

    private Story.House house(Told told) {
        Integer capacity = told.integer("capacity", 0, 10_000);
        if (capacity == null) told.wrong("capacity", "", "exchange.story-missing", "");
        return new Story.House(
                or(told.required("code")),
                told.text("town"),
                or(country(told)),
                capacity == null ? 0 : capacity,
                or(told.required("operator")),
                or(told.requiredChoice("sexRule", SEX_RULES)));
    }

    private Story.Somebody somebody(Told told) {
        String role = told.requiredChoice("role", names(Role.values()));
        return new Story.Somebody(
                or(told.code("code", PERSON)),
                Role.valueOf(role == null ? "OBSERVER" : role),
                or(told.required("org")),
                told.text("shelter"));
    }

    private Story.Rescue rescue(Told told) {
        LocalDate start = told.requiredDate("start");
        LocalDate end = told.requiredDate("end");
        Integer screened = told.integer("personsScreened", 0, MOST_SCREENED);
        List<Story.Site> sites = told.each("sites").stream()
                .map(site -> new Story.Site(or(site.code("code", SITE)), site.choice("sector", list("sector"))))
                .toList();
        if (sites.isEmpty()) told.wrong("sites", "", "exchange.story-missing", "");
        if (start != null && end != null && end.isBefore(start))
            told.wrong("end", end.toString(), "exchange.story-order", "");
        Map<String, Integer> outcomes = new LinkedHashMap<>();
        Told outcome = new Told(told.node().path("screeningOutcome"), "operation.screeningOutcome", 0, problems);
        for (var entry : outcome.node().properties()) {
            Integer count = outcome.integer(entry.getKey(), 0, MOST_SCREENED);
            outcomes.put(entry.getKey(), count == null ? 0 : count);
        }
        return new Story.Rescue(
                or(told.code("code", OPERATION)),
                start == null ? LocalDate.EPOCH : start,
                end == null ? LocalDate.EPOCH : end,
                told.text("area"),
                or(country(told)),
                told.choices("sectors", list("sector")),
                told.integer("officersDeployed", 0, 100_000),
                sites,
                screened == null ? 0 : screened,
                outcomes,
                told.each("publishedFigures").stream().map(StoryReader::figure).toList());
    }

    private static Story.Figure figure(Told told) {
        Map<String, String> values = new LinkedHashMap<>();
        told.node().properties().forEach(e -> {
            if (!e.getKey().equals("source"))
                values.put(e.getKey(), e.getValue().asString());
        });
        return new Story.Figure(or(told.required("source")), values);
    }

    private Story.Suspect suspect(Told told) {
        String status = null;
        LocalDate on = null;
        for (var field : told.node().properties()) {
            Matcher named = STATUS_ON.matcher(field.getKey());
            if (!named.matches()) continue;
            status = told.choice(field.getKey(), names(SuspectStatus.values()));
            on = day(told, field.getKey(), named.group(1));
        }
        return new Story.Suspect(
                or(told.code("code", REFERENCE)),
                told.choice("roleInProcess", list("suspect-role")),
                told.date("arrestedOn"),
                told.date("referredToCourtOn"),
                status,
                on,
                told.answer("atLiberty"));
    }

    private static @Nullable LocalDate day(Told told, String field, String digits) {
        try {
            return LocalDate.parse(digits, DateTimeFormatter.BASIC_ISO_DATE);
        } catch (DateTimeParseException e) {
            return told.wrong(field, digits, "exchange.story-date", "");
        }
    }

    private @Nullable String country(Told told) {
        return told.required("country") == null ? null : told.country("country", countries);
    }

    /** @param here where the child is at first, and stays where nothing else is told */
    private Story.Child child(Told told, StoryEvents events, String here) {
        String code = or(told.code("code", FILE));
        StoryEvents.Stay stay = events.stay(code);
        Integer age = told.integer("ageAtRescue", 0, 25);
        Instant found = told.requiredMoment("foundAt");
        Instant handed = told.requiredMoment("handedToSocialWorkerAt");
        Instant registered = told.requiredMoment("registeredAt");
        if (age == null) told.wrong("ageAtRescue", "", "exchange.story-missing", "");
        Map<String, String> consents = new LinkedHashMap<>();
        Told consent = new Told(told.node().path("consent"), "children.consent", 0, problems);
        consent.node().properties().forEach(e -> {
            if (!e.getKey().equals("by")) consents.put(e.getKey(), or(consent.choice(e.getKey(), CONSENT)));
        });
        String followUp = told.text("followUpStatus");
        String destination = told.country("dest", countries);
        return new Story.Child(
                code,
                told.text("alias"),
                or(told.requiredChoice("sex", Set.of("F", "M", "U"))),
                age == null ? 0 : age,
                !Boolean.FALSE.equals(told.answer("ageEstimated")),
                told.country("nationality", countries),
                told.choice("sector", list("sector")),
                told.choice("riskInitial", RISKS),
                told.choice("riskReassessed", RISKS),
                told.choice("pathway", list("pathway")),
                destination == null ? here : destination,
                told.choice("care", CARES),
                told.text("shelter"),
                stay.from(),
                stay.until(),
                told.text("site"),
                found == null ? Instant.EPOCH : found,
                handed == null ? Instant.EPOCH : handed,
                told.moment("medicalScreeningAt"),
                registered == null ? Instant.EPOCH : registered,
                told.moment("initialAssessmentAt"),
                told.date("casePlanApprovedOn"),
                told.date("guardianAppointedOn"),
                told.date("placedOn"),
                "LOST_TO_FOLLOW_UP".equals(followUp) ? told.date("lastSeenOn") : null,
                events.lost(code),
                events.reassessed(code),
                events.services(code),
                told.integer("arrivalConfirmedAfterHours", 0, 10_000),
                told.text("originRegion"),
                told.integer("monthsExploited", 0, 300),
                told.choice("methodOfRecruitment", list("vic_MethodOfRecruitment")),
                told.choices("methodsOfControl", list("vic_MethodsOfControl")),
                told.choices("typeOfExploitation", list("vic_TypeOfExploitation")),
                or(told.required("caseWorker")),
                consents,
                consent.text("by"),
                told.answer("birthCertificate"));
    }

    private Map<String, String> links(JsonNode root) {
        Map<String, String> links = new LinkedHashMap<>();
        Told table = new Told(root.path("sealedLinkTable"), "sealedLinkTable", 0, problems);
        for (Told row : table.each("rows")) {
            String child = row.required("caseCode");
            String victim = row.code("leVictimRef", REFERENCE);
            if (child != null && victim != null) links.put(child, victim);
        }
        return links;
    }

    private static Map<String, List<String>> suspectsOfVictims(JsonNode root) {
        Map<String, List<String>> links = new LinkedHashMap<>();
        for (JsonNode row : root.path("leVictimSuspectLinks"))
            links.put(
                    row.path("leVictimRef").asString(),
                    row.path("suspects").valueStream().map(JsonNode::asString).toList());
        return links;
    }

    private Set<String> list(String name) {
        Set<String> known = new HashSet<>();
        codes.list(name).codes().forEach(code -> known.add(code.code()));
        return known;
    }

    private static Set<String> names(Enum<?>[] values) {
        Set<String> names = new java.util.TreeSet<>();
        for (Enum<?> value : values) names.add(value.name());
        return names;
    }

    private static String text(JsonNode root, String pointer, String otherwise) {
        String text = root.at(pointer).asString("");
        return text.isBlank() ? otherwise : text;
    }

    private static String or(@Nullable String text) {
        return text == null ? "" : text;
    }
}
