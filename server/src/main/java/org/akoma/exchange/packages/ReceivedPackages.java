package org.akoma.exchange.packages;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.akoma.Ids;
import org.akoma.exchange.htcds.OneChild;
import org.akoma.exchange.packages.PackageContents.State;
import org.akoma.exchange.packages.PackageReading.Read;
import org.akoma.exchange.packages.PackageRefused.Reason;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.journal.Journal;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Packages that come: opened, checked, shown, and made into files by the same functions as every file, one transaction a child: what is wrong with one keeps
 * no other out. A file is marked with where it came from until a supervisor says that this structure answers for the child; a receipt for the sender is made
 * with it.
 */
@Service
public class ReceivedPackages {

    /** So long a receipt is taken by who gets it. */
    static final String RECEIPT_NAME = "receipt.json";

    private final PackageReading reading;
    private final PackageStore store;
    private final CallBackStore callBacks;
    private final HouseKeys house;
    private final OneChild table;
    private final CaseWork work;
    private final ActorTransactions transactions;
    private final Journal journal;
    private final Clock clock;

    ReceivedPackages(
            PackageReading reading,
            PackageStore store,
            CallBackStore callBacks,
            HouseKeys house,
            OneChild table,
            CaseWork work,
            ActorTransactions transactions,
            Journal journal,
            Clock clock) {
        this.reading = reading;
        this.store = store;
        this.callBacks = callBacks;
        this.house = house;
        this.table = table;
        this.work = work;
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    /** What came of a package. */
    public sealed interface Result {
        record Shown(PackageContents contents) implements Result {}

        /**
         * @param contents with what became of each child
         * @param receipt for the sender, encrypted, of the files that were made; null = none was
         */
        record Taken(PackageContents contents, byte @Nullable [] receipt) implements Result {}

        /** @param code such as {@code packages.damaged}: it holds for all of it */
        record Refused(String code) implements Result {}

        record Forbidden() implements Result {}
    }

    /** Ends the transaction of one child without a trace. */
    private static final class MaybeKnown extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient List<String> codes;

        MaybeKnown(List<String> codes) {
            super(null, null, false, false);
            this.codes = codes;
        }
    }

    /**
     * What who imports says of children about whom there is a question; codes, as they were sent.
     *
     * @param others they saw the files with names that sound alike, and say that it is another child
     * @param again the child is here already: what came along with its file gives way to what comes now; or its file was erased: a new one is made
     */
    public record Answers(Set<String> others, Set<String> again) {
        public static final Answers NONE = new Answers(Set.of(), Set.of());

        public Answers {
            others = Set.copyOf(others);
            again = Set.copyOf(again);
        }
    }

    static boolean allowed(Actor actor) {
        return actor.may(Verb.IMPORT_FILES);
    }

    /** Opens it and says what it holds; makes nothing. */
    public Result show(Actor actor, byte[] file) {
        return opening(actor, file, read -> new Result.Shown(read.contents()));
    }

    /**
     * Makes a file of each child, once.
     *
     * @param progress receives what became of each, in turn
     */
    public Result take(Actor actor, byte[] file, Answers answers, Consumer<PackageContents.Child> progress) {
        return opening(actor, file, read -> {
            String checksum = SealedFile.sha256(file);
            List<PackageContents.Child> children = new ArrayList<>();
            for (int number = 1; number <= read.contents().children().size(); number++) {
                PackageContents.Child one = child(actor, read, number, checksum, answers);
                children.add(one);
                progress.accept(one);
            }
            PackageContents contents = read.contents().with(children);
            return new Result.Taken(contents, whole(actor, read, checksum, contents.arrived()));
        });
    }

    private Result opening(Actor actor, byte[] file, java.util.function.Function<Read, Result> then) {
        if (!allowed(actor)) return new Result.Forbidden();
        try {
            return then.apply(transactions.as(actor, () -> reading.read(actor, file)));
        } catch (PackageRefused refused) {
            notTaken(actor, refused.reason());
            return new Result.Refused(refused.code());
        }
    }

    private void notTaken(Actor actor, Reason reason) {
        transactions.doAs(actor, () -> journal.noteOwn(actor, "packages.not-taken", Map.of("reason", reason.code())));
    }

    /** The structure of this house that a package names, for the command, which finds who imports it. */
    Optional<String> addressee(Actor actor, byte[] file) {
        return transactions.as(actor, () -> reading.addressee(file));
    }

    private PackageContents.Child child(Actor actor, Read read, int number, String checksum, Answers answers) {
        PackageContents.Child said = read.contents().children().get(number - 1);
        boolean answered = answers.again().contains(said.sentAs());
        boolean again = said.state() == State.AGAIN && answered;
        if (said.state() != State.READY && !again && !(said.state() == State.ERASED && answered)) return said;
        try {
            return transactions.as(
                    actor,
                    () -> again
                            ? said.updated(updated(actor, read, number, checksum))
                            : said.made(made(
                                    actor,
                                    read,
                                    number,
                                    checksum,
                                    answers.others().contains(said.sentAs()))));
        } catch (MaybeKnown known) {
            return said.maybeKnown(known.codes);
        } catch (DuplicateKeyException twice) {
            return said.known();
        } catch (PackageRefused | DataIntegrityViolationException bad) {
            notTaken(actor, Reason.CONTENT);
            return said.refused(Reason.CONTENT);
        }
    }

    private String made(Actor actor, Read read, int number, String checksum, boolean otherChild) {
        PackageContents.Child said = read.contents().children().get(number - 1);
        String digest = SealedFile.sha256(("akoma-package/" + said.id()).getBytes(StandardCharsets.UTF_8));
        byte[] row = read.member(number, PackageContent.TABLE);
        return switch (table.open(actor, Ids.next(), read.list().id(), digest, said.sentAs(), row, otherChild)) {
            case OneChild.Opened.Done(CaseFile made) -> {
                // what was shown, from the record, is the child of the row that the file is made of
                if (!made.sex().equals(said.sex()) || !Objects.equals(made.ageAtRescue(), said.age()))
                    throw new PackageRefused(Reason.CONTENT);
                keep(actor, read, number, checksum, made);
                yield made.code();
            }
            case OneChild.Opened.MaybeKnown(List<String> codes) -> throw new MaybeKnown(codes);
            case OneChild.Opened.Unreadable() -> throw new PackageRefused(Reason.CONTENT);
        };
    }

    private void keep(Actor actor, Read read, int number, String checksum, CaseFile made) {
        Manifest.Child said = read.list().children().get(number - 1);
        PartnerKey from = read.opened().signer();
        store.receive(
                said,
                from.id(),
                made.id(),
                read.list().madeAt(),
                receipt(actor, read, said, checksum, made.code()),
                read.member(number, PackageContent.RECORD),
                read.member(number, PackageContent.PAPER));
        boolean erased = read.contents().children().get(number - 1).state() == State.ERASED;
        noted(made.id(), erased ? "packages.received-after-erasure" : "packages.received", from, said);
    }

    /** The record and the paper that came along give way to the newer ones; what is written in the file stays, and people compare. */
    private String updated(Actor actor, Read read, int number, String checksum) {
        Manifest.Child said = read.list().children().get(number - 1);
        PartnerKey from = read.opened().signer();
        PackageStore.Came came = store.cameAs(from.id(), said.code())
                .filter(one -> one.code() != null)
                .orElseThrow(() -> new PackageRefused(Reason.AGAIN_NOT_YOURS));
        String code = Objects.requireNonNull(came.code());
        CaseFile file = work.peek(actor, code, Section.STATUS, one -> one)
                .orElseThrow(() -> new PackageRefused(Reason.AGAIN_NOT_YOURS));
        store.receiveAgain(
                said,
                from.id(),
                file.id(),
                read.list().madeAt(),
                receipt(actor, read, said, checksum, code),
                read.member(number, PackageContent.RECORD),
                read.member(number, PackageContent.PAPER));
        noted(file.id(), "packages.received-again", from, said);
        return code;
    }

    private byte[] receipt(Actor actor, Read read, Manifest.Child said, String checksum, String code) {
        PackageReceipts.Words.Child words = new PackageReceipts.Words.Child(said.id(), clock.instant(), code);
        return receipt(actor, read.opened().signer(), new PackageReceipts.Words(checksum, List.of(words)));
    }

    private void noted(UUID file, String act, PartnerKey from, Manifest.Child said) {
        journal.note(
                file, Section.STATUS, act, Map.of("from", from.structure(), "as", said.code(), "package", said.id()));
    }

    /** One receipt for all files that were made now; that of each child alone is kept with its file. */
    private byte @Nullable [] whole(Actor actor, Read read, String checksum, List<PackageContents.Child> made) {
        if (made.isEmpty()) return null;
        Instant now = clock.instant();
        return receipt(
                actor,
                read.opened().signer(),
                new PackageReceipts.Words(
                        checksum,
                        made.stream()
                                .map(one -> new PackageReceipts.Words.Child(
                                        one.id(), now, Objects.requireNonNull(one.code())))
                                .toList()));
    }

    private byte[] receipt(Actor actor, PartnerKey to, PackageReceipts.Words words) {
        return house.letter(actor, Manifest.Kind.RECEIPT, to, RECEIPT_NAME, words);
    }

    // ---------- afterwards

    /** Where a file came from; not found where it did not come by a package. */
    Outcome<ReceivedPackage> of(Actor actor, String code) {
        return read(actor, code, Section.STATUS, "packages.origin-read", this::received);
    }

    private Optional<ReceivedPackage> received(UUID file) {
        return store.received(file)
                .map(one -> callBacks.received(file, one.id()).map(one::with).orElse(one));
    }

    /** The receipt again, for the sender. */
    Outcome<byte[]> receipt(Actor actor, String code) {
        return read(actor, code, Section.STATUS, "packages.receipt-taken", store::receipt);
    }

    /** The paper that came along, for who holds all that it may speak of. */
    Outcome<byte[]> paper(Actor actor, String code) {
        return read(actor, code, Section.NOTES, "packages.origin-taken", store::paper);
    }

    /** The record that came along, as JSON; the same. */
    Outcome<byte[]> record(Actor actor, String code) {
        return read(actor, code, Section.NOTES, "packages.origin-taken", store::record);
    }

    /** The same, to be shown as a page. What cannot be read as JSON holds nothing. */
    Outcome<JsonNode> legible(Actor actor, String code) {
        return read(
                actor,
                code,
                Section.NOTES,
                "packages.record-read",
                file -> store.record(file).map(ReceivedPackages::tree));
    }

    static JsonNode tree(byte[] record) {
        try {
            return JsonMapper.shared().readTree(record);
        } catch (JacksonException none) {
            return JsonMapper.shared().createObjectNode();
        }
    }

    /** What is not there was not taken: the child's journal says nothing of it. */
    private <T> Outcome<T> read(
            Actor actor, String code, Section section, String act, Function<UUID, Optional<T>> reading) {
        Function<CaseFile, Optional<T>> ofFile = file -> reading.apply(file.id());
        return work.peek(actor, code, section, ofFile).flatMap(there -> there).isEmpty()
                ? new Outcome.NotFound<>()
                : found(work.read(actor, code, section, act, ofFile));
    }

    private static <T> Outcome<T> found(Outcome<Optional<T>> read) {
        return read instanceof Outcome.Done<Optional<T>>(Optional<T> some) && some.isPresent()
                ? new Outcome.Done<>(some.get())
                : new Outcome.NotFound<>();
    }

    /** This structure answers for the child from now on: by who supervises the file. */
    Outcome<ReceivedPackage> accept(Actor actor, String code) {
        return work.onAny(actor, code, Verb.CASE_APPROVE, Section.STATUS, file -> {
            ReceivedPackage received = store.received(file.id()).orElse(null);
            if (received == null) return new Outcome.NotFound<>();
            return switch (store.accept(received.id())) {
                case "DONE" -> {
                    journal.note(file.id(), Section.STATUS, "packages.accepted", Map.of("from", received.from()));
                    yield new Outcome.Done<>(store.received(file.id()).orElseThrow());
                }
                case "ACCEPTED" -> Outcome.Refused.because("main", "packages.accepted-already");
                case "CALLED_BACK" -> Outcome.Refused.because("main", "packages.called-back");
                default -> new Outcome.Forbidden<>();
            };
        });
    }
}
