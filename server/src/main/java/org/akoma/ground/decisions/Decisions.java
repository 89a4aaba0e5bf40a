package org.akoma.ground.decisions;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.Ids;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.Withdrawn;
import org.akoma.ground.signin.FactorAgain;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.web.ErrorResponseException;

/**
 * What needs two people ({@code trust.md 2}). Call inside an actor's transaction, in the transaction of what is decided. The database holds
 * that the second person is another one, of the right role and structure, and holds the file by no emergency; and a trigger on the
 * room's own table asks it whether this version was agreed to.
 */
@Service
public class Decisions {

    private final VerdictStore store;
    private final ApplicationEventPublisher events;

    Decisions(VerdictStore store, ApplicationEventPublisher events) {
        this.store = store;
        this.events = events;
    }

    /** What can come of a verdict or a withdrawal. */
    public sealed interface Verdict {
        record Done(Decision decision) implements Verdict {}

        record NotFound() implements Verdict {}

        /** The actor sees it, but it is for others to decide. */
        record Forbidden() implements Verdict {}

        /** The actor proposed it, wrote some of it, or it is about them. */
        record OwnWork() implements Verdict {}

        /** It was changed or proposed anew since. */
        record Changed() implements Verdict {}

        /** Somebody decided already, or it was withdrawn. */
        record NotWaiting() implements Verdict {}

        /** A rule of the room refuses it. */
        record Refused(List<FieldError> errors) implements Verdict {
            public Refused {
                errors = List.copyOf(errors);
            }

            /** Whether the second factor is all that is missing. */
            public boolean asksFactor() {
                return errors.contains(FactorAgain.missing());
            }

            public static Refused because(String field, String code, Object... args) {
                return new Refused(List.of(FieldError.of(field, code, args)));
            }
        }
    }

    /**
     * Asks for another person's agreement, and notifies those who may give it and, where the child's home, file or worker changes, those who
     * follow the child; where nobody may give it, the data protection officer and the project manager. What the actor asked before about the
     * same subject is replaced; ask {@link #waitsOfAnother} first, for a sentence beside the field.
     *
     * @throws ErrorResponseException 409, where another person's request about it waits; 403, where the actor does not write what it is about
     */
    public Decision propose(Actor actor, Proposal proposal) {
        if (waitsOfAnother(proposal.kind(), proposal.subject()))
            throw new ErrorResponseException(
                    HttpStatus.CONFLICT, Problem.detail(HttpStatus.CONFLICT, WAITS_OF_ANOTHER), null);
        if (proposal.fileId() != null && !store.mayPropose(proposal))
            throw new ErrorResponseException(
                    HttpStatus.FORBIDDEN, Problem.detail(HttpStatus.FORBIDDEN, "house.forbidden"), null);
        UUID id = Ids.next();
        store.propose(id, proposal);
        if (!proposal.columns().isEmpty()) store.propose(id, proposal.columns());
        proposal.papers().forEach(paper -> store.restOn(id, paper));
        Set<UUID> deciders = store.deciders(id);
        if (deciders.isEmpty()) store.ringWhereNobodyDecides(id);
        Notification.others(deciders, actor.personId(), Notification.DECISION)
                .map(ring -> ring.about(id))
                .ifPresent(events::publishEvent);
        Set<UUID> following = new HashSet<>(proposal.fileId() == null ? Set.of() : store.following(id));
        following.removeAll(deciders);
        ring(actor, id, following);
        return store.find(id).orElseThrow();
    }

    /**
     * Asks a supervisor of another structure to take a file over; the result is the database's code. The caller notifies those who may decide.
     *
     * @param receiver the structure that decides
     */
    public String proposeTo(UUID id, Proposal proposal, UUID receiver) {
        return store.proposeTo(id, proposal, receiver);
    }

    /** Why something is asked and what exactly, as the row of the request keeps them. */
    public record SealedWords(byte[] why, byte[] fields) {}

    /** For a room whose own function of the database makes the request: its words, sealed for that row. */
    public SealedWords seal(UUID id, Proposal proposal) {
        return store.seal(id, proposal);
    }

    /** Two people decide each of these: who asked is rung once by the database, when both have, and reads which request it is. */
    private static final Set<String> RUNG_BY_THEIR_ROOM = Set.of("DISCLOSURE_FILE", "DISCLOSURE_DATA");

    /** Records the second person's verdict and notifies the author of the request. A refusal needs a reason. */
    public Verdict decide(Actor actor, UUID decision, boolean agreed, @Nullable String reason) {
        return decide(actor, decision, decision, agreed, reason);
    }

    /**
     * As above, of the request that the decider read. Where one of its kind was withdrawn or replaced on the same file, it has to be named: what
     * was read before may not be what waits now.
     *
     * @param read the request as it was shown; null = not said
     */
    public Verdict decide(Actor actor, UUID decision, @Nullable UUID read, boolean agreed, @Nullable String reason) {
        if (read != null && !read.equals(decision)) return new Verdict.Changed();
        if (read == null && store.hasChanged(decision))
            return Verdict.Refused.because("request", "access.request-not-named");
        Decision found = store.find(decision).orElse(null);
        if (found == null) return new Verdict.NotFound();
        if (!agreed && (reason == null || reason.isBlank())) return Verdict.Refused.because("reason", "form.required");
        if (agreed && !found.readable()) return Verdict.Refused.because("agreed", "access.decision-unreadable");
        Verdict verdict = verdict(store.decide(found, agreed, reason), found);
        if (verdict instanceof Verdict.Done) {
            Set<UUID> rung = new HashSet<>();
            if (!RUNG_BY_THEIR_ROOM.contains(found.kind())) rung.add(found.proposedBy());
            if (found.fileId() != null) rung.addAll(store.following(decision));
            Notification.others(rung, actor.personId(), Notification.TASK)
                    .map(ring -> ring.of(decision))
                    .ifPresent(events::publishEvent);
        }
        return verdict;
    }

    /** Who proposed takes it back while it waits. Kept in the journal. */
    public Verdict withdraw(Actor actor, UUID decision) {
        Decision found = store.find(decision).orElse(null);
        if (found == null) return new Verdict.NotFound();
        Verdict verdict = verdict(store.withdraw(decision), found);
        if (verdict instanceof Verdict.Done)
            events.publishEvent(
                    new Withdrawn(actor, found.fileId(), store.section(found.kind()), Map.of("kind", found.kind())));
        return verdict;
    }

    private Verdict verdict(String word, Decision before) {
        return switch (word) {
            case "DONE" -> new Verdict.Done(store.find(before.id()).orElse(before));
            case "FORBIDDEN" -> new Verdict.Forbidden();
            case "OWN_WORK" -> new Verdict.OwnWork();
            case "NAMESAKE" -> NAMESAKE;
            case "NO_NAME" -> NO_NAME;
            case "ASKER_NO_NAME" -> ASKER_NO_NAME;
            case "CHANGED" -> new Verdict.Changed();
            case "NOT_WAITING" -> new Verdict.NotWaiting();
            case "FACTOR" -> new Verdict.Refused(List.of(FactorAgain.missing()));
            case "PROPOSER_LEFT" -> Verdict.Refused.because("agreed", "access.proposer-left");
            default -> new Verdict.NotFound();
        };
    }

    private static final Verdict NAMESAKE = Verdict.Refused.because("agreed", "access.decision-namesake");
    private static final Verdict NO_NAME = Verdict.Refused.because("agreed", "access.decision-no-name");
    private static final Verdict ASKER_NO_NAME = Verdict.Refused.because("agreed", "access.decision-asker-no-name");

    /** Code of the refusal of a request for which {@link #waitsOfAnother} is true. */
    public static final String WAITS_OF_ANOTHER = "access.waits-of-another";

    /** Whether another person's request about this waits: it is decided, or taken back by them, before somebody asks anew. */
    public boolean waitsOfAnother(String kind, UUID subject) {
        return store.waitsOfAnother(kind, subject);
    }

    public Optional<Decision> find(UUID decision) {
        return store.find(decision);
    }

    /** What waits for a verdict on this subject. */
    public Optional<Decision> waiting(String kind, UUID subject) {
        return store.waiting(kind, subject);
    }

    /** Every decision on this subject that the actor may see, newest first. */
    public List<Decision> of(String kind, UUID subject) {
        return store.of(kind, subject);
    }

    /** The last one before this that somebody decided on the same subject. */
    public Optional<Decision> before(Decision decision) {
        return store.of(decision.kind(), decision.subject()).stream()
                .filter(one -> one.decidedBy() != null
                        && one.endedAt() != null
                        && one.endedAt().isBefore(decision.proposedAt()))
                .findFirst();
    }

    /** What the actor decided of these kinds within this time, newest first. */
    public List<Decision> decidedLately(Duration within, Set<String> kinds) {
        return store.decidedLately(within, kinds);
    }

    /** Whether a second person agreed to this version. */
    public boolean agreed(String kind, UUID subject, int version) {
        return store.agreed(kind, subject, version);
    }

    /** Who may decide it now. */
    public Set<UUID> deciders(UUID decision) {
        return store.deciders(decision);
    }

    /**
     * Why the actor's account cannot be the second of two people. NAMESAKE: its name or number is that of who asked for it or wrote it, until they are told
     * apart. ME: it has no name, and is nobody's namesake. ASKER: the one that asked has none. Null: it can.
     */
    @Nullable
    String bar(UUID decision) {
        return store.isOfNamesake(decision) ? "NAMESAKE" : store.lacksName(decision);
    }

    /** The refusal of a verdict for this; null: nothing is in its way. What an account without a name asked can be refused. */
    static @Nullable Verdict barred(@Nullable String bar, boolean agreed) {
        if (bar == null || bar.equals("ASKER") && !agreed) return null;
        return switch (bar) {
            case "NAMESAKE" -> NAMESAKE;
            case "ME" -> NO_NAME;
            default -> ASKER_NO_NAME;
        };
    }

    /** Whether the actor may decide it now. */
    public boolean decides(UUID decision) {
        return store.toDecide().contains(decision);
    }

    private void ring(Actor actor, UUID decision, Set<UUID> persons) {
        Notification.others(persons, actor.personId(), Notification.TASK)
                .map(ring -> ring.of(decision))
                .ifPresent(events::publishEvent);
    }
}
