package org.akoma.exchange.htcds;

import java.time.Clock;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.web.Form;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.record.Exploitations;
import org.akoma.protection.record.Note;
import org.akoma.protection.record.Notes;
import org.springframework.stereotype.Component;

/** Fills a file just opened with what else its row says, through the same facades that people use. */
@Component
class ImportedFile {

    private final Exploitations exploitations;
    private final Notes notes;
    private final Clock clock;

    ImportedFile(Exploitations exploitations, Notes notes, Clock clock) {
        this.exploitations = exploitations;
        this.notes = notes;
        this.clock = clock;
    }

    void fill(Actor actor, CaseFile file, ChildRow child) {
        if (child.exploitation() != null) done(exploitations.change(actor, file.code(), child.exploitation(), 0));
        child.notes().forEach(text -> write(actor, file, text));
    }

    /** A text longer than a note may be becomes several. */
    private void write(Actor actor, CaseFile file, String text) {
        int end = text.offsetByCodePoints(0, Math.min(Form.LONG_TEXT, text.codePointCount(0, text.length())));
        done(notes.write(actor, file.code(), Ids.next(), Note.Kind.NOTE, clock.instant(), text.substring(0, end)));
        if (end < text.length()) write(actor, file, text.substring(end));
    }

    /** The importer holds every section of a file that they have just opened: anything else is a bug, and stores nothing. */
    private static void done(Outcome<?> outcome) {
        if (!(outcome instanceof Outcome.Done<?>))
            throw new IllegalStateException("A row of an import was answered with " + outcome.getClass());
    }
}
