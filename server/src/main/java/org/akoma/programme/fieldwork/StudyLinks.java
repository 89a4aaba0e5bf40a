package org.akoma.programme.fieldwork;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.akoma.FieldError;
import org.akoma.ground.access.Acted;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.SentCommands;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Decisions.Verdict;
import org.akoma.ground.decisions.Proposal;
import org.akoma.ground.decisions.Shown;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.pages.Formats;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Which child a study code stands for, once a child told of harm or was in distress: the data protection officer asks, a supervisor who holds the child's file
 * agrees ({@code trust.md 2}), and each reading is journalled in the officer's own chain: who works on the file, and may be
 * accused, reads nothing of it. Nobody of the mission's team ever reads it.
 */
@Service
class StudyLinks implements Decidable {

    static final String KIND = "STUDY_LINK";

    private final StudyLinkStore store;
    private final Decisions decisions;
    private final ActorTransactions transactions;
    private final SentCommands sent;
    private final Formats words;
    private final ApplicationEventPublisher events;

    StudyLinks(
            StudyLinkStore store,
            Decisions decisions,
            ActorTransactions transactions,
            SentCommands sent,
            Formats words,
            ApplicationEventPublisher events) {
        this.store = store;
        this.decisions = decisions;
        this.transactions = transactions;
        this.sent = sent;
        this.words = words;
        this.events = events;
    }

    /** A mission, for who may ask about its study codes at all: where staff is accused, others than the officer may have to. */
    Optional<StudyLink.Of> mission(Actor actor, String code) {
        return asks(actor) ? transactions.as(actor, () -> store.mission(code)) : Optional.empty();
    }

    private static boolean asks(Actor actor) {
        return Stream.of(Role.DATA_PROTECTION_OFFICER, Role.PROJECT_MANAGER, Role.CASE_SUPERVISOR)
                .anyMatch(actor::is);
    }

    List<StudyLink> of(Actor actor, StudyLink.Of mission) {
        return transactions.as(actor, () -> store.of(mission.id()));
    }

    Answer<StudyLink.Of> ask(Actor actor, String code, UUID interview, AskForLink input) {
        return transactions.as(actor, () -> {
            StudyLink.Of of = mission(actor, code).orElse(null);
            if (of == null) return new Answer.NotFound<>();
            FieldError other = sent.refusal(input.id(), input);
            if (other != null) return new Answer.Refused<>(List.of(other));
            StudyLink about = about(of, interview).orElse(null);
            if (about == null) return new Answer.NotFound<>();
            if (input.id().equals(about.link())) return new Answer.Done<>(of);
            if (!about.open()) return Answer.Refused.because("main", "evaluation.link-waits");
            if (!store.ask(interview, input.id())) return new Answer.NotFound<>();
            sent.keep(input.id(), input);
            decisions.propose(actor, Proposal.of(KIND, input.id(), 1).because(input.why()));
            note(actor, "evaluation.link-asked", of.code(), about.study());
            return new Answer.Done<>(of);
        });
    }

    private Optional<StudyLink> about(StudyLink.Of mission, UUID interview) {
        return store.of(mission.id()).stream()
                .filter(one -> one.interview().equals(interview))
                .findFirst();
    }

    /** Who is asked to take on the safety of a child that staff harms: a supervisor of another structure, whom the officer called. */
    Answer<StudyLink.Of> noteSafety(Actor actor, String code, UUID interview, NoteSafety input) {
        return transactions.as(actor, () -> {
            StudyLink.Of of = mission(actor, code).orElse(null);
            if (of == null) return new Answer.NotFound<>();
            StudyLink about = about(of, interview).filter(StudyLink::byStaff).orElse(null);
            if (about == null) return new Answer.NotFound<>();
            if (!store.noteSafety(interview, input.person()))
                return Answer.Refused.because("person", "evaluation.no-safe-hands");
            note(actor, "evaluation.safety-noted", of.code(), about.study());
            return new Answer.Done<>(of);
        });
    }

    /** Interviews after which nobody looks after the child yet, as tasks of who keeps them. */
    List<StudyLink.Unsafe> unsafe(Actor actor) {
        return asks(actor) ? transactions.as(actor, store::unsafe) : List.of();
    }

    /** What the actor is asked to take on, took on, or declined while nobody looks after the child. */
    List<StudyLink.Safety> safeties(Actor actor) {
        return asks(actor) ? transactions.as(actor, store::safeties) : List.of();
    }

    /** Which child it is, for who looks after its safety, once two people opened the study code. Each reading is journalled in the reader's own chain. */
    Optional<StudyLink.Child> child(Actor actor, StudyLink.Safety about) {
        return transactions.as(actor, () -> {
            Optional<StudyLink.Child> child = store.childOf(about.interview());
            child.ifPresent(_ -> note(actor, "evaluation.link-read", about.mission(), about.study()));
            return child;
        });
    }

    /** Who looked after the child said that it is safe, or looked after elsewhere; who keeps the interview confirms it. */
    Answer<StudyLink.Of> confirmSafety(Actor actor, String code, UUID interview) {
        return transactions.as(actor, () -> {
            StudyLink.Of of = mission(actor, code).orElse(null);
            if (of == null) return new Answer.NotFound<>();
            StudyLink about = about(of, interview).filter(StudyLink::byStaff).orElse(null);
            if (about == null) return new Answer.NotFound<>();
            if (about.safe()) return new Answer.Done<>(of);
            if (!store.confirmSafety(interview)) return Answer.Refused.because("main", "evaluation.not-said-safe");
            note(actor, "evaluation.safety-confirmed", of.code(), about.study());
            return new Answer.Done<>(of);
        });
    }

    /** By the person who was named, with their own account: only a yes ends the task of who asked. */
    Answer<StudyLink.Safety> saySafety(Actor actor, UUID interview, SaySafety input) {
        return onSafety(
                actor,
                interview,
                input.takes() ? "evaluation.safety-taken" : "evaluation.safety-declined",
                () -> store.saySafety(interview, input.takes()));
    }

    /** By who took it on: then it is the task of who asked again. */
    Answer<StudyLink.Safety> leaveSafety(Actor actor, UUID interview, LeaveSafety input) {
        return onSafety(actor, interview, "evaluation.safety-left", () -> store.leaveSafety(interview, input.why()));
    }

    private Answer<StudyLink.Safety> onSafety(Actor actor, UUID interview, String act, BooleanSupplier change) {
        if (!asks(actor)) return new Answer.NotFound<>();
        return transactions.as(actor, () -> {
            StudyLink.Safety about = store.safeties().stream()
                    .filter(one -> one.interview().equals(interview))
                    .findFirst()
                    .orElse(null);
            if (about == null || !change.getAsBoolean()) return new Answer.NotFound<>();
            note(actor, act, about.mission(), about.study());
            return new Answer.Done<>(about);
        });
    }

    /** The file of a study code, for who asked, once another person agreed and for thirty days. Each reading is journalled. */
    Optional<StudyLink.Opened> open(Actor actor, UUID link) {
        if (!asks(actor)) return Optional.empty();
        return transactions.as(actor, () -> {
            Optional<StudyLink.Opened> opened = store.opened(link);
            opened.ifPresent(one -> note(actor, "evaluation.link-read", one.mission(), one.study()));
            return opened;
        });
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Optional<Shown> show(Actor actor, Decision decision) {
        return store.asked(decision.subject())
                .map(one -> new Shown(
                        one.mission() + " " + one.study(),
                        null,
                        List.of(
                                Shown.Field.text("evaluation.study.code", null, one.study()),
                                Shown.Field.text("evaluation.link.heldOn", null, words.date(one.heldOn())),
                                Shown.Field.code(
                                        "evaluation.link.cause", "evaluation.link-cause", null, one.cause()))));
    }

    @Override
    public Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        StudyLink.Asked asked = store.asked(decision.subject()).orElse(null);
        if (asked == null) return new Verdict.NotFound();
        Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
        if (verdict instanceof Verdict.Done)
            note(actor, agreed ? "evaluation.link-agreed" : "evaluation.link-refused", asked.mission(), asked.study());
        return verdict;
    }

    private void note(Actor actor, String act, String mission, String study) {
        events.publishEvent(new Acted(actor, act, Map.of("mission", mission, "study", study)));
    }
}
