package org.akoma.programme.training;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;
import org.akoma.ground.reference.Policies;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Counts of training on the four levels of Kirkpatrick ({@code requirements.md 5}), for who reads no record, and for who keeps them. */
@Service
public class TrainingFigures {

    private final TrainingFigureStore store;
    private final ActorTransactions transactions;
    private final Policies policies;
    private final Clock clock;

    TrainingFigures(TrainingFigureStore store, ActorTransactions transactions, Policies policies, Clock clock) {
        this.store = store;
        this.transactions = transactions;
        this.policies = policies;
        this.clock = clock;
    }

    /**
     * What became of it in the police's work, of all operations together; null = hidden, since it is of too few.
     *
     * @param slips children handed over; inTime: of these within the limit
     * @param referred suspects whose case a prosecutor took, of those arrested
     * @param interviews children who were interviewed; byCertified: of these by somebody whose certificate was valid
     */
    public record AtWork(
            @Nullable Integer slips,
            @Nullable Integer inTime,
            @Nullable Integer arrested,
            @Nullable Integer referred,
            @Nullable Integer convicted,
            @Nullable Integer interviews,
            @Nullable Integer byCertified) {}

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /**
     * Every session that had ended by then, the earliest first. The coordinator, who keeps the results of each person, gets them exactly; the project manager
     * gets exact counts, but no points of fewer people than {@code statistics.partner.min-cell}; others with small counts suppressed.
     *
     * @return empty when the caller may not
     */
    public List<TrainingFigure> report(Actor actor, Instant asOf) {
        if (!actor.may(Verb.TRAINING_FIGURES)) return List.of();
        Instant then = asOf.isAfter(clock.instant()) ? clock.instant() : asOf;
        int least = policies.count("statistics.partner.min-cell");
        int tested = actor.is(Role.TRAINING_COORDINATOR) ? 1 : least;
        List<TrainingFigure> exact = transactions.forStatistics(() -> figures(then, tested));
        if (isExactFor(actor)) return exact;
        return exact.stream().map(one -> one.suppressedBelow(least)).toList();
    }

    /** The same with small counts suppressed, no matter who asks: for a paper that leaves the house. */
    public List<TrainingFigure> forPartners(Actor actor, Instant asOf) {
        int least = policies.count("statistics.partner.min-cell");
        return report(actor, asOf).stream()
                .map(one -> one.suppressedBelow(least))
                .toList();
    }

    /** Empty when the caller may not. */
    public Optional<AtWork> atWork(Actor actor, Instant asOf) {
        if (!actor.may(Verb.TRAINING_FIGURES)) return Optional.empty();
        Instant then = asOf.isAfter(clock.instant()) ? clock.instant() : asOf;
        int within = (int) policies.hours("handover-to-worker.max").toHours();
        TrainingFigureStore.Work all = transactions.forStatistics(() -> store.work(then, within));
        int least = actor.is(Role.PROJECT_MANAGER) ? 1 : policies.count("statistics.partner.min-cell");
        return Optional.of(new AtWork(
                whole(all.slips(), least),
                part(all.slipsInTime(), all.slips(), least),
                whole(all.arrested(), least),
                part(all.referred(), all.arrested(), least),
                part(all.convicted(), all.arrested(), least),
                whole(all.interviews(), least),
                part(all.byCertified(), all.interviews(), least)));
    }

    private static @Nullable Integer whole(int count, int least) {
        return count > 0 && count < least ? null : count;
    }

    private static @Nullable Integer part(int count, int of, int least) {
        return whole(count, least) == null || whole(of - count, least) == null ? null : count;
    }

    /** Whether nothing is hidden from this reader. */
    public boolean isExactFor(Actor actor) {
        return actor.is(Role.TRAINING_COORDINATOR) || actor.is(Role.PROJECT_MANAGER);
    }

    /** As {@code docs/decisions/figures-in-steps.md}: for masked figures a past day is the last month that had ended by then. */
    public Instant endOf(Actor actor, @Nullable LocalDate day) {
        if (day == null || day.equals(today())) return clock.instant();
        LocalDate last =
                isExactFor(actor) ? day : day.plusDays(1).withDayOfMonth(1).minusDays(1);
        return last.atTime(LocalTime.MAX).toInstant(ZoneOffset.UTC);
    }

    /** @param tested the smallest number of people whose points are said together */
    private List<TrainingFigure> figures(Instant then, int tested) {
        Map<String, List<TrainingFigureStore.Certified>> sessions = new LinkedHashMap<>();
        store.certified(then).stream()
                .sorted(Comparator.comparing(TrainingFigureStore.Certified::firstDay)
                        .thenComparing(TrainingFigureStore.Certified::session))
                .forEach(one -> sessions.computeIfAbsent(one.session(), none -> new ArrayList<>())
                        .add(one));
        List<TrainingFigureStore.Learned> learned = store.learned(then);
        List<TrainingFigureStore.Reaction> reactions = store.reactions(then);
        int good = policies.count("training.checklist.good.min");
        List<TrainingFigureStore.Checked> checked = store.checked(then, good);
        List<TrainingFigureStore.OfOccasion> occasions = store.occasions(
                then,
                good,
                FieldChecklists.days(policies, FieldChecklist.Occasion.DAY_90),
                FieldChecklists.days(policies, FieldChecklist.Occasion.DAY_180),
                FieldChecklists.OPEN);
        List<TrainingFigureStore.OfItem> items = store.items(then);
        return sessions.values().stream()
                .map(rows -> figure(
                        rows,
                        learned.stream()
                                .filter(one ->
                                        one.session().equals(rows.getFirst().session()))
                                .toList(),
                        reactions.stream()
                                .filter(one ->
                                        one.session().equals(rows.getFirst().session()))
                                .toList(),
                        checked.stream()
                                .filter(one ->
                                        one.session().equals(rows.getFirst().session()))
                                .toList(),
                        occasions(rows.getFirst().session(), occasions, items),
                        tested))
                .toList();
    }

    private static TrainingFigure figure(
            List<TrainingFigureStore.Certified> rows,
            List<TrainingFigureStore.Learned> learned,
            List<TrainingFigureStore.Reaction> reactions,
            List<TrainingFigureStore.Checked> checked,
            List<TrainingFigure.OfOccasion> occasions,
            int tested) {
        TrainingFigureStore.Certified first = rows.getFirst();
        Set<String> hidden = new TreeSet<>();
        TrainingFigureStore.Learned total = learned.stream()
                .filter(one -> one.part().equals(ParticipantStore.TOTAL))
                .findFirst()
                .orElse(null);
        if (total != null && isFew(total, tested)) {
            hidden.add(TrainingFigure.POINTS);
            total = null;
        }
        Map<TrainingModule, Double> gains = new EnumMap<>(TrainingModule.class);
        for (TrainingFigureStore.Learned one : learned)
            if (!one.part().equals(ParticipantStore.TOTAL) && one.gained() > 0) {
                TrainingModule module = TrainingModule.valueOf(one.part());
                if (isFew(one, tested)) hidden.add(module.name());
                else gains.put(module, gain(one));
            }
        long forms = reactions.isEmpty() ? 0 : reactions.getFirst().forms();
        long answers = sum(reactions, TrainingFigureStore.Reaction::forms);
        if (forms > 0 && forms < tested) {
            hidden.add(TrainingFigure.MARKS);
            answers = 0;
        }
        long observed = sum(checked, TrainingFigureStore.Checked::observed);
        return new TrainingFigure(
                first.session(),
                first.country(),
                first.firstDay(),
                (int) sum(rows, TrainingFigureStore.Certified::trained),
                (int) sum(rows, TrainingFigureStore.Certified::certified),
                total == null ? null : mean(total.before(), total.sat()),
                total == null ? null : mean(total.after(), total.sat()),
                total == null || total.gained() == 0 ? null : gain(total),
                gains,
                (int) forms,
                mean(sum(reactions, TrainingFigureStore.Reaction::points), answers),
                mean(100 * sum(reactions, TrainingFigureStore.Reaction::good), answers),
                (int) observed,
                (int) sum(checked, TrainingFigureStore.Checked::well),
                mean(sum(checked, TrainingFigureStore.Checked::points), observed),
                occasions,
                structures(rows),
                hidden);
    }

    private static List<TrainingFigure.OfOccasion> occasions(
            String session, List<TrainingFigureStore.OfOccasion> all, List<TrainingFigureStore.OfItem> items) {
        return all.stream()
                .filter(one -> one.session().equals(session))
                .sorted(Comparator.comparing(TrainingFigureStore.OfOccasion::occasion))
                .map(one -> new TrainingFigure.OfOccasion(
                        one.occasion(),
                        one.observed(),
                        one.well(),
                        mean(one.points(), one.observed()),
                        one.due(),
                        one.missed(),
                        items.stream()
                                .filter(item -> item.session().equals(session) && item.occasion() == one.occasion())
                                .collect(Collectors.toMap(
                                        TrainingFigureStore.OfItem::item,
                                        item -> new TrainingFigure.Held(item.held(), item.asked())))))
                .toList();
    }

    private static List<TrainingFigure.OfStructure> structures(List<TrainingFigureStore.Certified> rows) {
        Map<String, TrainingFigure.OfStructure> structures = new TreeMap<>();
        for (TrainingFigureStore.Certified one : rows)
            structures.merge(
                    one.structure() == null ? "" : one.structure(),
                    new TrainingFigure.OfStructure(one.structure(), one.trained(), one.certified()),
                    (a, b) -> new TrainingFigure.OfStructure(
                            a.structure(), a.trained() + b.trained(), a.certified() + b.certified()));
        return List.copyOf(structures.values());
    }

    /** Points of one person are theirs, and of two each knows those of the other; so are the gains of who could gain. */
    private static boolean isFew(TrainingFigureStore.Learned one, int tested) {
        return one.sat() < tested || one.gained() > 0 && one.gained() < tested;
    }

    private static double gain(TrainingFigureStore.Learned one) {
        return Gain.oneDecimal(100 * one.gains() / one.gained());
    }

    private static <R> long sum(List<R> rows, ToLongFunction<R> count) {
        return rows.stream().mapToLong(count).sum();
    }

    private static @Nullable Double mean(long sum, long of) {
        return of == 0 ? null : Gain.oneDecimal((double) sum / of);
    }
}
