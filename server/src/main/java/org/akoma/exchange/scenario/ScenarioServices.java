package org.akoma.exchange.scenario;

import static org.akoma.exchange.scenario.ScenarioTime.later;
import static org.akoma.exchange.scenario.ScenarioTime.noon;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.reference.CodeLists;
import org.akoma.protection.assistance.OpenProvider;
import org.akoma.protection.assistance.PlanService;
import org.akoma.protection.assistance.Providers;
import org.akoma.protection.assistance.Service;
import org.akoma.protection.assistance.Services;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * What was done for each child. Immediate help is written down by the worker once the file is open; long-term help is planned by the
 * worker the day before it begins and approved by the supervisor.
 */
@Component
@Order(20)
class ScenarioServices implements ScenarioSection {

    private static final Set<String> STATES =
            Set.of("PLANNED", "STARTED", "ONGOING", "SUSPENDED", "INTERRUPTED", "COMPLETED");

    private static final Pattern COUNTRY = Pattern.compile(".*-([A-Z]{2})-.*");

    private final Services services;
    private final Providers providers;
    private final CodeLists lists;

    ScenarioServices(Services services, Providers providers, CodeLists lists) {
        this.services = services;
        this.providers = providers;
        this.lists = lists;
    }

    /** One element of {@code assistance}. */
    private record Given(
            String id,
            Scenario.Child child,
            String code,
            LocalDate start,
            @Nullable LocalDate end,
            String state,
            @Nullable String provider) {

        boolean ended() {
            return end != null || state.equals("COMPLETED");
        }

        /** Without an end, a service counts as done on the day it began. */
        Instant endedAt() {
            return noon(end == null ? start : end);
        }
    }

    @Override
    public Acts read(ScenarioNode all, Scenario scenario) {
        Map<String, Scenario.Child> children = new HashMap<>();
        scenario.children().forEach(child -> children.put(child.code(), child));
        Set<String> codes = Set.copyOf(lists.codesOf("assistance"));
        Set<String> ids = new java.util.HashSet<>();
        List<Given> given = new ArrayList<>();
        for (ScenarioNode node : all.each("assistance")) {
            Given one = one(node, children, codes, ids);
            if (one != null) given.add(one);
        }
        return (s, made, actors, timeline) -> {
            open(s, given, made, actors, timeline);
            given.forEach(one -> schedule(s, one, made, actors, timeline));
        };
    }

    private static @Nullable Given one(
            ScenarioNode node, Map<String, Scenario.Child> children, Set<String> codes, Set<String> ids) {
        String id = node.required("id");
        String name = node.required("child");
        Scenario.Child child = name == null ? null : children.get(name);
        if (name != null && child == null) node.wrong("child", name, "exchange.story-unknown", "");
        if (id != null && !ids.add(id)) node.wrong("id", id, "exchange.story-twice", "");
        String code = node.requiredChoice("code", codes);
        LocalDate start = node.requiredDate("start");
        LocalDate end = node.date("end");
        String state = node.requiredChoice("status", STATES);
        String provider = node.text("provider");
        if (start != null && end != null && end.isBefore(start))
            node.wrong("end", end.toString(), "exchange.story-order", "");
        if (id == null || child == null || code == null || start == null || state == null) return null;
        return new Given(id, child, code, start, end, state, provider);
    }

    /** Opens the providers that are no shelters. */
    private void open(Scenario scenario, List<Given> given, ScenarioIds ids, ScenarioActors actors, Timeline timeline) {
        Map<String, Given> first = new TreeMap<>();
        Map<String, Set<String>> offers = new HashMap<>();
        for (Given one : given) {
            String provider = one.provider();
            if (provider == null || scenario.shelterCodes().contains(provider)) continue;
            first.putIfAbsent(provider, one);
            offers.computeIfAbsent(provider, p -> new java.util.TreeSet<>()).add(one.code());
        }
        Instant before = scenario.rescue().start().atStartOfDay().toInstant(ZoneOffset.UTC);
        first.forEach((code, one) -> timeline.at(before, () -> {
            Actor keeper = actors.actor(actors.first(Role.CASE_SUPERVISOR).code(), before);
            providers.open(
                    keeper,
                    new OpenProvider(ids.of("provider", code), code, code, kind(one.code()), country(one), null));
            for (String service : Objects.requireNonNull(offers.get(code)))
                providers.offer(keeper, code, service, null, scenario.rescue().start());
        }));
    }

    private static String kind(String service) {
        if (service.startsWith("LT_EDU")) return "SCHOOL";
        if (service.startsWith("IMM_MEDICAL")) return "CLINIC";
        return service.equals("LT_VOCATIONAL") ? "TRAINING_CENTRE" : "OTHER";
    }

    private static String country(Given one) {
        Matcher named = COUNTRY.matcher(String.valueOf(one.provider()));
        if (named.matches()) return named.group(1);
        return one.child().destination();
    }

    private void schedule(Scenario scenario, Given one, ScenarioIds ids, ScenarioActors actors, Timeline timeline) {
        Instant registered = one.child().registeredAt();
        Actor worker = actors.actor(one.child().worker(), registered);
        String supervisor = ScenarioProvisioning.supervisorOf(
                        scenario, one.child().worker())
                .code();
        Steps steps = new Steps(one, ids, worker, actors.actor(supervisor, registered), timeline);
        if (Service.isImmediate(one.code())) immediate(steps);
        else longTerm(steps);
    }

    private record Steps(Given one, ScenarioIds ids, Actor worker, Actor supervisor, Timeline timeline) {
        java.util.UUID id() {
            return ids.of("service", one.id());
        }

        String child() {
            return one.child().code();
        }

        <T> void at(
                Instant when, String what, java.util.function.Supplier<org.akoma.protection.cases.Outcome<T>> work) {
            timeline.at(when, child(), what + " " + one.id(), work);
        }

        PlanService command(@Nullable Instant started, @Nullable Instant ended) {
            Given g = one;
            boolean inPlan = started == null && g.child().services().contains(g.code()) && planned(g);
            return new PlanService(
                    id(),
                    g.code(),
                    null,
                    g.provider(),
                    inPlan ? ids.of("goal/" + g.code(), child()) : null,
                    g.start(),
                    g.end(),
                    started,
                    ended,
                    null);
        }

        /** Whether the child's plan was in force by then. */
        private static boolean planned(Given g) {
            LocalDate approved = g.child().planApprovedOn();
            Instant assessed = g.child().assessedAt();
            return approved != null
                    && assessed != null
                    && later(noon(approved), assessed.plusSeconds(2))
                            .isBefore(noon(g.start()).minusSeconds(86_400));
        }
    }

    /** Given first, written down when there is a file; a supervisor agrees to what goes on. */
    private void immediate(Steps s) {
        Given one = s.one();
        Instant started = noon(one.start());
        Instant written = later(started, one.child().registeredAt().plusSeconds(60));
        boolean over = one.ended() && !one.endedAt().isAfter(written);
        s.at(
                written,
                "service",
                () -> services.plan(s.worker(), s.child(), s.command(started, over ? one.endedAt() : null)));
        if (over) return;
        s.at(
                written.plusSeconds(3_600),
                "service approval",
                () -> services.approve(s.supervisor(), s.child(), s.id(), null));
        end(s, written.plusSeconds(7_200));
    }

    private void longTerm(Steps s) {
        Given one = s.one();
        Instant planned = later(
                noon(one.start()).minusSeconds(86_400),
                one.child().registeredAt().plusSeconds(60));
        Instant agreed = planned.plusSeconds(3_600);
        Instant started = later(noon(one.start()), agreed.plusSeconds(60));
        s.at(planned, "service", () -> services.plan(s.worker(), s.child(), s.command(null, null)));
        s.at(agreed, "service approval", () -> services.approve(s.supervisor(), s.child(), s.id(), null));
        if (one.state().equals("PLANNED")) return;
        s.at(started, "service begin", () -> services.start(s.worker(), s.child(), s.id(), noon(one.start()), null));
        end(s, started.plusSeconds(60));
    }

    /** @param soonest not before what came before it */
    private void end(Steps s, Instant soonest) {
        Given one = s.one();
        if (one.state().equals("SUSPENDED") || one.state().equals("INTERRUPTED")) {
            Instant lost = one.child().lostFlaggedAt();
            Instant when = later(lost == null ? one.endedAt() : lost, soonest);
            String reason = lost == null ? "OTHER" : "LOST_TO_FOLLOW_UP";
            s.at(when, "service end", () -> services.interrupt(s.worker(), s.child(), s.id(), when, reason, null));
        } else if (one.ended()) {
            Instant when = later(one.endedAt(), soonest);
            s.at(when, "service end", () -> services.complete(s.worker(), s.child(), s.id(), one.endedAt(), null));
        }
    }
}
