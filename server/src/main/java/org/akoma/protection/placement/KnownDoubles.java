package org.akoma.protection.placement;

import java.util.List;
import org.akoma.ground.decisions.Shown;
import org.akoma.ground.pages.Formats;
import org.akoma.protection.cases.CaseFile;
import org.springframework.stereotype.Component;

/**
 * Which other open files of the child a second person has to know of before they answer for a home, a shelter or a return: a danger that runs on one of
 * them holds here too, and a likely double that nobody has settled may hide one. Call inside an actor's transaction.
 */
@Component
class KnownDoubles {

    private static final String DOUBLES = "/doubles";

    private final OtherFileStore store;
    private final Formats words;

    KnownDoubles(OtherFileStore store, Formats words) {
        this.store = store;
        this.words = words;
    }

    List<Shown.Note> of(CaseFile file) {
        return store.of(file.id()).stream().map(this::named).toList();
    }

    private Shown.Note named(OtherFileStore.OtherFile other) {
        String code = other.code();
        String which = code == null ? words.text("decisions.note.double.unseen") : code;
        String key = "decisions.note.double." + (other.same() ? "same" : "likely") + (other.danger() ? ".danger" : "");
        return other.same()
                ? Shown.Note.of(words.text(key, which, words.orUnknown(other.call())))
                : new Shown.Note(words.text(key, which), DOUBLES, words.text("decisions.note.double.open"));
    }
}
