package org.akoma.exchange.packages;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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
    private final PackageOpening opening;
    private final CallBackReceipts callBacks;
    private final ActorTransactions transactions;
    private final Journal journal;
    private final Clock clock;

    PackageReceipts(
            PackageStore store,
            PackageOpening opening,
            CallBackReceipts callBacks,
            ActorTransactions transactions,
            Journal journal,
            Clock clock) {
        this.store = store;
        this.opening = opening;
        this.callBacks = callBacks;
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * What a receipt says of the package that it answers.
     *
     * @param sha256 of the encrypted package as it came, hexadecimal
     * @param children of whom files were made
     */
    record Words(String sha256, List<Child> children) {

        Words {
            children = List.copyOf(children);
        }

        /**
         * @param id of the child in the list of the package
         * @param receivedAt when a file was made of it
         * @param receivedAs the file's code there
         */
        record Child(UUID id, Instant receivedAt, String receivedAs) {}
    }

    /** What came of a receipt. */
    public sealed interface Result {
        /**
         * @param answered whose loop is closed now, at least one
         * @param refused the other children of the receipt, each with the code of the reason
         */
        record Read(List<SentPackage> answered, Map<UUID, String> refused) implements Result {}

        /** It is the receipt of a call-back. */
        record CallBackAnswered(SentPackage sent) implements Result {}

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
            return transactions.as(actor, () -> either(actor, file));
        } catch (PackageRefused refused) {
            transactions.doAs(
                    actor, () -> journal.noteOwn(actor, "packages.not-taken", Map.of("reason", refused.code())));
            return new Result.Refused(refused.code());
        }
    }

    private Result either(Actor actor, byte[] file) {
        try {
            return closed(actor, file);
        } catch (PackageRefused refused) {
            if (refused.reason() != Reason.OTHER_KIND) throw refused;
            return new Result.CallBackAnswered(callBacks.read(actor, file));
        }
    }

    private Result closed(Actor actor, byte[] file) {
        SealedFile.Opened<PartnerKey> opened =
                opening.open(file, Manifest.Kind.RECEIPT, list -> Set.of(ReceivedPackages.RECEIPT_NAME));
        Words words = words(opened.member(ReceivedPackages.RECEIPT_NAME));
        if (words == null) throw new PackageRefused(Reason.CONTENT);
        if (!opened.manifest().expiresAt().isAfter(clock.instant())) throw new PackageRefused(Reason.EXPIRED);
        List<SentPackage> answered = new ArrayList<>();
        Map<UUID, Reason> refused = new LinkedHashMap<>();
        for (Words.Child one : words.children()) {
            Reason why = bars(opened, one);
            if (why == null) answered.add(arrived(actor, one));
            else refused.put(one.id(), why);
        }
        if (answered.isEmpty())
            throw new PackageRefused(refused.values().iterator().next());
        return new Result.Read(
                answered,
                refused.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, one -> one.getValue().code())));
    }

    /** Closes the loop of one child. Null: done. */
    private @Nullable Reason bars(SealedFile.Opened<PartnerKey> opened, Words.Child one) {
        if (store.find(one.id()).isEmpty()) return Reason.UNKNOWN_PACKAGE;
        return switch (store.close(one.id(), opened)) {
            case "DONE" -> null;
            case "USED" -> Reason.RECEIPT_USED;
            case "NOT_YOURS" -> Reason.NOT_YOURS;
            case "OTHER_RECEIVER" -> Reason.OTHER_RECEIVER;
            case "UNSIGNED" -> Reason.SIGNATURE;
            case "CHECKSUM" -> Reason.CHECKSUM;
            default -> Reason.UNKNOWN_PACKAGE;
        };
    }

    private SentPackage arrived(Actor actor, Words.Child words) {
        SentPackage sent = store.find(words.id()).orElseThrow();
        note(actor, sent, words);
        return sent;
    }

    private void note(Actor actor, SentPackage sent, Words.Child words) {
        Map<String, Object> facts = Map.of("to", sent.to(), "package", sent.id(), "as", words.receivedAs());
        if (actor.is(Role.DATA_PROTECTION_OFFICER)) {
            journal.noteOutside(sent.fileId(), Section.STATUS, "packages.arrived");
            journal.noteOwn(actor, "packages.arrived", facts);
        } else journal.note(sent.fileId(), Section.STATUS, "packages.arrived", facts);
    }

    private static @Nullable Words words(byte[] bytes) {
        try {
            Words read = JsonMapper.shared().readValue(bytes, Words.class);
            return read.sha256().matches("[0-9a-f]{64}")
                            && !read.children().isEmpty()
                            && read.children().size() <= Manifest.MOST_CHILDREN
                            && read.children().stream().allMatch(PackageReceipts::isWhole)
                    ? read
                    : null;
        } catch (JacksonException | NullPointerException none) {
            return null;
        }
    }

    private static boolean isWhole(Words.Child one) {
        Objects.requireNonNull(one.id());
        Objects.requireNonNull(one.receivedAt());
        return one.receivedAs().matches("[A-Z]{2,6}-[0-9]{3,9}");
    }
}
