package org.akoma.exchange.packages;

import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.akoma.exchange.packages.PackageRefused.Reason;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.journal.Journal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Receipts that come back for packages: verified, kept, and shown beside the package that they answer. */
@Service
public class PackageReceipts {

    private final PackageStore store;
    private final PartnerKeyStore keys;
    private final HouseKeys house;
    private final ActorTransactions transactions;
    private final Journal journal;
    private final Clock clock;

    PackageReceipts(
            PackageStore store,
            PartnerKeyStore keys,
            HouseKeys house,
            ActorTransactions transactions,
            Journal journal,
            Clock clock) {
        this.store = store;
        this.keys = keys;
        this.house = house;
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    /** What came of a receipt. */
    public sealed interface Result {
        record Read(SentPackage answered) implements Result {}

        /** @param code such as {@code packages.receipt-used} */
        record Refused(String code) implements Result {}

        record Forbidden() implements Result {}
    }

    /** Who works with children's files; and the data protection officer, for whom the command of the operator reads it. */
    static boolean allowed(Actor actor) {
        return actor.is(Role.CASE_WORKER) || actor.is(Role.CASE_SUPERVISOR) || actor.is(Role.DATA_PROTECTION_OFFICER);
    }

    public Result read(Actor actor, byte[] file) {
        if (!allowed(actor)) return new Result.Forbidden();
        try {
            return transactions.as(actor, () -> closed(actor, file));
        } catch (PackageRefused refused) {
            transactions.doAs(
                    actor, () -> journal.noteOwn(actor, "packages.not-taken", Map.of("reason", refused.code())));
            return new Result.Refused(refused.code());
        }
    }

    private Result closed(Actor actor, byte[] file) {
        SealedFile.Opened<PartnerKey> opened = SealedFile.read(
                file,
                house.key(),
                Manifest.Kind.RECEIPT,
                Set.of(ReceivedPackages.RECEIPT_NAME),
                print -> keys.all().stream()
                        .filter(key -> key.state() == PartnerKey.State.RUNNING
                                && key.fingerprint().equals(print))
                        .findFirst(),
                PartnerKey::open);
        UUID id = opened.manifest().answers();
        ReceiptWords words = words(opened.member(ReceivedPackages.RECEIPT_NAME));
        if (id == null || words == null) throw new PackageRefused(Reason.CONTENT);
        if (!opened.manifest().expiresAt().isAfter(clock.instant())) throw new PackageRefused(Reason.EXPIRED);
        SentPackage sent = store.find(id).orElseThrow(() -> new PackageRefused(Reason.UNKNOWN_PACKAGE));
        if (sent.receipt() == null && !words.sha256().equals(sent.sha256())) throw new PackageRefused(Reason.CHECKSUM);
        switch (store.close(id, opened.signer(), opened, words)) {
            case "DONE" -> note(actor, sent, words);
            case "USED" -> throw new PackageRefused(Reason.RECEIPT_USED);
            case "OTHER_RECEIVER" -> throw new PackageRefused(Reason.OTHER_RECEIVER);
            default -> throw new PackageRefused(Reason.UNKNOWN_PACKAGE);
        }
        return new Result.Read(store.find(id).orElseThrow());
    }

    private void note(Actor actor, SentPackage sent, ReceiptWords words) {
        Map<String, Object> facts = Map.of("to", sent.to(), "package", sent.id(), "as", words.receivedAs());
        if (actor.is(Role.DATA_PROTECTION_OFFICER)) {
            journal.noteOutside(sent.fileId(), Section.STATUS, "packages.arrived");
            journal.noteOwn(actor, "packages.arrived", facts);
        } else journal.note(sent.fileId(), Section.STATUS, "packages.arrived", facts);
    }

    private static @Nullable ReceiptWords words(byte[] bytes) {
        try {
            ReceiptWords read = JsonMapper.shared().readValue(bytes, ReceiptWords.class);
            Objects.requireNonNull(read.sha256());
            Objects.requireNonNull(read.receivedAt());
            return read.receivedAs().matches("[A-Z]{2,6}-[0-9]{3,9}") ? read : null;
        } catch (JacksonException | NullPointerException none) {
            return null;
        }
    }
}
