package org.akoma.protection.cases;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Grants;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.SentCommands;
import org.akoma.ground.access.Verb;
import org.akoma.ground.journal.Journal;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * The one way to work inside a file, for all rooms on a file: one transaction as the actor, in which the actor sees the file, has the verb and
 * may write the section; the file is locked, so that two people's changes to one child are made one after the other.
 */
@Component
public class CaseWork {

    /** Something else was sent under this id before: 409. */
    public static final String OTHER_CONTENT = Problem.OTHER_CONTENT;

    /** What an emergency access is for: a visit that was made. Alerts ask their own room (trust.md G7). */
    private static final Set<Verb> HELP = Set.of(Verb.VISIT_WRITE);

    private final CaseStore store;
    private final Readers readers;
    private final ActorTransactions transactions;
    private final Grants grants;
    private final Journal journal;
    private final Clock clock;
    private final SentCommands sent;

    CaseWork(
            CaseStore store,
            Readers readers,
            ActorTransactions transactions,
            Grants grants,
            Journal journal,
            Clock clock,
            SentCommands sent) {
        this.sent = sent;
        this.store = store;
        this.readers = readers;
        this.transactions = transactions;
        this.grants = grants;
        this.journal = journal;
        this.clock = clock;
    }

    public Instant now() {
        return clock.instant();
    }

    public LocalDate today() {
        return LocalDate.ofInstant(now(), ZoneOffset.UTC);
    }

    public void note(CaseFile file, Section section, String act, Map<String, ?> facts) {
        journal.note(file.id(), section, act, facts);
    }

    /** One transaction as the actor, for what belongs to no single file. */
    public <T> T as(Actor actor, Supplier<T> work) {
        return transactions.as(actor, work);
    }

    /** Work on a file that is not closed. */
    public <T> Outcome<T> on(
            Actor actor, String code, Verb verb, Section section, Function<CaseFile, Outcome<T>> work) {
        return onAny(actor, code, verb, section, whileOpen(work));
    }

    /**
     * A second person's verdict on a file that is not closed. Reading the section is enough to begin: {@link
     * org.akoma.ground.decisions.Decisions} checks that the actor may decide, and a deputy may write only after the verdict.
     */
    public <T> Outcome<T> deciding(
            Actor actor, String code, Verb verb, Section section, Function<CaseFile, Outcome<T>> work) {
        return decidingOnAny(actor, code, verb, section, whileOpen(work));
    }

    /** As {@link #deciding}, on a file in whatever status. */
    public <T> Outcome<T> decidingOnAny(
            Actor actor, String code, Verb verb, Section section, Function<CaseFile, Outcome<T>> work) {
        return transactions.as(actor, () -> {
            FileStore.Seen seen = find(actor, code).orElse(null);
            if (seen == null) return new Outcome.NotFound<>();
            if (onlyByEmergency(seen)) return byEmergency();
            if (!actor.may(verb) || !seen.reader().holds(section)) return new Outcome.Forbidden<>();
            return work.apply(seen.reader().written().contains(section) ? locked(seen.file()) : seen.file());
        });
    }

    /** Work on a file in whatever status. */
    public <T> Outcome<T> onAny(
            Actor actor, String code, Verb verb, Section section, Function<CaseFile, Outcome<T>> work) {
        return where(actor, code, writes(actor, verb, section), work);
    }

    private <T> Outcome<T> where(
            Actor actor, String code, Predicate<FileStore.Seen> may, Function<CaseFile, Outcome<T>> work) {
        return transactions.as(actor, () -> {
            FileStore.Seen seen = find(actor, code).orElse(null);
            if (seen == null) return new Outcome.NotFound<>();
            if (may.test(seen)) return work.apply(locked(seen.file()));
            return onlyByEmergency(seen) ? byEmergency() : new Outcome.Forbidden<>();
        });
    }

    /** What an emergency access does not allow is answered with who can do it instead. */
    public static <T> Outcome<T> byEmergency() {
        return Outcome.Refused.because("file", Problem.BY_EMERGENCY);
    }

    /**
     * As {@link #on}, for a command that makes a record under an id of the caller's: sent again, it finds the record that it made, also when
     * record or file have changed since, and makes none.
     *
     * @param made finds the record in the file
     */
    public <T> Outcome<T> once(
            Actor actor,
            String code,
            Verb verb,
            Section section,
            Function<CaseFile, Optional<T>> made,
            Function<CaseFile, Outcome<T>> work) {
        return onceOnAny(actor, code, verb, section, made, whileOpen(work));
    }

    /** As {@link #once}; another content under the same id is refused, and not answered with the record that there is. */
    public <T> Outcome<T> once(
            Actor actor, String code, Verb verb, Section section, Once<T> once, Function<CaseFile, Outcome<T>> work) {
        return onceOnAny(actor, code, verb, section, once, whileOpen(work));
    }

    /**
     * As {@link #once}, for acts that other rights than writing the section allow. An actor without the right to write does not lock the file,
     * so that two such acts may run at the same time.
     *
     * @param may checked inside the transaction, for a file that the actor sees
     */
    public <T> Outcome<T> onceWhere(
            Actor actor,
            String code,
            Predicate<CaseFile> may,
            Function<CaseFile, Optional<T>> made,
            Function<CaseFile, Outcome<T>> work) {
        return onceOnAny(actor, code, may, made, whileOpen(work));
    }

    /** As {@link #onceWhere}; another content under the same id is refused. */
    public <T> Outcome<T> onceWhere(
            Actor actor, String code, Predicate<CaseFile> may, Once<T> once, Function<CaseFile, Outcome<T>> work) {
        return onceOnAny(actor, code, may, once, whileOpen(work));
    }

    /** As {@link #once}, on a file in whatever status. */
    public <T> Outcome<T> onceOnAny(
            Actor actor,
            String code,
            Verb verb,
            Section section,
            Function<CaseFile, Optional<T>> made,
            Function<CaseFile, Outcome<T>> work) {
        return sentOnce(actor, code, writes(actor, verb, section), then -> madeOr(made, then), work);
    }

    /** As {@link #once}, on a file in whatever status. */
    public <T> Outcome<T> onceOnAny(
            Actor actor, String code, Verb verb, Section section, Once<T> once, Function<CaseFile, Outcome<T>> work) {
        return sentOnce(actor, code, writes(actor, verb, section), then -> madeOr(once, then), work);
    }

    /** As {@link #onceWhere}, on a file in whatever status. */
    public <T> Outcome<T> onceOnAny(
            Actor actor, String code, Predicate<CaseFile> may, Once<T> once, Function<CaseFile, Outcome<T>> work) {
        return sentOnce(actor, code, seen -> may.test(seen.file()), then -> madeOr(once, then), work);
    }

    /** @param found puts before the work that the record was made already */
    private <T> Outcome<T> sentOnce(
            Actor actor,
            String code,
            Predicate<FileStore.Seen> may,
            UnaryOperator<Function<CaseFile, Outcome<T>>> found,
            Function<CaseFile, Outcome<T>> work) {
        try {
            return where(actor, code, may, found.apply(work));
        } catch (DuplicateKeyException other) { // the same command beside this one, or a record of another file
            return where(actor, code, may, found.apply(file -> Outcome.Refused.because("id", "cases.id-taken")));
        }
    }

    private <T> Function<CaseFile, Outcome<T>> madeOr(Once<T> once, Function<CaseFile, Outcome<T>> work) {
        return file -> {
            Optional<T> made = once.made().apply(file);
            if (made.isPresent())
                return sent.isSame(file.id(), once.id(), once.content())
                        ? new Outcome.Done<>(made.get())
                        : Outcome.Refused.because("id", OTHER_CONTENT);
            Outcome<T> outcome = work.apply(file);
            if (outcome instanceof Outcome.Done) sent.keep(file.id(), once.id(), once.content());
            return outcome;
        };
    }

    /** As {@link #onceWhere}, on a file in whatever status. */
    public <T> Outcome<T> onceOnAny(
            Actor actor,
            String code,
            Predicate<CaseFile> may,
            Function<CaseFile, Optional<T>> made,
            Function<CaseFile, Outcome<T>> work) {
        return sentOnce(actor, code, seen -> may.test(seen.file()), then -> madeOr(made, then), work);
    }

    private static <T> Function<CaseFile, Outcome<T>> whileOpen(Function<CaseFile, Outcome<T>> work) {
        return file -> file.status().open() ? work.apply(file) : Outcome.Refused.because("status", "cases.file-closed");
    }

    private static <T> Function<CaseFile, Outcome<T>> madeOr(
            Function<CaseFile, Optional<T>> made, Function<CaseFile, Outcome<T>> work) {
        return file -> made.apply(file).<Outcome<T>>map(Outcome.Done::new).orElseGet(() -> work.apply(file));
    }

    /** The one of these records that has this id. */
    public static <T> Optional<T> among(List<T> records, Function<T, UUID> id, UUID wanted) {
        return records.stream().filter(one -> id.apply(one).equals(wanted)).findFirst();
    }

    /** Reads a section of a file; the reading is journalled. Where it does not exist for the actor, it is not found. */
    public <T> Outcome<T> read(Actor actor, String code, Section section, String act, Function<CaseFile, T> reading) {
        return open(actor, code, section, act, reading)
                .<Outcome<T>>map(Outcome.Done::new)
                .orElseGet(Outcome.NotFound::new);
    }

    /** Nothing when the file or this section of it does not exist for the actor. Not journalled. */
    public <T> Optional<T> peek(Actor actor, String code, Section section, Function<CaseFile, T> reading) {
        return reading(actor, code, section, seen -> reading.apply(seen.file()));
    }

    private <T> Optional<T> reading(Actor actor, String code, Section section, Function<FileStore.Seen, T> reading) {
        if (!actor.may(Verb.CASE_READ)) return Optional.empty();
        return transactions.as(
                actor,
                () -> readers.find(code)
                        .filter(seen -> seen.reader().holds(section))
                        .map(reading));
    }

    /**
     * As {@link #peek}; the reading is journalled.
     *
     * @param act such as {@code cases.family-read}
     */
    public <T> Optional<T> open(Actor actor, String code, Section section, String act, Function<CaseFile, T> reading) {
        return open(actor, code, section, act, reading, found -> Set.of(section));
    }

    /**
     * The same of what lies in a part that all read who hold the section, but tells of others.
     *
     * @param told the sections of which what was found tells: the history says so to who holds these
     */
    public <T> Optional<T> open(
            Actor actor,
            String code,
            Section section,
            String act,
            Function<CaseFile, T> reading,
            Function<T, Set<Section>> told) {
        return reading(actor, code, section, seen -> {
            CaseFile file = seen.file();
            T found = reading.apply(file);
            if (seen.reader().worksOnIt()) told.apply(found).forEach(one -> note(file, one, act, Map.of()));
            else overseen(actor, file, told.apply(found), act);
            return found;
        });
    }

    /** A reader with oversight has no key of the file: the history of the file shows the act alone, their own chain names the file. */
    private void overseen(Actor actor, CaseFile file, Set<Section> told, String act) {
        journal.noteOwn(actor, act, Map.of("code", file.code()));
        told.forEach(one -> journal.noteOutside(file.id(), one, act));
    }

    /** With what the actor holds of it, as it is now. */
    private Optional<FileStore.Seen> find(Actor actor, String code) {
        return actor.may(Verb.CASE_READ) ? readers.findNow(code) : Optional.empty();
    }

    private Predicate<FileStore.Seen> writes(Actor actor, Verb verb, Section section) {
        return seen -> actor.may(verb)
                && seen.reader().written().contains(section)
                && (HELP.contains(verb) || !onlyByEmergency(seen));
    }

    private boolean onlyByEmergency(FileStore.Seen seen) {
        return seen.inEmergency() && onlyByEmergency(seen.file());
    }

    /** Whether an emergency access is all that lets the caller work on the file. Inside a transaction as them. */
    public boolean onlyByEmergency(CaseFile file) {
        return grants.onlyByEmergency(file.id());
    }

    /** Whether a grant of the caller's lets them write this section. Inside a transaction as them. */
    public boolean mayWrite(CaseFile file, Section section) {
        return grants.holds(file.id(), section, true)
                && (grants.holds(file.id(), Section.STATUS, true) || grants.inEmergency(file.id()));
    }

    private CaseFile locked(CaseFile seen) {
        return store.holdsVersion(seen.id(), seen.version())
                ? seen
                : store.find(seen.id()).orElseThrow();
    }
}
