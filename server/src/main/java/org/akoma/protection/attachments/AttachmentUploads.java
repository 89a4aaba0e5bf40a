package org.akoma.protection.attachments;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.CompartmentContext;
import org.akoma.ground.database.Compartments;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Once;
import org.akoma.protection.cases.Outcome;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/** Contents that come in parts, over a line that breaks. What came is kept sealed until all is there, or its hours are over. */
@Service
class AttachmentUploads {

    /** Somebody who begins more than they finish fills the disk. */
    static final int MOST_UNDER_WAY = 20;

    private final CaseWork work;
    private final AttachmentUploadStore store;
    private final AttachmentStore kept;
    private final Attachments attachments;
    private final UploadRights adders;
    private final Contents contents;
    private final Policies policies;
    private final Clock clock;
    private final Compartments compartments;

    AttachmentUploads(
            CaseWork work,
            AttachmentUploadStore store,
            AttachmentStore kept,
            Attachments attachments,
            UploadRights adders,
            Contents contents,
            Policies policies,
            Clock clock,
            Compartments compartments) {
        this.work = work;
        this.store = store;
        this.kept = kept;
        this.attachments = attachments;
        this.adders = adders;
        this.contents = contents;
        this.policies = policies;
        this.clock = clock;
        this.compartments = compartments;
    }

    /**
     * Announces a content. The same again finds how far it came.
     *
     * @param sha256 of all of it, in hexadecimal, small letters
     */
    Outcome<Progress> begin(Actor actor, String code, AddAttachment command, int bytes, String sha256) {
        return work.onceWhere(
                actor,
                code,
                file -> adders.may(actor, file, command.section()),
                new Once<>(command.id(), List.of(command, sha256), file -> find(file, command.id())),
                file -> {
                    List<FieldError> why = against(actor, file, command, bytes);
                    if (!why.isEmpty()) return new Outcome.Refused<>(why);
                    Sending begun = new Sending(
                            file.id(),
                            actor.personId(),
                            command,
                            bytes,
                            0,
                            sha256,
                            work.now().plus(policies.hours("attachment.upload.kept")),
                            null);
                    store.insert(begun, work.now());
                    return new Outcome.Done<>(Progress.of(begun));
                });
    }

    private List<FieldError> against(Actor actor, CaseFile file, AddAttachment command, int bytes) {
        int most = contents.most(command.kind());
        if (bytes > most) return List.of(FieldError.of("bytes", "attachments.too-large", most >> 20));
        if (store.underWay(actor.personId(), work.now()) >= MOST_UNDER_WAY)
            return List.of(FieldError.of("file", "attachments.too-many-under-way", MOST_UNDER_WAY));
        return attachments.against(actor, file, command);
    }

    /** How far it came; empty for what does not exist, is over, or is somebody else's. */
    Optional<Progress> progress(Actor actor, String code, UUID id) {
        return on(actor, code, file -> find(file, id)).flatMap(found -> found);
    }

    private Optional<Progress> find(CaseFile file, UUID id) {
        return kept.find(file.id(), id)
                .map(Progress::of)
                .or(() -> store.find(file.id(), id, work.now()).map(Progress::of));
    }

    private <T> Optional<T> on(Actor actor, String code, java.util.function.Function<CaseFile, T> reading) {
        if (!UploadRights.addsSomewhere(actor)) return Optional.empty();
        return work.peek(actor, code, Section.STATUS, reading);
    }

    /** Takes a part in. With the last one, the whole is looked at and kept or refused; an empty part asks for that again. */
    SendPart.Result append(Actor actor, String code, SendPart part) {
        SendPart.Result result = on(actor, code, file -> taken(file, part)).orElseGet(SendPart.Result.NotFound::new);
        boolean whole = result instanceof SendPart.Result.Taken(Progress p)
                && p.state() == Progress.State.RECEIVING
                && p.offset() == p.bytes();
        return whole ? new SendPart.Result.Taken(finish(actor, code, part.id())) : result;
    }

    private SendPart.Result taken(CaseFile file, SendPart part) {
        Attachment done = kept.find(file.id(), part.id()).orElse(null);
        if (done != null) return new SendPart.Result.Taken(Progress.of(done));
        Sending sending = store.find(file.id(), part.id(), work.now()).orElse(null);
        if (sending == null) return new SendPart.Result.NotFound();
        if (sending.refused() != null) return new SendPart.Result.Taken(Progress.of(sending));
        if (part.offset() != sending.received()) return new SendPart.Result.Elsewhere(Progress.of(sending));
        if (part.bytes().length > sending.bytes() - part.offset()) return new SendPart.Result.TooMuch();
        boolean first = part.bytes().length == 0 || store.append(sending, part.offset(), part.bytes());
        Progress now = Progress.of(store.find(file.id(), part.id(), work.now()).orElseThrow());
        return first ? new SendPart.Result.Taken(now) : new SendPart.Result.Elsewhere(now);
    }

    /** Looks at the whole outside any transaction. A crash here loses nothing: the next asking begins again. */
    private Progress finish(Actor actor, String code, UUID id) {
        Sending sending = on(
                        actor,
                        code,
                        file -> store.find(file.id(), id, work.now()).orElseThrow())
                .orElseThrow();
        byte[] raw = work.as(actor, () -> store.whole(sending));
        try {
            if (!sending.sha256().equals(sha256(raw))) throw Rejected.because("attachments.checksum");
            return kept(
                    actor, code, sending, contents.clean(raw, sending.command().kind()));
        } catch (Rejected unfit) {
            return refused(actor, code, sending, unfit.asError());
        }
    }

    private Progress kept(Actor actor, String code, Sending sending, Cleaned fit) {
        return switch (attachments.keep(actor, code, sending.command(), sending.sha256(), fit)) {
            case Outcome.Done<Attachment>(var made) -> {
                work.as(actor, () -> {
                    store.delete(sending.id());
                    return true;
                });
                yield Progress.of(made);
            }
            case Outcome.Refused<Attachment>(var why) -> refused(actor, code, sending, why.getFirst());
            case Outcome.NotFound<Attachment>() -> lost(sending);
            case Outcome.Forbidden<Attachment>() -> lost(sending);
            case Outcome.Stale<Attachment>(var ignored, var fields) -> lost(sending);
        };
    }

    /** The file was taken from them between the last part and its keeping: the parts go when their hours are over. */
    private static Progress lost(Sending sending) {
        return Progress.refused(sending, FieldError.of("file", "attachments.no-longer"));
    }

    private Progress refused(Actor actor, String code, Sending sending, FieldError why) {
        work.as(actor, () -> {
            store.refuse(sending, why);
            attachments.refuse(actor, code, sending.command(), why);
            return true;
        });
        return Progress.refused(sending, why);
    }

    /** Gives up what was begun. */
    boolean abandon(Actor actor, String code, UUID id) {
        return on(actor, code, file -> {
                    boolean found = store.find(file.id(), id, work.now()).isPresent();
                    if (found) store.delete(id);
                    return found;
                })
                .orElse(false);
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Scheduled(fixedDelay = 300_000, initialDelay = 90_000)
    void forgetOld() {
        if (!compartments.serves(Compartment.PROTECTION)) return;
        CompartmentContext.through(Compartment.PROTECTION, () -> store.forget(clock.instant()));
    }
}
