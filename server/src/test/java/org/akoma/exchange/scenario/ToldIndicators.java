package org.akoma.exchange.scenario;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The indicators of requirements.md 6.1, worked out from the lines of a story alone, by nothing that the house computes. {@link ToldIndicatorsTest} holds it
 * against what the makers of the reference scenario expect; {@link SecondScenarioIT} holds the house against it, in a story that is told otherwise.
 */
final class ToldIndicators {

    private static final int ON_TIME = 3;
    private static final int SEEN_WITHIN = 30;
    private static final int BETTER = 8;
    private static final Map<String, Integer> ASSESSED_WITHIN = Map.of("HIGH", 24, "MEDIUM", 72, "LOW", 168);

    private final JsonNode story;

    ToldIndicators(JsonNode story) {
        this.story = story;
    }

    /** @param unknown what is shown apart: not known (I14), lost to follow-up (I18) */
    record Told(long num, long den, long unknown) {
        static Told of(long num, long den) {
            return new Told(num, den, 0);
        }
    }

    /** All that follows from what had happened by the day. Of I10 the numerator is the median in days, the denominator of how many. */
    Map<String, Told> on(LocalDate day) {
        Map<String, Told> told = new TreeMap<>();
        ofTheRescue(told);
        ofTheCare(told, day);
        ofTheVisits(told, day);
        ofTheLives(told);
        told.put("I19", Told.of(lines("referrals").filter(this::inTime).count(), all("referrals")));
        told.put(
                "I20",
                Told.of(
                        children()
                                .filter(c ->
                                        c.path("arrivalConfirmedAfterHours").asInt(999) <= 72)
                                .count(),
                        children()
                                .filter(c -> !c.path("dest").asString().equals("CI"))
                                .count()));
        told.put(
                "I23",
                Told.of(
                        lines("trainingLevel3")
                                .filter(k -> k.path("score").asInt() >= 8)
                                .count(),
                        all("trainingLevel3")));
        return told;
    }

    private void ofTheRescue(Map<String, Told> told) {
        long children = all("children");
        told.put("I01", Told.of(children, 0));
        told.put(
                "I02",
                Told.of(
                        children,
                        story.path("operation").path("personsScreened").asLong()));
        told.put("I03", Told.of(count(c -> within(c, "foundAt", "handedToSocialWorkerAt", 24)), children));
        told.put("I04", Told.of(count(c -> within(c, "handedToSocialWorkerAt", "medicalScreeningAt", 24)), children));
        told.put("I05", Told.of(count(c -> within(c, "handedToSocialWorkerAt", "registeredAt", 48)), children));
        told.put("I06", Told.of(count(c -> days(c, "handedToSocialWorkerAt", "guardianAppointedOn") <= 7), children));
        told.put(
                "I07",
                Told.of(
                        count(c -> within(
                                c,
                                "registeredAt",
                                "initialAssessmentAt",
                                ASSESSED_WITHIN.get(c.path("riskInitial").asString()))),
                        children));
        told.put("I08", Told.of(count(c -> days(c, "registeredAt", "casePlanApprovedOn") <= 14), children));
    }

    private void ofTheCare(Map<String, Told> told, LocalDate day) {
        told.put("I09", Told.of(count(c -> inAFamily(c) && !day(c, "placedOn").isAfter(day)), all("children")));
        List<Long> nights = children()
                .filter(c ->
                        c.has("shelter") && inAFamily(c) && !day(c, "placedOn").isAfter(day))
                .map(c -> days(c, "handedToSocialWorkerAt", "placedOn"))
                .sorted()
                .toList();
        told.put(
                "I10",
                Told.of(
                        nights.isEmpty()
                                ? 0
                                : (nights.get((nights.size() - 1) / 2) + nights.get(nights.size() / 2)) / 2,
                        nights.size()));
    }

    private void ofTheVisits(Map<String, Told> told, LocalDate day) {
        List<JsonNode> planned =
                lines("visits").filter(v -> !day(v, "plannedOn").isAfter(day)).toList();
        List<JsonNode> made =
                lines("visits").filter(v -> !day(v, "doneOn").isAfter(day)).toList();
        told.put(
                "I11",
                Told.of(
                        planned.stream()
                                .filter(v ->
                                        !day(v, "doneOn").isAfter(day) && days(v, "plannedOn", "doneOn") <= ON_TIME)
                                .count(),
                        planned.size()));
        told.put(
                "I12",
                Told.of(
                        made.stream()
                                .filter(v -> ChronoUnit.DAYS.between(day(v, "doneOn"), day) <= SEEN_WITHIN)
                                .map(v -> v.path("child").asString())
                                .distinct()
                                .count(),
                        all("children")));
        told.put(
                "I13",
                Told.of(
                        made.stream()
                                .filter(v -> v.path("childSeenAlone").asBoolean())
                                .count(),
                        made.size()));
    }

    private void ofTheLives(Map<String, Told> told) {
        Map<String, String> bands = new HashMap<>();
        lines("attendance")
                .forEach(a ->
                        bands.put(a.path("child").asString(), a.path("band").asString()));
        told.put(
                "I14",
                new Told(
                        bands.values().stream().filter("REGULAR"::equals).count(),
                        bands.values().stream()
                                .filter(band -> !band.equals("UNKNOWN"))
                                .count(),
                        bands.values().stream().filter("UNKNOWN"::equals).count()));
        Set<String> lost = lines("alerts")
                .filter(a -> a.path("type").asString().equals("LOST_TO_FOLLOW_UP"))
                .map(a -> a.path("child").asString())
                .collect(Collectors.toSet());
        List<String> trainees = children()
                .filter(c -> c.path("pathway").asString().equals("VOCATIONAL_TRAINING"))
                .map(c -> c.path("code").asString())
                .toList();
        told.put(
                "I15",
                Told.of(
                        trainees.stream()
                                .filter(c -> !lost.contains(c) && !"AT_RISK".equals(bands.get(c)))
                                .count(),
                        trainees.size()));
        List<List<JsonNode>> twice = waves();
        told.put(
                "I16",
                Told.of(
                        twice.stream()
                                .filter(w -> scores(w.getLast()).noneMatch(s -> s == 1))
                                .count(),
                        twice.size()));
        told.put("I17", Told.of(twice.stream().filter(ToldIndicators::isBetter).count(), twice.size()));
        told.put(
                "I18",
                new Told(
                        lines("alerts")
                                .filter(a -> a.path("type").asString().equals("RE_EXPLOITATION"))
                                .count(),
                        all("children"),
                        lost.size()));
    }

    /** Suspects and actions as they stand on the day for which the story tells it. */
    Map<String, Told> atTheEnd(LocalDate day) {
        String status = "statusOn" + day.toString().replace("-", "");
        List<JsonNode> due =
                lines("actions").filter(a -> !day(a, "dueOn").isAfter(day)).toList();
        return Map.of(
                "I22",
                Told.of(
                        lines("suspects")
                                .filter(s -> s.path(status).asString("").equals("CONVICTED"))
                                .count(),
                        all("suspects")),
                "I24",
                Told.of(
                        due.stream()
                                .filter(a -> a.path(status).asString("").equals("DONE"))
                                .count(),
                        due.size()));
    }

    /** The first session by its day; and the hand-overs. */
    Map<String, Told> ofOthers() {
        JsonNode first = lines("training")
                .min(Comparator.comparing(t -> t.path("dates").get(0).asString()))
                .orElseThrow();
        List<JsonNode> given = lines("handover", "cases")
                .filter(c -> c.path("outcome").asString().equals("TRANSFER"))
                .toList();
        return Map.of(
                "I21",
                Told.of(
                        first.path("participants")
                                .valueStream()
                                .filter(p -> p.path("certified").asBoolean())
                                .count(),
                        first.path("participants").size()),
                "I25",
                Told.of(
                        given.stream()
                                .filter(c -> c.path("status").asString().equals("ACCEPTED"))
                                .count(),
                        given.size()));
    }

    private List<List<JsonNode>> waves() {
        Map<String, List<JsonNode>> all = new TreeMap<>();
        lines("csiAssessments")
                .sorted(Comparator.comparing(c -> c.path("on").asString()))
                .forEach(c -> all.computeIfAbsent(c.path("child").asString(), none -> new ArrayList<>())
                        .add(c));
        return all.values().stream().filter(waves -> waves.size() > 1).toList();
    }

    private static Stream<Integer> scores(JsonNode csi) {
        return csi.path("scores").valueStream().map(JsonNode::asInt);
    }

    private static boolean isBetter(List<JsonNode> waves) {
        JsonNode before = waves.getFirst().path("scores");
        JsonNode after = waves.getLast().path("scores");
        int better = 0;
        for (String factor : before.propertyNames()) {
            int change = after.path(factor).asInt() - before.path(factor).asInt();
            if (change < 0) return false;
            if (change > 0) better++;
        }
        return better >= BETTER;
    }

    private boolean inTime(JsonNode referral) {
        int hours = story.path("policy")
                .path("referralAckMaxHours")
                .path(referral.path("priority").asString())
                .asInt();
        return within(referral, "sentAt", "ackAt", hours);
    }

    private static boolean inAFamily(JsonNode child) {
        return Set.of("FAMILY_REUNIFIED", "FOSTER_FAMILY")
                .contains(child.path("care").asString());
    }

    private long count(Predicate<JsonNode> which) {
        return children().filter(which).count();
    }

    private Stream<JsonNode> children() {
        return lines("children");
    }

    private long all(String section) {
        return lines(section).count();
    }

    private Stream<JsonNode> lines(String... path) {
        JsonNode at = story;
        for (String one : path) at = at.path(one);
        return at.valueStream();
    }

    /** Far in the future where it is not told. */
    private static LocalDate day(JsonNode line, String field) {
        return line.hasNonNull(field)
                ? LocalDate.parse(line.path(field).asString().substring(0, 10))
                : LocalDate.parse("9999-12-31");
    }

    private static long days(JsonNode line, String from, String until) {
        return ChronoUnit.DAYS.between(day(line, from), day(line, until));
    }

    private static boolean within(JsonNode line, String from, String until, int hours) {
        return line.hasNonNull(until)
                && !Instant.parse(line.path(until).asString())
                        .isAfter(Instant.parse(line.path(from).asString()).plus(Duration.ofHours(hours)));
    }
}
