package org.akoma.journal;

import java.time.LocalDate;
import java.util.List;
import org.akoma.access.Actor;
import org.akoma.access.Entry;
import org.springframework.stereotype.Service;

/** Who opened more files on one day than the house expects ({@code files-read.day}): the database counts it and rings the data protection officers. */
@Service
public class MuchReading {

    private static final int DAYS = 7;

    private final Entry entry;
    private final ReadingStore store;

    MuchReading(Entry entry, ReadingStore store) {
        this.entry = entry;
        this.store = store;
    }

    /** @param person their code @param files how many different ones, so far */
    public record Reader(String person, LocalDate day, int files) {}

    /** Of the last week, newest first; nothing for who does not keep the journal. */
    public List<Reader> lately(Actor actor, LocalDate today) {
        return Readings.keeps(actor) ? entry.as(actor, () -> store.muchReading(today.minusDays(DAYS))) : List.of();
    }
}
