package org.akoma.exchange.scenario;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.people.Provisioning;
import org.jspecify.annotations.Nullable;

/** Makes the structures and people of a scenario, before any of its acts. */
final class ScenarioProvisioning {

    private final Scenario scenario;
    private final ScenarioIds ids;
    private final Provisioning provisioning;

    ScenarioProvisioning(Scenario scenario, ScenarioIds ids, Provisioning provisioning) {
        this.scenario = scenario;
        this.ids = ids;
        this.provisioning = provisioning;
    }

    /**
     * Contracts begin with the year of the operation: training and preparation come before the rescue.
     *
     * @param password of everybody, in a demo; null: each is given a one-time password
     * @return the one-time passwords of those who are new, by user name
     */
    Map<String, String> settle(@Nullable String password) {
        ids.structures(provisioning.structures(
                scenario.structures().stream().map(this::structure).toList()));
        Instant from = scenario.rescue().start().withDayOfYear(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        // supervisors first: their people name them
        List<Scenario.Somebody> inOrder = scenario.staff().stream()
                .sorted(java.util.Comparator.comparing(one -> one.role() != Role.CASE_SUPERVISOR))
                .toList();
        List<Provisioning.NewPerson> settlers =
                inOrder.stream().map(this::settler).toList();
        Map<String, String> passwords = Map.of();
        if (password == null) passwords = provisioning.settleEach(settlers, from);
        else provisioning.settle(settlers, from, password, false);
        provisioning.deputise(deputies(), from);
        return passwords;
    }

    /** User names of the scenario that somebody else of this house bears. */
    List<String> taken() {
        Map<String, UUID> wanted = new LinkedHashMap<>();
        for (Scenario.Somebody one : scenario.staff())
            wanted.put(one.code().toLowerCase(Locale.ROOT), ids.of("person", one.code()));
        return provisioning.takenNames(wanted);
    }

    private Organisation structure(Scenario.Structure one) {
        return new Organisation(
                ids.of("organisation", one.code()),
                one.code(),
                withoutShelters(one.label()),
                one.labelEn() == null ? null : withoutShelters(one.labelEn()),
                one.town(),
                one.kind(),
                one.country(),
                one.mandate(),
                ids.of("desk", one.code()),
                one.from(),
                one.until(),
                one.successors());
    }

    /** Names of structures lie in clear, and which shelter a structure runs would say where its children are. */
    private String withoutShelters(String label) {
        String left = label;
        for (String code : scenario.shelterCodes())
            left = left.replaceAll("(?<![\\w-])" + Pattern.quote(code) + "(?![\\w-])", "");
        return left.strip().replaceAll(" {2,}", " ");
    }

    private Provisioning.NewPerson settler(Scenario.Somebody one) {
        return new Provisioning.NewPerson(
                ids.of("person", one.code()),
                one.code().toLowerCase(Locale.ROOT),
                ids.structure(one.structure()),
                one.role(),
                one.shelter() == null ? null : ids.shelter(one.shelter()),
                one.role() == Role.CASE_WORKER ? supervisor(one) : null);
    }

    /** Who decides for a structure that has workers and no supervisor, by the structure's id. */
    private Map<UUID, UUID> deputies() {
        Map<UUID, UUID> deputies = new LinkedHashMap<>();
        for (Scenario.Somebody one : scenario.staff()) {
            if (one.role() != Role.CASE_WORKER) continue;
            Scenario.Somebody supervisor = supervisorOf(scenario, one.code());
            if (!supervisor.structure().equals(one.structure()))
                deputies.put(ids.structure(one.structure()), ids.of("person", supervisor.code()));
        }
        return deputies;
    }

    private UUID supervisor(Scenario.Somebody worker) {
        return ids.of("person", supervisorOf(scenario, worker.code()).code());
    }

    /** A worker is supervised in their own structure where it has a supervisor, else by the agency that leads: the project manager's. */
    static Scenario.Somebody supervisorOf(Scenario scenario, String worker) {
        Map<String, Scenario.Somebody> byStructure = new LinkedHashMap<>();
        scenario.staff().stream()
                .filter(one -> one.role() == Role.CASE_SUPERVISOR)
                .forEach(one -> byStructure.putIfAbsent(one.structure(), one));
        Scenario.Somebody own =
                byStructure.get(structureOf(scenario, one -> one.code().equals(worker)));
        Scenario.Somebody lead = byStructure.get(structureOf(scenario, one -> one.role() == Role.PROJECT_MANAGER));
        if (own != null) return own;
        return lead != null ? lead : byStructure.values().iterator().next();
    }

    private static String structureOf(Scenario scenario, Predicate<Scenario.Somebody> who) {
        return scenario.staff().stream()
                .filter(who)
                .map(Scenario.Somebody::structure)
                .findFirst()
                .orElse("");
    }
}
