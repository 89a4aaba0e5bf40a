package org.akoma.protection.complaints;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.akoma.TypedCode;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.HourRing;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Organisations;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.SentCommands;
import org.akoma.ground.access.Verb;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.Compartments;
import org.akoma.ground.journal.Journal;
import org.akoma.ground.safeguarding.FocalPoints;
import org.akoma.protection.cases.CaseFiles;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Complaints about the conduct of staff. Every role of every side may raise one, with or without a file. It belongs to no file: no journal of a
 * file, no list and no count of a case team includes it. The journal keeps it in the chain of its author or, without a name, in the chain of the
 * installation.
 */
@Service
public class Complaints {

    private static final int MOST = 500;
    private static final Pattern FORM = Pattern.compile("[A-Z]{1,6}-[0-9]{1,9}");
    private static final String RAISED = "followup.complaint-raised";

    private final ComplaintStore store;
    private final Organisations organisations;
    private final FocalPoints guards;
    private final ActorTransactions transactions;
    private final CaseWork work;
    private final Journal journal;
    private final Compartments host;
    private final ApplicationEventPublisher events;
    private final SentCommands sent;
    private final CaseFiles files;

    Complaints(
            ComplaintStore store,
            Organisations organisations,
            FocalPoints guards,
            ActorTransactions transactions,
            CaseWork work,
            Journal journal,
            Compartments host,
            ApplicationEventPublisher events,
            SentCommands sent,
            CaseFiles files) {
        this.files = files;
        this.sent = sent;
        this.host = host;
        this.store = store;
        this.organisations = organisations;
        this.guards = guards;
        this.transactions = transactions;
        this.work = work;
        this.journal = journal;
        this.events = events;
    }

    /**
     * @param read whether somebody can read it now; else it waits for the next person with oversight who is not named in it
     * @param asked where nobody can, whether an administrator was asked to appoint somebody
     */
    public record Raised(UUID id, boolean read, boolean asked) {
        /** What to tell who raised it. */
        String notice() {
            return "followup.complaint-" + (read ? "raised" : asked ? "asked" : "unread");
        }
    }

    /** Answers its id and whether somebody can read it; its author cannot read it again. Sent twice under one id, it is kept once. */
    public Outcome<Raised> raise(Actor actor, RaiseComplaint command) {
        return raise(actor, command, false);
    }

    /** As a person or a program sends it: a code of a child that the writer can make no use of is refused, before it is kept for readers who rely on it. */
    Outcome<Raised> send(Actor actor, RaiseComplaint command) {
        Optional<String> wrong = transactions.as(
                actor,
                () -> store.known(command.id())
                        ? Optional.empty()
                        : wrongChild(actor, command.words().child()));
        return wrong.<Outcome<Raised>>map(code -> Outcome.Refused.because("child", code))
                .orElseGet(() -> raise(actor, command));
    }

    /** One answer for a file that there is not and for one that the writer does not see. Who sees no file at all is asked for the form of a code alone. */
    private Optional<String> wrongChild(Actor actor, @Nullable String child) {
        if (child == null) return Optional.empty();
        String code = TypedCode.of(child);
        if (!FORM.matcher(code).matches()) return Optional.of("followup.complaint-child-form");
        return actor.compartment() == Compartment.PROTECTION && files.find(code).isEmpty()
                ? Optional.of("followup.complaint-child-unseen")
                : Optional.empty();
    }

    /** @param apart whether it is hidden also from those who oversee the house and work beside the structure */
    Outcome<Raised> raise(Actor actor, RaiseComplaint command, boolean apart) {
        if (!receives()) return Outcome.Refused.because("structure", "followup.complaint-elsewhere");
        return transactions.as(actor, () -> {
            Organisation about = organisations.find(command.structure()).orElse(null);
            if (about == null) return Outcome.Refused.because("structure", "form.choice", "");
            Set<UUID> readers = store.readers(command, about.id(), apart);
            Set<UUID> appointers = store.appointers(command, about.id(), apart);
            Raised raised = new Raised(
                    command.id(),
                    !others(readers, actor).isEmpty(),
                    !others(appointers, actor).isEmpty());
            if (store.known(command.id()))
                return sent.isSame(command.id(), command)
                        ? new Outcome.Done<>(raised)
                        : Outcome.Refused.because("id", CaseWork.OTHER_CONTENT);
            if (organisations.findToday(about.code()).isEmpty())
                return Outcome.Refused.because("structure", "form.choice", "");
            if (store.over()) return Outcome.Refused.because("kind", "followup.complaint-many");
            keep(command, about, apart);
            sent.keep(command.id(), command);
            ring(actor, readers, command);
            ring(actor, appointers, command);
            return new Outcome.Done<>(raised);
        });
    }

    /** A complaint is sealed for the data protection officer: a host that does not serve them has no key of theirs, and keeps none. */
    boolean receives() {
        return host.serves(Compartment.CUSTODY);
    }

    /** Whether the actor raised as many on this day as one may: each one rings people, and hundreds would bury the one that is true. */
    boolean over(Actor actor) {
        return transactions.as(actor, store::over);
    }

    /**
     * The journal names nobody, even who gives their name: it is read by officers, of whom the complaint may be, and who reads the complaint finds
     * the name there. Without a name there is none anywhere, and no moment by which others would find it.
     */
    private void keep(RaiseComplaint command, Organisation about, boolean apart) {
        store.insert(command, about.id(), apart);
        journal.noteUnnamed(RAISED);
    }

    private void ring(Actor actor, Set<UUID> guarding, RaiseComplaint command) {
        if (command.named())
            Notification.others(guarding, actor.personId(), Notification.COMPLAINT)
                    .map(ring -> ring.about(command.id()))
                    .ifPresent(events::publishEvent);
        else events.publishEvent(new HourRing(others(guarding, actor), Notification.COMPLAINT, command.id()));
    }

    private static Set<UUID> others(Collection<UUID> guarding, Actor actor) {
        Set<UUID> others = new HashSet<>(guarding);
        others.remove(actor.personId());
        return others;
    }

    /** A supervisor reads what nobody else could close, while it waits. */
    boolean judges(Actor actor) {
        return reads(actor) || actor.is(Role.CASE_SUPERVISOR) && transactions.as(actor, store::asked);
    }

    /** A project manager reads what no data protection officer may, a former focal point what was told before: they know of the page only then. */
    boolean reads(Actor actor) {
        return actor.may(Verb.COMPLAINT_JUDGE)
                || guards.is(actor)
                || (actor.is(Role.PROJECT_MANAGER) || guards.was(actor)) && transactions.as(actor, store::any);
    }

    /** How many reach the actor that nobody has taken on. */
    int waiting(Actor actor) {
        return judges(actor) ? transactions.as(actor, store::waiting) : 0;
    }

    /** Those that nobody may read and for which the actor, an administrator whom they do not name, may appoint a reader; without a word of them. */
    List<ComplaintStore.Unread> unread(Actor actor) {
        return appoints(actor) ? transactions.as(actor, store::unread) : List.of();
    }

    boolean appoints(Actor actor) {
        return actor.is(Role.SYSTEM_ADMINISTRATOR);
    }

    /** The day on which the oldest was raised that nobody has taken on; empty where none is, or none reaches the actor. */
    Optional<LocalDate> waitsSince(Actor actor) {
        if (!judges(actor)) return Optional.empty();
        return transactions.as(actor, store::waitsSince).map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC));
    }

    /** What the actor raised in their own name, newest first. */
    List<ComplaintStore.Own> own(Actor actor) {
        return transactions.as(actor, store::own);
    }

    /** Who reads it, for who reads it themself. */
    Set<UUID> readers(Actor actor, UUID id) {
        return transactions.as(actor, () -> store.readers(id));
    }

    /** Whether the actor may close it: nobody of the structure that it is about, as long as there is somebody else. */
    boolean mayClose(Actor actor, UUID id) {
        return transactions.as(actor, () -> store.mayClose(id));
    }

    /** Those that reach this person, the waiting first, without their words. Nothing exists for anybody else. */
    List<Complaint> all(Actor actor) {
        return judges(actor) ? transactions.as(actor, () -> store.all(MOST)) : List.of();
    }

    /** The reading is journalled. */
    Optional<Complaint> read(Actor actor, UUID id) {
        if (!judges(actor)) return Optional.empty();
        return transactions.as(actor, () -> {
            Optional<Complaint> found = store.find(id);
            found.ifPresent(one -> note(actor, "followup.complaint-read", id));
            return found;
        });
    }

    /** One that says what was done, by a reader who does not work beside whom it is about, ends the wait of all (followup.take_on). */
    Outcome<Complaint> step(Actor actor, UUID id, UUID step, Complaint.StepKind kind, @Nullable String text) {
        return judge(actor, id, step, List.of(kind, text == null ? "" : text), complaint -> {
            store.insert(id, new Complaint.Step(step, kind, work.now(), actor.personId(), text));
            note(actor, "followup.complaint-step", id);
        });
    }

    Outcome<Complaint> close(Actor actor, UUID id, UUID step, Complaint.Outcome outcome, String text) {
        if (judges(actor) && transactions.as(actor, () -> store.find(id).isPresent() && !store.mayClose(id)))
            return Outcome.Refused.because("outcome", "followup.complaint-closed-elsewhere");
        return judge(actor, id, step, List.of(outcome, text), complaint -> {
            if (store.closesAlone(id, outcome)) propose(actor, id, step, outcome, text);
            else end(actor, id, step, outcome, text);
        });
    }

    private void end(Actor actor, UUID id, UUID step, Complaint.Outcome outcome, String text) {
        store.insert(id, new Complaint.Step(step, Complaint.StepKind.CLOSED, work.now(), actor.personId(), text));
        note(actor, "followup.complaint-closed", id);
        store.close(id, actor.personId(), outcome, work.now());
    }

    /** Nobody closes alone what is of abuse, of a child or of who oversees: another closes it so. */
    private void propose(Actor actor, UUID id, UUID step, Complaint.Outcome outcome, String text) {
        store.proposeEnd(id, actor.personId(), outcome);
        store.insert(id, new Complaint.Step(step, Complaint.StepKind.END_PROPOSED, work.now(), actor.personId(), text));
        note(actor, "followup.complaint-end-proposed", id);
        Notification.others(store.readers(id), actor.personId(), Notification.COMPLAINT)
                .map(ring -> ring.about(id))
                .ifPresent(events::publishEvent);
    }

    private Outcome<Complaint> judge(
            Actor actor, UUID id, UUID step, List<?> said, java.util.function.Consumer<Complaint> change) {
        if (!judges(actor)) return new Outcome.NotFound<>();
        return transactions.as(actor, () -> {
            Complaint before = store.find(id).orElse(null);
            if (before == null) return new Outcome.NotFound<>();
            List<Object> content = List.of(id, said);
            if (before.steps().stream().anyMatch(one -> one.id().equals(step)))
                return sent.isSame(step, content)
                        ? new Outcome.Done<>(before)
                        : Outcome.Refused.because("id", CaseWork.OTHER_CONTENT);
            if (before.closedAt() != null) return Outcome.Refused.because("step", "followup.complaint-closed");
            change.accept(before);
            sent.keep(step, content);
            return new Outcome.Done<>(store.find(id).orElseThrow());
        });
    }

    private void note(Actor actor, String act, UUID complaint) {
        journal.noteOwn(actor, act, Map.of("id", complaint.toString()));
    }
}
