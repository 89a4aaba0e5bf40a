package org.akoma.ground.people;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.PeopleFilter;
import org.akoma.ground.access.Person;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.ShelterCodes;
import org.akoma.ground.decisions.Deputy;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Among whom an administrator chooses on the forms of accounts and deputies. */
@Component
class AccountChoices {

    /** So many supervisors are proposed by name; where there are more, their code is written. */
    private static final int MOST = 50;

    private final Accounts accounts;
    private final Deputies deputies;
    private final ShelterCodes codes;

    AccountChoices(Accounts accounts, Deputies deputies, ShelterCodes codes) {
        this.accounts = accounts;
        this.deputies = deputies;
        this.codes = codes;
    }

    /**
     * Who may be named supervisor of an account, by the structure of the account: those whose role there holds already, with the structure's deputies; of
     * the police its coordinators. Null where they are too many to choose among.
     */
    @Nullable
    Map<String, List<String>> supervisors(Actor actor) {
        List<Person> care = with(actor, Role.CASE_SUPERVISOR);
        List<Person> police = with(actor, Role.LE_COORDINATOR);
        if (care.size() > MOST || police.size() > MOST) return null;
        Map<String, TreeSet<String>> found = new TreeMap<>();
        Stream.concat(care.stream(), police.stream()).forEach(one -> add(found, one.organisation(), one.code()));
        deputies.running(actor).stream()
                .filter(Deputy::agreed)
                .forEach(one -> add(found, one.structure(), one.person()));
        Map<String, List<String>> sorted = new LinkedHashMap<>();
        found.forEach((structure, people) -> sorted.put(structure, List.copyOf(people)));
        return sorted;
    }

    private static void add(Map<String, TreeSet<String>> found, String structure, String person) {
        found.computeIfAbsent(structure, code -> new TreeSet<>()).add(person);
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
