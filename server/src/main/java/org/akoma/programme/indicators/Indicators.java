package org.akoma.programme.indicators;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
 * counts ({@code statistics.partner.min-cell}), at the end of months, and in steps that are no small counts either (docs/decisions/figures-in-steps.md).
 */
@Service
public class Indicators {

    private static final int MONTHS = 6;

    /** So few changed records are counted when somebody asks, so that what was just written is in the figures. */
    private static final int FEW = 20;

    private static final Set<Role> EXACT = Set.of(Role.PROJECT_MANAGER, Role.EVALUATOR, Role.DATA_PROTECTION_OFFICER);

    private final IndicatorStore store;
    private final CountRound round;
    private final HeldAnswers held;
    private final CountedAnswers counted;
    private final ActorTransactions transactions;
    private final Policies policies;
    private final Clock clock;

    Indicators(
            IndicatorStore store,
            CountRound round,
            HeldAnswers held,
            CountedAnswers counted,
            ActorTransactions transactions,
            Policies policies,
            Clock clock) {
        this.store = store;
        this.round = round;
        this.held = held;
        this.counted = counted;
        this.transactions = transactions;
        this.policies = policies;
        this.clock = clock;
    }

    public AskIndicators.Result report(Actor actor, AskIndicators asked) {
        return report(actor, asked, Definitions.ALL, this::age);
    }

    /**
     * Some of them, and of what the dashboards count besides ({@code C01} to {@code C09}, {@code M03} to {@code M08}), under the same rules.
     *
     * @param ids of those that are wanted
     */
    public AskIndicators.Result withCounts(Actor actor, AskIndicators asked, Set<String> ids) {
        return report(actor, asked, wanted(ids), this::age);
    }

    /** The same beside a report that the reader has just been given. */
    public AskIndicators.Result beside(IndicatorReport read, Actor actor, AskIndicators asked, Set<String> ids) {
        return report(
                actor,
                asked,
                wanted(ids),
                () -> new IndicatorStore.Age(read.countedAt(), read.waiting(), read.stamp()));
    }

    private static List<Indicator> wanted(Set<String> ids) {
        return Definitions.WITH_COUNTS.stream()
                .filter(one -> ids.contains(one.id()))
                .toList();
    }

    private AskIndicators.Result report(
            Actor actor, AskIndicators asked, List<Indicator> wanted, Supplier<IndicatorStore.Age> counted) {
        if (!actor.may(Verb.INDICATOR_READ)) return new AskIndicators.Result.Forbidden();
        boolean exact = isExact(actor, asked.structure());
        if (!exact) {
            List<FieldError> errors = tooFine(asked);
            if (!errors.isEmpty()) return new AskIndicators.Result.Wrong(errors);
        }
        IndicatorStore.Age age = counted.get();
        String structure = asked.structure();
        if (structure != null && !structure.equals(actor.organisation()) && !isCounted(structure))
            return new AskIndicators.Result.Wrong(List.of(FieldError.of("structure", "indicators.no-structure")));
        LocalDate day = asked.asOf() == null ? today() : asked.asOf();
        return new AskIndicators.Result.Read(transactions.forStatistics(() -> exact
                ? exactly(asked, day, age, wanted)
                : withoutSmall(then -> known(actor, then, asked), asked, endOf(day), age, wanted)));
    }

    /** Codes of the countries and structures of which something is counted, for a reader's choice. */
    public Map<Division, List<String>> placesByKind(Actor actor) {
        return places(actor).stream()
                .collect(Collectors.groupingBy(
                        IndicatorStore.Place::kind,
                        Collectors.mapping(IndicatorStore.Place::code, Collectors.toList())));
    }

    /** Countries and structures of which something is counted, for a reader's choice. */
    List<IndicatorStore.Place> places(Actor actor) {
        return actor.may(Verb.INDICATOR_READ) ? transactions.forStatistics(this::countedPlaces) : List.of();
    }

    private List<IndicatorStore.Place> countedPlaces() {
        return counted.of(store.age().stamp(), new Places(), store::places);
    }

    /** What was published of operations by then. */
    List<IndicatorStore.Published> published(Actor actor, LocalDate day) {
        return actor.may(Verb.INDICATOR_READ) ? transactions.forStatistics(() -> store.published(day)) : List.of();
    }

    private boolean isCounted(String structure) {
        return transactions
                .forStatistics(this::countedPlaces)
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
        IndicatorStore.Age age = transactions.forStatistics(store::age);
        if (age.waiting() == 0 || age.waiting() > FEW) return age;
        round.go();
        return transactions.forStatistics(store::age);
    }

    /** The last day of the last month that had ended by then. */
    private static LocalDate endOf(LocalDate day) {
        return day.plusDays(1).withDayOfMonth(1).minusDays(1);
    }

    /** What the answer is divided by: a country or a structure is a line in the table of all of them. */
    private static @Nullable Division division(AskIndicators asked) {
        return asked.country() != null ? Division.COUNTRY : asked.structure() != null ? Division.STRUCTURE : asked.by();
    }

    /** @param known what the reader reads exactly elsewhere, of a day */
    private IndicatorReport withoutSmall(
            Function<LocalDate, Map<Key, Tally>> known,
            AskIndicators asked,
            LocalDate day,
            IndicatorStore.Age age,
            List<Indicator> wanted) {
        String line = asked.country() != null ? asked.country() : asked.structure();
        Division by = division(asked);
        SmallCounts small = new SmallCounts(policies.count("statistics.partner.min-cell"));
        HeldSeries series = held.of(
                new HeldAnswers.Asked(day, by, small.least()),
                () -> transactions.forStatistics(() -> kept(small, day, by, age)));
        Map<LocalDate, Map<String, Map<String, Tally>>> read = new HashMap<>();
        List<IndicatorReport.Item> items = new HeldReport(
                        series,
                        day,
                        small,
                        wanted,
                        line == null && asked.past(),
                        then -> read.computeIfAbsent(then, one -> byIndicator(known.apply(one))))
                .items();
        return new IndicatorReport(
                day,
                false,
                series.age().countedAt(),
                series.age().waiting(),
                series.age().stamp(),
                asked.country(),
                asked.structure(),
                line == null ? by : null,
                line == null
                        ? items
                        : items.stream().map(item -> only(item, line, by)).toList());
    }

    /** What is shown for the first time is kept before anybody reads it; one answer at a time, each beside all that the ones before it showed. */
    private HeldSeries kept(SmallCounts small, LocalDate day, @Nullable Division by, IndicatorStore.Age age) {
        ShownBefore shown = new ShownBefore(small.least(), store.shown(by));
        HeldSeries series = HeldSeries.of(new HeldMonths(store, small, day, shown), age, Definitions.WITH_COUNTS, by);
        if (shown.added().isEmpty()) return series;
        store.showOneAtATime();
        ShownBefore until = new ShownBefore(small.least(), store.shown(by));
        HeldSeries again = HeldSeries.of(new HeldMonths(store, small, day, until), age, Definitions.WITH_COUNTS, by);
        store.show(until.added());
        return again;
    }

    /** A supervisor reads their own structure exactly: the whole less that is what is left of the others. */
    private Map<Key, Tally> known(Actor actor, LocalDate day, AskIndicators asked) {
        if (!actor.is(Role.CASE_SUPERVISOR)) return Map.of();
        Division by = division(asked);
        String own = actor.organisation();
        Map<Key, Tally> known =
                store.day(day, null, own, by == Division.STRUCTURE ? null : by, Definitions.WITH_COUNTS);
        if (by != Division.STRUCTURE) return known;
        Map<Key, Tally> lines = new HashMap<>(known);
        known.forEach((key, tally) -> lines.put(new Key(key.indicator(), own), tally));
        return lines;
    }

    private static IndicatorReport.Item only(IndicatorReport.Item item, String line, @Nullable Division by) {
        Figure figure = item.figure().missing() == Missing.NOT_COUNTED_YET
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

    private IndicatorReport exactly(
            AskIndicators asked, LocalDate day, IndicatorStore.Age age, List<Indicator> wanted) {
        String country = asked.country();
        String structure = asked.structure();
        Map<String, Map<String, Tally>> lines =
                byIndicator(day(new OnDay(day, country, structure, asked.by(), wanted), age));
        Map<LocalDate, Map<String, Tally>> months = asked.past()
                ? counted.of(
                        age.stamp(),
                        new Months(day, country, structure),
                        () -> store.months(day.withDayOfMonth(1).minusMonths(MONTHS), day, country, structure))
                : Map.of();
        Shown shown = new Shown(new SmallCounts(0), Set.of());
        List<IndicatorReport.Item> items = wanted.stream()
                .map(indicator -> {
                    Figure without = missing(indicator, country, structure, age);
                    if (without != null) return new IndicatorReport.Item(indicator, without, List.of(), List.of());
                    Map<String, Tally> parts = new TreeMap<>(lines.getOrDefault(indicator.id(), Map.of()));
                    Tally whole = parts.remove("");
                    return shown.item(
                            indicator,
                            whole == null ? Tally.NOTHING : whole,
                            parts,
                            Map.of(),
                            past(indicator, shown, months));
                })
                .toList();
        return new IndicatorReport(
                day, true, age.countedAt(), age.waiting(), age.stamp(), country, structure, asked.by(), items);
    }

    /** What is asked of the counts. */
    private record OnDay(
            LocalDate day,
            @Nullable String country,
            @Nullable String structure,
            @Nullable Division by,
            List<Indicator> wanted) {}

    private record Months(
            LocalDate day,
            @Nullable String country,
            @Nullable String structure) {}

    private record Places() {}

    /** What other chapters count is read each time: it is no kept count. */
    private Map<Key, Tally> day(OnDay asked, IndicatorStore.Age age) {
        Map<Boolean, List<Indicator>> elsewhere = asked.wanted().stream()
                .collect(Collectors.partitioningBy(one -> Definitions.OF_OTHER_CHAPTERS.contains(one.id())));
        OnDay kept = new OnDay(
                asked.day(), asked.country(), asked.structure(), asked.by(), elsewhere.getOrDefault(false, List.of()));
        Map<Key, Tally> found = counted.of(age.stamp(), kept, () -> read(kept));
        List<Indicator> others = elsewhere.getOrDefault(true, List.of());
        if (others.isEmpty()) return found;
        Map<Key, Tally> all = new HashMap<>(found);
        all.putAll(read(new OnDay(asked.day(), asked.country(), asked.structure(), asked.by(), others)));
        return all;
    }

    private Map<Key, Tally> read(OnDay asked) {
        return store.day(asked.day(), asked.country(), asked.structure(), asked.by(), asked.wanted());
    }

    /** By indicator and label. */
    private static Map<String, Map<String, Tally>> byIndicator(Map<Key, Tally> counted) {
        Map<String, Map<String, Tally>> found = new HashMap<>();
        counted.forEach((key, tally) ->
                found.computeIfAbsent(key.indicator(), id -> new TreeMap<>()).put(key.label(), tally));
        return found;
    }

    /** A median has no past here: its values are not kept by month. */
    private static List<IndicatorReport.Past> past(
            Indicator indicator, Shown shown, Map<LocalDate, Map<String, Tally>> months) {
        if (indicator.kind() == Indicator.Kind.MEDIAN) return List.of();
        return months.entrySet().stream()
                .map(month -> new IndicatorReport.Past(
                        month.getKey().plusMonths(1).minusDays(1),
                        shown.then(indicator, month.getValue().getOrDefault(indicator.id(), Tally.NOTHING))))
                .toList();
    }

    static @Nullable Figure missing(
            Indicator indicator, @Nullable String country, @Nullable String structure, IndicatorStore.Age age) {
        if (age.countedAt() == null && age.waiting() > 0) return Figure.missing(Missing.NOT_COUNTED_YET);
        return country != null && !indicator.by().contains(Division.COUNTRY)
                        || structure != null && !indicator.by().contains(Division.STRUCTURE)
                ? Figure.missing(Missing.NOT_DIVIDED_SO)
                : null;
    }
}
