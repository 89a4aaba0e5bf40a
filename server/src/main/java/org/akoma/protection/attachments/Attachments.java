package org.akoma.protection.attachments;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Matter;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Emergencies;
import org.akoma.protection.cases.Once;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.Verdicts;
import org.akoma.protection.consent.Consent;
import org.akoma.protection.consent.Consents;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Documents, certificates, drawings and voices of a child's file. Who finds one is decided by the section it belongs to; every reading of a
 * content is journalled; a face shows only when somebody asks for it.
 */
@Service
public class Attachments {

    static final String WITHDRAWAL = "EVIDENCE";

    /** The database asks the same. */
    private static final Duration MISTAKE = Duration.ofHours(24);

    private final CaseWork work;
    private final AttachmentStore store;
    private final PieceStore pieces;
    private final Contents contents;
    private final Consents consents;
    private final Policies policies;
    private final UploadRights adders;
    private final ApplicationEventPublisher events;
    private final Decisions decisions;
    private final Emergencies emergencies;

    Attachments(
            CaseWork work,
            AttachmentStore store,
            PieceStore pieces,
            Contents contents,
            Consents consents,
            Policies policies,
            UploadRights adders,
            ApplicationEventPublisher events,
            Decisions decisions,
            Emergencies emergencies) {
        this.emergencies = emergencies;
        this.decisions = decisions;
        this.work = work;
        this.store = store;
        this.pieces = pieces;
        this.contents = contents;
        this.consents = consents;
        this.policies = policies;
        this.adders = adders;
        this.events = events;
    }

    /** An attachment and what it shows or says. */
    public record Opened(Attachment attachment, byte[] content) {}

    /** One attachment of a list, with its thumbnail where it may be shown there. */
    public record Listed(Attachment attachment, byte @Nullable [] thumbnail) {}

    /**
     * Newest first; the reading is journalled.
     *
     * @param after the last of the page before
     */
    public Optional<List<Attachment>> list(
            Actor actor, String code, @Nullable UUID after, @Nullable Section section, int limit) {
        return on(actor, code, file -> {
            Attachment before =
                    after == null ? null : store.find(file.id(), after).orElse(null);
            List<Attachment> all = store.of(file.id(), before, section, limit);
            work.note(file, Section.STATUS, "attachments.list-read", Map.of("attachments", all.size()));
            return all;
        });
    }

    /** The same with the thumbnail of each that may be shown in a list. */
    Optional<List<Listed>> gallery(
            Actor actor, String code, @Nullable UUID after, @Nullable Section section, int limit) {
        return work.as(
                actor,
                () -> list(actor, code, after, section, limit)
                        .map(all -> all.stream().map(this::listed).toList()));
    }

    private Listed listed(Attachment one) {
        boolean shown = one.isShownInLists();
        return new Listed(one, shown ? pieces.find(one, PieceStore.THUMBNAIL).orElse(null) : null);
    }

    /** Whether this file is there for them at all, and attachments with it. */
    boolean sees(Actor actor, String code) {
        return on(actor, code, file -> true).isPresent();
    }

    /** The sections that they may add to; none when they may not add. */
    Set<Section> writable(Actor actor, String code) {
        return UploadRights.addsSomewhere(actor)
                ? on(actor, code, file -> adders.sections(actor, file)).orElseGet(Set::of)
                : Set.of();
    }

    /** What describes it; its content is not read with it. */
    public Optional<Attachment> find(Actor actor, String code, UUID id) {
        return on(actor, code, file -> store.find(file.id(), id)).flatMap(found -> found);
    }

    private <T> Optional<T> on(Actor actor, String code, java.util.function.Function<CaseFile, T> reading) {
        if (!actor.may(Verb.ATTACHMENT_READ)) return Optional.empty();
        return work.peek(actor, code, Section.STATUS, reading);
    }

    /** The content. A face is not shown so: {@link #reveal}. */
    public Outcome<Opened> open(Actor actor, String code, UUID id) {
        return read(actor, code, id, PieceStore.CONTENT, "attachments.read", false);
    }

    public Outcome<Opened> thumbnail(Actor actor, String code, UUID id) {
        return read(actor, code, id, PieceStore.THUMBNAIL, "attachments.thumbnail-read", false);
    }

    /** The content, face or not: who asks for it in so many words is remembered. */
    public Outcome<Opened> reveal(Actor actor, String code, UUID id) {
        return read(actor, code, id, PieceStore.CONTENT, "attachments.face-revealed", true);
    }

    private Outcome<Opened> read(Actor actor, String code, UUID id, String what, String act, boolean faces) {
        return on(actor, code, file -> {
                    Attachment found = store.find(file.id(), id).orElse(null);
                    if (found == null) return new Outcome.NotFound<Opened>();
                    if (emergencies.holdsBack(actor, file.code())) return CaseWork.<Opened>byEmergency();
                    if (found.closed()) return Outcome.Refused.<Opened>because("id", "attachments.clinical");
                    if (found.barred()) return Outcome.Refused.<Opened>because("id", "attachments.barred");
                    if (found.hasFace() && !faces)
                        return Outcome.Refused.<Opened>because("id", "attachments.face-hidden");
                    byte[] content = pieces.find(found, what).orElse(null);
                    if (content == null) return new Outcome.NotFound<Opened>();
                    String written = found.hasFace() ? act : act.replace("face-revealed", "read");
                    work.note(file, found.section(), written, facts(found));
                    return new Outcome.Done<>(new Opened(found, content));
                })
                .orElseGet(Outcome.NotFound::new);
    }

    /** A content that came in one piece. Looked at outside any transaction, then kept in one. */
    public Outcome<Attachment> add(Actor actor, String code, AddAttachment command, byte[] raw) {
        Outcome<Optional<Attachment>> first = work.onceWhere(
                actor,
                code,
                file -> adders.may(actor, file, command.section()),
                file -> store.find(file.id(), command.id()).map(Optional::of),
                file -> {
                    List<FieldError> why = against(actor, file, command);
                    return why.isEmpty() ? new Outcome.Done<>(Optional.empty()) : new Outcome.Refused<>(why);
                });
        return switch (first) {
            case Outcome.Done<Optional<Attachment>>(var known) ->
                known.isPresent() ? again(actor, code, command, raw) : look(actor, code, command, raw);
            case Outcome.NotFound<Optional<Attachment>>() -> new Outcome.NotFound<>();
            case Outcome.Forbidden<Optional<Attachment>>() -> new Outcome.Forbidden<>();
            case Outcome.Stale<Optional<Attachment>>(var ignored, var fields) -> throw new IllegalStateException();
            case Outcome.Refused<Optional<Attachment>>(var why) -> new Outcome.Refused<>(why);
        };
    }

    private Outcome<Attachment> again(Actor actor, String code, AddAttachment command, byte[] raw) {
        return work.onceWhere(
                actor,
                code,
                file -> adders.may(actor, file, command.section()),
                once(command, AttachmentUploads.sha256(raw)),
                file -> new Outcome.NotFound<>());
    }

    private Once<Attachment> once(AddAttachment command, String sha256) {
        return new Once<>(command.id(), List.of(command, sha256), file -> store.find(file.id(), command.id()));
    }

    private Outcome<Attachment> look(Actor actor, String code, AddAttachment command, byte[] raw) {
        try {
            return keep(actor, code, command, AttachmentUploads.sha256(raw), contents.clean(raw, command.kind()));
        } catch (Rejected unfit) {
            refuse(actor, code, command, unfit.asError());
            return new Outcome.Refused<>(List.of(unfit.asError()));
        }
    }

    /** That somebody tried is remembered; of what it was, only why it was refused. */
    void refuse(Actor actor, String code, AddAttachment command, FieldError why) {
        work.peek(actor, code, command.section(), file -> {
            work.note(
                    file,
                    command.section(),
                    "attachments.refused",
                    Map.of("kind", command.kind().name(), "why", why.code()));
            return true;
        });
    }

    /** @param sha256 of the content as it was sent, in hexadecimal */
    Outcome<Attachment> keep(Actor actor, String code, AddAttachment command, String sha256, Cleaned fit) {
        return work.onceWhere(
                actor, code, file -> adders.may(actor, file, command.section()), once(command, sha256), file -> {
                    List<FieldError> why = against(actor, file, command);
                    return why.isEmpty()
                            ? new Outcome.Done<>(kept(actor, file, command, fit))
                            : new Outcome.Refused<>(why);
                });
    }

    private Attachment kept(Actor actor, CaseFile file, AddAttachment command, Cleaned fit) {
        Attachment made = new Attachment(
                command.id(),
                file.id(),
                command.section(),
                command.kind(),
                fit.media(),
                fit.bytes().length,
                command.takenOn(),
                command.words(),
                command.reason(),
                false,
                false,
                actor.personId(),
                work.now(),
                null);
        store.insert(made, command.words());
        pieces.insert(made, PieceStore.CONTENT, fit.bytes());
        byte[] thumbnail = fit.thumbnail();
        if (thumbnail != null) pieces.insert(made, PieceStore.THUMBNAIL, thumbnail);
        work.note(file, made.section(), "attachments.added", facts(made));
        if (adders.brings(actor, file, made.section())) ring(file, actor);
        return made;
    }

    /** What a clinic found waits for the worker, who otherwise reads of it when the file is next opened. */
    private void ring(CaseFile file, Actor by) {
        Notification.others(List.of(file.workerId()), by.personId(), Notification.REFERRAL)
                .map(ring -> ring.onFile(file.id(), Matter.PAPER))
                .ifPresent(events::publishEvent);
    }

    /** The rules that refuse to add this to the file now; empty when none does. Call inside an actor's transaction. */
    List<FieldError> against(Actor actor, CaseFile file, AddAttachment command) {
        if (command.showsChild() && adders.brings(actor, file, command.section()))
            return List.of(FieldError.of("faceReason", "attachments.face-by-worker"));
        List<FieldError> why = command.refusals(consents.allows(file, Consent.Purpose.PHOTO), work.today());
        if (!why.isEmpty()) return why;
        int most = policies.count("attachment.per-file.max");
        return store.count(file.id()) < most
                ? List.of()
                : List.of(FieldError.of("file", "attachments.file-full", most));
    }

    /**
     * Destroys the content: one's own of the last day at once, as a mistake is; anything else when another supervisor agreed, and until then it stays.
     * Never what a decision rests on. The same again changes nothing.
     */
    public Outcome<Attachment> withdraw(Actor actor, String code, WithdrawAttachment command) {
        Attachment found = find(actor, code, command.attachment()).orElse(null);
        if (found == null) return new Outcome.NotFound<>();
        return work.onAny(actor, code, Verb.ATTACHMENT_WRITE, found.section(), file -> {
            Attachment now = store.find(file.id(), found.id()).orElseThrow();
            if (!mayWithdraw(actor, now)) return new Outcome.Forbidden<>();
            if (now.isWithdrawn()) return new Outcome.Done<>(now);
            if (store.isKept(now.id())) return Outcome.Refused.because("reason", "attachments.evidence");
            return isFreshMistake(actor, now) ? withdrawn(file, now, command) : ask(actor, file, now, command);
        });
    }

    private boolean isFreshMistake(Actor actor, Attachment one) {
        return one.addedBy().equals(actor.personId())
                && one.addedAt().isAfter(work.now().minus(MISTAKE));
    }

    private Outcome<Attachment> withdrawn(CaseFile file, Attachment one, WithdrawAttachment command) {
        store.withdraw(one, command);
        Map<String, Object> facts = new HashMap<>(facts(one));
        facts.put("reason", command.reason().name());
        work.note(file, one.section(), "attachments.withdrawn", facts);
        return new Outcome.Done<>(store.find(file.id(), one.id()).orElseThrow());
    }

    private Outcome<Attachment> ask(Actor actor, CaseFile file, Attachment one, WithdrawAttachment command) {
        Map<String, Object> fields = new HashMap<>(Map.of(
                "kind",
                one.kind().name(),
                "reason",
                command.reason().name(),
                "section",
                one.section().name()));
        if (command.words() != null) fields.put("words", command.words());
        decisions.propose(
                actor, Proposal.onFile(WITHDRAWAL, file.id(), one.id(), 1).with(fields));
        Notification.others(List.of(one.addedBy()), actor.personId(), Notification.TASK)
                .map(ring -> ring.onFile(file.id(), Matter.PAPER))
                .ifPresent(events::publishEvent);
        work.note(file, one.section(), "attachments.withdrawal-asked", facts(one));
        return new Outcome.Done<>(one);
    }

    /** A supervisor who did not ask for it agrees that the content is destroyed, or keeps it. */
    Outcome<Attachment> decide(Actor actor, String code, Decision decision, boolean agreed, @Nullable String reason) {
        return work.decidingOnAny(actor, code, Verb.CASE_APPROVE, Section.STATUS, file -> {
            Attachment one = store.find(file.id(), decision.subject()).orElse(null);
            if (one == null) return new Outcome.NotFound<>();
            if (agreed && store.isKept(one.id())) return Outcome.Refused.because("decision", "attachments.evidence");
            Decisions.Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
            if (!(verdict instanceof Decisions.Verdict.Done)) return Verdicts.refusal(verdict);
            if (!one.addedBy().equals(decision.proposedBy())) // who asked hears it by the verdict
            Notification.others(List.of(one.addedBy()), actor.personId(), Notification.TASK)
                        .map(ring -> ring.onFile(file.id(), Matter.PAPER))
                        .ifPresent(events::publishEvent);
            if (!agreed || one.isWithdrawn()) return new Outcome.Done<>(one);
            return withdrawn(file, one, asked(decision));
        });
    }

    private static WithdrawAttachment asked(Decision decision) {
        Object words = decision.fields().get("words");
        return new WithdrawAttachment(
                decision.subject(),
                Attachment.Withdrawal.Reason.valueOf(
                        String.valueOf(decision.fields().get("reason"))),
                words == null ? null : words.toString());
    }

    /** Whether it waits for a supervisor that this is destroyed. */
    boolean isAsked(Actor actor, Attachment one) {
        return work.as(actor, () -> decisions.waiting(WITHDRAWAL, one.id())).isPresent();
    }

    static boolean mayWithdraw(Actor actor, Attachment one) {
        boolean theirs = one.addedBy().equals(actor.personId()) || actor.may(Verb.CASE_APPROVE);
        return actor.may(Verb.ATTACHMENT_WRITE) && theirs;
    }

    private static Map<String, ?> facts(Attachment one) {
        return Map.of(
                "attachment", one.id().toString(),
                "kind", one.kind().name(),
                "media", one.media().name(),
                "bytes", one.bytes(),
                "face", one.hasFace());
    }
}
