package org.akoma.enforcement.operations;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Grant;
import org.akoma.ground.access.Grants;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Organisations;
import org.akoma.ground.access.People;
import org.akoma.ground.access.Person;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The structures of an operation: police who take part and hold it, others who confirm care. */
@Component
class Participants {

    private final ActorTransactions transactions;
    private final Grants grants;
    private final Organisations organisations;
    private final People people;

    Participants(ActorTransactions transactions, Grants grants, Organisations organisations, People people) {
        this.people = people;
        this.transactions = transactions;
        this.grants = grants;
        this.organisations = organisations;
    }

    /** The police structures that may take part. */
    List<Organisation> police(Actor actor) {
        return transactions.as(
                actor,
                () -> organisations.allToday().stream()
                        .filter(one -> one.kind() == Organisation.Kind.LAW_ENFORCEMENT)
                        .toList());
    }

    /** Those who take part, and the structure of who plans where somebody coordinates it: a coordinator sees every operation of the unit. */
    Set<String> withOwnCoordination(Actor actor, Set<String> participants) {
        Set<String> taking = new TreeSet<>(participants);
        if (coordinating().contains(actor.organisation())) taking.add(actor.organisation());
        return taking;
    }

    /**
     * What a plan says before anything is typed: the country of who plans, and who takes part. Where an officer plans, the structure that coordinates
     * in their country is among them, if there is one alone.
     */
    Map<String, String[]> proposed(Actor actor) {
        return transactions.as(actor, () -> {
            Organisation own = organisations.find(actor.organisation()).orElseThrow();
            Set<String> taking = new TreeSet<>(Set.of(own.code()));
            Set<String> coordinating = coordinating();
            List<String> near = organisations.allToday().stream()
                    .filter(one ->
                            coordinating.contains(one.code()) && one.country().equals(own.country()))
                    .map(Organisation::code)
                    .toList();
            if (!actor.may(Verb.OPERATION_APPROVE) && near.size() == 1) taking.addAll(near);
            return Map.of("participants", taking.toArray(String[]::new), "country", new String[] {own.country()});
        });
    }

    /** The structures where somebody may start an operation, by their codes. Call inside an actor's transaction. */
    Set<String> coordinating() {
        return people.withRole(Role.LE_COORDINATOR).stream()
                .map(Person::organisation)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The structures that have an officer, by their codes: officers alone write hand-over slips. Call inside an actor's transaction. */
    Set<String> withOfficers() {
        return people.withRole(Role.LE_OFFICER).stream()
                .map(Person::organisation)
                .collect(Collectors.toSet());
    }

    Set<String> withOfficers(Actor actor) {
        return transactions.as(actor, () -> withOfficers());
    }

    /** Whether somebody who takes part can hand children over to care. */
    boolean haveOfficers(Actor actor, OperationPlan plan) {
        return transactions.as(actor, () -> !Collections.disjoint(withOfficers(), plan.participants()));
    }

    /** Who hears of a correction: the coordinators who take part, and who recorded it. Call inside an actor's transaction. */
    Set<UUID> following(Operation operation, Set<UUID> recorders) {
        return Stream.concat(coordinators(operation).map(Person::id), recorders.stream())
                .collect(Collectors.toSet());
    }

    /** Those who take part and may start the operation. Call inside an actor's transaction. */
    Stream<Person> coordinators(Operation operation) {
        Set<String> taking = operation.plan().participants();
        return people.withRole(Role.LE_COORDINATOR).stream().filter(one -> taking.contains(one.organisation()));
    }

    /** Those who work in the operation once it runs. Call inside an actor's transaction. */
    Set<UUID> working(Operation operation) {
        Set<String> taking = operation.plan().participants();
        return Stream.of(Role.LE_OFFICER, Role.LE_COORDINATOR)
                .flatMap(role -> people.withRole(role).stream())
                .filter(one -> taking.contains(one.organisation()))
                .map(Person::id)
                .collect(Collectors.toSet());
    }

    /** The structures that may confirm care. */
    List<Organisation> carers(Actor actor) {
        return transactions.as(
                actor,
                () -> organisations.allToday().stream()
                        .filter(one -> one.kind() != Organisation.Kind.LAW_ENFORCEMENT)
                        .toList());
    }

    /** Those of them where somebody is at work who follows children, and so can answer. */
    List<Organisation> receiving(Actor actor) {
        return transactions.as(actor, () -> {
            Set<String> staffed = Stream.of(Role.CASE_WORKER, Role.CASE_SUPERVISOR)
                    .flatMap(role -> people.withRole(role).stream())
                    .map(Person::organisation)
                    .collect(Collectors.toSet());
            return carers(actor).stream()
                    .filter(one -> staffed.contains(one.code()))
                    .toList();
        });
    }

    /** Reads a plan, in which only structures that exist can be named. Null when something is wrong, which the submission then says. */
    <T> @Nullable T read(Actor actor, Submission<T> submission) {
        T input = submission.read();
        Form form = submission.form();
        if (form.hasNoError("careConfirmedBy")) form.choice("careConfirmedBy", codes(carers(actor)));
        if (form.hasNoError("participants")) form.choices("participants", codes(police(actor)));
        return form.isSound() ? input : null;
    }

    private static List<String> codes(List<Organisation> organisations) {
        return organisations.stream().map(Organisation::code).toList();
    }

    /** Gives those the operation who are new among them, and ends it for those who no longer are. */
    void share(Actor actor, Operation operation, Set<String> wanted) {
        Set<String> held = operation.plan().participants();
        named(wanted).stream()
                .filter(one -> !held.contains(one.code()))
                .forEach(one -> grants.give(actor, grant(operation.id(), one)));
        named(held).stream()
                .filter(one -> !wanted.contains(one.code()))
                .forEach(one -> grants.end(operation.id(), one.id(), Grant.Reason.OPERATION));
    }

    List<Grant> grants(UUID operation, Set<String> participants) {
        return named(participants).stream().map(one -> grant(operation, one)).toList();
    }

    private Grant grant(UUID operation, Organisation participant) {
        return grants.starting(
                operation, Grant.Kind.ORGANISATION, participant.id(), Section.ALL, true, null, Grant.Reason.OPERATION);
    }

    /** The first of these codes that is no police structure of today; null when all are. */
    @Nullable
    String notPolice(Set<String> codes) {
        Set<String> unknown = new HashSet<>(codes);
        codes.stream()
                .flatMap(code -> organisations.findToday(code).stream())
                .filter(one -> one.kind() == Organisation.Kind.LAW_ENFORCEMENT)
                .forEach(one -> unknown.remove(one.code()));
        return unknown.stream().sorted().findFirst().orElse(null);
    }

    private List<Organisation> named(Set<String> codes) {
        return codes.stream()
                .sorted()
                .flatMap(code -> organisations.find(code).stream())
                .toList();
    }
}
