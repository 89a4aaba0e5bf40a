package org.akoma.programme.training;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Organisations;
import org.akoma.ground.access.SentCommands;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.journal.Journal;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;

/** Courses, sessions and who takes part. The database decides whose records exist for the actor; writing is the coordinator's. */
@Service
public class TrainingSessions {

    private static final int MOST = 500;

    private final TrainingSessionStore store;
    private final ParticipantStore participants;
    private final ActorTransactions transactions;
    private final Organisations organisations;
    private final SentCommands sent;
    private final Journal journal;
    private final Clock clock;

    TrainingSessions(
            TrainingSessionStore store,
            ParticipantStore participants,
            ActorTransactions transactions,
            Organisations organisations,
            SentCommands sent,
            Journal journal,
            Clock clock) {
        this.store = store;
        this.participants = participants;
        this.transactions = transactions;
        this.organisations = organisations;
        this.sent = sent;
        this.journal = journal;
        this.clock = clock;
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    List<Course> courses(Actor actor) {
        return actor.may(Verb.TRAINING_READ) ? transactions.as(actor, store::courses) : List.of();
    }

    /** Newest first. */
    List<TrainingSession> list(Actor actor) {
        return actor.may(Verb.TRAINING_READ) ? transactions.as(actor, () -> store.all(actor, MOST)) : List.of();
    }

    public Optional<TrainingSession> find(Actor actor, String code) {
        return actor.may(Verb.TRAINING_READ)
                ? transactions.as(actor, () -> store.find(actor, upper(code)))
                : Optional.empty();
    }

    /** With all that is recorded of each, after this code and in the order of codes; one more than asked for when there are more. */
    List<Results> results(Actor actor, TrainingSession session, String after, int most) {
        if (!actor.may(Verb.TRAINING_READ)) return List.of();
        return transactions.as(
                actor, () -> participants.results(participants.of(actor, session.id(), upper(after), most)));
    }

    Optional<Results> result(Actor actor, String participant) {
        if (!actor.may(Verb.TRAINING_READ)) return Optional.empty();
        return transactions.as(
                actor,
                () -> participants
                        .find(actor, upper(participant))
                        .map(one -> participants.results(List.of(one)).getFirst()));
    }

    /** What is written of the actor. */
    List<Results> mine(Actor actor) {
        if (!actor.may(Verb.TRAINING_READ)) return List.of();
        return transactions.as(actor, () -> participants.results(participants.mine(actor)));
    }

    public Answer<Course> add(Actor actor, AddCourse input) {
        if (!actor.may(Verb.TRAINING_WRITE)) return new Answer.Forbidden<>();
        return transactions.as(actor, () -> {
            FieldError other = sent.refusal(input.id(), input);
            if (other != null) return new Answer.Refused<>(List.of(other));
            String code = upper(input.code());
            List<Course> known = store.courses();
            for (Course one : known) if (one.id().equals(input.id())) return new Answer.Done<>(one);
            int edition = 1
                    + known.stream()
                            .filter(one -> one.code().equals(code))
                            .mapToInt(Course::edition)
                            .max()
                            .orElse(0);
            Course made = new Course(input.id(), code, edition, input.title(), input.modules());
            store.insert(made);
            sent.keep(input.id(), input);
            note(actor, "training.course-added", Map.of("course", made.name()));
            return new Answer.Done<>(made);
        });
    }

    public Answer<TrainingSession> plan(Actor actor, PlanTraining input) {
        if (!actor.may(Verb.TRAINING_WRITE)) return new Answer.Forbidden<>();
        return transactions.as(actor, () -> {
            FieldError other = sent.refusal(input.id(), input);
            if (other != null) return new Answer.Refused<>(List.of(other));
            String code = upper(input.code());
            TrainingSession there = store.find(actor, code).orElse(null);
            if (there != null && there.id().equals(input.id())) return new Answer.Done<>(there);
            Course course = store.courses().stream()
                    .filter(one -> one.name().equals(upper(input.course())))
                    .findFirst()
                    .orElse(null);
            if (course == null) return Answer.Refused.because("course", "training.no-course");
            if (there != null || !store.insert(input.id(), code, course.id(), upper(input.country()), input.plan()))
                return Answer.Refused.because("code", "training.code-taken");
            sent.keep(input.id(), input);
            note(
                    actor,
                    "training.session-planned",
                    Map.of("session", code, "on", input.plan().startsOn().toString()));
            return new Answer.Done<>(store.find(actor, code).orElseThrow());
        });
    }

    Answer<TrainingSession> change(Actor actor, String code, ChangeTraining input) {
        return onSession(actor, code, before -> {
            Integer version = input.version();
            if (version != null && version != before.version()) return new Answer.Overtaken<>();
            boolean moved = !before.days().equals(input.plan().days());
            if (moved && store.isHeld(before.id())) return Answer.Refused.because("startsOn", "training.session-held");
            Integer places = input.plan().capacity();
            int there = participants.there(before.id());
            if (places != null && places < there)
                return Answer.Refused.because("capacity", "training.too-few-places", there);
            if (!store.update(before.id(), input.plan(), before.version())) return new Answer.Overtaken<>();
            note(actor, "training.session-changed", Map.of("session", before.code()));
            return new Answer.Done<>(store.find(actor, before.code()).orElseThrow());
        });
    }

    /** Takes a session that nobody attended off the calendar. */
    Answer<TrainingSession> cancel(Actor actor, String code, @Nullable Integer version) {
        return onSession(actor, code, before -> {
            if (version != null && version != before.version()) return new Answer.Overtaken<>();
            if (before.cancelled()) return new Answer.Done<>(before);
            if (store.isHeld(before.id())) return Answer.Refused.because("main", "training.session-held");
            if (!store.cancel(before.id(), before.version())) return new Answer.Overtaken<>();
            note(actor, "training.session-cancelled", Map.of("session", before.code()));
            return new Answer.Done<>(store.find(actor, before.code()).orElseThrow());
        });
    }

    Answer<Participant> enrol(Actor actor, String session, EnrolParticipant input) {
        return enrol(actor, session, null, input);
    }

    /** @param code null = the next of the session */
    public Answer<Participant> enrol(Actor actor, String session, @Nullable String code, EnrolParticipant input) {
        return withAccount(() -> onSession(actor, session, into -> {
            FieldError other = sent.refusal(input.id(), input);
            if (other != null) return new Answer.Refused<>(List.of(other));
            Participant there = participants.find(actor, input.id()).orElse(null);
            if (there != null) return new Answer.Done<>(there);
            if (into.cancelled()) return Answer.Refused.because("main", "training.session-cancelled");
            ParticipantDetails told = plain(input.details());
            FieldError wrong = wrong(told);
            if (wrong != null) return new Answer.Refused<>(List.of(wrong));
            store.lock(into.id());
            Integer places = into.capacity();
            if (places != null && participants.there(into.id()) >= places)
                return Answer.Refused.because("main", "training.session-full", places);
            String given = code == null ? into.code() + "-%03d".formatted(participants.next(into.id())) : code;
            participants.insert(input.id(), into.id(), given, structure(told), told);
            sent.keep(input.id(), input);
            note(actor, "training.enrolled", Map.of("participant", given));
            return new Answer.Done<>(participants.find(actor, input.id()).orElseThrow());
        }));
    }

    Answer<Participant> change(Actor actor, String code, ChangeParticipant input) {
        return withAccount(() -> onParticipant(actor, code, before -> {
            Integer version = input.version();
            if (version != null && version != before.version()) return new Answer.Overtaken<>();
            ParticipantDetails told = plain(input.details());
            FieldError wrong = wrong(told, before);
            if (wrong != null) return new Answer.Refused<>(List.of(wrong));
            if (!participants.update(before, structure(told), told)) return new Answer.Overtaken<>();
            note(actor, "training.participant-changed", Map.of("participant", before.code()));
            return new Answer.Done<>(participants.find(actor, before.code()).orElseThrow());
        }));
    }

    /** Takes somebody off the list; what is recorded of them stays. */
    Answer<Participant> withdraw(Actor actor, String code, @Nullable Integer version) {
        return onParticipant(actor, code, before -> {
            if (version != null && version != before.version()) return new Answer.Overtaken<>();
            if (before.withdrawn()) return new Answer.Done<>(before);
            if (!participants.withdraw(before.id(), before.version())) return new Answer.Overtaken<>();
            note(actor, "training.withdrawn", Map.of("participant", before.code()));
            return new Answer.Done<>(participants.find(actor, before.code()).orElseThrow());
        });
    }

    /** What a coordinator writes of a session that they see. */
    private <T> Answer<T> onSession(Actor actor, String code, Function<TrainingSession, Answer<T>> act) {
        return transactions.as(actor, () -> {
            TrainingSession found = find(actor, code).orElse(null);
            if (found == null) return new Answer.NotFound<>();
            return actor.may(Verb.TRAINING_WRITE) ? act.apply(found) : new Answer.Forbidden<>();
        });
    }

    private <T> Answer<T> onParticipant(Actor actor, String code, Function<Participant, Answer<T>> act) {
        if (!actor.may(Verb.TRAINING_READ)) return new Answer.NotFound<>();
        return transactions.as(actor, () -> {
            Participant found = participants.find(actor, upper(code)).orElse(null);
            if (found == null) return new Answer.NotFound<>();
            return actor.may(Verb.TRAINING_WRITE) ? act.apply(found) : new Answer.Forbidden<>();
        });
    }

    /** Whether an account exists is said by the database alone: of the care side the coordinator reads none. */
    private static <T> Answer<T> withAccount(Supplier<Answer<T>> work) {
        try {
            return work.get();
        } catch (DataIntegrityViolationException refused) {
            String why = String.valueOf(refused.getMostSpecificCause().getMessage());
            if (why.contains("training.no-account")) return Answer.Refused.because("account", "training.no-account");
            if (why.contains("participant_once")) return Answer.Refused.because("account", "training.enrolled-already");
            throw refused;
        }
    }

    private static ParticipantDetails plain(ParticipantDetails told) {
        return new ParticipantDetails(
                told.name(), plainCode(told.structure()), told.profession(), told.sex(), plainCode(told.account()));
    }

    private @Nullable UUID structure(ParticipantDetails told) {
        String code = told.structure();
        return code == null
                ? null
                : organisations.find(code).map(Organisation::id).orElse(null);
    }

    private @Nullable FieldError wrong(ParticipantDetails told) {
        String code = told.structure();
        return code != null && organisations.findToday(code).isEmpty()
                ? FieldError.of("structure", "training.no-structure")
                : null;
    }

    /** Who is certified stays of their side: the other one's second person did not see the list. */
    private @Nullable FieldError wrong(ParticipantDetails told, Participant before) {
        boolean moves = told.profession().side() != before.side();
        if (moves && participants.results(List.of(before)).getFirst().certificate() != null)
            return FieldError.of("profession", "training.side-certified");
        return wrong(told);
    }

    private static String upper(String typed) {
        return typed.toUpperCase(Locale.ROOT);
    }

    private static @Nullable String plainCode(@Nullable String typed) {
        return typed == null ? null : upper(typed.strip());
    }

    private void note(Actor actor, String act, Map<String, ?> facts) {
        journal.noteOwn(actor, act, facts);
    }
}
