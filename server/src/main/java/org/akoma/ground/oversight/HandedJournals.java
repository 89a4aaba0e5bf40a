package org.akoma.ground.oversight;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Organisations;
import org.akoma.ground.journal.Journal;
import org.akoma.ground.journal.JournalFile;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What partners hold to check the journal by, handed to them by the data protection officer and on the record. */
@Service
class HandedJournals {

    private static final int MOST = 200;

    private final HandedStore store;
    private final Organisations organisations;
    private final JournalFile files;
    private final ActorTransactions transactions;
    private final Journal journal;

    HandedJournals(
            HandedStore store,
            Organisations organisations,
            JournalFile files,
            ActorTransactions transactions,
            Journal journal) {
        this.store = store;
        this.organisations = organisations;
        this.files = files;
        this.transactions = transactions;
        this.journal = journal;
    }

    sealed interface Result {
        record Done(HandedJournal handed) implements Result {}

        record Refused(FieldError why) implements Result {}

        record Forbidden() implements Result {}
    }

    /** A file that is deleted once it was read. */
    record Opened(HandedJournal handed, InputStream content) {}

    static boolean hands(Actor actor) {
        return UnusualReadings.judges(actor);
    }

    List<HandedJournal> list(Actor actor) {
        return hands(actor) ? transactions.as(actor, () -> store.newest(MOST)) : List.of();
    }

    /** Codes of the structures of today. */
    List<String> partners(Actor actor) {
        return hands(actor)
                ? transactions.as(actor, organisations::allToday).stream()
                        .map(Organisation::code)
                        .toList()
                : List.of();
    }

    Result hand(Actor actor, HandJournal wanted) {
        if (!hands(actor)) return new Result.Forbidden();
        return transactions.as(actor, () -> {
            Organisation to = organisations.findToday(wanted.to()).orElse(null);
            if (to == null) return new Result.Refused(FieldError.of("to", "access.no-organisation"));
            HandedJournal before = store.find(wanted.id()).orElse(null);
            if (before != null)
                return before.to().equals(wanted.to()) && before.what() == wanted.what()
                        ? new Result.Done(before)
                        : new Result.Refused(FieldError.of("to", "oversight.id-other-content"));
            if (!store.hand(wanted.id(), to.id(), wanted.what()))
                return new Result.Refused(FieldError.of("what", "oversight.no-root"));
            HandedJournal made = store.find(wanted.id()).orElseThrow();
            note(actor, "oversight.journal-handed", made);
            return new Result.Done(made);
        });
    }

    /** The file that was handed, the same each time; empty where there is none. */
    Optional<Opened> open(Actor actor, UUID id) {
        if (!hands(actor)) return Optional.empty();
        HandedJournal found = transactions.<@Nullable HandedJournal>as(actor, () -> {
            HandedJournal one = store.find(id).orElse(null);
            if (one != null) note(actor, "oversight.journal-taken", one);
            return one;
        });
        return found == null ? Optional.empty() : Optional.of(new Opened(found, content(actor, found)));
    }

    private InputStream content(Actor actor, HandedJournal one) {
        try {
            Path file = Files.createTempFile("akoma", ".handed");
            try (OutputStream to = Files.newOutputStream(file)) {
                if (one.what() == HandedJournal.What.ROOTS) files.writeRoots(actor, one.root(), to);
                else files.writeJournal(actor, one.root(), to);
            }
            return Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw new UncheckedIOException("The file cannot be made", e);
        }
    }

    byte[] key() {
        return files.key();
    }

    private void note(Actor actor, String act, HandedJournal one) {
        journal.noteOwn(
                actor, act, Map.of("to", one.to(), "what", one.what().name(), "root", String.valueOf(one.root())));
    }
}
