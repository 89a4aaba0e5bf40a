package org.akoma.exchange.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.akoma.Answer;
import org.akoma.Caller;
import tools.jackson.databind.JsonNode;

/** The indicators of the reference scenario: what its makers expect, and what can be counted from its lines for another day or a part. */
final class IndicatorsInTheScenario {

    private static final String EVE = "2015-11-16";
    private static final String FINAL = "2015-12-09";

    /** Judgments, actions and hand-overs, of which there are none on the eve of the mission. */
    private static final Set<String> LATER = Set.of("I22", "I24", "I25");

    /** Akoma's own calendar goes on after the visits that are told: these are compared on the eve of the mission alone. The hand-overs come later. */
    private static final Set<String> NOT_ON_FINAL_DAY = Set.of("I11", "I12", "I13", "I25");

    private static final List<String> ENDS =
            List.of("2015-05-31", "2015-06-30", "2015-07-31", "2015-08-31", "2015-09-30", "2015-10-31");
    private static final LocalDate SUMMER = LocalDate.parse("2015-08-31");

    private final JsonNode story;
    private final Caller manager;
    private final List<Caller> readers;

    /** @param readers who get figures alone */
    IndicatorsInTheScenario(JsonNode story, Caller manager, List<Caller> readers) {
        this.story = story;
        this.manager = manager;
        this.readers = readers;
    }

    void check() {
        everyOneIsWhatItsMakersExpect();
        theyAreThoseOfTheSummary();
        eachPartIsThatOfItsChildren();
        aPastDayIsThatDay();
        for (Caller reader : readers) noTwoAnswersDifferByAFewChildren(reader);
    }

    private Map<String, JsonNode> items(String query) {
        return items(manager, query);
    }

    private static Map<String, JsonNode> items(Caller reader, String query) {
        Answer answer = reader.get("/api/v1/indicators" + query);
        assertThat(answer.status()).as(query + " " + answer).isEqualTo(200);
        Map<String, JsonNode> items = new TreeMap<>();
        answer.json()
                .path("items")
                .valueStream()
                .forEach(one -> items.put(one.path("id").asString(), one));
        return items;
    }

    private static Map<String, Long> parts(JsonNode item, String count) {
        Map<String, Long> parts = new TreeMap<>();
        item.path("parts")
                .valueStream()
                .forEach(one ->
                        parts.put(one.path("label").asString(), one.path(count).asLong()));
        return parts;
    }

    private static Map<String, Long> numbers(JsonNode of) {
        Map<String, Long> numbers = new TreeMap<>();
        of.properties().forEach(one -> numbers.put(one.getKey(), one.getValue().asLong()));
        return numbers;
    }

    private void everyOneIsWhatItsMakersExpect() {
        Map<String, JsonNode> items = items("?asOf=" + EVE);
        assertThat(items).hasSize(25);
        areAsExpected(items, LATER);
        assertThat(items.get("I22").path("denominator").asLong()).isEqualTo(22);
        assertThat(items.get("I24").path("missing").asString()).isEqualTo("NOTHING_TO_COUNT");
        assertThat(items.get("I25").path("missing").asString()).isEqualTo("NOTHING_TO_COUNT");
    }

    /** On the last day of the final evaluation: judgments and actions, and what has not changed since the mission. */
    void checkFinalDay() {
        Map<String, JsonNode> items = items("?asOf=" + FINAL);
        areAsExpected(items, NOT_ON_FINAL_DAY);
        assertThat(items.get("I25").path("missing").asString()).isEqualTo("NOTHING_TO_COUNT");
    }

    private void areAsExpected(Map<String, JsonNode> items, Set<String> but) {
        JsonNode expected = story.path("expected").path("indicators");
        assertThat(expected.propertyNames()).hasSize(25).containsAll(but);
        expected.properties().forEach(one -> {
            if (!but.contains(one.getKey())) isAsExpected(items.get(one.getKey()), one.getValue());
        });
    }

    private static void isAsExpected(JsonNode item, JsonNode expected) {
        if (expected.has("num")) {
            assertThat(item.path("numerator").asLong())
                    .as(item.toString())
                    .isEqualTo(expected.path("num").asLong());
            assertThat(item.path("denominator").asLong())
                    .as(item.toString())
                    .isEqualTo(expected.path("den").asLong());
            assertThat(item.path("percent").asDouble())
                    .as(item.toString())
                    .isEqualTo(expected.path("pct").asDouble());
        }
        for (String field : new String[] {"value", "unknown", "lostToFollowUp", "n"})
            if (expected.has(field))
                assertThat(item.path(field).asLong())
                        .as(item + " " + field)
                        .isEqualTo(expected.path(field).asLong());
        if (expected.has("medianDays"))
            assertThat(item.path("value").asDouble())
                    .as(item.toString())
                    .isEqualTo(expected.path("medianDays").asDouble());
        assertThat(expected.propertyNames())
                .as("nothing else is expected of " + item.path("id"))
                .isSubsetOf("num", "den", "pct", "value", "unknown", "lostToFollowUp", "n", "medianDays");
    }

    private void theyAreThoseOfTheSummary() {
        for (String day : new String[] {EVE, "2015-09-10", "2015-06-30"}) {
            JsonNode visits =
                    manager.get("/api/v1/summary/followup?asOf=" + day).json().path("visits");
            JsonNode onTime = items("?asOf=" + day).get("I11");
            assertThat(onTime.path("numerator").asLong())
                    .isEqualTo(visits.path("onTime").asLong());
            assertThat(onTime.path("denominator").asLong())
                    .isEqualTo(visits.path("planned").asLong());
        }
    }

    private void eachPartIsThatOfItsChildren() {
        JsonNode children = story.path("expected").path("children");
        Map<String, JsonNode> bySex = items("?asOf=" + EVE + "&by=SEX");
        assertThat(parts(bySex.get("I01"), "value")).isEqualTo(numbers(children.path("bySex")));
        assertThat(parts(items("?asOf=" + EVE + "&by=NATIONALITY").get("I01"), "value"))
                .isEqualTo(numbers(children.path("byNationality")));
        assertThat(parts(items("?asOf=" + EVE + "&by=SECTOR").get("I01"), "value"))
                .isEqualTo(numbers(children.path("bySector")));
        assertThat(parts(items("?asOf=" + EVE + "&by=RISK").get("I07"), "denominator"))
                .isEqualTo(numbers(children.path("byRiskInitial")));
        assertThat(parts(items("?asOf=" + EVE + "&by=RISK").get("I12"), "denominator"))
                .isEqualTo(numbers(children.path("byRiskReassessed")));
        Map<String, JsonNode> byCountry = items("?asOf=" + EVE + "&by=COUNTRY");
        assertThat(parts(byCountry.get("I09"), "denominator")).isEqualTo(numbers(children.path("byDestination")));
        assertThat(parts(byCountry.get("I20"), "denominator").values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(25);
        assertThat(items("?asOf=" + EVE + "&country=BF")
                        .get("I09")
                        .path("denominator")
                        .asLong())
                .isEqualTo(children.path("byDestination").path("BF").asLong());
        assertThat(parts(items("?asOf=" + EVE + "&country=BF&by=SEX").get("I01"), "value"))
                .isEqualTo(counted(child -> child.path("dest").asString().equals("BF"), "sex"));
        Map<String, Long> asked = parts(items("?asOf=" + EVE + "&by=STRUCTURE").get("I19"), "denominator");
        Map<String, Long> told = new TreeMap<>();
        story.path("referrals")
                .valueStream()
                .forEach(one -> told.merge(one.path("to").asString(), 1L, Long::sum));
        assertThat(asked).isEqualTo(told);
    }

    /** Anyone who writes all answers down finds no small number between two of them, in no figure and in no part. */
    private static void noTwoAnswersDifferByAFewChildren(Caller reader) {
        assertThat(reader.get("/api/v1/indicators").json().path("asOf").asString())
                .as("not today")
                .isEqualTo("2015-10-31");
        int compared = 0;
        for (String by : new String[] {"", "&by=SEX", "&by=AGE", "&by=COUNTRY", "&by=STRUCTURE", "&by=RISK"}) {
            Map<String, List<JsonNode>> seen = new TreeMap<>();
            for (String day : ENDS)
                items(reader, "?asOf=" + day + by).forEach((id, item) -> {
                    seen.computeIfAbsent(id, key -> new ArrayList<>()).add(item);
                    item.path("parts")
                            .valueStream()
                            .forEach(part -> seen.computeIfAbsent(
                                            id + by + part.path("label").asString(), key -> new ArrayList<>())
                                    .add(part));
                });
            for (Map.Entry<String, List<JsonNode>> cell : seen.entrySet())
                for (JsonNode one : cell.getValue())
                    for (JsonNode other : cell.getValue()) compared += differ(cell.getKey(), one, other);
        }
        assertThat(compared).as("differences").isGreaterThan(30);
    }

    /** @return 1 where both say a count and another one */
    private static int differ(String cell, JsonNode one, JsonNode other) {
        String count = one.path("numerator").isNull() ? "value" : "numerator";
        if (one.path(count).isNull()
                || other.path(count).isNull()
                || one.path("denominator").isNull() && !count.equals("value")) return 0;
        if (cell.startsWith("I10")) return 0; // days
        long num = one.path(count).asLong() - other.path(count).asLong();
        long den = one.path("denominator").asLong() - other.path("denominator").asLong();
        for (long by : new long[] {num, den, count.equals("value") ? 0 : den - num})
            assertThat(by == 0 || Math.abs(by) >= 5)
                    .as(cell + " " + one + other)
                    .isTrue();
        return num == 0 ? 0 : 1;
    }

    private Map<String, Long> counted(Predicate<JsonNode> which, String field) {
        Map<String, Long> counts = new TreeMap<>();
        story.path("children")
                .valueStream()
                .filter(which)
                .forEach(child -> counts.merge(child.path(field).asString(), 1L, Long::sum));
        return counts;
    }

    private void aPastDayIsThatDay() {
        Map<String, JsonNode> items = items("?asOf=" + SUMMER);
        assertThat(items.get("I11").path("denominator").asLong()).isEqualTo(visits("plannedOn", v -> true));
        assertThat(items.get("I11").path("numerator").asLong())
                .isEqualTo(visits(
                        "doneOn", v -> v.path("status").asString().equals("DONE_ON_TIME") && by(v, "plannedOn")));
        assertThat(items.get("I13").path("denominator").asLong()).isEqualTo(visits("doneOn", v -> true));
        assertThat(items.get("I13").path("numerator").asLong())
                .isEqualTo(visits("doneOn", v -> v.path("childSeenAlone").asBoolean()));
        assertThat(items.get("I19").path("denominator").asLong())
                .isEqualTo(story.path("referrals")
                        .valueStream()
                        .filter(one -> by(one, "sentAt"))
                        .count());
        assertThat(items.get("I14").path("missing").asString())
                .as("nobody was at school yet")
                .isEqualTo("NOTHING_TO_COUNT");
        assertThat(items.get("I18").path("numerator").asLong()).isZero();
        assertThat(items("?asOf=2015-05-31").get("I01").path("value").asLong()).isZero();
    }

    private long visits(String until, Predicate<JsonNode> which) {
        return story.path("visits")
                .valueStream()
                .filter(v -> by(v, until) && which.test(v))
                .count();
    }

    private static boolean by(JsonNode line, String field) {
        String text = line.path(field).asString("");
        return !text.isEmpty() && !LocalDate.parse(text.substring(0, 10)).isAfter(SUMMER);
    }
}
