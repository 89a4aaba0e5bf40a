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
import org.akoma.protection.cases.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;

/**
 * All acts of a scenario in the order of time, whichever part of it tells them: a file's history then reads as it was lived, and
 * what follows from an act (a worker told of a new risk, a visit planned after a placement) finds what had happened by then.
 *
 * <p>First every part of the story says what is done and when ({@code at}); nothing happens yet, so whatever an act needs from the
 * house it asks for inside its own work. Then {@link #run} does everything, acts of one moment in the order they were told. An act
 * may tell further acts while it runs. What lies after the clock has not happened and is left out.
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

    /** @param words why the house refuses something, as a person reads it */
    Timeline(Clock clock, Function<FieldError, String> words) {
        this.now = clock.instant();
        this.words = words;
    }

    /** Has it happened by the house's clock? */
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

    /** Something is done that the house may refuse: then it is told, by what it is and the code of its record. */
    <T> void at(Instant when, String what, Supplier<Outcome<T>> work) {
        at(when, null, what, work);
    }

    /**
     * The same on a child's file. On a file that an earlier replay had made, nothing is told: what was done then is refused now,
     * and that is how a replay that was cut short is finished.
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

    /** A record was taken otherwise than the scenario tells it, since a rule of the house stands against it. */
    void otherwise(String line) {
        otherwise.add(line);
    }

    /** Does everything that was told, once. */
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
}
