package org.akoma.exchange.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is worked out from the lines of the reference scenario is what its makers expect, of all twenty-five indicators. */
class ToldIndicatorsTest {

    @Test
    void allOfTheReferenceAreWhatItsMakersExpect() throws IOException {
        JsonNode story = JsonMapper.shared().readTree(ReferenceScenario.story());
        ToldIndicators told = new ToldIndicators(story);
        Map<String, ToldIndicators.Told> all = new TreeMap<>(told.on(LocalDate.parse("2015-11-16")));
        all.putAll(told.atTheEnd(LocalDate.parse("2015-12-09")));
        all.putAll(told.ofOthers());
        Map<String, ToldIndicators.Told> expected = new TreeMap<>();
        story.path("expected").path("indicators").properties().forEach(one -> {
            JsonNode is = one.getValue();
            expected.put(
                    one.getKey(),
                    new ToldIndicators.Told(
                            is.has("num")
                                    ? is.path("num").asLong()
                                    : is.path(is.has("value") ? "value" : "medianDays")
                                            .asLong(),
                            is.path(is.has("n") ? "n" : "den").asLong(),
                            is.path(is.has("lostToFollowUp") ? "lostToFollowUp" : "unknown")
                                    .asLong()));
        });
        assertThat(all).isEqualTo(expected).hasSize(25);
    }
}
