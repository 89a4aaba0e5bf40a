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
import java.util.function.Function;
import java.util.stream.Collectors;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Verb;
import org.akoma.ground.journal.Journal;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.pages.TableFile;
import org.akoma.ground.pages.TableFormat;
import org.akoma.ground.reference.CodeLists;
import org.akoma.programme.indicators.IndicatorMeaning;
import org.akoma.programme.publication.ReleasedFigure;
import org.akoma.programme.publication.ReleasedFigures;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The numbers of the agreed releases, each as it was released last, and no others. They are journalled before they leave. Headings in the reader's language;
 * names in both.
 */
@Component
class HxlExport {

    private static final String LISTED = "assistance";

    private final ReleasedFigures released;
    private final ActorTransactions transactions;
    private final Journal journal;
    private final CodeLists lists;
    private final Formats words;
    private final Clock clock;

    HxlExport(
            ReleasedFigures released,
            ActorTransactions transactions,
            Journal journal,
            CodeLists lists,
            Formats words,
            Clock clock) {
        this.released = released;
        this.transactions = transactions;
        this.journal = journal;
        this.lists = lists;
        this.words = words;
        this.clock = clock;
    }

    static boolean allowed(Actor actor) {
        return actor.may(Verb.INDICATOR_READ);
    }

    /** Empty as long as nothing is released. */
    List<ReleasedFigure> figures(Actor actor, HxlAudience audience) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return ReleasedFigure.newest(
                switch (audience) {
                    case PUBLIC -> released.forEverybody(today);
                    case PARTNERS -> released.forPartners(actor, today);
                });
    }

    /** Leaves the stream open. */
    void write(Actor actor, HxlTable table, HxlAudience audience, List<ReleasedFigure> figures, OutputStream out)
            throws IOException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        rows.add(new ArrayList<>(
                table.columns().stream().map(HxlTable.Column::tag).toList()));
        rows.addAll(
                switch (table) {
                    case INDICATORS -> indicators(figures);
                    case HELP -> help(figures);
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
                                "release",
                                figures.isEmpty() ? "" : figures.getFirst().release(),
                                "rows",
                                rows.size() - 1)));
        List<String> headings = table.columns().stream()
                .map(column -> words.text(column.heading()))
                .toList();
        new TableFile("HXL", headings).write(TableFormat.CSV, rows.iterator(), out);
    }

    private List<List<@Nullable Object>> indicators(List<ReleasedFigure> figures) {
        Map<String, IndicatorMeaning> meanings =
                IndicatorMeaning.all().stream().collect(Collectors.toMap(IndicatorMeaning::id, Function.identity()));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (ReleasedFigure one : figures) {
            IndicatorMeaning meaning = meanings.get(one.code());
            if (!one.help() && meaning != null) rows.add(indicator(one, meaning));
        }
        return rows;
    }

    private List<@Nullable Object> indicator(ReleasedFigure one, IndicatorMeaning meaning) {
        return Arrays.asList(
                one.code(),
                meaning.name().fr(),
                meaning.name().en(),
                one.release(),
                one.asOf(),
                one.by(),
                one.part(),
                one.count(),
                one.of(),
                one.percent() == null ? one.count() : one.percent(),
                words.text("hxl.unit." + meaning.measure()),
                note(one));
    }

    private List<List<@Nullable Object>> help(List<ReleasedFigure> figures) {
        return figures.stream().filter(ReleasedFigure::help).map(this::help).toList();
    }

    private List<@Nullable Object> help(ReleasedFigure one) {
        return Arrays.asList(
                one.code(),
                label(one.code(), Locale.FRENCH),
                label(one.code(), Locale.ENGLISH),
                one.release(),
                one.asOf(),
                one.count(),
                one.of(),
                note(one));
    }

    private String note(ReleasedFigure one) {
        return one.count() == null ? words.text("iati.gap.TOO_SMALL") : "";
    }

    private String label(String service, Locale locale) {
        return lists.label(LISTED, service, locale);
    }
}
