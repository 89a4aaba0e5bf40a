package org.akoma.exchange.hxl;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Verb;
import org.akoma.ground.journal.Journal;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.pages.TableFile;
import org.akoma.ground.pages.TableFormat;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.reference.Place;
import org.akoma.ground.reference.Places;
import org.akoma.ground.reference.Policies;
import org.akoma.programme.indicators.Indicators;
import org.akoma.programme.indicators.PublicFigure;
import org.akoma.programme.indicators.PublicFigure.Audience;
import org.akoma.programme.indicators.PublicFigure.Value;
import org.akoma.programme.indicators.SmallCounts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tables of figures without small counts, as of the end of the last month. They are journalled before they leave. Headings in the reader's language; names
 * in both.
 */
@Component
class HxlExport {

    private static final String LISTED = "assistance";

    private final Indicators indicators;
    private final HelpStore store;
    private final ActorTransactions transactions;
    private final Journal journal;
    private final Policies policies;
    private final CodeLists lists;
    private final Places places;
    private final Formats words;
    private final Clock clock;

    HxlExport(
            Indicators indicators,
            HelpStore store,
            ActorTransactions transactions,
            Journal journal,
            Policies policies,
            CodeLists lists,
            Places places,
            Formats words,
            Clock clock) {
        this.indicators = indicators;
        this.store = store;
        this.transactions = transactions;
        this.journal = journal;
        this.policies = policies;
        this.lists = lists;
        this.places = places;
        this.words = words;
        this.clock = clock;
    }

    static boolean allowed(Actor actor) {
        return actor.may(Verb.INDICATOR_READ);
    }

    /** Leaves the stream open. */
    void write(Actor actor, HxlTable table, Audience audience, OutputStream out) throws IOException {
        LocalDate ended = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                .plusDays(1)
                .withDayOfMonth(1)
                .minusDays(1);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        rows.add(new ArrayList<>(
                table.columns().stream().map(HxlTable.Column::tag).toList()));
        rows.addAll(
                switch (table) {
                    case INDICATORS -> figures(actor, ended, audience);
                    case HELP -> help(ended, audience);
                });
        transactions.doAs(
                actor,
                () -> journal.noteOwn(
                        actor,
                        "exchange.tagged-exported",
                        Map.of(
                                "table",
                                table,
                                "audience",
                                audience,
                                "day",
                                ended.toString(),
                                "rows",
                                rows.size() - 1)));
        List<String> headings = table.columns().stream()
                .map(column -> words.text(column.heading()))
                .toList();
        new TableFile("HXL", headings).write(TableFormat.CSV, rows.iterator(), out);
    }

    private List<List<@Nullable Object>> figures(Actor actor, LocalDate day, Audience audience) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (PublicFigure one : indicators.released(actor, day, audience)) rows.add(figure(one, "", "", one.value()));
        indicators.releasedParts(actor, day, audience).forEach((by, figures) -> {
            for (PublicFigure one : figures)
                for (PublicFigure.Part part : one.parts()) rows.add(figure(one, by, part.label(), part.value()));
        });
        return rows;
    }

    private List<@Nullable Object> figure(PublicFigure one, String by, String part, Value value) {
        return Arrays.asList(
                one.id(),
                one.name().fr(),
                one.name().en(),
                one.asOf(),
                by,
                part,
                value.numerator(),
                value.denominator(),
                value.amount(),
                words.text("hxl.unit." + one.measure()),
                value.gap() == null ? "" : words.text("iati.gap." + value.gap()));
    }

    private List<List<@Nullable Object>> help(LocalDate day, Audience audience) {
        List<SmallCounts> audiences = audience.withThoseBefore().stream()
                .map(one -> new SmallCounts(policies.count(one.policy())))
                .toList();
        return transactions
                .forStatistics(() -> new HeldHelp(audiences, store.added(day), day).given(store.help(day)))
                .stream()
                .map(this::help)
                .toList();
    }

    private List<@Nullable Object> help(Help one) {
        String region = one.region();
        return Arrays.asList(
                one.structure(),
                one.structure() == null ? words.text("hxl.all-structures") : one.name(),
                one.service(),
                label(one.service(), Locale.FRENCH),
                label(one.service(), Locale.ENGLISH),
                one.country(),
                region,
                region == null ? null : places.find(region).map(Place::name).orElse(null),
                one.day(),
                one.children(),
                one.children() == null ? words.text("iati.gap.TOO_SMALL") : "");
    }

    private String label(String service, Locale locale) {
        return lists.label(LISTED, service, locale);
    }
}
