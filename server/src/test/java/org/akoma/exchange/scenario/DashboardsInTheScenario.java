package org.akoma.exchange.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.akoma.Answer;
import org.akoma.Caller;
import tools.jackson.databind.JsonNode;

/** The charts of the reference scenario: what its makers expect, and what can be counted from its lines. */
final class DashboardsInTheScenario {

    private static final String EVE = "2015-11-16";

    private final JsonNode story;
    private final Caller manager;

    DashboardsInTheScenario(JsonNode story, Caller manager) {
        this.story = story;
        this.manager = manager;
    }

    void check() {
        theWayOfChildren();
        visitsAreOnTimeLateOrMissed();
        eachPairOfStructuresHasItsReferrals();
        whatTheSessionsBrought();
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
        assertThat(way.get("I25").path("why").asString()).isEqualTo("NO_RECORDS_YET");
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

    private void visitsAreOnTimeLateOrMissed() {
        Map<String, JsonNode> visits = chart("follow-up", "visits");
        JsonNode expected = story.at("/expected/visits/byStatus");
        assertThat(visits.get("ALL ON_TIME").path("count").asLong())
                .isEqualTo(expected.path("DONE_ON_TIME").asLong());
        assertThat(visits.get("ALL LATE").path("count").asLong())
                .isEqualTo(expected.path("DONE_LATE").asLong());
        assertThat(visits.get("ALL MISSED").path("count").asLong())
                .isEqualTo(expected.path("MISSED").asLong());
        for (String key : new String[] {"countries", "structures"}) {
            Map<String, Long> sums = new TreeMap<>();
            chart("follow-up", key)
                    .values()
                    .forEach(value -> sums.merge(
                            value.path("part").asString(), value.path("count").asLong(), Long::sum));
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
