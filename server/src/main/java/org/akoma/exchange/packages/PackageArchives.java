package org.akoma.exchange.packages;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.akoma.FieldError;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.signin.FactorAgain;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseFiles;
import org.akoma.protection.cases.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Packages of several children: all whom one authority has accepted and who were asked for and agreed to, each by itself, leave in one encrypted file. Made by
 * who asked for them, or by who supervises the files.
 */
@Service
class PackageArchives {

    private final PackageArchiveStore archives;
    private final PackageStore store;
    private final Packages packages;
    private final PackageMaking making;
    private final CaseFiles files;
    private final ActorTransactions transactions;
    private final FactorAgain factor;
    private final Clock clock;

    PackageArchives(
            PackageArchiveStore archives,
            PackageStore store,
            Packages packages,
            PackageMaking making,
            CaseFiles files,
            ActorTransactions transactions,
            FactorAgain factor,
            Clock clock) {
        this.archives = archives;
        this.store = store;
        this.packages = packages;
        this.making = making;
        this.files = files;
        this.transactions = transactions;
        this.factor = factor;
        this.clock = clock;
    }

    /** The children of one authority. */
    record Receiver(String to, List<HandedChild> children) {
        public List<HandedChild> in(HandedChild.State state) {
            return children.stream().filter(one -> one.state() == state).toList();
        }

        /** Who is not in the next package, and would have to be. */
        public List<HandedChild> leftOut() {
            return children.stream()
                    .filter(one -> one.state() != HandedChild.State.READY && one.state() != HandedChild.State.ARRIVED)
                    .toList();
        }

        /** The children by what is the same about them: most wait for one and the same thing, which a page says once. */
        public List<Alike> alike() {
            return children.stream()
                    .collect(Collectors.groupingBy(Alike::of, LinkedHashMap::new, Collectors.toList()))
                    .entrySet()
                    .stream()
                    .map(one -> one.getKey().with(one.getValue()))
                    .toList();
        }
    }

    /** @param until so long the children can be taken; null = they cannot, or are there already */
    record Alike(
            HandedChild.State state,
            boolean minimum,
            @Nullable Instant until,
            List<HandedChild> children) {

        private static Alike of(HandedChild child) {
            return new Alike(
                    child.state(),
                    child.minimum(),
                    child.state() == HandedChild.State.ARRIVED ? null : child.until(),
                    List.of());
        }

        private Alike with(List<HandedChild> all) {
            return new Alike(state, minimum, until, all);
        }
    }

    /** @param made by the reader, newest first */
    record Board(List<Receiver> receivers, List<PackageArchive> made, Instant now) {}

    /**
     * @param children who is asked for, or is in the package
     * @param leftOut who is not, and why
     */
    record Together(UUID id, String to, List<String> children, List<HandedChild> leftOut) {}

    static boolean asks(Actor actor) {
        return actor.may(Verb.PACKAGE_ASK);
    }

    static boolean makes(Actor actor) {
        return asks(actor) || actor.is(Role.CASE_SUPERVISOR);
    }

    Answer<Board> board(Actor actor) {
        if (!makes(actor)) return new Answer.Forbidden<>();
        return transactions.as(
                actor, () -> new Answer.Done<>(new Board(receivers(), archives.of(actor.personId()), clock.instant())));
    }

    private List<Receiver> receivers() {
        Map<String, List<HandedChild>> by = new LinkedHashMap<>();
        for (HandedChild one : archives.handed())
            by.computeIfAbsent(one.to(), to -> new java.util.ArrayList<>()).add(one);
        return by.entrySet().stream()
                .map(one -> new Receiver(one.getKey(), one.getValue()))
                .toList();
    }

    private Receiver receiver(String to) {
        return receivers().stream()
                .filter(one -> one.to().equals(to))
                .findFirst()
                .orElseGet(() -> new Receiver(to, List.of()));
    }

    /** Asks for each child by itself; sent again, it asks for nothing twice. */
    Answer<Together> ask(Actor actor, AskTogether command) {
        if (!asks(actor)) return new Answer.Forbidden<>();
        return transactions.as(actor, () -> {
            List<HandedChild> children = receiver(command.to()).children();
            if (children.isEmpty()) return Answer.Refused.because("to", "packages.no-children");
            List<String> asked = children.stream()
                    .filter(one -> one.state() == HandedChild.State.NOT_ASKED
                            || id(command, one).equals(one.request()))
                    .filter(one -> packages.ask(actor, one.code(), alone(command, one)) instanceof Outcome.Done)
                    .map(HandedChild::code)
                    .toList();
            if (asked.isEmpty()) return Answer.Refused.because("to", "packages.nothing-to-ask");
            return new Answer.Done<>(new Together(command.id(), command.to(), asked, others(command.to(), asked)));
        });
    }

    private static AskPackage alone(AskTogether command, HandedChild child) {
        return new AskPackage(id(command, child), command.purpose(), command.why());
    }

    /** The same each time that the command is sent. */
    private static UUID id(AskTogether command, HandedChild child) {
        return UUID.nameUUIDFromBytes((command.id() + "/" + child.fileId()).getBytes(StandardCharsets.UTF_8));
    }

    private List<HandedChild> others(String to, List<String> codes) {
        return receiver(to).leftOut().stream()
                .filter(one -> !codes.contains(one.code()))
                .toList();
    }

    Answer<Together> pack(Actor actor, PackTogether command) {
        if (!makes(actor)) return new Answer.Forbidden<>();
        return transactions.as(actor, () -> {
            PackageArchive made = archives.find(command.id()).orElse(null);
            if (made != null)
                return made.madeBy().equals(actor.personId()) && made.to().equals(command.to())
                        ? new Answer.Done<>(packed(made))
                        : Answer.Refused.because("id", Problem.OTHER_CONTENT);
            List<SentPackage> ready = receiver(command.to()).in(HandedChild.State.READY).stream()
                    .limit(Manifest.MOST_CHILDREN)
                    .flatMap(one -> store.find(java.util.Objects.requireNonNull(one.request())).stream())
                    .toList();
            if (ready.isEmpty()) return Answer.Refused.because("to", "packages.nothing-ready");
            making.make(actor, command.id(), ready);
            return new Answer.Done<>(packed(archives.find(command.id()).orElseThrow()));
        });
    }

    private Together packed(PackageArchive archive) {
        return new Together(archive.id(), archive.to(), archive.children(), others(archive.to(), archive.children()));
    }

    /**
     * By who made it. One child that may not leave any more keeps all of it here: it is named, and the package is made anew without it.
     *
     * @param secondFactor the six digits again, of who has a second factor
     */
    Answer<Packages.Taken> take(Actor actor, UUID id, @Nullable String secondFactor) {
        if (!makes(actor)) return new Answer.Forbidden<>();
        FieldError wrong = factor.show(actor, secondFactor);
        if (wrong != null) return new Answer.Refused<>(List.of(wrong));
        return transactions.as(actor, () -> {
            PackageArchive archive = archives.find(id)
                    .filter(one -> one.madeBy().equals(actor.personId()))
                    .orElse(null);
            if (archive == null) return new Answer.NotFound<>();
            if (!archive.awaited()) return Answer.Refused.because("main", "packages.arrived");
            Map<UUID, String> bars = archives.bars(id);
            boolean over = !archive.until().isAfter(clock.instant());
            if (over && bars.values().stream().allMatch("OVER"::equals))
                return Answer.Refused.because("main", "packages.over");
            if (!bars.isEmpty())
                return Answer.Refused.because(
                        "main", "packages.child-not-to-leave", String.join(", ", codes(List.copyOf(bars.keySet()))));
            if (!archives.isFactorShown()) return new Answer.Refused<>(List.of(FactorAgain.missing()));
            List<UUID> packed = archive.children().stream()
                    .map(code -> files.find(code).map(CaseFile::id).orElseThrow())
                    .toList();
            return new Answer.Done<>(new Packages.Taken(
                    archive.to() + "-" + packed.size() + ".akoma.age", making.take(archive, packed)));
        });
    }

    private List<String> codes(List<UUID> ids) {
        return files.codes(ids).values().stream().sorted().toList();
    }
}
