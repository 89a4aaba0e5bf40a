package org.akoma.exchange.scenario;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.akoma.programme.evaluation.Criterion;
import org.akoma.programme.evaluation.Mission;
import org.akoma.programme.evaluation.Source;
import org.akoma.programme.findings.Action;
import org.akoma.programme.findings.Finding;
import org.akoma.programme.findings.Recommendation.Reply;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a scenario says of its evaluations.
 *
 * @param workshopOn null = there was no workshop
 */
record ScenarioMissions(
        @Nullable MissionEntry mission,
        @Nullable MissionEntry last,
        @Nullable LocalDate workshopOn,
        List<Found> found,
        List<Advice> advice,
        List<Task> tasks) {

    private static final Pattern CODE = Pattern.compile("[A-Z0-9][A-Z0-9-]{2,29}");
    private static final Pattern STATUS_ON = Pattern.compile("statusOn(\\d{8})");
    private static final int MOST_HEARD = 99;
    private static final String NOT_RATED = "Non noté.";

    /**
     * @param socialWorkers how many were interviewed
     * @param children who was asked for an interview, by the code of the file: whether the answer is a yes
     */
    record MissionEntry(
            String code,
            Mission.Kind kind,
            @Nullable String town,
            LocalDate first,
            LocalDate last,
            @Nullable LocalDate reportOn,
            @Nullable LocalDate dueOn,
            List<String> team,
            int socialWorkers,
            Map<String, Boolean> children,
            Map<Criterion, Integer> ratings,
            Map<Criterion, String> notRated) {}

    /** @param sources as the scenario gives them; empty = it gives none */
    record Found(
            String id,
            Finding.Area area,
            Criterion criterion,
            Finding.Level severity,
            String text,
            Set<Source> sources) {}

    record Advice(
            String id,
            String finding,
            String text,
            @Nullable Reply reply,
            @Nullable String why,
            @Nullable LocalDate on) {}

    record Task(
            String id,
            String advice,
            String owner,
            @Nullable String text,
            LocalDate dueOn,
            @Nullable LocalDate doneOn,
            @Nullable String proof,
            @Nullable String status,
            @Nullable LocalDate statusOn) {}

    /** A finding rests on so many sources at least. */
    private static final int SOURCES = 2;

    /**
     * What a finding rests on: the sources that the scenario gives; what is missing to two is taken from what the mission did, and what is
     * missing then is supplied: its files, and the figures.
     */
    Set<Source> sourcesOf(Found one) {
        Set<Source> taken = EnumSet.noneOf(Source.class);
        taken.addAll(one.sources());
        fill(taken, done());
        fill(taken, List.of(Source.FILE_REVIEW, Source.FIGURES));
        return taken;
    }

    private static void fill(Set<Source> taken, List<Source> from) {
        for (Source source : from) if (taken.size() < SOURCES) taken.add(source);
    }

    /** Whom the mission and its workshop heard, by the scenario. */
    private List<Source> done() {
        List<Source> done = new ArrayList<>();
        if (mission != null && mission.socialWorkers() > 0) done.add(Source.SOCIAL_WORKERS);
        if (workshopOn != null) done.add(Source.WORKSHOP);
        if (mission != null && mission.children().containsValue(true)) done.add(Source.CHILDREN);
        return done;
    }

    /** What had to be supplied to the sources of findings, a line for the findings of which it is the same. */
    List<String> supplied() {
        Map<String, List<String>> lines = new LinkedHashMap<>();
        for (Found one : found) {
            Set<Source> more = EnumSet.copyOf(sourcesOf(one));
            more.removeAll(one.sources());
            if (more.isEmpty()) continue;
            Set<Source> unheard = EnumSet.copyOf(more);
            unheard.removeAll(done());
            more.removeAll(unheard);
            lines.computeIfAbsent(
                            (one.sources().isEmpty() ? "given without sources" : "given with one source")
                                    + (more.isEmpty()
                                            ? ""
                                            : "; taken from those whom its mission heard: " + names(more))
                                    + (unheard.isEmpty()
                                            ? ""
                                            : "; supplied, though nothing says so: " + names(unheard)),
                            none -> new ArrayList<>())
                    .add(one.id());
        }
        return lines.entrySet().stream()
                .map(line -> "findings " + String.join(", ", line.getValue()) + ": " + line.getKey())
                .toList();
    }

    private static String names(Set<Source> sources) {
        return sources.stream().map(Enum::name).collect(Collectors.joining(", "));
    }

    static ScenarioMissions of(ScenarioNode all, Set<String> staff) {
        ScenarioNode workshop = part(all, "workshop");
        return new ScenarioMissions(
                mission(part(all, "evaluationMission"), Mission.Kind.MISSION, staff),
                mission(part(all, "finalEvaluation"), Mission.Kind.FINAL, staff),
                workshop == null ? null : workshop.date("on"),
                all.each("findings").stream().map(ScenarioMissions::found).toList(),
                all.each("recommendations").stream()
                        .map(ScenarioMissions::advice)
                        .toList(),
                all.each("actions").stream().map(one -> task(one, staff)).toList());
    }

    static @Nullable ScenarioNode part(ScenarioNode all, String name) {
        return all.node().path(name).isObject() ? all.part(name) : null;
    }

    private static @Nullable MissionEntry mission(@Nullable ScenarioNode node, Mission.Kind kind, Set<String> staff) {
        if (node == null) return null;
        String code = node.code("code", CODE);
        List<LocalDate> days = new ArrayList<>();
        for (String day : node.texts("dates")) {
            LocalDate read = day(day);
            if (read == null) node.wrong("dates", day, "exchange.story-date", "");
            else days.add(read);
        }
        if (days.isEmpty() && node.texts("dates").isEmpty()) node.wrong("dates", "", "exchange.story-missing", "");
        List<String> team = node.choices("team", staff);
        Integer heard = node.integer("socialWorkersInterviewed", 0, MOST_HEARD);
        Map<Criterion, Integer> ratings = new LinkedHashMap<>();
        Map<Criterion, String> notRated = new LinkedHashMap<>();
        JsonNode rated = node.node().path("ratings1to4");
        rated.propertyNames().forEach(name -> rating(node, rated, name, ratings, notRated));
        if (code == null || days.isEmpty()) return null;
        days.sort(null);
        return new MissionEntry(
                code,
                kind,
                node.text("town"),
                days.getFirst(),
                days.getLast(),
                node.date("reportOn"),
                node.date("managementResponseDueOn"),
                team,
                heard == null ? 0 : heard,
                children(node),
                ratings,
                notRated);
    }

    /** Who was heard said yes, and a guardian with it; who declined, or has no yes in the scenario, said no. Of whom neither is said, nothing is recorded. */
    private static Map<String, Boolean> children(ScenarioNode node) {
        Map<String, Boolean> answers = new LinkedHashMap<>();
        node.texts("childrenDeclined").forEach(child -> answers.put(child, false));
        for (ScenarioNode one : node.each("childrenInterviewed")) {
            String child = one.required("child");
            if (child != null)
                answers.put(
                        child,
                        Boolean.TRUE.equals(one.answer("assent"))
                                && Boolean.TRUE.equals(one.answer("guardianConsent")));
        }
        return answers;
    }

    private static void rating(
            ScenarioNode node,
            JsonNode rated,
            String name,
            Map<Criterion, Integer> ratings,
            Map<Criterion, String> notRated) {
        JsonNode points = rated.path(name);
        if (Arrays.stream(Criterion.values()).noneMatch(one -> one.name().equals(name)))
            node.wrong("ratings1to4", name, "exchange.unknown-code", "");
        else if (points.isIntegralNumber() && points.asInt() >= 1 && points.asInt() <= 4)
            ratings.put(Criterion.valueOf(name), points.asInt());
        else if (points.isNull()) {
            String why = node.text(name.toLowerCase(Locale.ROOT) + "Note");
            notRated.put(Criterion.valueOf(name), why == null ? NOT_RATED : why);
        } else node.wrong("ratings1to4", points.toString(), "exchange.story-number", "1–4");
    }

    private static @Nullable LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException notADay) {
            return null;
        }
    }

    private static Set<String> names(Enum<?>[] codes) {
        return Arrays.stream(codes).map(Enum::name).collect(Collectors.toSet());
    }

    private static <E extends Enum<E>> E coded(ScenarioNode node, String field, Class<E> type) {
        String code = node.requiredChoice(field, names(type.getEnumConstants()));
        return code == null ? type.getEnumConstants()[0] : Enum.valueOf(type, code);
    }

    private static Found found(ScenarioNode node) {
        return new Found(
                ScenarioNode.or(node.required("id")),
                coded(node, "area", Finding.Area.class),
                coded(node, "criterion", Criterion.class),
                coded(node, "severity", Finding.Level.class),
                ScenarioNode.or(node.required("text")),
                node.choices("sources", names(Source.values())).stream()
                        .map(Source::valueOf)
                        .collect(Collectors.toSet()));
    }

    private static Advice advice(ScenarioNode node) {
        String reply = node.choice("managementResponse", names(Reply.values()));
        return new Advice(
                ScenarioNode.or(node.required("id")),
                ScenarioNode.or(node.required("finding")),
                ScenarioNode.or(node.required("text")),
                reply == null ? null : Reply.valueOf(reply),
                node.text("reason"),
                reply == null ? null : node.requiredDate("responseOn"));
    }

    private static Task task(ScenarioNode node, Set<String> staff) {
        String owner = node.required("owner");
        if (owner != null && !staff.contains(owner)) node.wrong("owner", owner, "exchange.story-unknown", "");
        LocalDate due = node.requiredDate("dueOn");
        String status = null;
        LocalDate since = null;
        for (String name : node.node().propertyNames()) {
            Matcher dated = STATUS_ON.matcher(name);
            if (!dated.matches()) continue;
            status = node.choice(name, names(Action.State.values()));
            since = LocalDate.parse(dated.group(1), DateTimeFormatter.BASIC_ISO_DATE);
        }
        return new Task(
                ScenarioNode.or(node.required("id")),
                ScenarioNode.or(node.required("recommendation")),
                ScenarioNode.or(owner),
                node.text("text"),
                due == null ? LocalDate.EPOCH : due,
                node.date("doneOn"),
                node.text("proof"),
                status,
                since);
    }
}
