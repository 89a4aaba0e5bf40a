package org.akoma.ground.people;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.GivenRole;
import org.akoma.ground.access.PeopleFilter;
import org.akoma.ground.access.Person;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.ShelterCodes;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.decisions.Deputy;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Among whom an administrator chooses on the forms of accounts and deputies. */
@Component
class AccountChoices {

    /** So many supervisors are proposed by name; where there are more, their code is written. */
    private static final int MOST = 200;

    private static final int READ_THROUGH = 15;

    private static final Set<Role> LEADING = Set.of(Role.CASE_SUPERVISOR, Role.LE_COORDINATOR);

    private final Accounts accounts;
    private final Deputies deputies;
    private final ShelterCodes codes;

    AccountChoices(Accounts accounts, Deputies deputies, ShelterCodes codes) {
        this.accounts = accounts;
        this.deputies = deputies;
        this.codes = codes;
    }

    /**
     * Who may be named supervisor of accounts.
     *
     * @param code of the person
     * @param side whom the person may lead
     * @param leads codes of the structures whose accounts may name the person: the own one, and those of which the person is deputy
     * @param waits whether the person's role still waits for a second person
     */
    record Lead(String code, Compartment side, Set<String> leads, boolean waits) {
        Lead {
            leads = Collections.unmodifiableSet(new TreeSet<>(leads));
        }

        /** As a script of the page reads it. */
        public String within() {
            return String.join(" ", leads);
        }
    }

    /**
     * Who may be named supervisor of a new account, each once, by their own structure: those whose role there holds already, and those whose role waits
     * and is approved first; of the police its coordinators. Null where they are too many to choose among.
     */
    @Nullable
    Map<String, List<Lead>> supervisors(Actor actor) {
        Map<String, List<Lead>> all = inPost(actor);
        if (all != null)
            waiting(actor)
                    .forEach(one -> all.merge(
                            one.structure(),
                            List.of(lead(one)),
                            (leads, more) ->
                                    Stream.concat(leads.stream(), more.stream()).toList()));
        return all;
    }

    /** Roles of supervisors and coordinators that wait, of people who hold none yet. */
    private Stream<GivenRole.Shown> waiting(Actor actor) {
        return accounts.waitingRoles(actor).stream()
                .filter(one -> LEADING.contains(one.role().role())
                        && one.held().stream().noneMatch(LEADING::contains));
    }

    private static Lead lead(GivenRole.Shown one) {
        return new Lead(
                one.role().username().toUpperCase(Locale.ROOT),
                one.role().role().compartment(),
                Set.of(one.structure()),
                true);
    }

    /** User names of those who may lead new accounts of this side in this structure; empty where they are too many. */
    Set<String> leading(Actor actor, Compartment side, String structure) {
        Map<String, List<Lead>> all = supervisors(actor);
        return all == null
                ? Set.of()
                : all.values().stream()
                        .flatMap(List::stream)
                        .filter(one -> one.side() == side && one.leads().contains(structure))
                        .map(one -> one.code().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet());
    }

    private @Nullable Map<String, List<Lead>> inPost(Actor actor) {
        List<Person> care = with(actor, Role.CASE_SUPERVISOR);
        List<Person> police = with(actor, Role.LE_COORDINATOR);
        if (care.size() > MOST || police.size() > MOST) return null;
        Map<String, Set<String>> deputyOf = deputies.running(actor).stream()
                .filter(Deputy::agreed)
                .collect(Collectors.groupingBy(
                        Deputy::person, Collectors.mapping(Deputy::structure, Collectors.toSet())));
        return Stream.concat(care.stream(), police.stream())
                .sorted(Comparator.comparing(Person::compartment)
                        .reversed()
                        .thenComparing(Person::organisation)
                        .thenComparing(Person::code))
                .collect(Collectors.groupingBy(
                        Person::organisation,
                        LinkedHashMap::new,
                        Collectors.mapping(one -> lead(one, deputyOf), Collectors.toList())));
    }

    /** Who leads an account of this role, where there is one person to choose; of a role whose accounts name nobody: empty. */
    Optional<String> onlyLead(Actor actor, String role) {
        Role leading = role.equals(Role.CASE_WORKER.name())
                ? Role.CASE_SUPERVISOR
                : role.equals(Role.LE_OFFICER.name()) ? Role.LE_COORDINATOR : null;
        Map<String, List<Lead>> all = supervisors(actor);
        if (leading == null || all == null) return Optional.empty();
        List<Lead> leads = all.values().stream()
                .flatMap(List::stream)
                .filter(one -> one.side() == leading.compartment())
                .toList();
        return leads.size() == 1 ? Optional.of(leads.getFirst().code()) : Optional.empty();
    }

    /** Whether they are too many for a list to be read through. */
    static boolean areSearched(Map<String, List<Lead>> supervisors) {
        return supervisors.values().stream().mapToInt(List::size).sum() > READ_THROUGH;
    }

    private static Lead lead(Person one, Map<String, Set<String>> deputyOf) {
        Set<String> leads = new TreeSet<>(deputyOf.getOrDefault(one.code(), Set.of()));
        leads.add(one.organisation());
        return new Lead(one.code(), one.compartment(), leads, false);
    }

    /**
     * For an account that exists: those in post, of its side alone, and with whom it names already, who may not be in post any more.
     *
     * @param named code of the person's supervisor; null = none
     */
    @Nullable
    Map<String, List<Lead>> supervisors(Actor actor, Person person, @Nullable String named) {
        Map<String, List<Lead>> all = inPost(actor);
        if (all == null) return null;
        Map<String, List<Lead>> own = new LinkedHashMap<>();
        all.forEach((structure, leads) -> {
            if (leads.getFirst().side() == person.compartment()) own.put(structure, leads);
        });
        boolean offered = own.values().stream()
                .flatMap(List::stream)
                .anyMatch(lead -> lead.code().equals(named));
        if (named != null && !offered)
            own.merge(
                    person.organisation(),
                    List.of(new Lead(named, person.compartment(), Set.of(person.organisation()), false)),
                    (leads, former) ->
                            Stream.concat(leads.stream(), former.stream()).toList());
        return own;
    }

    /** Who may be deputy of another structure than their own, by code. Null where they are too many to choose among. */
    @Nullable
    List<String> deputies(Actor actor) {
        List<Person> care = with(actor, Role.CASE_SUPERVISOR);
        return care.size() > MOST
                ? null
                : care.stream()
                        .filter(one -> !one.id().equals(actor.personId()))
                        .map(Person::code)
                        .toList();
    }

    private List<Person> with(Actor actor, Role role) {
        return accounts.page(actor, new PeopleFilter("", null, role, null, "", MOST));
    }

    /** Whether a shelter would be chosen by its code here, and none is open: a supervisor opens one first. */
    boolean noShelterYet(Actor actor) {
        return codes.areHere() && accounts.shelters(actor).isEmpty();
    }
}
