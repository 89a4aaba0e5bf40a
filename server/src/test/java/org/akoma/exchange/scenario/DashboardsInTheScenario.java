package org.akoma.exchange.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Visit;
import tools.jackson.databind.JsonNode;

/** The charts of the reference scenario: what its makers expect, and what can be counted from its lines. */
final class DashboardsInTheScenario {

    private static final String EVE = "2015-11-16";

    private final JsonNode story;
    private final Caller manager;
    private final Visit pages;

    DashboardsInTheScenario(JsonNode story, Caller manager, Visit pages) {
        this.story = story;
        this.manager = manager;
        this.pages = pages;
    }

    void check() {
        theWayOfChildren();
        limitsAreThoseOfTheMonthInWhichTheyEnded();
        visitsAreOnTimeLateOrMissed();
        eachPairOfStructuresHasItsReferrals();
        whatTheSessionsBrought();
        noPageIsHeavy();
    }

    /** The numbers of a chart: by code, or by code and part. */
    private Map<String, JsonNode> chart(String name, String key) {
        Answer answer = manager.get("/api/v1/dashboards/" + name + "?asOf=" + EVE);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        Map<String, JsonNode> values = new TreeMap<>();
        answer.json()
                .path("charts")
                .valueStream()
                .filter(chart -> chart.path("key").asString().equals(key))
                .flatMap(chart -> chart.path("values").valueStream())
                .forEach(value -> values.put(
                        value.path("code").asString()
                                + (value.path("part").isNull()
                                        ? ""
                                        : " " + value.path("part").asString()),
                        value));
        assertThat(values).as(key).isNotEmpty();
        return values;
    }

    private void theWayOfChildren() {
        Map<String, JsonNode> way = chart("programme", "way");
        JsonNode expected = story.path("expected");
        assertThat(way.get("SCREENED").path("count").asLong())
                .isEqualTo(expected.at("/indicators/I02/den").asLong());
        assertThat(way.get("IDENTIFIED").path("count").asLong())
                .isEqualTo(expected.at("/indicators/I02/num").asLong());
        long children = expected.at("/children/total").asLong();
        for (String step : new String[] {"C01", "C02", "C03", "C04"})
            assertThat(way.get(step).path("count").asLong()).as(step).isEqualTo(children);
        assertThat(way.get("C06").path("count").asLong()).isZero();
        assertThat(way.get("I25").path("why").asString()).isEqualTo("NOTHING_TO_COUNT");
        Map<String, Long> homes = new TreeMap<>();
        chart("programme", "care")
                .forEach((code, value) -> homes.put(code, value.path("count").asLong()));
        assertThat(homes.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(children);
        for (String home : new String[] {"FAMILY_REUNIFIED", "FOSTER_FAMILY"})
            assertThat(homes)
                    .containsEntry(home, expected.at("/children/byCare/" + home).asLong());
        assertThat(way.get("C05").path("count").asLong())
                .isEqualTo(expected.at("/indicators/I09/num").asLong());
    }

    /** All months together are the indicator, because no limit is open any more; who was found in June had most limits then. */
    private void limitsAreThoseOfTheMonthInWhichTheyEnded() {
        Map<String, JsonNode> limits = chart("programme", "limits");
        for (String id : new String[] {"I03", "I04", "I05", "I06", "I07", "I08"}) {
            long kept = 0;
            long all = 0;
            for (Map.Entry<String, JsonNode> one : limits.entrySet())
                if (one.getKey().startsWith(id)) {
                    kept += one.getValue().path("count").asLong();
                    all += one.getValue().path("of").asLong();
                }
            assertThat(kept)
                    .as(id)
                    .isEqualTo(story.at("/expected/indicators/" + id + "/num").asLong());
            assertThat(all)
                    .as(id)
                    .isEqualTo(story.at("/expected/indicators/" + id + "/den").asLong());
            assertThat(limits.get(id + " 2015-06").path("of").asLong()).as(id).isPositive();
            assertThat(limits).as("a month in which no limit ended").doesNotContainKey(id + " 2015-11");
        }
    }

    private void visitsAreOnTimeLateOrMissed() {
        Map<String, JsonNode> visits = chart("follow-up", "visits");
        JsonNode expected = story.at("/expected/visits/byStatus");
        assertThat(visits.get("ALL ON_TIME").path("count").asLong())
                .isEqualTo(expected.path("DONE_ON_TIME").asLong());
        assertThat(visits.get("ALL LATE").path("count").asLong())
                .isEqualTo(expected.path("DONE_LATE").asLong());
        assertThat(visits.get("ALL MISSED").path("count").asLong()
                        + visits.get("ALL NOT_DUE").path("count").asLong())
                .as("its makers call missed what was not made by the day, also while the tolerance lasts")
                .isEqualTo(expected.path("MISSED").asLong());
        assertThat(visits.get("ALL NOT_DUE").path("count").asLong())
                .isEqualTo(story.path("visits")
                        .valueStream()
                        .filter(visit -> visit.path("status").asString().equals("MISSED"))
                        .filter(visit -> !LocalDate.parse(
                                        visit.path("plannedOn").asString())
                                .isBefore(LocalDate.parse(EVE).minusDays(3)))
                        .count());
        for (String key : new String[] {"countries", "structures"}) {
            Map<String, Long> sums = new TreeMap<>();
            chart("follow-up", key)
                    .values()
                    .forEach(value -> sums.merge(
                            value.path("part").asString().replace("NOT_DUE", "MISSED"),
                            value.path("count").asLong(),
                            Long::sum));
            assertThat(sums)
                    .as(key)
                    .containsEntry("ON_TIME", expected.path("DONE_ON_TIME").asLong())
                    .containsEntry("LATE", expected.path("DONE_LATE").asLong())
                    .containsEntry("MISSED", expected.path("MISSED").asLong());
        }
    }

    private void eachPairOfStructuresHasItsReferrals() {
        Map<String, Long> expected = new TreeMap<>();
        story.path("referrals")
                .valueStream()
                .filter(one -> !LocalDate.parse(one.path("sentAt").asString().substring(0, 10))
                        .isAfter(LocalDate.parse(EVE)))
                .forEach(one -> expected.merge(
                        one.path("from").asString() + " " + one.path("to").asString(), 1L, Long::sum));
        Map<String, Long> sent = new TreeMap<>();
        long inTime = 0;
        for (Map.Entry<String, JsonNode> pair : chart("communication", "pairs").entrySet()) {
            sent.put(pair.getKey(), pair.getValue().path("of").asLong());
            inTime += pair.getValue().path("count").asLong();
        }
        assertThat(sent).isEqualTo(expected);
        assertThat(inTime).isEqualTo(story.at("/expected/indicators/I19/num").asLong());
        Map<String, Integer> halves = new TreeMap<>();
        chart("communication", "pairs").forEach((pair, value) -> {
            if (!value.path("hours").isNull())
                halves.put(pair, value.path("hours").asInt());
        });
        assertThat(halves).isEqualTo(hoursOfHalfOfTheAnswers());
    }

    /** In steps of two hours up to a day, of six up to three days, then of days and of weeks. */
    private Map<String, Integer> hoursOfHalfOfTheAnswers() {
        Map<String, List<Integer>> answers = new TreeMap<>();
        story.path("referrals").valueStream().filter(one -> one.has("ackAt")).forEach(one -> {
            double hours = Duration.between(
                                    Instant.parse(one.path("sentAt").asString()),
                                    Instant.parse(one.path("ackAt").asString()))
                            .toMinutes()
                    / 60.0;
            int step = hours <= 24 ? 2 : hours <= 72 ? 6 : hours <= 168 ? 24 : 168;
            answers.computeIfAbsent(
                            one.path("from").asString() + " " + one.path("to").asString(), pair -> new ArrayList<>())
                    .add((int) Math.max(step, step * Math.ceil(hours / step)));
        });
        Map<String, Integer> halves = new TreeMap<>();
        answers.forEach((pair, hours) ->
                halves.put(pair, hours.stream().sorted().toList().get((hours.size() - 1) / 2)));
        return halves;
    }

    /** With all its charts a page stays below ten thousand bytes when it is compressed. */
    private void noPageIsHeavy() {
        for (String name : new String[] {"programme", "follow-up", "communication", "training", "evaluation"})
            for (String language : new String[] {"fr", "en"}) {
                Answer page = pages.get("/dashboards/" + name + "?asOf=" + EVE + "&lang=" + language);
                assertThat(page.status()).as(name).isEqualTo(200);
                assertThat(compressed(page.body())).as(name + " " + language).isLessThan(10_000);
            }
    }

    private static int compressed(String page) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(page.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.size();
    }

    private void whatTheSessionsBrought() {
        Map<String, JsonNode> gains = chart("training", "gain");
        for (String session : new String[] {"TR-CI-1", "TR-GH-1"})
            assertThat(gains.get(session).path("percent").asDouble())
                    .as(session)
                    .isEqualTo(story.at("/expected/training/" + session + "/meanNormalisedGainPct")
                            .asDouble());
        assertThat(gains).doesNotContainKey("TR-CI-2");
    }
}
