package org.akoma.protection.wellbeing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Matter;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Once;
import org.akoma.protection.cases.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** The Child Status Index ({@code requirements.md 4.1}): recorded factor by factor, with what follows from it. Never a total. */
@Service
public class StatusIndexes {

    private final CsiStore store;
    private final CsiActionStore actions;
    private final ReportDuties reports;
    private final CsiDueStore dues;
    private final CaseWork work;
    private final ActorTransactions transactions;
    private final Policies policies;
    private final ApplicationEventPublisher events;

    StatusIndexes(
            CsiStore store,
            CsiActionStore actions,
            ReportDuties reports,
            CsiDueStore dues,
            CaseWork work,
            ActorTransactions transactions,
            Policies policies,
            ApplicationEventPublisher events) {
        this.store = store;
        this.actions = actions;
        this.reports = reports;
        this.dues = dues;
        this.work = work;
        this.transactions = transactions;
        this.policies = policies;
        this.events = events;
    }

    /**
     * @param indexes newest first
     * @param actions those that wait first
     * @param next null when no further one is expected
     */
    public record Standing(List<Csi> indexes, List<CsiAction> actions, CsiCalendar.@Nullable Expected next) {}

    /** The reading is journalled. */
    public Outcome<Standing> of(Actor actor, String code) {
        return work.read(
                actor,
                code,
                Section.FOLLOW_UP,
                "followup.csi-read",
                file -> new Standing(
                        store.of(file.id()),
                        actions.of(file.id()),
                        dues.open(file.id()).orElse(null)));
    }

    /** The indexes as of the end of a past day: an index counts from the day on which it was made. The reading is journalled. */
    public Outcome<Standing> of(Actor actor, String code, LocalDate day) {
        Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return work.read(actor, code, Section.FOLLOW_UP, "followup.csi-read", file -> {
            List<Csi> made = store.of(file.id()).stream()
                    .filter(one -> !one.on().isAfter(day))
                    .toList();
            List<CsiAction> asked = actions.of(file.id()).stream()
                    .filter(one -> one.since().isBefore(end))
                    .map(one -> one.asOf(end))
                    .sorted(Comparator.comparing(one -> one.until() != null))
                    .toList();
            return new Standing(made, asked, dues.expected(file.id(), end).orElse(null));
        });
    }

    public Outcome<Csi> record(Actor actor, String code, RecordCsi command) {
        return work.once(
                actor,
                code,
                Verb.CSI_WRITE,
                Section.FOLLOW_UP,
                new Once<>(command.id(), command, file -> CaseWork.among(store.of(file.id()), Csi::id, command.id())),
                file -> {
                    List<Csi> before = store.of(file.id());
                    List<FieldError> wrong = command.refusals(file, before, work.today());
                    if (!wrong.isEmpty()) return new Outcome.Refused<>(wrong);
                    Csi made = made(actor, command);
                    store.insert(file, made);
                    work.note(
                            file,
                            Section.FOLLOW_UP,
                            "followup.csi-recorded",
                            Map.of("wave", made.wave().name(), "on", made.on().toString()));
                    boolean newest = before.isEmpty()
                            || !made.on().isBefore(before.getFirst().on());
                    follow(actor, file, made, newest);
                    expect(file);
                    return new Outcome.Done<>(made);
                });
    }

    /**
     * What would be refused of an index in which something cannot be read, so that all is said at once.
     *
     * @param legible fields of {@link RecordCsi.Input}
     */
    List<FieldError> refusals(Actor actor, String code, Map<String, @Nullable Object> legible) {
        if (!actor.may(Verb.CSI_WRITE)) return List.of();
        return work.peek(
                        actor,
                        code,
                        Section.FOLLOW_UP,
                        file -> RecordCsi.refusals(
                                file, store.of(file.id()), work.today(), (LocalDate) legible.get("on"), (Csi.Wave)
                                        legible.get("wave")))
                .orElse(List.of());
    }

    /**
     * What is urgent in an index that was refused does not wait for what is missing.
     *
     * @return whether an alert went out; never for who may not record it
     */
    boolean alarmFirst(Actor actor, String code, RecordCsi said) {
        Outcome<Boolean> raised = work.on(actor, code, Verb.CSI_WRITE, Section.FOLLOW_UP, file -> {
            List<Csi> before = store.of(file.id());
            if (CaseWork.among(before, Csi::id, said.id()).isPresent()) return new Outcome.Done<>(false);
            Csi csi = made(actor, said.in(before.isEmpty() ? Csi.Wave.BASELINE : Csi.Wave.BETWEEN));
            List<CsiConsequence> asked = CsiConsequence.of(csi, file.slipId() != null, policies).stream()
                    .filter(one -> one.kind().isAlert())
                    .toList();
            if (!asked.isEmpty()) events.publishEvent(new CsiRecorded.Refused(file, csi, asked));
            return new Outcome.Done<>(!asked.isEmpty());
        });
        return raised instanceof Outcome.Done<Boolean>(var went) && went;
    }

    private Csi made(Actor actor, RecordCsi command) {
        return new Csi(
                command.id(),
                command.wave(),
                command.on(),
                work.now(),
                actor.personId(),
                command.informants(),
                command.levels(),
                command.missing(),
                command.words());
    }

    /**
     * What this index asks takes the place of what earlier ones asked. One that is entered late, of a day gone by, alarms as well
     * ({@code requirements.md 4.1}: any 1, the same day); what belongs in the plan it leaves to the newer one.
     */
    private void follow(Actor actor, CaseFile file, Csi made, boolean newest) {
        List<CsiConsequence> asked = CsiConsequence.of(made, file.slipId() != null, policies).stream()
                .filter(one -> newest || one.kind() != CsiConsequence.Kind.PLAN_ACTION)
                .toList();
        for (CsiConsequence one : asked) if (!one.kind().isAlert()) actions.insert(file, made, one);
        if (newest) actions.reassess(made, file.id(), work.now());
        events.publishEvent(new CsiRecorded(actor, file, made, asked, newest));
        if (!asked.isEmpty() && !file.workerId().equals(actor.personId()))
            events.publishEvent(
                    new Notification(Set.of(file.workerId()), Notification.TASK).onFile(file.id(), Matter.INDEX));
    }

    /** Closes the expected index and, if the file is open, opens the next one. */
    void expect(CaseFile file) {
        dues.close(file.id(), work.now());
        if (file.status().open())
            dues.expect(List.of(new CsiDueStore.Due(file, next(file, store.of(file.id())))), work.now());
    }

    /** Of new files the first index is expected. */
    void expectFirst(List<CaseFile> files) {
        dues.expect(
                files.stream()
                        .map(file -> new CsiDueStore.Due(file, next(file, List.of())))
                        .toList(),
                work.now());
    }

    /** Before a file ends or passes on, the child's status is looked at once more. */
    private CsiCalendar.Expected next(CaseFile file, List<Csi> all) {
        List<LocalDate> made = all.stream().map(Csi::on).toList();
        LocalDate registered = LocalDate.ofInstant(file.registeredAt(), ZoneOffset.UTC);
        return CsiCalendar.of(policies).next(registered, made);
    }

    /** The newest index of this file that another person is to make as well, or made; empty when none was drawn, or the caller does not see it. */
    Optional<DrawnCsi> drawn(Actor actor, String code) {
        return work.peek(actor, code, Section.FOLLOW_UP, file -> store.drawn(file.id()))
                .flatMap(found -> found);
    }

    /**
     * By what an action that waits may be answered: a goal of the plan, an accepted referral, or the words of who asks.
     *
     * @param sent the referral that left and may still be accepted; null = none did
     */
    public record Answers(
            List<CsiAction.Goal> goals,
            @Nullable String referral,
            @Nullable String sent,
            boolean byReasons) {}

    /** By the id of the action; those that an answer ends, while they wait. */
    Map<UUID, Answers> answers(Actor actor, String code, List<CsiAction> waiting) {
        return work.peek(
                        actor,
                        code,
                        Section.FOLLOW_UP,
                        file -> waiting.stream()
                                .filter(one -> one.until() == null)
                                .collect(Collectors.toMap(
                                        CsiAction::id,
                                        one -> new Answers(
                                                actions.goals(one.id()),
                                                actions.referral(one.id()),
                                                actions.sent(one.id()),
                                                byWords(one)))))
                .orElse(Map.of());
    }

    private boolean byWords(CsiAction waiting) {
        return waiting.kind() == CsiConsequence.Kind.REPORT_OFFENCE
                ? reports.isRead(waiting) && actions.isConfirmed(waiting.id())
                : actions.byReasons(waiting.id());
    }

    /**
     * The work that an index asked for is done. An action of the plan ends by a goal that was approved since, help for the mind by a referral that was accepted
     * since; either by the reasons of a supervisor who neither leads the file nor made the index. The report of an offence needs a second person, or its record.
     *
     * @param goal of the approved plan; null = none is named
     */
    public Outcome<CsiAction> finish(
            Actor actor, String code, UUID action, CsiAction.SealedText words, @Nullable UUID goal) {
        return work.on(actor, code, Verb.CASE_WRITE, Section.FOLLOW_UP, file -> {
            CsiAction waiting =
                    CaseWork.among(actions.of(file.id()), CsiAction::id, action).orElse(null);
            if (waiting == null) return new Outcome.NotFound<>();
            if (waiting.until() != null) return Outcome.Refused.because("done", "followup.action-ended");
            if (!reports.isRead(waiting)) return Outcome.Refused.because("done", "followup.report-unread");
            String referral = actions.referral(action);
            FieldError why = unanswered(waiting, goal, referral);
            if (why != null) return new Outcome.Refused<>(why);
            Instant now = work.now();
            actions.finish(file.id(), action, actor.personId(), words, goal, referral, now);
            if (referral != null) finishFormer(actor, file, waiting, words, now);
            reports.recordedUnderIndex(waiting, actor.personId(), words.done());
            work.note(
                    file,
                    Section.FOLLOW_UP,
                    "followup.csi-action-done",
                    Map.of("kind", waiting.kind().name()));
            return new Outcome.Done<>(
                    CaseWork.among(actions.of(file.id()), CsiAction::id, action).orElseThrow());
        });
    }

    /** What earlier indexes asked for the child's mind is answered by the same referral. */
    private void finishFormer(Actor actor, CaseFile file, CsiAction done, CsiAction.SealedText words, Instant now) {
        for (CsiAction one : actions.of(file.id())) {
            String referral = actions.referral(one.id());
            if (one.until() == null && one.kind() == done.kind() && referral != null)
                actions.finish(file.id(), one.id(), actor.personId(), words, null, referral, now);
        }
    }

    private @Nullable FieldError unanswered(CsiAction waiting, @Nullable UUID goal, @Nullable String referral) {
        if (goal != null
                && actions.goals(waiting.id()).stream()
                        .noneMatch(one -> one.id().equals(goal))) return FieldError.of("goal", "followup.no-such-goal");
        if (goal != null || referral != null || byWords(waiting)) return null;
        return switch (waiting.kind()) {
            case PLAN_ACTION -> FieldError.of("goal", "followup.action-without-goal");
            case REPORT_OFFENCE -> FieldError.of("done", "followup.report-by-one");
            default -> FieldError.of("done", "followup.action-without-referral");
        };
    }

    /**
     * Means a factor over all children; counts only.
     *
     * @param day not in the future
     */
    public CsiFigures figures(LocalDate day) {
        int wanted = policies.percent("csi.second-rater");
        return transactions.forStatistics(() -> CsiFigures.of(store.levels(day), store.raters(day, wanted)));
    }
}
