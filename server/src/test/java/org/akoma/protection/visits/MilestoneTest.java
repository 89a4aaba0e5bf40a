package org.akoma.protection.visits;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.akoma.ground.reference.Policies;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The days after a return, computed from the visits (T11). */
class MilestoneTest {

    private static final LocalDate HOME = LocalDate.parse("2015-08-05");

    private final Policies policies = new Policies(Map.of());

    private List<Milestone> on(String day, String... visits) {
        return Milestone.of(
                HOME,
                policies.list("reunification.milestones"),
                List.of(visits).stream().map(LocalDate::parse).toList(),
                LocalDate.parse(day),
                Milestone.Tolerance.of(policies));
    }

    @Test
    void aVisitNearItMeetsItAndNoOther() {
        List<Milestone> all = on("2015-11-16", "2015-08-15", "2015-09-12", "2015-11-10");
        assertThat(all)
                .extracting(Milestone::state)
                .containsExactly(
                        Milestone.State.MET,
                        Milestone.State.NOT_MET,
                        Milestone.State.MET,
                        Milestone.State.FUTURE,
                        Milestone.State.FUTURE);
        assertThat(all.getFirst().visitedOn()).isEqualTo(LocalDate.parse("2015-08-15"));
        assertThat(on("2015-11-16", "2015-08-16").getFirst().state()).isEqualTo(Milestone.State.NOT_MET);
    }

    @Test
    void whatCanStillBeMetIsOpenAndWhatComesLaterDoesNotCountYet() {
        assertThat(on("2015-08-14").getFirst().open()).isTrue();
        assertThat(on("2015-08-16").getFirst().open()).isFalse();
        assertThat(on("2015-08-12", "2015-08-14").getFirst().state()).isEqualTo(Milestone.State.NOT_MET);
    }

    /** The scenario tells returns, visits and what it expects of them: the rule finds the same from the first two. */
    @Test
    void theReferenceScenarioComesOutAsItExpects() throws IOException {
        JsonNode story;
        try (InputStream file = MilestoneTest.class.getResourceAsStream("/demo/scenario.json")) {
            story = JsonMapper.shared().readTree(file);
        }
        Map<String, LocalDate> homes = new HashMap<>();
        story.path("children")
                .forEach(child -> homes.put(
                        child.path("code").asString(),
                        LocalDate.parse(child.path("placedOn").asString())));
        Map<String, List<LocalDate>> visits = new HashMap<>();
        story.path("visits").forEach(visit -> {
            if (visit.hasNonNull("doneOn"))
                visits.computeIfAbsent(visit.path("child").asString(), child -> new ArrayList<>())
                        .add(LocalDate.parse(visit.path("doneOn").asString()));
        });
        LocalDate eve = LocalDate.parse("2015-11-16");
        assertThat(story.path("reunificationMilestones")).hasSize(180);
        for (JsonNode told : story.path("reunificationMilestones")) {
            String child = told.path("child").asString();
            Milestone found = Milestone.of(
                            homes.get(child),
                            List.of(told.path("day").asInt()),
                            visits.getOrDefault(child, List.of()),
                            eve,
                            Milestone.Tolerance.of(policies))
                    .getFirst();
            assertThat(found.dueOn()).as(child).hasToString(told.path("dueOn").asString());
            assertThat(found.state().name())
                    .as(child + " day " + told.path("day"))
                    .isEqualTo(told.path("status").asString());
        }
    }
}
