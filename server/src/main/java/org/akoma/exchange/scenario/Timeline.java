package org.akoma.exchange.scenario;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.akoma.FieldError;
import org.akoma.Time;
import org.akoma.ground.forms.Answer;
import org.akoma.protection.cases.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;

/**
 * All acts of a scenario in the order of time, whichever section they come from: a file's history is then in the right order, and what follows
 * from an act (a notification of a new risk, a visit planned after a placement) sees what had happened by then.
 *
 * <p>First every section adds what is done and when ({@code at}); nothing runs yet, so an act reads what it needs inside its own work. Then
 * {@link #run} runs everything, acts of one moment in the order in which they were added. An act may add further acts while it runs. Acts after
 * the clock's present are left out.
 */
final class Timeline {

    private record Act(Instant when, int turn, Runnable work) {}

    private final Instant now;
    private final Function<FieldError, String> words;
    private final PriorityQueue<Act> acts =
            new PriorityQueue<>(Comparator.comparing(Act::when).thenComparingInt(Act::turn));
    private final List<String> refused = new ArrayList<>();
    private final List<String> otherwise = new ArrayList<>();
    private final Set<String> known = new HashSet<>();
    private int turns;

    /** @param words the text of a refusal */
    Timeline(Clock clock, Function<FieldError, String> words) {
        this.now = clock.instant();
        this.words = words;
    }

    /** Whether the moment is not after the clock's present. */
    boolean hasCome(Instant when) {
        return !when.isAfter(now);
    }

    /** The moment up to which things have happened. */
    Instant now() {
        return now;
    }

    LocalDate today() {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    /** Something is done at its own moment; its outcome is its own affair. */
    void at(Instant when, Runnable work) {
        if (hasCome(when)) acts.add(new Act(when, turns++, work));
    }

    /** Adds an act that a rule may refuse; a refusal is reported with its kind and the code of its record. */
    <T> void at(Instant when, String what, Supplier<Outcome<T>> work) {
        at(when, null, what, work);
    }

    /**
     * The same on a child's file. Refusals on a file that an earlier replay made are not reported: acts done then are refused now, and so an
     * interrupted replay can be finished.
     *
     * @param child case code
     */
    <T> void at(Instant when, @Nullable String child, String what, Supplier<Outcome<T>> work) {
        at(when, () -> {
            String why = refusal(work);
            if (why != null && !known.contains(child)) refuse((child == null ? "" : child + " ") + what + ": " + why);
        });
    }

    private <T> @Nullable String refusal(Supplier<Outcome<T>> work) {
        try {
            return switch (work.get()) {
                case Outcome.Done<T> done -> null;
                case Outcome.NotFound<T> none -> "there is no such record for who acts";
                case Outcome.Forbidden<T> no -> "who acts may not do this";
                case Outcome.Stale<T> stale -> "it is otherwise by now: " + String.join(", ", stale.fields());
                case Outcome.Refused<T> refused ->
                    refused.errors().stream()
                            .map(error -> error.field() + ": " + words.apply(error))
                            .collect(Collectors.joining("; "));
            };
        } catch (DuplicateKeyException again) {
            return "is there already";
        }
    }

    /** A child's file was there before this replay. */
    void known(String child) {
        known.add(child);
    }

    /** A record could not be taken. */
    void refuse(String line) {
        refused.add(line);
    }

    /** Reports a record that had to be changed, since a rule refuses it as the scenario has it. */
    void otherwise(String line) {
        otherwise.add(line);
    }

    /** Runs every act once. */
    void run() {
        for (Act act = acts.poll(); act != null; act = acts.poll()) {
            Runnable work = act.work();
            Time.retell(act.when(), () -> {
                work.run();
                return null;
            });
        }
    }

    List<String> refused() {
        return List.copyOf(refused);
    }

    List<String> otherwise() {
        return List.copyOf(otherwise);
    }

    /** The same outcome, as the timeline reads it. */
    static <T> Outcome<T> outcome(Answer<T> answer) {
        return switch (answer) {
            case Answer.Done<T>(T value) -> new Outcome.Done<>(value);
            case Answer.NotFound<T>() -> new Outcome.NotFound<>();
            case Answer.Forbidden<T>() -> new Outcome.Forbidden<>();
            case Answer.Overtaken<T>() -> Outcome.Refused.because("version", Answer.CHANGED);
            case Answer.Refused<T>(var why) -> new Outcome.Refused<>(why);
        };
    }
}
