package org.akoma.protection.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.People;
import org.akoma.ground.access.Person;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.journal.Journal;
import org.akoma.ground.reference.Policies;
import org.akoma.ground.safeguarding.FocalPoints;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.visits.HighProposal;
import org.akoma.protection.visits.HighProposals;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Raises alerts, for people and for the application, and ends those that another act settles. In the caller's transaction; the caller has checked who may. */
@Component
class AlertRaising {

    private final AlertStore store;
    private final OffenceReports reports;
    private final HighProposals proposals;
    private final CaseWork work;
    private final Journal journal;
    private final People people;
    private final FocalPoints guards;
    private final Policies policies;
    private final ApplicationEventPublisher events;

    AlertRaising(
            AlertStore store,
            OffenceReports reports,
            HighProposals proposals,
            CaseWork work,
            Journal journal,
            People people,
            FocalPoints guards,
            Policies policies,
            ApplicationEventPublisher events) {
        this.store = store;
        this.reports = reports;
        this.proposals = proposals;
        this.work = work;
        this.journal = journal;
        this.people = people;
        this.guards = guards;
        this.policies = policies;
        this.events = events;
    }

    /** So often within an hour one person reports the same danger again; the database asks the same. */
    private static final int MOST = 30;

    /** So often within an hour their reports ring: each stays on the alert. */
    private static final int RINGING = 5;

    /**
     * On a child. What the same person said in the same words within the hour is the same report, while nobody has done anything about it since: a program that sends a record
     * anew under other ids raises no second one.
     *
     * @param by the actor of the transaction
     * @param csi the index that raises it; null = none does
     */
    Alert raise(
            CaseFile file,
            UUID id,
            Alert.Type type,
            Alert.Source source,
            UUID by,
            Alert.SealedText words,
            @Nullable UUID csi) {
        UUID running = store.running(file.id(), type).orElse(null);
        UUID under = running == null ? id : running;
        Alert made =
                made(under, type, file.id(), file.code(), file.organisationId(), file.workerId(), source, by, null);
        if (running != null) {
            Alert seen = store.find(running, true).orElse(null);
            if (csi == null && seen != null && isSaid(seen, by, words)) return seen;
            int before = store.reportsOfTheHour(running);
            // the record that raises it keeps its own words; those of a person were refused before (isTooOften)
            if (before >= MOST) return seen == null ? made : seen;
            store.insert(seen == null ? made : seen, again(id, by, words.what()));
            Alert open = store.find(running, true).orElse(made);
            journal.note(file.id(), Section.FOLLOW_UP, "followup.alert-again", Map.of("type", type.name()));
            reports.ask(file, open, csi);
            proposeHigh(file, open, by);
            if (before < RINGING) ring(file, by, open.id());
            return open;
        }
        store.insert(made, file.supervisorId(), words);
        reports.ask(file, made, csi);
        proposeHigh(file, made, by);
        journal.note(
                file.id(),
                Section.FOLLOW_UP,
                "followup.alert-raised",
                Map.of("type", type.name(), "source", source.name()));
        ring(file, by, id);
        return made;
    }

    /** Whether this person reported the danger as often as the hour allows, and what they say now is none of it: it would be kept nowhere. */
    boolean isTooOften(CaseFile file, RaiseAlert.OfChild said, UUID by) {
        UUID running = store.running(file.id(), said.type()).orElse(null);
        if (running == null || store.reportsOfTheHour(running) < MOST) return false;
        return store.find(running, true)
                .map(seen -> !isSaid(seen, by, said.words()))
                .orElse(true);
    }

    private boolean isSaid(Alert open, UUID by, Alert.SealedText words) {
        if (open.acknowledgedAt() != null) return false;
        Instant hour = work.now().minus(Duration.ofHours(1));
        Instant acted = store.actedAt(open.id()).orElse(hour);
        Instant from = acted.isAfter(hour) ? acted : hour;
        if (open.raisedBy().equals(by)
                && open.raisedAt().isAfter(from)
                && store.words(open).equals(words)) return true;
        // a report that is added to an alert keeps no place
        return words.where() == null
                && store.actions(open).stream()
                        .filter(one -> one.kind() == AlertAction.Kind.REPORTED_AGAIN
                                && one.takenBy().equals(by)
                                && one.at().isAfter(from))
                        .anyMatch(one -> new AlertAction.SealedText(words.what()).equals(one.words()));
    }

    /** A missing child is said to be back. */
    void back(CaseFile file, UUID alert, RaiseAlert.Back said, UUID by) {
        AlertAction.SealedText words = new AlertAction.SealedText(said.what());
        store.insert(alert, file.id(), new AlertAction(said.id(), AlertAction.Kind.SAID_BACK, work.now(), by, words));
        journal.note(file.id(), Section.FOLLOW_UP, "followup.alert-said-back", Map.of());
        ring(file, by, alert);
    }

    private void proposeHigh(CaseFile file, Alert alert, UUID by) {
        if (alert.type().proposesHigh()) proposals.propose(file, HighProposal.Source.ALERT, alert.id(), by);
    }

    private Alert made(
            UUID id,
            Alert.Type type,
            @Nullable UUID file,
            @Nullable String code,
            UUID organisation,
            UUID worker,
            Alert.Source source,
            UUID by,
            RaiseAlert.@Nullable OfDevice device) {
        Instant now = work.now();
        return new Alert(
                id,
                type,
                file,
                code,
                organisation,
                worker,
                source,
                now,
                by,
                null,
                now.plus(type.acknowledge(policies)),
                now.plus(type.safe(policies)),
                null,
                null,
                null,
                null,
                null,
                device == null ? null : device.encrypted(),
                device == null ? null : device.filesOnDevice(),
                false);
    }

    /** The child's worker and who leads its file hear of it, those of them who did not write it. */
    void ring(CaseFile file, UUID by) {
        ring(file, by, null);
    }

    /** @param alert that asks to be taken on; null = none does */
    private void ring(CaseFile file, UUID by, @Nullable UUID alert) {
        Set<UUID> persons = new HashSet<>();
        persons.add(file.workerId());
        persons.addAll(store.leading(file.id()));
        persons.remove(by);
        if (!persons.isEmpty()) events.publishEvent(new Notification(persons, Notification.ALERT, alert));
    }

    /** Who raised it and who follows the child hear that it was taken on; not an evaluator, who learns nothing of a file. */
    void tellTakenOn(Alert alert, UUID by) {
        Set<UUID> persons = new HashSet<>(Set.of(alert.worker()));
        if (alert.source() != Alert.Source.EVALUATION) persons.add(alert.raisedBy());
        Notification.others(persons, by, Notification.TASK)
                .map(ring -> ring.of(alert.id()))
                .ifPresent(events::publishEvent);
    }

    private List<UUID> supervisors(UUID organisation) {
        return people.withRole(Role.CASE_SUPERVISOR).stream()
                .filter(person -> person.organisationId().equals(organisation))
                .map(Person::id)
                .toList();
    }

    /** A device is gone. */
    Alert device(Actor actor, RaiseAlert.OfDevice command) {
        UUID me = actor.personId();
        Alert made = made(
                command.id(),
                Alert.Type.DEVICE_LOST,
                null,
                null,
                actor.organisationId(),
                me,
                Alert.Source.PERSON,
                me,
                command);
        UUID supervisor =
                people.find(actor.personId()).map(Person::supervisorId).orElse(null);
        store.insert(made, supervisor, command.words());
        journal.noteOwn(
                actor, "followup.alert-raised", Map.of("type", made.type().name()));
        Set<UUID> persons = new HashSet<>(guards.safeguards(new UUID(0, 0)));
        if (supervisor != null) persons.add(supervisor);
        else if (Alerts.care(actor)) persons.addAll(supervisors(actor.organisationId()));
        persons.remove(actor.personId());
        if (!persons.isEmpty()) events.publishEvent(new Notification(persons, Notification.ALERT, made.id()));
        return made;
    }

    private AlertAction again(UUID id, UUID by, String text) {
        return new AlertAction(id, AlertAction.Kind.REPORTED_AGAIN, work.now(), by, new AlertAction.SealedText(text));
    }

    /**
     * Ends the open alerts of a kind because another act made them void. A new index ends none that no supervisor took on, and by who wrote the urgent one only after a visit
     * of a later day.
     */
    void end(CaseFile file, Alert.Type type, Alert.Outcome outcome, UUID by) {
        for (Alert open : store.open(file.id(), type)) end(file, open, outcome, by);
    }

    private void end(CaseFile file, Alert open, Alert.Outcome outcome, UUID by) {
        boolean index = outcome == Alert.Outcome.REASSESSED;
        if (index && (open.acknowledgedAt() == null || !store.isReassessed(open.id()))) return;
        store.close(open.id(), by, outcome, work.now());
        store.insert(open, new AlertAction(Ids.next(), AlertAction.Kind.CLOSED, work.now(), by, null));
        journal.note(
                file.id(),
                Section.FOLLOW_UP,
                "followup.alert-closed",
                Map.of("type", open.type().name(), "outcome", outcome.name()));
    }
}
