package org.akoma.programme.training;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.journal.Journal;
import org.akoma.ground.reference.Policies;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Those who were trained, observed at work: in an operation, and at 90 and 180 days. */
@Service
public class FieldChecklists {

    /** Days before an occasion from which it is a task, and after it until which. */
    private static final int AHEAD = 14;

    static final int OPEN = 60;

    private final FieldChecklistStore store;
    private final ParticipantStore participants;
    private final TrainingSessions sessions;
    private final ActorTransactions transactions;
    private final Journal journal;
    private final Policies policies;
    private final Clock clock;

    FieldChecklists(
            FieldChecklistStore store,
            ParticipantStore participants,
            TrainingSessions sessions,
            ActorTransactions transactions,
            Journal journal,
            Policies policies,
            Clock clock) {
        this.store = store;
        this.participants = participants;
        this.sessions = sessions;
        this.transactions = transactions;
        this.journal = journal;
        this.policies = policies;
        this.clock = clock;
    }

    List<FieldChecklist> of(Actor actor, Participant participant) {
        return actor.may(Verb.TRAINING_READ) ? transactions.as(actor, () -> store.of(actor, participant)) : List.of();
    }

    /** Points from which a checklist is good. */
    int good() {
        return policies.count("training.checklist.good.min");
    }

    public Answer<FieldChecklist> record(Actor actor, String participant, EnterChecklist input) {
        if (!actor.may(Verb.TRAINING_READ)) return new Answer.NotFound<>();
        return transactions.as(actor, () -> {
            Participant found = participants
                    .find(actor, participant.toUpperCase(Locale.ROOT))
                    .orElse(null);
            if (found == null) return new Answer.NotFound<>();
            if (!actor.may(Verb.TRAINING_WRITE)) return new Answer.Forbidden<>();
            if (found.withdrawn()) return Answer.Refused.because("main", "training.no-participant");
            LocalDate last = sessions.find(actor, found.session()).orElseThrow().lastDay();
            if (input.observedOn().isAfter(today())) return Answer.Refused.because("observedOn", "form.future");
            if (input.observedOn().isBefore(last))
                return Answer.Refused.because("observedOn", "training.observed-before", last);
            Answer<FieldChecklist> untimely = untimely(input, last);
            if (untimely != null) return untimely;
            Optional<FieldChecklist> before = on(actor, found, input.occasion());
            store.save(Ids.next(), found, input);
            FieldChecklist now = on(actor, found, input.occasion()).orElseThrow();
            journal.noteOwn(
                    actor,
                    "training.checklist-recorded",
                    Map.of(
                            "participant",
                            found.code(),
                            "occasion",
                            input.occasion().name(),
                            "points",
                            before.<Object>map(one -> List.of(one.points(), now.points()))
                                    .orElse(now.points())));
            return new Answer.Done<>(now);
        });
    }

    /** So many days after the training; in an operation on any day, since not every operation is kept here. */
    private @Nullable Answer<FieldChecklist> untimely(EnterChecklist input, LocalDate last) {
        if (input.occasion() == FieldChecklist.Occasion.OPERATION) return null;
        LocalDate from = last.plusDays(days(policies, input.occasion()));
        return input.observedOn().isBefore(from)
                ? Answer.Refused.because("observedOn", "training.observed-too-early", from)
                : null;
    }

    private Optional<FieldChecklist> on(Actor actor, Participant one, FieldChecklist.Occasion occasion) {
        return store.of(actor, one).stream()
                .filter(kept -> kept.occasion() == occasion)
                .findFirst();
    }

    /**
     * People of one session who are to be observed about a day.
     *
     * @param people who are certified and not yet observed on this occasion
     */
    record Due(String session, FieldChecklist.Occasion occasion, LocalDate on, int people) {}

    /** What is to be observed about now, the earliest first; for who keeps the sessions. */
    List<Due> due(Actor actor) {
        LocalDate today = today();
        return unobserved(actor, on -> !on.isAfter(today.plusDays(AHEAD)) && !on.isBefore(today.minusDays(OPEN)));
    }

    /** What was to be observed and was not, for more than the time that there is for it; the same order and readers. */
    List<Due> missed(Actor actor) {
        LocalDate today = today();
        return unobserved(actor, on -> on.isBefore(today.minusDays(OPEN)));
    }

    private List<Due> unobserved(Actor actor, Predicate<LocalDate> which) {
        if (!actor.may(Verb.TRAINING_WRITE)) return List.of();
        return transactions.as(actor, () -> {
            List<Due> found = new ArrayList<>();
            for (TrainingSession one : sessions.list(actor)) {
                if (one.cancelled() || one.certified() == 0) continue;
                for (FieldChecklist.Occasion occasion :
                        List.of(FieldChecklist.Occasion.DAY_90, FieldChecklist.Occasion.DAY_180)) {
                    LocalDate on = one.lastDay().plusDays(days(policies, occasion));
                    int people = which.test(on) ? store.unobserved(one.id(), occasion) : 0;
                    if (people > 0) found.add(new Due(one.code(), occasion, on, people));
                }
            }
            found.sort(Comparator.comparing(Due::on));
            return found;
        });
    }

    /** Codes of those who are not yet observed, in order, one more than asked for when there are more. */
    List<String> unobserved(
            Actor actor, TrainingSession session, FieldChecklist.Occasion occasion, String after, int most) {
        if (!actor.may(Verb.TRAINING_WRITE)) return List.of();
        return transactions.as(actor, () -> store.unobserved(session.id(), occasion, after, most));
    }

    /** The first occasion is the house's first number of days, the second its second. */
    static int days(Policies policies, FieldChecklist.Occasion occasion) {
        List<Integer> days = policies.list("training.observation");
        int place = occasion == FieldChecklist.Occasion.DAY_90 ? 0 : 1;
        return place < days.size() ? days.get(place) : occasion.days();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
