package org.akoma.programme.publication;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.pages.Formats;
import org.springframework.stereotype.Service;

/**
 * The only numbers of children that any file or paper for the public or for partners says: those of releases that two people agreed to and nobody withdrew.
 * What proves a release proves these too ({@code docs/decisions/safe-tables.md}); a second source would have to be proved together with it.
 */
@Service
public class ReleasedFigures {

    private static final int MOST = 100;

    private final Releases releases;
    private final ReleaseStore store;
    private final ActorTransactions transactions;
    private final TableWords words;

    ReleasedFigures(Releases releases, ReleaseStore store, ActorTransactions transactions, Formats words) {
        this.releases = releases;
        this.store = store;
        this.transactions = transactions;
        this.words = new TableWords(words);
    }

    /** Of releases that are of this day or of an earlier one, the newest first. */
    public List<ReleasedFigure> forEverybody(LocalDate day) {
        return figures(transactions.forPublication(() -> store.forPublic(MOST)), day);
    }

    /** The same for partners; nothing for who reads no indicators. */
    public List<ReleasedFigure> forPartners(Actor actor, LocalDate day) {
        return figures(releases.forPartners(actor), day);
    }

    private List<ReleasedFigure> figures(List<Release.Sheet> newestFirst, LocalDate day) {
        return newestFirst.stream()
                .filter(sheet -> !sheet.asOf().isAfter(day))
                .sorted(Comparator.comparing(Release.Sheet::asOf).reversed())
                .flatMap(sheet -> ReleasedFigure.of(sheet).stream())
                .toList();
    }

    /** What help it is, or whom of the children it counts, in the reader's language. */
    public String name(ReleasedFigure one) {
        if (one.by() != null && one.part() != null) return words.column(Kind.valueOf(one.by()), one.part());
        return words.title((one.help() ? Kind.ASSISTANCE : Kind.INDICATOR) + "." + one.code());
    }
}
