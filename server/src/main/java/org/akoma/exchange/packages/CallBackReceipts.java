package org.akoma.exchange.packages;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.akoma.exchange.packages.PackageRefused.Reason;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.journal.Journal;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Receipts of call-backs: what the receiver's house signs of one that was read there, and what the sender keeps of it. Inside a transaction of who reads. */
@Component
class CallBackReceipts {

    private final CallBackStore store;
    private final PackageStore packages;
    private final PackageOpening opening;
    private final HouseKeys house;
    private final Journal journal;
    private final Clock clock;

    CallBackReceipts(
            CallBackStore store,
            PackageStore packages,
            PackageOpening opening,
            HouseKeys house,
            Journal journal,
            Clock clock) {
        this.store = store;
        this.packages = packages;
        this.opening = opening;
        this.house = house;
        this.journal = journal;
        this.clock = clock;
    }

    /** What came of a call-back in the receiver's house. */
    enum State {
        /** It has not come: it is imported no more. */
        NOT_COME,
        /** A newer package of the child came since, and what came along with this one is here no more. */
        OLDER,
        /** What came along is closed. */
        CLOSED,
        /** The child is accepted here: a second person is asked. */
        ASKED,
        /** The second person did not agree: nothing is closed. Only a later receipt says so. */
        REFUSED
    }

    /**
     * What a receipt says.
     *
     * @param id of the child's package
     * @param calledAt the moment of the call-back that it answers
     * @param readAt when it was read in the receiver's house
     */
    record Words(UUID id, Instant calledAt, State answer, Instant readAt) {}

    /** For the sender, encrypted and signed. */
    byte[] write(Actor actor, PartnerKey to, Words words) {
        return house.letter(actor, Manifest.Kind.CALL_BACK_RECEIPT, to, ReceivedPackages.RECEIPT_NAME, words);
    }

    /** @throws PackageRefused with the reason */
    SentPackage read(Actor actor, byte[] file) {
        SealedFile.Opened<PartnerKey> opened =
                opening.open(file, Manifest.Kind.CALL_BACK_RECEIPT, list -> Set.of(ReceivedPackages.RECEIPT_NAME));
        Words words = words(opened.member(ReceivedPackages.RECEIPT_NAME));
        if (!opened.manifest().expiresAt().isAfter(clock.instant())) throw new PackageRefused(Reason.EXPIRED);
        if (packages.find(words.id()).isEmpty()) throw new PackageRefused(Reason.UNKNOWN_PACKAGE);
        switch (store.answer(words.id(), opened)) {
            case "DONE" -> {}
            case "USED" -> throw new PackageRefused(Reason.RECEIPT_USED);
            case "NOT_YOURS" -> throw new PackageRefused(Reason.NOT_YOURS);
            case "OTHER_RECEIVER" -> throw new PackageRefused(Reason.OTHER_RECEIVER);
            case "UNSIGNED" -> throw new PackageRefused(Reason.SIGNATURE);
            default -> throw new PackageRefused(Reason.UNKNOWN_PACKAGE);
        }
        SentPackage sent = packages.find(words.id()).orElseThrow();
        note(actor, sent, words);
        return sent;
    }

    private void note(Actor actor, SentPackage sent, Words words) {
        Map<String, Object> facts = Map.of("to", sent.to(), "package", sent.id(), "answer", words.answer());
        if (actor.is(Role.DATA_PROTECTION_OFFICER)) {
            journal.noteOutside(sent.fileId(), Section.STATUS, "packages.call-back-answered");
            journal.noteOwn(actor, "packages.call-back-answered", facts);
        } else journal.note(sent.fileId(), Section.STATUS, "packages.call-back-answered", facts);
    }

    private static Words words(byte[] bytes) {
        try {
            Words read = JsonMapper.shared().readValue(bytes, Words.class);
            Objects.requireNonNull(read.id());
            Objects.requireNonNull(read.calledAt());
            Objects.requireNonNull(read.answer());
            Objects.requireNonNull(read.readAt());
            return read;
        } catch (JacksonException | NullPointerException none) {
            throw new PackageRefused(Reason.CONTENT);
        }
    }
}
