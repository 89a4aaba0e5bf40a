package org.akoma.ground.access;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.akoma.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The one answer to "who can see this file, and why?". Call inside an actor's transaction. The database refuses sharing more than
 * one holds, lengthening, and granting oneself.
 */
@Service
public class Grants {

    private final GrantStore store;
    private final Clock clock;

    Grants(GrantStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Registers a new file or operation as the actor's, who is inside, on their side, with its first grants: in one statement. */
    public void open(Actor actor, UUID file, Collection<Grant> first) {
        open(actor, List.of(file), first);
    }

    /** The same for many at once. */
    public void open(Actor actor, List<UUID> files, Collection<Grant> first) {
        store.open(files, List.copyOf(first));
    }

    /** Gives more grants on a file that the actor holds with the right to write. */
    public void give(Actor actor, Grant... grants) {
        store.insert(List.of(grants), actor.personId());
    }

    /**
     * Ends now every running grant of this reason that this grantee holds on the file.
     *
     * @return how many ended
     */
    public int end(UUID file, UUID grantee, Grant.Reason reason) {
        return store.end(file, grantee, reason, clock.instant());
    }

    /** Ends one grant now. False when it does not exist for the caller or has ended. */
    public boolean end(UUID file, UUID grant) {
        return store.end(file, grant, clock.instant());
    }

    /** Every grant on the file, running ones first, for those who may see the file's status. */
    public List<Grant.Shown> of(UUID file) {
        return store.of(file, null);
    }

    /** Those that ran at that moment. */
    public List<Grant.Shown> of(UUID file, Instant then) {
        return store.of(file, then);
    }

    /** Who sees something of every file by their role, and by no grant on it. */
    public List<Grant.ByRole> byRole() {
        return store.byRole();
    }

    /** Whether the caller holds this section of the file now. */
    public boolean holds(UUID file, Section section, boolean writing) {
        return store.holds(file, section.bit(), writing);
    }

    /** Whether the caller holds this section of the file now otherwise than by an emergency access. */
    public boolean keeps(UUID file, Section section, boolean writing) {
        return store.keeps(file, section.bit(), writing);
    }

    /** The last day on which the caller holds all of this of the file, where that is before this moment; null = they hold it until then. */
    public @Nullable LocalDate lastDayBefore(UUID file, Set<Section> sections, Instant until) {
        Instant last = store.writesUntil(file, Section.bits(sections));
        return last == null || !last.isBefore(until) ? null : LocalDate.ofInstant(last.minusNanos(1), ZoneOffset.UTC);
    }

    /** Whether an emergency access of the caller runs on the file. */
    public boolean inEmergency(UUID file) {
        return store.inEmergency(file);
    }

    /** Whether an emergency access is all that lets the caller work on the file: then nothing is passed on from it (trust.md G1). */
    public boolean onlyByEmergency(UUID file) {
        return inEmergency(file) && !keeps(file, Section.STATUS, true);
    }

    /** Whether every running grant of the caller on the file is a referral, an enrolment, a stay or a sample: then the least is shown. */
    public boolean isLeast(UUID file) {
        return store.isLeast(file);
    }

    /** The sections of the file that the caller holds now. */
    public Set<Section> sections(UUID file) {
        return Section.of(store.sections(file));
    }

    /**
     * A grant that begins now.
     *
     * @param until null = without end
     */
    public Grant starting(
            UUID file,
            Grant.Kind kind,
            UUID grantee,
            Set<Section> sections,
            boolean mayWrite,
            @Nullable Instant until,
            Grant.Reason reason) {
        return new Grant(Ids.next(), file, kind, grantee, sections, mayWrite, clock.instant(), until, reason);
    }
}
