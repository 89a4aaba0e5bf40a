package org.akoma.protection.alerts;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.SentCommands;
import org.akoma.ground.access.Verb;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.journal.Journal;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.identity.Cases;
import org.akoma.protection.placement.SearchStep;
import org.akoma.protection.placement.Searches;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/**
 * Alerts: raised ({@link AlertRaising}), taken on by a supervisor, acted upon, closed with an outcome (T17). A child has at most one open alert
 * of a kind, and raising it again adds to it; who raises it without reading alerts of the child has one of their own, which tells them of no other.
 */
@Service
public class Alerts {

    private final AlertStore store;
    private final AlertDetails details;
    private final AlertLists lists;
    private final AlertRaising raising;
    private final Cases cases;
    private final OffenceReports reports;
    private final Searches searches;
    private final SentCommands sent;
    private final CaseWork work;
    private final ActorTransactions transactions;
    private final Journal journal;
    private final ApplicationEventPublisher events;

    Alerts(
            AlertStore store,
            AlertDetails details,
            AlertLists lists,
            AlertRaising raising,
            Cases cases,
            OffenceReports reports,
            Searches searches,
            SentCommands sent,
            CaseWork work,
            ActorTransactions transactions,
            Journal journal,
            ApplicationEventPublisher events) {
        this.store = store;
        this.details = details;
        this.lists = lists;
        this.raising = raising;
        this.cases = cases;
        this.reports = reports;
        this.searches = searches;
        this.sent = sent;
        this.work = work;
        this.transactions = transactions;
        this.journal = journal;
        this.events = events;
    }

    /** Those on a file, newest first; the reading is journalled. */
    public Outcome<List<Alert>> of(Actor actor, String code) {
        return of(actor, code, Instant.MAX);
    }

    /** The alert on which a duty to report an offence is done; a task names the duty. */
    Optional<UUID> ofDuty(Actor actor, UUID duty) {
        return transactions.as(actor, () -> reports.alertOf(duty));
    }

    /** As they were at that moment. */
    Outcome<List<Alert>> of(Actor actor, String code, Instant then) {
        return work.read(
                actor,
                code,
                Section.FOLLOW_UP,
                "followup.alerts-read",
                file -> store.of(file.id()).stream()
                        .filter(one -> !one.raisedAt().isAfter(then))
                        .map(one -> lists.then(actor, one, then))
                        .toList());
    }

    /** Those on a file with their words and what was done, newest first; the reading is journalled. */
    public Outcome<List<AlertTold>> told(Actor actor, String code) {
        return work.read(
                actor,
                code,
                Section.FOLLOW_UP,
                "followup.alerts-read",
                file -> store.of(file.id()).stream().map(details::of).toList());
    }

    /** Until when offences of which alerts of this file tell are to be reported, by alert; for a page that has read them. */
    Map<UUID, Instant> toReport(Actor actor, String code) {
        return work.peek(actor, code, Section.FOLLOW_UP, file -> reports.waitingOn(file.id()))
                .orElse(Map.of());
    }

    /** The newest of a kind on a file, of those that run if any does, for who is about to act on it; not journalled, what they do is. */
    public Optional<Alert> newest(Actor actor, String code, Alert.Type type) {
        return work.peek(actor, code, Section.FOLLOW_UP, file -> store.of(file.id()))
                .flatMap(all -> all.stream()
                        .filter(one -> one.type() == type)
                        .min(Comparator.comparing(one -> one.closedAt() != null)));
    }

    static boolean care(Actor actor) {
        return actor.compartment() == Compartment.PROTECTION;
    }

    /** The reading is journalled. */
    Optional<AlertTold> read(Actor actor, UUID id) {
        return transactions.as(
                actor,
                () -> store.find(id, care(actor)).map(alert -> {
                    note(actor, alert, "followup.alert-read", Map.of());
                    return details.of(alert);
                }));
    }

    /** For any person who sees the child. MISSING begins the search; LOST_TO_FOLLOW_UP begins it if the actor may, else when the alert is taken on. */
    public Outcome<Alert> raise(Actor actor, String code, RaiseAlert.OfChild command) {
        try {
            return raiseNow(actor, code, command);
        } catch (DuplicateKeyException other) {
            // raised beside this one, or the id of an alert that the actor does not see
            return Outcome.Refused.because("id", "cases.id-taken");
        }
    }

    private Outcome<Alert> raiseNow(Actor actor, String code, RaiseAlert.OfChild command) {
        return transactions.as(actor, () -> {
            CaseFile file = cases.find(actor, code).orElse(null);
            if (file == null) return new Outcome.NotFound<>();
            if (!actor.may(Verb.ALERT_RAISE)) return new Outcome.Forbidden<>();
            Alert again = store.find(command.id(), true)
                    .or(() -> store.reported(command.id()))
                    .orElse(null);
            if (again != null && !file.id().equals(again.file()))
                return Outcome.Refused.because("id", "cases.id-taken");
            // asked first: who sees only a part of the file may not find what they raised
            if (!sent.isSame(file.id(), command.id(), command))
                return Outcome.Refused.because("id", CaseWork.OTHER_CONTENT);
            if (again != null) return new Outcome.Done<>(again);
            // danger rings on a closed file too, without waiting for its reopening; a search needs a file that is open
            if (!file.status().open() && command.type() == Alert.Type.LOST_TO_FOLLOW_UP)
                return Outcome.Refused.because("status", "cases.file-closed");
            if (raising.isTooOften(file, command, actor.personId()))
                return Outcome.Refused.because("what", "followup.reported-too-often");
            Alert raised = raising.raise(
                    file, command.id(), command.type(), Alert.Source.PERSON, actor.personId(), command.words(), null);
            sent.keep(file.id(), command.id(), command);
            search(actor, file, command);
            return new Outcome.Done<>(raised);
        });
    }

    /** Whether a child is missing, for who sees that it is there. */
    boolean isMissing(Actor actor, String code) {
        return transactions.as(
                actor,
                () -> cases.find(actor, code)
                        .flatMap(file -> store.running(file.id(), Alert.Type.MISSING))
                        .isPresent());
    }

    /** A child who was missing is back. It ends nothing: who follows the child hears of it, and goes and sees. */
    Outcome<UUID> sayBack(Actor actor, String code, RaiseAlert.Back command) {
        return transactions.as(actor, () -> {
            CaseFile file = cases.find(actor, code).orElse(null);
            if (file == null) return new Outcome.NotFound<>();
            if (!actor.may(Verb.ALERT_RAISE)) return new Outcome.Forbidden<>();
            if (!sent.isSame(file.id(), command.id(), command))
                return Outcome.Refused.because("id", CaseWork.OTHER_CONTENT);
            UUID running = store.running(file.id(), Alert.Type.MISSING).orElse(null);
            if (running == null) return Outcome.Refused.because("back", "followup.nobody-missing");
            raising.back(file, running, command, actor.personId());
            sent.keep(file.id(), command.id(), command);
            return new Outcome.Done<>(command.id());
        });
    }

    /** The search protocol lies in cases: its flag and this alert begin together, whichever is first. Who says that the child is missing need not read of it. */
    private void search(Actor actor, CaseFile file, RaiseAlert.OfChild command) {
        if (command.type() == Alert.Type.MISSING)
            searches.begin(file, command.words().what());
        if (command.type() != Alert.Type.LOST_TO_FOLLOW_UP || file.lostSince() != null) return;
        searches.step(
                actor,
                file.code(),
                Ids.next(),
                SearchStep.Step.FLAGGED,
                new SearchStep.SealedText(null, command.words().what()));
    }

    /** Everybody may say that a device is gone. */
    public Outcome<Alert> raise(Actor actor, RaiseAlert.OfDevice command) {
        return transactions.as(actor, () -> {
            Alert again = store.find(command.id(), care(actor)).orElse(null);
            if (again != null)
                return sent.isSame(command.id(), command)
                        ? new Outcome.Done<>(again)
                        : Outcome.Refused.because("id", CaseWork.OTHER_CONTENT);
            Alert raised = raising.device(actor, command);
            sent.keep(command.id(), command);
            return new Outcome.Done<>(raised);
        });
    }

    /**
     * A supervisor takes it on; for a device, the data protection officer may as well.
     *
     * @param action id of what is done, so that sending it twice does it once
     * @param version on which it was decided; null = on whatever there is
     */
    public Outcome<AlertTold> acknowledge(Actor actor, UUID id, UUID action, @Nullable Integer version) {
        return handle(actor, id, Verb.ALERT_HANDLE, action, List.of(), version, alert -> {
            if (alert.closedAt() != null) return closed();
            if (alert.acknowledgedAt() != null) return Outcome.Refused.because("alert", "followup.alert-acknowledged");
            store.acknowledge(id, actor.personId(), work.now());
            reports.read(alert, actor.personId());
            if (alert.type() == Alert.Type.MISSING && alert.file() != null)
                cases.find(alert.file()).ifPresent(file -> searches.begin(file, ""));
            raising.tellTakenOn(alert, actor.personId());
            return add(actor, alert, action, AlertAction.Kind.ACKNOWLEDGED, null);
        });
    }

    /**
     * Records what was done for safety, or reported to the police.
     *
     * @param version as {@link #acknowledge}
     */
    public Outcome<AlertTold> act(
            Actor actor,
            UUID id,
            UUID action,
            AlertAction.Kind kind,
            @Nullable String text,
            @Nullable Integer version) {
        return handle(actor, id, Verb.ALERT_ACT, action, List.of(kind, text == null ? "" : text), version, alert -> {
            // the child may be safe and the alert closed: the offence is to be reported all the same
            if (alert.closedAt() != null && (kind != AlertAction.Kind.POLICE_REPORT || reports.waiting(alert) == null))
                return closed();
            if (!AlertAction.Kind.toChoose(alert.type()).contains(kind))
                return Outcome.Refused.because("kind", "form.choice", "");
            if (kind.makesSafe() && alert.type() == Alert.Type.MISSING && details.isLost(alert))
                return Outcome.Refused.because("kind", "followup.alert-search");
            if (kind.makesSafe() && store.isRead(id)) store.stop(id, kind, work.now());
            if (kind == AlertAction.Kind.POLICE_REPORT && alert.acknowledgedAt() != null)
                reports.recorded(alert, actor.personId(), text == null ? "" : text);
            Outcome<AlertTold> outcome = add(actor, alert, action, kind, text);
            if (outcome instanceof Outcome.Done<AlertTold>(var told) && told.isReportedByOne()) askSecond(actor, alert);
            return outcome;
        });
    }

    /** One person's words do not end the duty to report: who supervises the file hears of it. */
    private void askSecond(Actor actor, Alert alert) {
        Optional.ofNullable(alert.file())
                .flatMap(cases::find)
                .map(CaseFile::supervisorId)
                .flatMap(supervisor -> Notification.others(List.of(supervisor), actor.personId(), Notification.ALERT))
                .map(ring -> ring.about(alert.id()))
                .ifPresent(events::publishEvent);
    }

    /**
     * The child's worker is asked to write whether it is safe, which ends it with the asker's own word.
     *
     * @param version as {@link #acknowledge}
     */
    public Outcome<AlertTold> ask(Actor actor, UUID id, UUID action, @Nullable Integer version) {
        return handle(actor, id, Verb.ALERT_HANDLE, action, List.of("ask"), version, alert -> {
            if (alert.closedAt() != null) return closed();
            if (!details.of(alert).lacksAWord() || alert.worker().equals(actor.personId()))
                return Outcome.Refused.because("alert", "followup.alert-nothing-to-ask");
            return add(actor, alert, action, AlertAction.Kind.WORD_ASKED, null);
        });
    }

    /**
     * Closes it with an outcome. It must have been taken on and made safe first, unless it was a false alarm, of which another person wrote that there was no danger.
     *
     * @param version as {@link #acknowledge}
     */
    public Outcome<AlertTold> close(
            Actor actor, UUID id, UUID action, Alert.Outcome outcome, String text, @Nullable Integer version) {
        return handle(actor, id, Verb.ALERT_HANDLE, action, List.of(outcome, text), version, alert -> {
            if (alert.closedAt() != null) return closed();
            if (alert.type().searched() && details.isLost(alert))
                return Outcome.Refused.because("outcome", "followup.alert-search");
            if (!details.endings(alert).contains(outcome))
                return alert.type() == Alert.Type.MISSING
                        ? Outcome.Refused.because("outcome", "followup.alert-search")
                        : Outcome.Refused.because("outcome", "form.choice", "");
            if (alert.acknowledgedAt() == null)
                return Outcome.Refused.because("outcome", "followup.alert-not-acknowledged");
            if (alert.safeAt() == null && outcome == Alert.Outcome.CHILD_SAFE)
                return Outcome.Refused.because("outcome", "followup.alert-not-safe");
            String why = store.endRefusal(id, outcome).orElse(null);
            if (why != null) return Outcome.Refused.because("outcome", why);
            store.close(id, actor.personId(), outcome, work.now());
            if (outcome == Alert.Outcome.FALSE_ALARM) reports.falseAlarm(alert);
            return add(actor, alert, action, AlertAction.Kind.CLOSED, text);
        });
    }

    private Outcome<AlertTold> handle(
            Actor actor,
            UUID id,
            Verb verb,
            UUID action,
            List<?> said,
            @Nullable Integer version,
            Function<Alert, Outcome<AlertTold>> change) {
        return transactions.as(actor, () -> {
            Alert seen = store.find(id, care(actor)).orElse(null);
            if (seen == null) return new Outcome.NotFound<>();
            boolean custodian = seen.file() == null && actor.may(Verb.ALERT_HANDLE);
            if (!actor.may(verb) && !custodian || !holds(actor, seen)) return new Outcome.Forbidden<>();
            store.lock(id);
            Alert alert = store.find(id, care(actor)).orElseThrow();
            AlertTold now = details.of(alert);
            List<Object> content = List.of(id, said);
            if (now.actions().stream().anyMatch(one -> one.id().equals(action)))
                return sent.isSame(alert.file(), action, content)
                        ? new Outcome.Done<>(now)
                        : Outcome.Refused.because("id", CaseWork.OTHER_CONTENT);
            if (version != null && version != now.version()) return new Outcome.Stale<>(now, now.since(version));
            Outcome<AlertTold> outcome = change.apply(alert);
            if (outcome instanceof Outcome.Done) sent.keep(alert.file(), action, content);
            return outcome;
        });
    }

    private static Outcome<AlertTold> closed() {
        return Outcome.Refused.because("alert", "followup.alert-closed");
    }

    /** Whether this person writes in the follow-up of the child; a device has no file. */
    private boolean holds(Actor actor, Alert alert) {
        if (alert.file() == null) return actor.may(Verb.ALERT_HANDLE);
        return alert.code() != null
                && work.onAny(actor, alert.code(), Verb.CASE_READ, Section.FOLLOW_UP, file -> new Outcome.Done<>(true))
                        instanceof Outcome.Done;
    }

    private Outcome<AlertTold> add(Actor actor, Alert alert, UUID id, AlertAction.Kind kind, @Nullable String text) {
        AlertAction.SealedText words = text == null ? null : new AlertAction.SealedText(text);
        store.insert(alert, new AlertAction(id, kind, work.now(), actor.personId(), words));
        note(actor, alert, kind.act(), kind(alert, kind));
        Alert after = store.find(alert.id(), care(actor)).orElseThrow();
        Notification.others(List.of(alert.worker(), alert.raisedBy()), actor.personId(), Notification.ALERT)
                .map(ring -> kind == AlertAction.Kind.CLOSED ? ring : ring.about(alert.id()))
                .ifPresent(events::publishEvent);
        return new Outcome.Done<>(details.of(after));
    }

    private static Map<String, String> kind(Alert alert, AlertAction.Kind kind) {
        return Map.of("type", alert.type().name(), "kind", kind.name());
    }

    private void note(Actor actor, Alert alert, String act, Map<String, ?> facts) {
        if (alert.file() == null) journal.noteOwn(actor, act, facts);
        else journal.note(alert.file(), Section.FOLLOW_UP, act, facts);
    }
}
