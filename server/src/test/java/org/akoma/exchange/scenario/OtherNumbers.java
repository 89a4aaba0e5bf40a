package org.akoma.exchange.scenario;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Other visits, answers and amounts than the reference tells, and what they come to, worked out from the lines alone: a visit is on time
 * within three days after its day, late within fourteen, else missed; a referral is acknowledged in time within its hours.
 */
final class OtherNumbers {

    private static final int ON_TIME = 3;
    private static final int LATE = 14;

    private final ObjectNode story;

    OtherNumbers(ObjectNode story) {
        this.story = story;
    }

    /** Counts by their name, such as {@code visits.late} or {@code paid.XOF}. */
    record Figures(Map<String, Long> counts) {
        Figures since(Figures before) {
            Map<String, Long> more = new TreeMap<>(counts);
            before.counts.forEach((name, count) -> more.merge(name, -count, Long::sum));
            more.values().removeIf(count -> count == 0);
            return new Figures(more);
        }
    }

    /** Some visits come earlier than any tolerance, some later, some not at all; answers come later, less is paid. */
    void tell() {
        int n = 0;
        for (JsonNode each : story.path("visits")) {
            ObjectNode visit = (ObjectNode) each;
            LocalDate planned = day(visit, "plannedOn");
            n++;
            if (!visit.hasNonNull("doneOn")) continue;
            if (n % 9 == 0) visit.remove("doneOn");
            else if (n % 7 == 0) visit.put("doneOn", planned.minusDays(5).toString());
            else if (n % 5 == 0) visit.put("doneOn", planned.plusDays(8).toString());
        }
        for (JsonNode each : story.path("payments"))
            if (++n % 3 == 0)
                ((ObjectNode) each).put("amount", each.path("amount").asInt() - 20);
        for (JsonNode each : story.path("referrals"))
            if (each.hasNonNull("ackAt") && ++n % 2 == 0)
                ((ObjectNode) each)
                        .put(
                                "ackAt",
                                moment(each, "sentAt")
                                        .plus(Duration.ofHours(n % 5 * 20L + 1))
                                        .toString());
    }

    Figures expected(LocalDate asOf) {
        Map<String, Long> counts = new TreeMap<>();
        lines("visits").filter(one -> !day(one, "plannedOn").isAfter(asOf)).forEach(one -> {
            count(counts, "visits.planned");
            count(counts, "visits." + state(one, asOf));
        });
        lines("payments").filter(one -> !day(one, "on").isAfter(asOf)).forEach(one -> {
            boolean paid = one.path("status").asString().equals("PAID");
            count(counts, paid ? "paid" : "refused");
            if (paid)
                counts.merge(
                        "paid." + one.path("currency").asString(),
                        one.path("amount").asLong(),
                        Long::sum);
        });
        lines("referrals").filter(one -> !day(one, "sentAt").isAfter(asOf)).forEach(one -> {
            count(counts, "referrals");
            if (!one.hasNonNull("ackAt") || day(one, "ackAt").isAfter(asOf)) count(counts, "referrals.unanswered");
            else if (inTime(one)) count(counts, "referrals.inTime");
        });
        return new Figures(counts);
    }

    /** The same, as the house shows it. */
    static Figures shown(Function<String, JsonNode> summary) {
        Map<String, Long> counts = new TreeMap<>();
        summary.apply("followup")
                .path("visits")
                .properties()
                .forEach(one ->
                        counts.put("visits." + one.getKey(), one.getValue().asLong()));
        JsonNode payments = summary.apply("payments");
        counts.put("paid", payments.path("paid").asLong());
        counts.put("refused", payments.path("refused").asLong());
        payments.path("totals")
                .properties()
                .forEach(
                        one -> counts.put("paid." + one.getKey(), one.getValue().asLong()));
        JsonNode referrals = summary.apply("referrals");
        counts.put("referrals", referrals.path("total").asLong());
        counts.put("referrals.inTime", referrals.path("acknowledgedInTime").asLong());
        counts.put("referrals.unanswered", referrals.path("unanswered").asLong());
        return new Figures(counts);
    }

    private static String state(JsonNode visit, LocalDate asOf) {
        if (!visit.hasNonNull("doneOn") || day(visit, "doneOn").isAfter(asOf)) return "missed";
        long after = ChronoUnit.DAYS.between(day(visit, "plannedOn"), day(visit, "doneOn"));
        return after <= ON_TIME ? "onTime" : after <= LATE ? "late" : "missed";
    }

    private boolean inTime(JsonNode referral) {
        int hours = story.path("policy")
                .path("referralAckMaxHours")
                .path(referral.path("priority").asString())
                .asInt();
        return !moment(referral, "ackAt").isAfter(moment(referral, "sentAt").plus(Duration.ofHours(hours)));
    }

    private Stream<JsonNode> lines(String section) {
        return story.path(section).valueStream();
    }

    private static void count(Map<String, Long> counts, String name) {
        counts.merge(name, 1L, Long::sum);
    }

    private static LocalDate day(JsonNode line, String field) {
        return LocalDate.parse(line.path(field).asString().substring(0, 10));
    }

    private static Instant moment(JsonNode line, String field) {
        return Instant.parse(line.path(field).asString());
    }
}
