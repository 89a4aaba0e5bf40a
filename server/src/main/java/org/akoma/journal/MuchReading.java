package org.akoma.journal;

import java.time.LocalDate;
import java.util.List;
import org.akoma.access.Actor;
import org.akoma.access.BulkReads;
import org.akoma.access.Entry;
import org.springframework.stereotype.Service;

/**
 * Who opened more files on one day than the house expects ({@code files-read.day}), or read more lines of the lists of all children
 * ({@code lists-read.day}): the database counts it and rings the data protection officers.
 */
@Service
public class MuchReading {

    private static final int DAYS = 7;
    private static final int LONGEST_PAGE = 201; // one more is asked for, to know whether there are more

    private final Entry entry;
    private final ReadingStore store;

    MuchReading(Entry entry, ReadingStore store) {
        this.entry = entry;
        this.store = store;
    }

    /** @param person their code @param count how many different files, or lines of lists, so far @param listed of lists */
    public record Reader(String person, LocalDate day, int count, boolean listed) {}

    /**
     * Lines about children are shown to this person. Who works with no child reads them of all: they take them as a file by two
     * ({@link BulkReads}), which is counted there, and page by page on the record. Call inside an Entry.
     */
    public void listed(Actor actor, String list, int lines) {
        if (lines > 0 && lines <= LONGEST_PAGE && BulkReads.needsTwo(actor, list)) store.listed(lines);
    }

    /** Of the last week, newest first; nothing for who does not keep the journal. */
    public List<Reader> lately(Actor actor, LocalDate today) {
        return Readings.keeps(actor) ? entry.as(actor, () -> store.muchReading(today.minusDays(DAYS))) : List.of();
    }
}
