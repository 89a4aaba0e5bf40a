package org.akoma.exchange.packages;

import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.akoma.exchange.packages.CallBackReceipts.State;
import org.akoma.exchange.packages.PackageRefused.Reason;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.journal.Journal;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Packages that are called back by who sent them, and call-backs that partners send. What has not come yet is imported no more; what came is closed, and the
 * page of the file says whom to call; where the child is accepted here, a second person agrees first.
 */
@Service
public class CallBacks {

    static final String KIND = "PACKAGE_CALL_BACK";

    private static final String WORDS = "callback.json";
    private static final int LONGEST_CONTACT = 200;

    private final CallBackStore store;
    private final PackageStore packages;
    private final PackageOpening opening;
    private final PartnerKeyStore keys;
    private final CallBackReceipts receipts;
    private final HouseKeys house;
    private final CaseWork work;
    private final ActorTransactions transactions;
    private final Decisions decisions;
    private final Journal journal;
    private final Clock clock;

    CallBacks(
            CallBackStore store,
            PackageStore packages,
            PackageOpening opening,
            PartnerKeyStore keys,
            CallBackReceipts receipts,
            HouseKeys house,
            CaseWork work,
            ActorTransactions transactions,
            Decisions decisions,
            Journal journal,
            Clock clock) {
        this.store = store;
        this.packages = packages;
        this.opening = opening;
        this.keys = keys;
        this.receipts = receipts;
        this.house = house;
        this.work = work;
        this.transactions = transactions;
        this.decisions = decisions;
        this.journal = journal;
        this.clock = clock;
    }

    /** Why a package is called back. */
    public enum Why {
        MISTAKE,
        CONSENT_TAKEN_BACK,
        OTHER_CHILD,
        WRONG_AUTHORITY
    }

    /**
     * A package is called back.
     *
     * @param contact whom the authority calls, with a telephone number; sealed, and in the signed file
     */
    @InputForm(name = "packages.call-back", labels = "packages.call-back")
    public record Call(
            @Field(list = "packages.call-back.reasons", as = Field.Widget.RADIOS)
            Why reason,

            @Field(sealed = true) @Size(max = LONGEST_CONTACT)
            String contact) {}

    /**
     * What the signed file says.
     *
     * @param id of the child's package
     * @param code of the child at the sender's
     */
    record Words(UUID id, String code, Why reason, String contact, Instant calledAt) {}

    /** What came of a file. */
    sealed interface Result {
        /**
         * @param code of the file here; null = there is none, or no more
         * @param receipt for the sender, encrypted
         */
        record Read(State state, @Nullable String code, byte[] receipt) implements Result {}

        /** @param from code of the structure that signed it */
        record Shown(Words words, String from, String fingerprint) implements Result {}

        /** @param code such as {@code packages.call-back-used} */
        record Refused(String code) implements Result {}

        record Forbidden() implements Result {}
    }

    // ---------- of the sender

    /** Whether this person may call packages of a file back that they work on; the database says whether this one. */
    static boolean calls(Actor actor) {
        return actor.may(Verb.PACKAGE_ASK) || actor.is(Role.CASE_SUPERVISOR);
    }

    private static Verb verb(Actor actor) {
        return actor.may(Verb.PACKAGE_ASK) ? Verb.PACKAGE_ASK : Verb.CASE_APPROVE;
    }

    /** By one person, at any time after it was downloaded: here it is over at once. */
    Outcome<SentPackage> call(Actor actor, String code, UUID id, Call command) {
        return work.decidingOnAny(actor, code, verb(actor), Section.STATUS, file -> {
            SentPackage sent = of(file, id).orElse(null);
            if (sent == null) return new Outcome.NotFound<>();
            return switch (store.call(file.id(), id, command)) {
                case "DONE" -> {
                    journal.note(
                            file.id(),
                            Section.STATUS,
                            "packages.call-back",
                            Map.of("to", sent.to(), "package", id, "reason", command.reason()));
                    yield new Outcome.Done<>(packages.find(id).orElseThrow());
                }
                case "NOT_LEFT" -> Outcome.Refused.because("main", "packages.not-left");
                case "CALLED" -> Outcome.Refused.because("main", "packages.called-already");
                default -> new Outcome.Forbidden<>();
            };
        });
    }

    /** The signed file for the authority, encrypted to the key that it has now. Each time is journalled. */
    Outcome<Packages.Taken> file(Actor actor, String code, UUID id) {
        return work.decidingOnAny(actor, code, verb(actor), Section.STATUS, file -> {
            SentPackage sent = of(file, id).orElse(null);
            SentPackage.CalledBack called = sent == null ? null : sent.calledBack();
            if (sent == null || called == null) return new Outcome.NotFound<>();
            if (!store.take(id)) return new Outcome.Forbidden<>();
            Words words = new Words(id, file.code(), called.reason(), store.contact(file.id(), id), called.at());
            journal.note(file.id(), Section.STATUS, "packages.call-back-taken", Map.of("to", sent.to(), "package", id));
            return new Outcome.Done<>(new Packages.Taken(file.code() + ".call-back.age", sealed(actor, sent, words)));
        });
    }

    private Optional<SentPackage> of(CaseFile file, UUID id) {
        return packages.find(id).filter(one -> one.fileId().equals(file.id()));
    }

    private byte[] sealed(Actor actor, SentPackage sent, Words words) {
        PartnerKey then = keys.find(sent.key()).orElseThrow();
        PartnerKey to = keys.all().stream()
                .filter(one -> one.structureId().equals(then.structureId()) && one.state() == PartnerKey.State.RUNNING)
                .findFirst()
                .orElse(then);
        return house.letter(actor, Manifest.Kind.CALL_BACK, to, WORDS, words);
    }

    // ---------- of the data protection officer of the sender

    /** Who keeps watch over what left, and sees no file. */
    static boolean watches(Actor actor) {
        return actor.is(Role.DATA_PROTECTION_OFFICER);
    }

    /** A package that somebody downloaded, with the code of its file. */
    record Left(String code, SentPackage sent) {}

    /** The packages that left, newest first, at most 200. */
    Answer<List<Left>> left(Actor actor) {
        if (!watches(actor)) return new Answer.Forbidden<>();
        return transactions.as(
                actor,
                () -> new Answer.Done<>(store.left().entrySet().stream()
                        .flatMap(
                                one -> packages.find(one.getKey()).map(sent -> new Left(one.getValue(), sent)).stream())
                        .toList()));
    }

    /** As {@link #call}, of any package that left: a mistake may be one of those who work on the file. They are rung. */
    Answer<SentPackage> call(Actor actor, UUID id, Call command) {
        if (!watches(actor)) return new Answer.Forbidden<>();
        return transactions.as(actor, () -> {
            SentPackage sent = packages.find(id).orElse(null);
            if (sent == null) return new Answer.NotFound<>();
            return switch (store.callByOfficer(id, command)) {
                case "DONE" -> {
                    noted(actor, sent, "packages.call-back");
                    yield new Answer.Done<>(packages.find(id).orElseThrow());
                }
                case "NOT_LEFT" -> Answer.Refused.because("main", "packages.not-left");
                case "CALLED" -> Answer.Refused.because("main", "packages.called-already");
                default -> new Answer.Forbidden<>();
            };
        });
    }

    /** The signed file of a call-back that an officer made; what was written under a file's key is not theirs to open. */
    Answer<Packages.Taken> file(Actor actor, UUID id) {
        if (!watches(actor)) return new Answer.Forbidden<>();
        return transactions.as(actor, () -> {
            SentPackage sent = packages.find(id).orElse(null);
            SentPackage.CalledBack called = sent == null ? null : sent.calledBack();
            String code = store.left().get(id);
            if (sent == null || called == null || code == null || !store.take(id)) return new Answer.NotFound<>();
            Words words = new Words(id, code, called.reason(), store.contact(sent.fileId(), id), called.at());
            noted(actor, sent, "packages.call-back-taken");
            return new Answer.Done<>(new Packages.Taken(code + ".call-back.age", sealed(actor, sent, words)));
        });
    }

    private void noted(Actor actor, SentPackage sent, String act) {
        journal.noteOutside(sent.fileId(), Section.STATUS, act);
        journal.noteOwn(actor, act, Map.of("to", sent.to(), "package", sent.id()));
    }

    // ---------- of the receiver

    static boolean reads(Actor actor) {
        return actor.is(Role.CASE_WORKER) || actor.is(Role.CASE_SUPERVISOR);
    }

    /** Verifies a call-back that came, and does what it asks. */
    Result read(Actor actor, byte[] file) {
        return trying(actor, () -> opened(actor, file));
    }

    /** What a call-back says, and who signed it; nothing is changed by it. */
    Result show(Actor actor, byte[] file) {
        return trying(actor, () -> {
            Came came = came(file);
            return new Result.Shown(
                    came.words(),
                    came.opened().signer().structure(),
                    came.opened().signer().fingerprint());
        });
    }

    /** Whether this person is one of those who read the call-back of this package here. */
    boolean reads(Actor actor, UUID id) {
        return reads(actor) && transactions.as(actor, () -> store.reads(id));
    }

    private Result trying(Actor actor, Supplier<Result> reading) {
        if (!reads(actor)) return new Result.Forbidden();
        try {
            return transactions.as(actor, reading::get);
        } catch (PackageRefused refused) {
            transactions.doAs(
                    actor, () -> journal.noteOwn(actor, "packages.not-taken", Map.of("reason", refused.code())));
            return new Result.Refused(refused.code());
        }
    }

    private record Came(SealedFile.Opened<PartnerKey> opened, Words words) {}

    private Came came(byte[] bytes) {
        SealedFile.Opened<PartnerKey> opened = opening.open(bytes, Manifest.Kind.CALL_BACK, list -> Set.of(WORDS));
        Words words = words(opened.member(WORDS));
        if (!opened.manifest().expiresAt().isAfter(clock.instant())) throw new PackageRefused(Reason.EXPIRED);
        return new Came(opened, words);
    }

    private Result opened(Actor actor, byte[] bytes) {
        Came came = came(bytes);
        SealedFile.Opened<PartnerKey> opened = came.opened();
        Words words = came.words();
        UUID file = store.fileOf(words.id()).orElse(null);
        String answer = store.read(file, words, opened);
        String from = opened.signer().structure();
        Map<String, Object> facts =
                Map.of("from", from, "as", words.code(), "package", words.id(), "reason", words.reason());
        return switch (answer) {
            case "NOT_COME", "OLDER" -> {
                journal.noteOwn(actor, "packages.called-back-before", facts);
                yield answered(actor, came, State.valueOf(answer), null);
            }
            case "DONE" -> {
                journal.note(Objects.requireNonNull(file), Section.STATUS, "packages.called-back", facts);
                yield answered(actor, came, State.CLOSED, store.codeOf(file));
            }
            case "WAITS" -> {
                decisions.propose(
                        actor,
                        Proposal.onFile(KIND, Objects.requireNonNull(file), words.id(), 1)
                                .with(Map.of(
                                        "from", from, "reason", words.reason().name())));
                journal.note(file, Section.STATUS, "packages.call-back-read", facts);
                yield answered(actor, came, State.ASKED, store.codeOf(file));
            }
            case "USED" -> throw new PackageRefused(Reason.CALL_BACK_USED);
            case "UNSIGNED", "OTHER_SENDER" -> throw new PackageRefused(Reason.SIGNATURE);
            default -> throw new PackageRefused(Reason.UNKNOWN_CALL_BACK);
        };
    }

    private Result answered(Actor actor, Came came, State state, @Nullable String code) {
        CallBackReceipts.Words words =
                new CallBackReceipts.Words(came.words().id(), came.words().calledAt(), state, clock.instant());
        return new Result.Read(state, code, receipts.write(actor, came.opened().signer(), words));
    }

    /** The receipt of a call-back as it is by now, for the sender: where a second person was asked, with the verdict. */
    Outcome<byte[]> receipt(Actor actor, String code) {
        return work.decidingOnAny(actor, code, verb(actor), Section.STATUS, file -> {
            ReceivedPackage came = packages.received(file.id()).orElse(null);
            ReceivedPackage.CalledBack called =
                    came == null ? null : store.received(file.id(), came.id()).orElse(null);
            if (came == null || called == null) return new Outcome.NotFound<>();
            PartnerKey to = keys.all().stream()
                    .filter(one -> one.structure().equals(came.from()) && one.state() == PartnerKey.State.RUNNING)
                    .findFirst()
                    .orElse(null);
            if (to == null) return Outcome.Refused.because("main", "packages.no-key");
            State state = switch (called.state()) {
                case WAITING -> State.ASKED;
                case IN_FORCE -> State.CLOSED;
                case REFUSED -> State.REFUSED;
            };
            journal.note(
                    file.id(),
                    Section.STATUS,
                    "packages.call-back-receipt-taken",
                    Map.of("to", came.from(), "package", came.id()));
            return new Outcome.Done<>(receipts.write(
                    actor, to, new CallBackReceipts.Words(came.id(), called.at(), state, called.readAt())));
        });
    }

    private static Words words(byte[] bytes) {
        try {
            Words read = JsonMapper.shared().readValue(bytes, Words.class);
            Objects.requireNonNull(read.id());
            Objects.requireNonNull(read.reason());
            Objects.requireNonNull(read.calledAt());
            if (!read.contact().isBlank()
                    && read.contact().length() <= LONGEST_CONTACT
                    && read.code().matches("[A-Z]{2,6}-[0-9]{3,9}")) return read;
        } catch (JacksonException | NullPointerException none) {
            throw new PackageRefused(Reason.CONTENT);
        }
        throw new PackageRefused(Reason.CONTENT);
    }
}
