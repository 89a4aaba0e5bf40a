package org.akoma.exchange.packages;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.akoma.Ids;
import org.akoma.exchange.htcds.OneChild;
import org.akoma.exchange.packages.PackageRefused.Reason;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Organisations;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.journal.Journal;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Packages that come: opened, checked, shown, and made into a file by the same functions as every file. The file is marked with where it came from until a
 * supervisor says that this structure answers for the child; a receipt for the sender is made with it.
 */
@Service
public class ReceivedPackages {

    /** So long a receipt is taken by who gets it. */
    private static final Duration RECEIPT = Duration.ofDays(365);

    static final String RECEIPT_NAME = "receipt.json";

    private static final Pattern CODE = Pattern.compile("[A-Z]{2,6}-[0-9]{3,9}");

    private final PackageStore store;
    private final PartnerKeyStore keys;
    private final HouseKeys house;
    private final OneChild table;
    private final Organisations organisations;
    private final CaseWork work;
    private final ActorTransactions transactions;
    private final Journal journal;
    private final Clock clock;

    ReceivedPackages(
            PackageStore store,
            PartnerKeyStore keys,
            HouseKeys house,
            OneChild table,
            Organisations organisations,
            CaseWork work,
            ActorTransactions transactions,
            Journal journal,
            Clock clock) {
        this.store = store;
        this.keys = keys;
        this.house = house;
        this.table = table;
        this.organisations = organisations;
        this.work = work;
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * What a package holds, before anything is made of it.
     *
     * @param from code of the structure whose signature it bears, as this house calls it
     * @param sentAs the file's code there
     * @param age null = not known
     * @param parts how many items of each part of the record
     */
    public record Contents(
            UUID id,
            String from,
            String fingerprint,
            Purpose purpose,
            boolean minimum,
            Instant madeAt,
            Instant expiresAt,
            String sentAs,
            String sex,
            @Nullable Integer age,
            String country,
            Map<String, Integer> parts) {}

    /** What came of a package. */
    public sealed interface Result {
        record Shown(Contents contents) implements Result {}

        /** @param receipt for the sender, encrypted */
        record Made(Contents contents, String code, byte[] receipt) implements Result {}

        /** Files with names that sound like this child's; nothing was made. */
        record MaybeKnown(Contents contents, List<String> codes) implements Result {
            public MaybeKnown {
                codes = List.copyOf(codes);
            }
        }

        /** @param code such as {@code packages.damaged} */
        record Refused(String code) implements Result {}

        record Forbidden() implements Result {}
    }

    /** Ends the transaction without a trace. */
    private static final class Known extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Contents contents;
        private final transient List<String> codes;

        Known(Contents contents, List<String> codes) {
            super(null, null, false, false);
            this.contents = contents;
            this.codes = codes;
        }
    }

    static boolean allowed(Actor actor) {
        return actor.may(Verb.IMPORT_FILES);
    }

    /** Opens it and says what it holds; makes nothing. */
    public Result show(Actor actor, byte[] file) {
        return trying(actor, () -> new Result.Shown(contents(open(actor, file))));
    }

    /**
     * Makes a file of it, once.
     *
     * @param otherChild the actor saw the files with names that sound alike, and says that it is another child
     */
    public Result take(Actor actor, byte[] file, boolean otherChild) {
        return trying(actor, () -> taken(actor, file, otherChild));
    }

    private Result trying(Actor actor, java.util.function.Supplier<Result> work) {
        if (!allowed(actor)) return new Result.Forbidden();
        try {
            return transactions.as(actor, work);
        } catch (PackageRefused refused) {
            transactions.doAs(
                    actor, () -> journal.noteOwn(actor, "packages.not-taken", Map.of("reason", refused.code())));
            return new Result.Refused(refused.code());
        } catch (Known known) {
            return new Result.MaybeKnown(known.contents, known.codes);
        } catch (DuplicateKeyException twice) {
            return new Result.Refused(new PackageRefused(Reason.REPLAY).code());
        }
    }

    /** One key opens what is sent to any structure of the house: a package for one is not for the supervisors of another. */
    private SealedFile.Opened<PartnerKey> open(Actor actor, byte[] file) {
        SealedFile.Opened<PartnerKey> opened = read(file);
        Manifest said = opened.manifest();
        if (!said.to().equals(actor.organisation())
                && organisations.find(said.to()).isPresent()) throw new PackageRefused(Reason.OTHER_STRUCTURE);
        if (store.isKnown(said.id())) throw new PackageRefused(Reason.REPLAY);
        if (!said.expiresAt().isAfter(clock.instant())) throw new PackageRefused(Reason.EXPIRED);
        if (said.children() != 1 || said.purpose() == null) throw new PackageRefused(Reason.CONTENT);
        return opened;
    }

    private SealedFile.Opened<PartnerKey> read(byte[] file) {
        return SealedFile.read(
                file, house.key(), Manifest.Kind.PACKAGE, PackageContent.NAMES, running(), PartnerKey::open);
    }

    /** The structure of this house that a package names; empty where it names none, or is none. For the command, which finds who imports it. */
    Optional<String> addressee(Actor actor, byte[] file) {
        try {
            return transactions.as(
                    actor, () -> organisations.find(read(file).manifest().to()).map(Organisation::code));
        } catch (PackageRefused later) {
            return Optional.empty();
        }
    }

    private Function<String, Optional<PartnerKey>> running() {
        return print -> keys.all().stream()
                .filter(key -> key.state() == PartnerKey.State.RUNNING
                        && key.fingerprint().equals(print))
                .findFirst();
    }

    private static Contents contents(SealedFile.Opened<PartnerKey> opened) {
        Manifest said = opened.manifest();
        JsonNode record = record(opened.member(PackageContent.RECORD));
        String code = record.path("code").asString("");
        JsonNode child = record.path("child");
        if (!CODE.matcher(code).matches()
                || said.minimum() != record.path("minimum").asBoolean(false)) throw new PackageRefused(Reason.CONTENT);
        Map<String, Integer> parts = new LinkedHashMap<>();
        record.properties().stream()
                .filter(one -> PackageContent.PARTS.contains(one.getKey())
                        && one.getValue().isArray())
                .forEach(one -> parts.put(one.getKey(), one.getValue().size()));
        return new Contents(
                said.id(),
                opened.signer().structure(),
                said.signer(),
                Objects.requireNonNull(said.purpose()),
                said.minimum(),
                said.madeAt(),
                said.expiresAt(),
                code,
                child.path("sex").asString(""),
                child.path("ageAtRescue").isInt() ? child.path("ageAtRescue").asInt() : null,
                child.path("country").asString(""),
                parts);
    }

    private static JsonNode record(byte[] bytes) {
        JsonNode record;
        try {
            record = JsonMapper.shared().readTree(bytes);
        } catch (JacksonException none) {
            throw new PackageRefused(Reason.CONTENT);
        }
        if (!record.path("schema").asString("").equals(PackageContent.SCHEMA)) throw new PackageRefused(Reason.SCHEMA);
        return record;
    }

    private Result taken(Actor actor, byte[] file, boolean otherChild) {
        SealedFile.Opened<PartnerKey> opened = open(actor, file);
        Contents contents = contents(opened);
        String digest = SealedFile.sha256(("akoma-package/" + contents.id()).getBytes(StandardCharsets.UTF_8));
        return switch (table.open(
                actor, Ids.next(), contents.id(), digest, opened.member(PackageContent.TABLE), otherChild)) {
            case OneChild.Opened.Done(CaseFile made) -> {
                // what was shown, from the record, is the child of the row that the file is made of
                if (!made.sex().equals(contents.sex()) || !Objects.equals(made.ageAtRescue(), contents.age()))
                    throw new PackageRefused(Reason.CONTENT);
                yield received(actor, file, opened, contents, made);
            }
            case OneChild.Opened.MaybeKnown(List<String> codes) -> throw new Known(contents, codes);
            case OneChild.Opened.Unreadable() -> throw new PackageRefused(Reason.CONTENT);
        };
    }

    private Result received(
            Actor actor, byte[] file, SealedFile.Opened<PartnerKey> opened, Contents contents, CaseFile made) {
        byte[] receipt = receipt(actor, file, opened, made);
        store.receive(
                opened,
                made.id(),
                contents.sentAs(),
                receipt,
                opened.member(PackageContent.RECORD),
                opened.member(PackageContent.PAPER));
        journal.note(
                made.id(),
                Section.STATUS,
                "packages.received",
                Map.of("from", contents.from(), "as", contents.sentAs(), "package", contents.id()));
        return new Result.Made(contents, made.code(), receipt);
    }

    private byte[] receipt(Actor actor, byte[] file, SealedFile.Opened<PartnerKey> opened, CaseFile made) {
        HouseKey key = house.key();
        PartnerKey to = opened.signer();
        Instant now = clock.instant();
        Manifest manifest = new Manifest(
                Manifest.Kind.RECEIPT,
                Manifest.SCHEMA,
                Ids.next(),
                actor.organisation(),
                key.open().fingerprint(),
                to.structure(),
                to.open().recipient(),
                opened.manifest().id(),
                null,
                false,
                now,
                now.plus(RECEIPT),
                0,
                List.of());
        byte[] words =
                JsonMapper.shared().writeValueAsBytes(new ReceiptWords(SealedFile.sha256(file), now, made.code()));
        return SealedFile.write(key, to.open(), manifest, Map.of(RECEIPT_NAME, words));
    }

    // ---------- afterwards

    /** Where a file came from; not found where it did not come by a package. */
    Outcome<ReceivedPackage> of(Actor actor, String code) {
        return found(work.read(actor, code, Section.STATUS, "packages.origin-read", file -> store.received(file.id())));
    }

    /** The receipt again, for the sender. */
    Outcome<byte[]> receipt(Actor actor, String code) {
        return found(
                work.read(actor, code, Section.STATUS, "packages.receipt-taken", file -> store.receipt(file.id())));
    }

    /** The paper that came along, for who holds all that it may speak of. */
    Outcome<byte[]> paper(Actor actor, String code) {
        return found(work.read(actor, code, Section.NOTES, "packages.origin-taken", file -> store.paper(file.id())));
    }

    /** The record that came along, as JSON; the same. */
    Outcome<byte[]> record(Actor actor, String code) {
        return found(work.read(actor, code, Section.NOTES, "packages.origin-taken", file -> store.record(file.id())));
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
                default -> new Outcome.Forbidden<>();
            };
        });
    }
}
