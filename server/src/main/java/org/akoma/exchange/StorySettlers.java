package org.akoma.exchange;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.akoma.access.Founding;
import org.akoma.access.Organisation;
import org.akoma.access.Role;
import org.jspecify.annotations.Nullable;

/** Makes the structures and the people of a scenario, before anybody of them can act. */
final class StorySettlers {

    private final Story story;
    private final StoryIds ids;
    private final Founding founding;

    StorySettlers(Story story, StoryIds ids, Founding founding) {
        this.story = story;
        this.ids = ids;
        this.founding = founding;
    }

    /** Contracts begin with the year of the operation: training and preparation come before the rescue. */
    void settle(String password, boolean oneTime) {
        founding.structures(story.structures().stream().map(this::structure).toList());
        Instant from = story.rescue().start().withDayOfYear(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        // supervisors first: their people name them
        List<Story.Somebody> inOrder = story.staff().stream()
                .sorted(java.util.Comparator.comparing(one -> one.role() != Role.CASE_SUPERVISOR))
                .toList();
        founding.settle(inOrder.stream().map(this::settler).toList(), from, password, oneTime);
    }

    private Organisation structure(Story.Structure one) {
        return new Organisation(
                ids.of("organisation", one.code()),
                one.code(),
                one.label(),
                one.kind(),
                one.country(),
                one.mandate(),
                ids.of("desk", one.code()),
                one.from(),
                one.until(),
                one.successors());
    }

    private Founding.Settler settler(Story.Somebody one) {
        return new Founding.Settler(
                ids.of("person", one.code()),
                one.code().toLowerCase(java.util.Locale.ROOT),
                ids.of("organisation", one.structure()),
                one.role(),
                one.shelter() == null ? null : ids.of("shelter", one.shelter()),
                one.role() == Role.CASE_WORKER ? supervisor(one) : null);
    }

    /** A worker is supervised in their own structure where it has a supervisor, else by the agency that leads: the project manager's. */
    private @Nullable UUID supervisor(Story.Somebody worker) {
        Map<String, Story.Somebody> byStructure = story.staff().stream()
                .filter(one -> one.role() == Role.CASE_SUPERVISOR)
                .collect(Collectors.toMap(
                        Story.Somebody::structure,
                        Function.identity(),
                        (first, second) -> first,
                        java.util.LinkedHashMap::new));
        String lead = story.staff().stream()
                .filter(one -> one.role() == Role.PROJECT_MANAGER)
                .map(Story.Somebody::structure)
                .findFirst()
                .orElse("");
        Story.Somebody found = byStructure.getOrDefault(worker.structure(), byStructure.get(lead));
        if (found == null) found = byStructure.values().iterator().next();
        return ids.of("person", found.code());
    }
}
