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
final class ScenarioPlan {

    private ScenarioPlan() {}

    static OperationPlan of(Scenario scenario) {
        Scenario.Rescue rescue = scenario.rescue();
        int places =
                scenario.shelters().stream().mapToInt(Scenario.House::capacity).sum();
        String care = scenario.staff().stream()
                .filter(one -> one.role() == Role.PROJECT_MANAGER)
                .map(Scenario.Somebody::structure)
                .findFirst()
                .orElse(scenario.structures().getFirst().code());
        return new OperationPlan(
                rescue.country(),
                rescue.start(),
                rescue.end(),
                sectors(rescue),
                rescue.area() == null ? "" : rescue.area(),
                rescue.officers(),
                Math.min(places, scenario.children().size()),
                places,
                care,
                rescue.start().minusDays(3),
                police(scenario));
    }

    private static List<String> sectors(Scenario.Rescue rescue) {
        if (!rescue.sectors().isEmpty()) return rescue.sectors();
        List<String> ofSites = rescue.sites().stream()
                .map(Scenario.Site::sector)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return ofSites.isEmpty() ? List.of("OTHER") : ofSites;
    }

    /** The police services of the country; where the scenario has no officer of theirs, those of its officers, who came from elsewhere. */
    static Set<String> police(Scenario scenario) {
        Set<String> local = new TreeSet<>();
        for (Scenario.Structure one : scenario.structures())
            if (one.kind() == Organisation.Kind.LAW_ENFORCEMENT
                    && one.country().equals(scenario.rescue().country())) local.add(one.code());
        Set<String> serving = scenario.staff().stream()
                .filter(one -> one.role() == Role.LE_OFFICER || one.role() == Role.LE_COORDINATOR)
                .map(Scenario.Somebody::structure)
                .collect(Collectors.toCollection(TreeSet::new));
        if (Collections.disjoint(local, serving)) local.addAll(serving);
        return local;
    }
}
