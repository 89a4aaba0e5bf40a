package org.akoma.ground.journal;

import java.util.Collection;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.emergencies.BulkReads;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.web.ErrorResponseException;

/**
 * Reading of many children in lists ({@code lists-read.children}, {@code lists-read.day}): the database counts it, notifies the data protection officers and
 * keeps it for them ({@code oversight.unusual_reading}).
 */
@Service
public class MuchReading {

    private static final int LONGEST_PAGE = 201; // one more is asked for, to know whether there are more

    private final ReadingStore store;
    private final BulkReads bulk;

    MuchReading(ReadingStore store, BulkReads bulk) {
        this.store = store;
        this.bulk = bulk;
    }

    /** More of a list needs a second person today, who is asked at {@code /bulk-reads}. 403, {@code journal.lists-by-two}. */
    static final class ByTwo extends ErrorResponseException {

        private static final long serialVersionUID = 1L;

        ByTwo() {
            super(HttpStatus.FORBIDDEN, Problem.detail(HttpStatus.FORBIDDEN, "journal.lists-by-two"), null);
        }
    }

    /**
     * Lines about children are shown to this person. Who works with no child reads them of all: they take them as a file by two
     * ({@link BulkReads}), which is counted there, and page by page on the record. Call inside an actor's transaction.
     *
     * @param children the codes of their files
     * @param further it is not the first page
     */
    public void listed(Actor actor, String list, Collection<String> children, boolean further) {
        if (children.isEmpty() || children.size() > LONGEST_PAGE) return;
        boolean oversees = BulkReads.needsTwo(actor, list);
        if ((oversees || further) && !store.listed(children, further, oversees) && !bulk.agreed(actor, list))
            throw new ByTwo();
    }
}
