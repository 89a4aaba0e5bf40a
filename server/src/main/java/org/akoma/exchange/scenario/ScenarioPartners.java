package org.akoma.exchange.scenario;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.agreements.Agreement;
import org.akoma.ground.agreements.Agreements;
import org.akoma.ground.agreements.ProposeAgreement;
import org.akoma.protection.directory.Directory;
import org.akoma.protection.directory.StructureEntry;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the referrals of a scenario imply between its structures: an agreement for each pair, and for the structure that holds the file where
 * another one refers the child, signed on the eve of the operation; and a
 * focal point where a structure has workers but no desk.
 */
@Component
class ScenarioPartners {

    private static final int RETENTION_DAYS = 365;
    private static final int LONGEST = 400;

    private final Agreements agreements;
    private final Directory directory;

    ScenarioPartners(Agreements agreements, Directory directory) {
        this.agreements = agreements;
        this.directory = directory;
    }

    /** @param implied not named by a referral: the structure that holds the file of a child whom another one refers */
    record Pair(String from, String to, boolean implied) {}

    /** The structure of the child's worker, which holds the file. */
    static @Nullable String structureOf(Scenario scenario, Scenario.@Nullable Child child) {
        return scenario.staff().stream()
                .filter(one -> child != null && one.code().equals(child.worker()))
                .map(Scenario.Somebody::structure)
                .findFirst()
                .orElse(null);
    }

    static boolean abroad(Scenario scenario, String structure) {
        return scenario.structures().stream()
                .anyMatch(one -> one.code().equals(structure)
                        && !one.country().equals(scenario.rescue().country()));
    }

    static Set<Section> sections(boolean abroad) {
        return abroad
                ? Set.of(Section.IDENTITY, Section.FAMILY, Section.ASSISTANCE)
                : Set.of(Section.IDENTITY, Section.ASSISTANCE);
    }

    /** Who of a structure answers: at its desk, else its first worker, who is its focal point. Null when it has nobody here. */
    static Scenario.@Nullable Somebody answering(Scenario scenario, String structure) {
        Optional<Scenario.Somebody> desk =
                first(scenario, structure, Role.MINISTRY_OFFICER).or(() -> first(scenario, structure, Role.PROVIDER));
        return desk.or(() -> first(scenario, structure, Role.CASE_WORKER)).orElse(null);
    }

    private static Optional<Scenario.Somebody> first(Scenario scenario, String structure, Role role) {
        return scenario.staff().stream()
                .filter(one -> one.structure().equals(structure) && one.role() == role)
                .findFirst();
    }

    void tell(
            List<Pair> pairs,
            Instant last,
            Scenario scenario,
            ScenarioIds ids,
            ScenarioActors cast,
            Timeline timeline) {
        if (pairs.isEmpty()) return;
        LocalDate signed = scenario.rescue().start().minusDays(1);
        LocalDate until = LocalDate.ofInstant(last, ZoneOffset.UTC).plusDays(LONGEST);
        Instant eve = signed.atTime(9, 0).toInstant(ZoneOffset.UTC);
        for (Pair pair : pairs) {
            LocalDate day = begun(pair, signed, scenario);
            Instant then = day.atTime(9, 0).toInstant(ZoneOffset.UTC);
            timeline.at(then, () -> agree(pair, day, until, then, scenario, ids, cast, timeline));
        }
        scenario.structures()
                .forEach(one -> timeline.at(eve.plus(Duration.ofHours(1)), () -> enter(one, eve, scenario, cast)));
    }

    /** Nothing is agreed with a structure before it exists. */
    private static LocalDate begun(Pair pair, LocalDate signed, Scenario scenario) {
        return scenario.structures().stream()
                .filter(one -> one.code().equals(pair.from()) || one.code().equals(pair.to()))
                .map(Scenario.Structure::from)
                .filter(from -> from != null && from.isAfter(signed))
                .max(Comparator.naturalOrder())
                .orElse(signed);
    }

    private void agree(
            Pair pair,
            LocalDate signed,
            LocalDate until,
            Instant eve,
            Scenario scenario,
            ScenarioIds ids,
            ScenarioActors cast,
            Timeline timeline) {
        boolean abroad = abroad(scenario, pair.to());
        UUID id = ids.of("agreement", pair.from() + "/" + pair.to());
        ProposeAgreement wanted = new ProposeAgreement(
                id,
                pair.from(),
                pair.to(),
                false,
                purposes(pair, abroad),
                sections(abroad),
                abroad ? Agreement.Channel.SEALED_LETTER : Agreement.Channel.AKOMA,
                RETENTION_DAYS,
                signed,
                until);
        Actor proposer = null;
        ProposeAgreement.Result made = new ProposeAgreement.Result.Forbidden();
        for (Scenario.Somebody one : proposers(cast, pair.from())) {
            proposer = cast.actor(one.code(), eve);
            made = agreements.propose(proposer, wanted);
            if (made instanceof ProposeAgreement.Result.Done) break;
        }
        Actor confirmer = confirmer(cast, eve, proposer);
        if (proposer == null || confirmer == null) {
            timeline.refuse("agreement " + pair.from() + " " + pair.to() + ": two persons are needed");
            return;
        }
        told(made, pair, timeline);
        told(agreements.confirm(confirmer, id), pair, timeline);
    }

    /** What a referral implies of the structure that holds the file is its own purpose, and no more. */
    private static Set<Agreement.Purpose> purposes(Pair pair, boolean abroad) {
        if (pair.implied()) return Set.of(abroad ? Agreement.Purpose.PROTECTION : Agreement.Purpose.CARE);
        return abroad
                ? Set.of(Agreement.Purpose.PROTECTION, Agreement.Purpose.RETURN)
                : Set.of(Agreement.Purpose.CARE, Agreement.Purpose.PROTECTION);
    }

    private static void told(ProposeAgreement.Result result, Pair pair, Timeline timeline) {
        if (!(result instanceof ProposeAgreement.Result.Done))
            timeline.refuse("agreement " + pair.from() + " " + pair.to() + ": " + result);
    }

    /** Who gives proposes; where nobody there can, the project manager, or a supervisor, who is its deputy. */
    private static List<Scenario.Somebody> proposers(ScenarioActors cast, String giver) {
        List<Role> roles = List.of(Role.PROJECT_MANAGER, Role.CASE_SUPERVISOR, Role.MINISTRY_OFFICER);
        return Stream.concat(
                        all(cast, roles).filter(one -> one.structure().equals(giver)), all(cast, roles.subList(0, 2)))
                .toList();
    }

    private static Stream<Scenario.Somebody> all(ScenarioActors cast, List<Role> roles) {
        return roles.stream().flatMap(role -> cast.all(role).stream());
    }

    /** The first, in the order of the roles, who may and is another than who proposed. */
    private static @Nullable Actor confirmer(ScenarioActors cast, Instant at, @Nullable Actor proposer) {
        return all(cast, List.of(Role.DATA_PROTECTION_OFFICER, Role.PROJECT_MANAGER))
                .map(one -> cast.actor(one.code(), at))
                .filter(one -> !one.equals(proposer))
                .findFirst()
                .orElse(null);
    }

    /** A structure writes its entry once: the shelter it runs, and its focal point where it has no desk. */
    private void enter(Scenario.Structure one, Instant eve, Scenario scenario, ScenarioActors cast) {
        Scenario.Somebody somebody = answering(scenario, one.code());
        if (somebody == null) return;
        boolean focal = somebody.role() == Role.CASE_WORKER; // named by another than themself
        Actor actor = cast.actor(focal ? cast.supervisorOf(one.code()).code() : somebody.code(), eve);
        int places = scenario.shelters().stream()
                .filter(house -> house.operator().equals(one.code()))
                .mapToInt(Scenario.House::capacity)
                .sum();
        directory.keep(
                actor,
                new StructureEntry(
                        directory.structure(actor, one.code()),
                        places == 0 ? List.of() : List.of("IMM_SHELTER", "IMM_FOOD"),
                        null,
                        null,
                        null,
                        places == 0 ? null : places,
                        List.of(),
                        null,
                        null,
                        null,
                        focal ? somebody.code() : null,
                        0));
    }
}
