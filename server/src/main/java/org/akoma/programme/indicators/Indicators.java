package org.akoma.programme.indicators;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;
import org.akoma.ground.reference.Policies;
import org.akoma.programme.indicators.Figure.Missing;
import org.akoma.programme.indicators.Indicator.Division;
import org.akoma.programme.indicators.IndicatorStore.Key;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The indicators on a day. Who steers or evaluates the project reads them exactly, a supervisor those of their own structure; everybody else without small
 * counts ({@code statistics.partner.min-cell}) and past days by months (docs/decisions/figures-in-steps.md).
 */
@Service
public class Indicators {

    private static final int MONTHS = 6;

    /** So few changed records are counted when somebody asks, so that what was just written is in the figures. */
    private static final int FEW = 100;

    /** The month with which every series of releases begins. */
    private static final LocalDate FIRST_RELEASE = LocalDate.of(2015, 1, 1);

    private static final Set<Role> EXACT = Set.of(Role.PROJECT_MANAGER, Role.EVALUATOR, Role.DATA_PROTECTION_OFFICER);

    private final IndicatorStore store;
    private final CountRound round;
    private final ActorTransactions transactions;
    private final Policies policies;
    private final Clock clock;

    Indicators(IndicatorStore store, CountRound round, ActorTransactions transactions, Policies policies, Clock clock) {
        this.store = store;
        this.round = round;
        this.transactions = transactions;
        this.policies = policies;
        this.clock = clock;
    }

    public AskIndicators.Result report(Actor actor, AskIndicators asked) {
        return report(actor, asked, Definitions.ALL);
    }

    /** The same with what the dashboards count besides ({@code C01} to {@code C09}), under the same rules. */
    public AskIndicators.Result withCounts(Actor actor, AskIndicators asked) {
        return report(
                actor,
                asked,
                Stream.concat(Definitions.ALL.stream(), Definitions.COUNTS.stream())
                        .toList());
    }

    private AskIndicators.Result report(Actor actor, AskIndicators asked, List<Indicator> wanted) {
        if (!actor.may(Verb.INDICATOR_READ)) return new AskIndicators.Result.Forbidden();
        boolean exact = isExact(actor, asked.structure());
        if (!exact) {
            List<FieldError> errors = tooFine(asked);
            if (!errors.isEmpty()) return new AskIndicators.Result.Wrong(errors);
        }
        IndicatorStore.Age age = age();
        String structure = asked.structure();
        if (structure != null && !structure.equals(actor.organisation()) && !isCounted(structure))
            return new AskIndicators.Result.Wrong(List.of(FieldError.of("structure", "indicators.no-structure")));
        LocalDate day = dayFor(exact, asked.asOf());
        return new AskIndicators.Result.Read(transactions.forPublication(
                () -> exact ? exactly(asked, day, age, wanted) : withoutSmall(asked, day, age, wanted)));
    }

    /** Codes of the countries or structures of which something is counted, for a reader's choice. */
    public List<String> places(Actor actor, Division kind) {
        return places(actor).stream()
                .filter(place -> place.kind() == kind)
                .map(IndicatorStore.Place::code)
                .toList();
    }

    /**
     * What may be given away, at the end of the last month that had ended by the day or of an earlier one; nothing without the verb. Of a median it is
     * not said of how many it is.
     *
     * @param by one of {@link PublicFigure#divisions}; null = the whole alone
     */
    public List<PublicFigure> released(
            Actor actor, LocalDate day, PublicFigure.Audience audience, @Nullable String by) {
        if (!actor.may(Verb.INDICATOR_READ)) return List.of();
        LocalDate ended = day.plusDays(1).withDayOfMonth(1).minusDays(1);
        SmallCells small = new SmallCells(policies.count(audience.policy()));
        IndicatorStore.Age age = age();
        return transactions.forPublication(
                () -> by == null ? wholes(ended, age, small) : parts(ended, age, small, Division.valueOf(by)));
    }

    private List<PublicFigure> parts(LocalDate ended, IndicatorStore.Age age, SmallCells small, Division by) {
        AskIndicators asked = new AskIndicators(ended, null, null, by, false);
        return report(asked, ended, age, false, small, null, null, by, Definitions.ALL).items().stream()
                .map(item -> PublicFigure.of(item, ended))
                .toList();
    }

    /** Each as it was when it had last changed enough; a median as it is. */
    private List<PublicFigure> wholes(LocalDate ended, IndicatorStore.Age age, SmallCells small) {
        Map<Key, Tally> counted = store.day(ended, null, null, null);
        Map<LocalDate, Map<String, Tally>> months = store.months(FIRST_RELEASE, ended, null, null);
        return Definitions.ALL.stream()
                .map(indicator -> {
                    SortedMap<LocalDate, Tally> ends = new TreeMap<>();
                    months.forEach((month, tallies) -> {
                        Tally then = tallies.get(indicator.id());
                        if (then != null && indicator.kind() != Indicator.Kind.MEDIAN)
                            ends.put(month.plusMonths(1).minusDays(1), then);
                    });
                    ends.put(ended, counted.getOrDefault(new Key(indicator.id(), ""), Tally.NOTHING));
                    HeldBack.Given given = new HeldBack(small).last(ends);
                    Figure without = missing(indicator, null, null, age);
                    IndicatorReport.Item item = without == null
                            ? new Shown(small).item(indicator, given.tally(), Map.of(), Map.of())
                            : new IndicatorReport.Item(indicator, without, List.of(), List.of());
                    return PublicFigure.of(item, without == null ? given.day() : ended);
                })
                .toList();
    }

    /** Countries and structures of which something is counted, for a reader's choice. */
    List<IndicatorStore.Place> places(Actor actor) {
        return actor.may(Verb.INDICATOR_READ) ? transactions.forPublication(store::places) : List.of();
    }

    /** What was published of operations by then. */
    List<IndicatorStore.Published> published(Actor actor, LocalDate day) {
        return actor.may(Verb.INDICATOR_READ) ? transactions.forPublication(() -> store.published(day)) : List.of();
    }

    private boolean isCounted(String structure) {
        return transactions
                .forPublication(store::places)
                .contains(new IndicatorStore.Place(Division.STRUCTURE, structure));
    }

    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** Whether nothing is hidden from this reader, in the figures of this structure; null: of all. */
    public static boolean isExact(Actor actor, @Nullable String structure) {
        return actor.roles().stream().anyMatch(EXACT::contains)
                || actor.is(Role.CASE_SUPERVISOR) && actor.organisation().equals(structure);
    }

    /** Tables of tables would give small counts away by subtraction: such a reader gets one division of the whole at a time. */
    private static List<FieldError> tooFine(AskIndicators asked) {
        List<FieldError> errors = new ArrayList<>();
        if (asked.country() != null && asked.structure() != null)
            errors.add(FieldError.of("structure", "indicators.one-part"));
        if (asked.by() != null && (asked.country() != null || asked.structure() != null))
            errors.add(FieldError.of("by", "indicators.one-part"));
        return errors;
    }

    private IndicatorStore.Age age() {
        IndicatorStore.Age age = transactions.forPublication(store::age);
        if (age.waiting() == 0 || age.waiting() > FEW) return age;
        round.go();
        return transactions.forPublication(store::age);
    }

    private LocalDate dayFor(boolean exact, @Nullable LocalDate asked) {
        LocalDate today = today();
        if (asked == null || asked.equals(today)) return today;
        return exact ? asked : asked.plusDays(1).withDayOfMonth(1).minusDays(1);
    }

    /** All of the programme, without small counts whoever asks: for a paper that leaves the house. */
    IndicatorReport forPartners(AskIndicators asked) {
        IndicatorStore.Age age = age();
        LocalDate day = dayFor(false, asked.asOf());
        return transactions.forPublication(() -> withoutSmall(asked, day, age, Definitions.ALL));
    }

    private IndicatorReport exactly(
            AskIndicators asked, LocalDate day, IndicatorStore.Age age, List<Indicator> wanted) {
        return report(asked, day, age, true, new SmallCells(0), asked.country(), asked.structure(), asked.by(), wanted);
    }

    /** Of a country or a structure: its line in the table of all of them. */
    private IndicatorReport withoutSmall(
            AskIndicators asked, LocalDate day, IndicatorStore.Age age, List<Indicator> wanted) {
        SmallCells small = new SmallCells(policies.count("statistics.partner.min-cell"));
        String line = asked.country() != null ? asked.country() : asked.structure();
        if (line == null) return report(asked, day, age, false, small, null, null, asked.by(), wanted);
        Division by = asked.country() != null ? Division.COUNTRY : Division.STRUCTURE;
        AskIndicators whole = new AskIndicators(asked.asOf(), null, null, by, false);
        IndicatorReport all = report(whole, day, age, false, small, null, null, by, wanted);
        return new IndicatorReport(
                day,
                false,
                all.countedAt(),
                all.waiting(),
                asked.country(),
                asked.structure(),
                null,
                all.items().stream().map(item -> only(item, line, by)).toList());
    }

    private static IndicatorReport.Item only(IndicatorReport.Item item, String line, Division by) {
        Figure figure = item.figure().missing() == Missing.NO_RECORDS_YET
                        || item.figure().missing() == Missing.NOT_COUNTED_YET
                ? item.figure()
                : !item.indicator().by().contains(by)
                        ? Figure.missing(Missing.NOT_DIVIDED_SO)
                        : item.figure().suppressed()
                                ? Figure.hidden()
                                : item.parts().stream()
                                        .filter(part -> part.label().equals(line))
                                        .findFirst()
                                        .map(IndicatorReport.Part::figure)
                                        .orElseGet(() -> Figure.of(item.indicator(), Tally.NOTHING, false));
        return new IndicatorReport.Item(item.indicator(), figure, List.of(), List.of());
    }

    private IndicatorReport report(
            AskIndicators asked,
            LocalDate day,
            IndicatorStore.Age age,
            boolean exact,
            SmallCells small,
            @Nullable String country,
            @Nullable String structure,
            @Nullable Division by,
            List<Indicator> wanted) {
        Map<Key, Tally> counted = store.day(day, country, structure, by);
        Map<LocalDate, Map<String, Tally>> months = asked.past()
                ? store.months(day.withDayOfMonth(1).minusMonths(MONTHS), day, country, structure)
                : Map.of();
        Map<String, Map<String, Tally>> parts = new HashMap<>();
        counted.forEach((key, tally) -> {
            if (!key.label().isEmpty())
                parts.computeIfAbsent(key.indicator(), id -> new TreeMap<>()).put(key.label(), tally);
        });
        List<IndicatorReport.Item> items = wanted.stream()
                .map(indicator -> {
                    Figure without = missing(indicator, country, structure, age);
                    if (without != null) return new IndicatorReport.Item(indicator, without, List.of(), List.of());
                    return new Shown(small)
                            .item(
                                    indicator,
                                    counted.getOrDefault(new Key(indicator.id(), ""), Tally.NOTHING),
                                    parts.getOrDefault(indicator.id(), Map.of()),
                                    months);
                })
                .toList();
        return new IndicatorReport(day, exact, age.countedAt(), age.waiting(), country, structure, by, items);
    }

    private static @Nullable Figure missing(
            Indicator indicator, @Nullable String country, @Nullable String structure, IndicatorStore.Age age) {
        if (!indicator.kept()) return Figure.missing(Missing.NO_RECORDS_YET);
        if (age.countedAt() == null && age.waiting() > 0) return Figure.missing(Missing.NOT_COUNTED_YET);
        return country != null && !indicator.by().contains(Division.COUNTRY)
                        || structure != null && !indicator.by().contains(Division.STRUCTURE)
                ? Figure.missing(Missing.NOT_DIVIDED_SO)
                : null;
    }
}
