package org.akoma.programme.reports;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.Formats;
import org.akoma.programme.indicators.SaidIndicator;
import org.akoma.programme.indicators.SaidIndicators;
import org.akoma.programme.publication.ReleasedFigure;
import org.akoma.programme.publication.ReleasedFigures;
import org.akoma.programme.reports.Writing.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The numbers of a report that leaves the house: those of the agreed releases and no others, each with its day, so that a report and a release say the same
 * and nobody computes a small count from the two.
 */
@Component
class ReleasedContent {

    private static final Columns CHILDREN = new Columns(
            List.of("reports.doc.group", "reports.doc.children", "reports.doc.as-of"), List.of(56, 20, 24), List.of(1));
    private static final Columns HELP = new Columns(
            List.of("reports.doc.service", "reports.doc.children", "reports.doc.of-children", "reports.doc.as-of"),
            List.of(46, 15, 15, 24),
            List.of(1, 2));

    private final ReleasedFigures released;
    private final SaidIndicators indicators;
    private final Formats words;

    ReleasedContent(ReleasedFigures released, SaidIndicators indicators, Formats words) {
        this.released = released;
        this.indicators = indicators;
        this.words = words;
    }

    /**
     * What partners may read until a day.
     *
     * @param now each number as it was released last; before: as it was released before
     */
    record Numbers(List<ReleasedFigure> now, List<ReleasedFigure> before) {
        Optional<ReleasedFigure> whole(String indicator) {
            return now.stream()
                    .filter(one -> !one.help() && one.isWhole())
                    .filter(one -> one.code().equals(indicator))
                    .findFirst();
        }

        Optional<ReleasedFigure> before(ReleasedFigure one) {
            return before.stream().filter(one::isAbout).findFirst();
        }
    }

    Numbers numbers(Actor actor, LocalDate day) {
        List<ReleasedFigure> all = released.forPartners(actor, day);
        List<ReleasedFigure> now = ReleasedFigure.newest(all);
        return new Numbers(now, all.stream().filter(one -> !now.contains(one)).toList());
    }

    /** All indicators in words; those that no release has without a value. */
    List<SaidIndicator> indicators(Numbers numbers) {
        return indicators.meanings().stream()
                .map(one -> numbers.whole(one.id())
                        .map(figure -> said(one, figure))
                        .orElseGet(() -> one.unreleased(words.text("reports.doc.not-released"))))
                .toList();
    }

    /** Those that were released before, as they were then. */
    List<SaidIndicator> before(Numbers numbers) {
        return indicators.meanings().stream()
                .flatMap(one ->
                        numbers.whole(one.id()).flatMap(numbers::before).map(figure -> said(one, figure)).stream())
                .toList();
    }

    private SaidIndicator said(SaidIndicator meaning, ReleasedFigure one) {
        Integer of = one.of();
        String value = one.percent() == null ? count(one.count()) : words.percent(one.percent());
        boolean share = one.percent() != null;
        return meaning.released(
                words.text("indicators.value-dated", value, words.text("indicators.dated", words.date(one.asOf()))),
                share ? words.text("publication.of", count(one.count()), count(of)) : null,
                one.count() == null ? null : Long.valueOf(one.count()),
                share ? Long.valueOf(Objects.requireNonNull(of)) : null,
                one.percent(),
                one.asOf());
    }

    /** Whether both are of their own months, so that a difference of the two is that of a month. */
    static boolean isOfMonths(SaidIndicator now, SaidIndicator before, YearMonth month) {
        return now.day() != null
                && before.day() != null
                && YearMonth.from(now.day()).equals(month)
                && YearMonth.from(before.day()).equals(month.minusMonths(1));
    }

    private String count(@Nullable Integer count) {
        return count == null ? words.text("publication.hidden") : words.number(count);
    }

    /** Says which releases the numbers are of, or that there is none yet. */
    void lead(Numbers numbers, Writing to) {
        List<String> releases = numbers.now().stream()
                .map(one -> words.text("reports.doc.release", one.release(), words.date(one.asOf())))
                .distinct()
                .toList();
        if (releases.isEmpty()) to.text("reports.doc.no-release");
        else to.text("reports.doc.of-releases", String.join(", ", releases));
    }

    void children(Numbers numbers, Writing to) {
        to.table(
                "reports.doc.children.table",
                CHILDREN,
                numbers.now().stream()
                        .filter(one -> !one.help() && !one.isWhole())
                        .map(one -> List.of(released.name(one), count(one.count()), words.date(one.asOf())))
                        .toList(),
                "reports.doc.few.note");
    }

    void help(Numbers numbers, Writing to) {
        to.chapter("reports.doc.help").text("reports.doc.help.lead");
        to.table(
                "reports.doc.help",
                HELP,
                numbers.now().stream()
                        .filter(ReleasedFigure::help)
                        .map(one -> List.of(
                                released.name(one), count(one.count()), count(one.of()), words.date(one.asOf())))
                        .toList(),
                "reports.doc.few.note");
    }
}
