package org.akoma.exchange.scenario;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.akoma.enforcement.operations.OperationPlan;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;

/** The plan of a scenario's operation: where, when, by which police, and which care has places ready. */
final class StoryPlan {

    private StoryPlan() {}

    static OperationPlan of(Story story) {
        Story.Rescue rescue = story.rescue();
        int places = story.shelters().stream().mapToInt(Story.House::capacity).sum();
        String care = story.staff().stream()
                .filter(one -> one.role() == Role.PROJECT_MANAGER)
                .map(Story.Somebody::structure)
                .findFirst()
                .orElse(story.structures().getFirst().code());
        return new OperationPlan(
                rescue.country(),
                rescue.start(),
                rescue.end(),
                sectors(rescue),
                rescue.area() == null ? "" : rescue.area(),
                rescue.officers(),
                Math.min(places, story.children().size()),
                places,
                care,
                rescue.start().minusDays(3),
                police(story));
    }

    private static List<String> sectors(Story.Rescue rescue) {
        if (!rescue.sectors().isEmpty()) return rescue.sectors();
        List<String> ofSites = rescue.sites().stream()
                .map(Story.Site::sector)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return ofSites.isEmpty() ? List.of("OTHER") : ofSites;
    }

    /** The police services of the country; where the story has no officer of theirs, those of its officers, who came from elsewhere. */
    static Set<String> police(Story story) {
        Set<String> local = new TreeSet<>();
        for (Story.Structure one : story.structures())
            if (one.kind() == Organisation.Kind.LAW_ENFORCEMENT
                    && one.country().equals(story.rescue().country())) local.add(one.code());
        Set<String> serving = story.staff().stream()
                .filter(one -> one.role() == Role.LE_OFFICER || one.role() == Role.LE_COORDINATOR)
                .map(Story.Somebody::structure)
                .collect(Collectors.toCollection(TreeSet::new));
        if (Collections.disjoint(local, serving)) local.addAll(serving);
        return local;
    }
}
