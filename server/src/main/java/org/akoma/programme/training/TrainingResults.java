package org.akoma.programme.training;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.journal.Journal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What is recorded in a session: who came, the test before and after, the practical, and the end forms without a name. */
@Service
public class TrainingResults {

    private final TrainingSessions sessions;
    private final TrainingSessionStore store;
    private final ParticipantStore participants;
    private final ActorTransactions transactions;
    private final Journal journal;
    private final Clock clock;

    TrainingResults(
            TrainingSessions sessions,
            TrainingSessionStore store,
            ParticipantStore participants,
            ActorTransactions transactions,
            Journal journal,
            Clock clock) {
        this.sessions = sessions;
        this.store = store;
        this.participants = participants;
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    /** What is recorded of several people of a session at once. */
    private interface Grid<R> {

        /** Why nothing of it can be recorded; null = it can. */
        @Nullable
        FieldError wrong(TrainingSession session);

        String participant(R row);

        /** Why this row cannot be recorded; null = it can. */
        @Nullable
        FieldError wrong(R row);

        /** What was recorded of it before; null = nothing. */
        @Nullable
        Object before(Results one);

        /** @return what is recorded of it now */
        Object record(Participant one, R row);
    }

    public Answer<TrainingSession> attend(Actor actor, String session, TickAttendance input) {
        LocalDate day = input.day();
        Grid<TickAttendance.Presence> grid = new Grid<>() {
            @Override
            public @Nullable FieldError wrong(TrainingSession found) {
                if (!found.days().contains(day)) return FieldError.of("day", "training.no-such-day");
                return day.isAfter(today()) ? FieldError.of("day", "form.future") : null;
            }

            @Override
            public String participant(TickAttendance.Presence row) {
                return row.participant();
            }

            @Override
            public @Nullable FieldError wrong(TickAttendance.Presence row) {
                return null;
            }

            @Override
            public @Nullable Object before(Results one) {
                return one.attended().get(day);
            }

            @Override
            public Object record(Participant one, TickAttendance.Presence row) {
                participants.attend(one.id(), day, row.present());
                return row.present();
            }
        };
        return record(actor, session, grid, input.people(), "training.attendance-recorded", day.toString());
    }

    public Answer<TrainingSession> score(Actor actor, String session, EnterScores input) {
        Grid<EnterScores.Scored> grid = new Grid<>() {
            @Override
            public @Nullable FieldError wrong(TrainingSession found) {
                return begun(found);
            }

            @Override
            public String participant(EnterScores.Scored row) {
                return row.participant();
            }

            @Override
            public @Nullable FieldError wrong(EnterScores.Scored row) {
                return apart(row.total(), row.modules());
            }

            @Override
            public @Nullable Object before(Results one) {
                return one.total(input.round());
            }

            @Override
            public Object record(Participant one, EnterScores.Scored row) {
                Map<TrainingModule, Integer> modules = row.modules();
                int total = total(row.total(), modules);
                participants.score(one.id(), input.round(), ParticipantStore.TOTAL, total);
                modules.forEach((module, points) -> participants.score(one.id(), input.round(), module.name(), points));
                return total;
            }
        };
        return record(
                actor,
                session,
                grid,
                input.people(),
                "training.scores-recorded",
                input.round().name());
    }

    public Answer<TrainingSession> practicals(Actor actor, String session, EnterPracticals input) {
        Grid<EnterPracticals.Tried> grid = new Grid<>() {
            @Override
            public @Nullable FieldError wrong(TrainingSession found) {
                return begun(found);
            }

            @Override
            public String participant(EnterPracticals.Tried row) {
                return row.participant();
            }

            @Override
            public @Nullable FieldError wrong(EnterPracticals.Tried row) {
                return null;
            }

            @Override
            public @Nullable Object before(Results one) {
                return one.participant().practical();
            }

            @Override
            public Object record(Participant one, EnterPracticals.Tried row) {
                participants.practical(one.id(), row.practical());
                return row.practical();
            }
        };
        return record(actor, session, grid, input.people(), "training.practicals-recorded", "");
    }

    /** A total that is sent lies between the lowest and the highest of its modules; without one it is their mean. */
    static @Nullable FieldError apart(@Nullable Integer total, Map<TrainingModule, Integer> modules) {
        if (total == null) return modules.isEmpty() ? FieldError.of("total", "form.required") : null;
        if (modules.size() < 2) return null;
        IntSummaryStatistics points =
                modules.values().stream().mapToInt(Integer::intValue).summaryStatistics();
        return total < points.getMin() || total > points.getMax()
                ? FieldError.of("total", "training.total-apart", points.getMin(), points.getMax())
                : null;
    }

    static int total(@Nullable Integer sent, Map<TrainingModule, Integer> modules) {
        return sent != null
                ? sent
                : (int) Math.round(modules.values().stream()
                        .mapToInt(Integer::intValue)
                        .average()
                        .orElseThrow());
    }

    private @Nullable FieldError begun(TrainingSession session) {
        return session.firstDay().isAfter(today()) ? FieldError.of("main", "training.not-yet") : null;
    }

    /** All rows, or none where one is wrong. Who changed what from what to what is kept in the journal. */
    private <R> Answer<TrainingSession> record(
            Actor actor, String session, Grid<R> grid, List<R> rows, String act, String what) {
        return transactions.as(actor, () -> {
            TrainingSession found = sessions.find(actor, session).orElse(null);
            if (found == null) return new Answer.NotFound<>();
            if (!actor.may(Verb.TRAINING_WRITE)) return new Answer.Forbidden<>();
            FieldError wrong =
                    found.cancelled() ? FieldError.of("main", "training.session-cancelled") : grid.wrong(found);
            if (wrong != null) return new Answer.Refused<>(List.of(wrong));
            Map<String, Participant> known = participants.known(actor, found.id());
            Map<Participant, R> told = new LinkedHashMap<>();
            for (int n = 0; n < rows.size(); n++) {
                R row = rows.get(n);
                Participant one = known.get(grid.participant(row).strip().toUpperCase(Locale.ROOT));
                FieldError why = one == null || one.withdrawn()
                        ? FieldError.of("participant", "training.no-participant")
                        : grid.wrong(row);
                if (one == null || why != null) return refused(n, Objects.requireNonNull(why));
                told.put(one, row);
            }
            Map<String, Object> changes = write(grid, told);
            if (!changes.isEmpty()) {
                changes.put("session", found.code());
                if (!what.isEmpty()) changes.put("of", what);
                journal.noteOwn(actor, act, changes);
            }
            return new Answer.Done<>(found);
        });
    }

    private static <T> Answer<T> refused(int row, FieldError why) {
        return new Answer.Refused<>(List.of(FieldError.of(
                "people[" + row + "]." + why.field(), why.code(), why.args().toArray())));
    }

    private <R> Map<String, Object> write(Grid<R> grid, Map<Participant, R> told) {
        Map<String, Object> changes = new LinkedHashMap<>();
        for (Results one : participants.results(List.copyOf(told.keySet()))) {
            Object before = grid.before(one);
            Object after = grid.record(one.participant(), Objects.requireNonNull(told.get(one.participant())));
            if (!after.equals(before))
                changes.put(one.participant().code(), before == null ? after : Arrays.asList(before, after));
        }
        return changes;
    }

    /** One end form, of which nothing says whose it is; no more than people who take part. */
    Answer<TrainingSession> react(Actor actor, String session, EnterEndForm input) {
        return transactions.as(actor, () -> {
            TrainingSession found = sessions.find(actor, session).orElse(null);
            if (found == null) return new Answer.NotFound<>();
            if (!actor.may(Verb.TRAINING_WRITE)) return new Answer.Forbidden<>();
            if (store.hasReaction(input.id())) return new Answer.Done<>(found);
            FieldError wrong = found.cancelled() ? FieldError.of("main", "training.session-cancelled") : begun(found);
            if (wrong == null && store.reactions(found.id()) >= found.participants())
                wrong = FieldError.of("main", "training.forms-many", found.participants());
            if (wrong != null) return new Answer.Refused<>(List.of(wrong));
            store.insertReaction(input.id(), found.id(), input.answers());
            journal.noteOwn(actor, "training.end-form-entered", Map.of("session", found.code()));
            return new Answer.Done<>(found);
        });
    }

    /** How many end forms of a session are entered; for who keeps it. */
    int endForms(Actor actor, TrainingSession session) {
        return actor.may(Verb.TRAINING_WRITE) ? transactions.as(actor, () -> store.reactions(session.id())) : 0;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
