package org.akoma.protection.cases;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Letters of acceptance and minutes: documents on the file. The room that keeps documents answers; this one does not know it. Call inside an actor's transaction. */
public interface BorderPapers {

    /**
     * @param kind code of the list {@code attachment-kind}
     * @param title as it was given; null = none was, or the reader may not open it
     */
    record Paper(UUID id, String kind, @Nullable String title, Instant addedAt) {

        /** Whether it is a letter by which an authority accepts a child. */
        public boolean isLetter() {
            return kind.equals("LETTER");
        }

        /** Whether it is the order of a court or an authority. */
        public boolean isOrder() {
            return kind.equals("COURT_ORDER");
        }

        /** Whether it may prove who the child is. */
        public boolean mayProveIdentity() {
            return kind.equals("IDENTITY_DOCUMENT") || mayBeMinutes();
        }

        /** Whether it is of a kind that minutes are kept as. */
        public boolean mayBeMinutes() {
            return kind.equals("DOCUMENT") || kind.equals("CERTIFICATE");
        }
    }

    /** Documents of this file that the actor may read and that were not withdrawn, newest first. */
    List<Paper> of(CaseFile file);
}
