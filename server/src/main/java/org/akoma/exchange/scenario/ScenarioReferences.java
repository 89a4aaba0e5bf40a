package org.akoma.exchange.scenario;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.akoma.exchange.spreadsheets.Finding;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.jspecify.annotations.Nullable;

/** Whether everything that a scenario names is in it, once, and in a possible order. */
final class ScenarioReferences {

    /** Nobody of these sides works in a structure of the police ({@code trust.md G10}). */
    private final List<Finding> problems;

    ScenarioReferences(List<Finding> problems) {
        this.problems = problems;
    }

    void check(Scenario scenario) {
        Set<String> structures = once("organisations", scenario.structures(), Scenario.Structure::code);
        Set<String> shelters = once("shelters", scenario.shelters(), Scenario.House::code);
        Set<String> staff = once("staff", scenario.staff(), Scenario.Somebody::code);
        Set<String> sites = once("operation.sites", scenario.rescue().sites(), Scenario.Site::code);
        once("suspects", scenario.suspects(), Scenario.Suspect::code);
        Set<String> children = once("children", scenario.children(), Scenario.Child::code);
        int n = 0;
        for (Scenario.Structure one : scenario.structures()) {
            n++;
            for (String next : one.successors()) known("organisations", n, "successors", next, structures);
        }
        n = 0;
        for (Scenario.House one : scenario.shelters()) known("shelters", ++n, "operator", one.operator(), structures);
        n = 0;
        Set<String> police = scenario.structures().stream()
                .filter(one -> one.kind() == Organisation.Kind.LAW_ENFORCEMENT)
                .map(Scenario.Structure::code)
                .collect(Collectors.toSet());
        for (Scenario.Somebody one : scenario.staff()) {
            known("staff", ++n, "org", one.structure(), structures);
            if (one.role() == Role.SHELTER_MANAGER) known("staff", n, "shelter", one.shelter(), shelters);
            // a scenario has administrators of the whole house alone
            if (!Organisation.Kind.LAW_ENFORCEMENT.employs(one.role(), null) && police.contains(one.structure()))
                wrong("staff", n, "org", one.code() + " (" + one.structure() + ")", "exchange.story-care-in-police");
        }
        Set<String> workers = new HashSet<>();
        scenario.staff().stream().filter(one -> one.role() == Role.CASE_WORKER).forEach(one -> workers.add(one.code()));
        if (scenario.staff().stream().noneMatch(one -> one.role() == Role.CASE_SUPERVISOR))
            wrong("staff", 0, "role", "", "exchange.story-no-supervisor");
        if (scenario.staff().stream().noneMatch(one -> one.role() == Role.LE_COORDINATOR))
            wrong("staff", 0, "role", "", "exchange.story-no-coordinator");
        n = 0;
        for (Scenario.Child one : scenario.children()) {
            n++;
            known("children", n, "caseWorker", one.worker(), workers);
            if (one.shelter() != null) known("children", n, "shelter", one.shelter(), shelters);
            if (one.site() != null) known("children", n, "site", one.site(), sites);
            order(n, "handedToSocialWorkerAt", one.foundAt(), one.handedAt());
            order(n, "registeredAt", one.foundAt(), one.registeredAt());
            order(n, "initialAssessmentAt", one.registeredAt(), one.assessedAt());
        }
        for (String child : scenario.links().keySet())
            if (!children.contains(child))
                wrong("sealedLinkTable.rows", 0, "caseCode", child, "exchange.story-unknown");
        Set<String> arrested = new HashSet<>();
        scenario.suspects().forEach(one -> arrested.add(one.code()));
        scenario.suspectsOfVictim()
                .forEach((victim, linked) -> linked.stream()
                        .filter(code -> !arrested.contains(code))
                        .forEach(code -> wrong("leVictimSuspectLinks", 0, "suspects", code, "exchange.story-unknown")));
        if (!staff.containsAll(workers)) throw new IllegalStateException("A worker is not one of the staff");
    }

    private <T> Set<String> once(String section, List<T> all, Function<T, String> code) {
        Set<String> seen = new HashSet<>();
        int n = 0;
        for (T one : all) {
            n++;
            if (!code.apply(one).isEmpty() && !seen.add(code.apply(one)))
                wrong(section, n, "code", code.apply(one), "exchange.story-twice");
        }
        return seen;
    }

    private void known(String section, int n, String field, @Nullable String code, Set<String> known) {
        if (code == null) wrong(section, n, field, "", "exchange.story-missing");
        else if (!code.isEmpty() && !known.contains(code)) wrong(section, n, field, code, "exchange.story-unknown");
    }

    private void order(int n, String field, Instant before, @Nullable Instant after) {
        if (after != null && !after.equals(Instant.EPOCH) && after.isBefore(before))
            wrong("children", n, field, after.toString(), "exchange.story-order");
    }

    private void wrong(String section, int n, String field, String value, String code) {
        problems.add(new Finding(Finding.Severity.ERROR, section, n, field, field, value, code, ""));
    }
}
