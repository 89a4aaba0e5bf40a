package org.akoma.protection.identity;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Section;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.journal.Journal;
import org.akoma.ground.vault.NameParts;
import org.akoma.ground.vault.NameTokens;
import org.akoma.ground.vault.Vault;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.FileShell;
import org.akoma.protection.cases.ProposedWords;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Who the child is. Every opening of a name is journalled. */
@Service
public class Identities implements FileShell.Aliases {

    static final String SEAL_CONTEXT = "cases.identity";
    private static final int MOST_BEFORE = 20;
    private static final String ASKED = "cases.duplicates-asked";

    private final IdentityStore store;
    private final ActorTransactions transactions;
    private final Vault vault;
    private final Journal journal;
    private final EarlierVersions former;

    Identities(
            IdentityStore store, ActorTransactions transactions, Vault vault, Journal journal, EarlierVersions former) {
        this.store = store;
        this.transactions = transactions;
        this.vault = vault;
        this.journal = journal;
        this.former = former;
    }

    /**
     * An identity with the version that a change must name.
     *
     * @param core keyed hash of who the child is, as two people verified it on a document: it changes by two people only. Null = not verified
     */
    public record Held(
            Identity identity, int version, @Nullable Long core) {
        Held least() {
            return new Held(identity.least(), version, core);
        }

        public boolean verified() {
            return core != null;
        }
    }

    void begin(CaseFile file, Identity identity) {
        begin(List.of(new Beginning(file, identity, tokens(identity))));
    }

    /**
     * Who the child of a new file is.
     *
     * @param tokens of its names
     */
    public record Beginning(CaseFile file, Identity identity, List<Long> tokens) {}

    /** Seals who the children of new files are, and lets them be found. */
    public void begin(List<Beginning> all) {
        store.insert(all.stream()
                .map(one -> new IdentityStore.Beginning(
                        one.file().id(),
                        one.file().organisationId(),
                        vault.seal(one.file().id(), SEAL_CONTEXT, one.identity()),
                        one.tokens()))
                .toList());
    }

    private List<Long> tokens(Identity identity) {
        return vault.blind(NameTokens.toStore(NameParts.of(identity.names())));
    }

    /**
     * The identity, when the actor holds that section; the reading is journalled. Who looks after the child without working on the case
     * gets what they need for that.
     */
    public Optional<Held> reveal(Actor actor, CaseFile file) {
        return transactions.as(actor, () -> {
            Optional<Held> found = held(file.id());
            found.ifPresent(held -> journal.note(file.id(), Section.IDENTITY, "cases.identity-revealed", Map.of()));
            return found.map(held -> store.seesMinimum(file.id()) ? held.least() : held);
        });
    }

    @Override
    public boolean hasAlias(UUID file) {
        return held(file)
                .map(held -> store.seesMinimum(file) ? held.least() : held)
                .map(held -> held.identity().alias())
                .isPresent();
    }

    /** Not journalled. Call inside an actor's transaction. */
    Optional<Held> held(UUID file) {
        return store.find(file)
                .map(row -> new Held(
                        vault.read(file, SEAL_CONTEXT, row.bytes(), Identity.class), row.version(), row.core()));
    }

    /**
     * Whether what the reader is shown of the child's names sounds like all of these: who gets the least of an identity does not find out the rest
     * by searching. Call inside an actor's transaction.
     */
    public boolean showsNamesLike(UUID file, List<List<String>> sounds) {
        if (!store.seesMinimum(file)) return true;
        return held(file)
                .map(held ->
                        NameTokens.toStore(NameParts.of(held.identity().least().names())))
                .filter(tokens -> sounds.stream().allMatch(one -> one.stream().anyMatch(tokens::contains)))
                .isPresent();
    }

    /** For rules by age; null when it is not known, or not for the actor. Call inside an actor's transaction. */
    public @Nullable LocalDate birthDate(CaseFile file) {
        return held(file.id()).map(held -> held.identity().birthDate()).orElse(null);
    }

    /** For who journals the reading themselves; empty to who does not hold the section. Call inside an actor's transaction. */
    public Optional<Identity> of(CaseFile file) {
        return held(file.id()).map(Held::identity);
    }

    /** As {@link #of}, as far as the reader is shown it. Call inside an actor's transaction. */
    public Optional<Identity> shown(CaseFile file) {
        return of(file).map(identity -> store.seesMinimum(file.id()) ? identity.least() : identity);
    }

    /** Whether the reader is shown only the least of who the child is. Call inside an actor's transaction. */
    boolean showsLeast(CaseFile file) {
        return store.seesMinimum(file.id());
    }

    /** Replaces the identity, and lets the child be found by its new names too; false when somebody was faster. Call inside an actor's transaction, with the file locked. */
    boolean replace(CaseFile file, Held before, Identity wanted) {
        if (!write(file, before, wanted)) return false;
        store.index(file.id(), file.organisationId(), tokens(wanted));
        return true;
    }

    /** The same of what two people agreed to. */
    boolean replace(CaseFile file, Held before, Identity wanted, Decision agreed) {
        if (!store.update(file.id(), agreed.id(), before.verified() ? core(wanted) : null, before.version()))
            return false;
        store.index(file.id(), file.organisationId(), tokens(wanted));
        return true;
    }

    /** How the record will be once another identity is agreed to. */
    Map<String, @Nullable Object> columns(CaseFile file, Held before, Identity wanted) {
        Map<String, @Nullable Object> columns = new HashMap<>();
        columns.put(ProposedWords.SEALED, vault.seal(file.id(), SEAL_CONTEXT, wanted));
        columns.put("core", before.verified() ? core(wanted) : null);
        columns.put("version", before.version() + 1);
        return columns;
    }

    /** The same of the mark that it is verified: nothing else of it changes. */
    Map<String, @Nullable Object> marked(CaseFile file, Held held) {
        Map<String, @Nullable Object> columns = new HashMap<>();
        columns.put(ProposedWords.SEALED, store.find(file.id()).orElseThrow().bytes());
        columns.put("core", core(held.identity()));
        return columns;
    }

    private boolean write(CaseFile file, Held before, Identity wanted) {
        return store.update(
                file.id(),
                vault.seal(file.id(), SEAL_CONTEXT, wanted),
                before.verified() ? core(wanted) : null,
                before.version());
    }

    /**
     * Whether an identity says who the child is as two people verified it; true where nobody did. The database keeps what they verified as a hash and cannot
     * read what is sealed beside it, which may have been exchanged for other words past the application.
     */
    boolean isAsVerified(Held held, Identity identity) {
        return held.core() == null || core(identity).equals(held.core());
    }

    private Long core(Identity identity) {
        return vault.blind(List.of(identity.core())).getFirst();
    }

    /** From here on the database refuses other names, another birth date or birth place without two people. Call inside an actor's transaction. */
    boolean hold(CaseFile file, Held held) {
        return store.hold(file.id(), core(held.identity()), held.version());
    }

    /** As a correction says to which two people agreed. Call inside an actor's transaction, with the file locked. */
    void correctBirth(CaseFile file, @Nullable LocalDate day, @Nullable String method, Decision agreed) {
        Held known = held(file.id()).orElseThrow();
        Long core = known.verified() ? core(known.identity().born(day, method)) : null;
        store.update(file.id(), agreed.id(), core, known.version());
    }

    /** As corrected: the journal has it from who corrects. Call inside an actor's transaction, with the file locked. */
    void correctBirth(CaseFile file, @Nullable LocalDate day, @Nullable String method) {
        IdentityStore.Sealed row = store.find(file.id()).orElseThrow();
        Identity known =
                vault.unseal(file.id(), SEAL_CONTEXT, row.bytes(), Identity.class); // never over what does not open
        write(file, new Held(known, row.version(), row.core()), known.born(day, method));
    }

    /**
     * What the check for doubles tells of one child.
     *
     * @param codes of files that the asker sees, likeliest first
     * @param elsewhere there may be a file that the asker does not see; its supervisor and the asker's know of it
     */
    public record Alike(List<String> codes, boolean elsewhere) {
        public static final Alike NONE = new Alike(List.of(), false);

        public Alike {
            codes = List.copyOf(codes);
        }

        public boolean none() {
            return codes.isEmpty() && !elsewhere;
        }
    }

    /**
     * Whether children of any structure have names that sound like this child's. Journalled. For files that the actor does not see the answer
     * names no code and no structure, the number of questions a day is limited, and the supervisors of both sides are notified. Call inside an
     * Entry.
     *
     * @param told false = the answer does not even say that there may be a file which the asker does not see
     */
    public Alike alike(Actor actor, UUID child, Identity identity, boolean told) {
        journal.noteOwn(actor, ASKED, Map.of());
        List<IdentityStore.Likeness> found = store.alike(List.of(question(child, identity.names())), told);
        return new Alike(codes(found), found.stream().anyMatch(one -> one.code() == null) && told && store.wasTold());
    }

    private static List<String> codes(List<IdentityStore.Likeness> found) {
        return found.stream()
                .map(IdentityStore.Likeness::code)
                .filter(Objects::nonNull)
                .toList();
    }

    private IdentityStore.Question question(UUID child, String[] names) {
        NameTokens.Wanted query = NameTokens.toSearch(NameParts.of(names));
        List<Long> all = vault.blind(query.all());
        List<Long> pairs = query.pairs().stream()
                .map(pair -> all.get(query.all().indexOf(pair)))
                .toList();
        return new IdentityStore.Question(
                child, pairs, all, Math.max(2, query.sounds().size()));
    }

    /**
     * As {@link #alike}, of many children at once; journalled once. Files that the asker does not see are left out of the answer, so that a bulk
     * question reveals nothing; their supervisors are asked about the pairs. Call inside an actor's transaction.
     */
    public Map<UUID, Doubles> doubles(Actor actor, Map<UUID, Identity> children) {
        journal.noteOwn(actor, ASKED, Map.of("children", children.size()));
        List<IdentityStore.Question> asked = new ArrayList<>();
        children.forEach((id, identity) -> asked.add(question(id, identity.names())));
        Map<UUID, List<IdentityStore.Likeness>> found =
                store.alike(asked, false).stream().collect(Collectors.groupingBy(IdentityStore.Likeness::child));
        Map<UUID, Doubles> doubles = new HashMap<>();
        Map<Long, List<IdentityStore.Question>> byPair = new HashMap<>();
        for (IdentityStore.Question one : asked) {
            doubles.put(
                    one.key(),
                    new Doubles(codes(found.getOrDefault(one.key(), List.of())), before(one, byPair), one.parts()));
            one.pairs()
                    .forEach(pair ->
                            byPair.computeIfAbsent(pair, p -> new ArrayList<>()).add(one));
        }
        return doubles;
    }

    /**
     * Files and children whose names sound like a child's.
     *
     * @param codes of files
     * @param before ids of earlier children of the same question
     * @param tokens of the child's own names
     */
    public record Doubles(List<String> codes, List<UUID> before, List<Long> tokens) {
        public boolean none() {
            return codes.isEmpty() && before.isEmpty();
        }
    }

    /**
     * What {@code cases.alike} asks of the files that are there already, asked of those that come along: the first of them, or in a long list of
     * children who all sound alike the answer would grow with the square of its length.
     */
    private static List<UUID> before(IdentityStore.Question one, Map<Long, List<IdentityStore.Question>> byPair) {
        return one.pairs().stream()
                .flatMap(pair -> byPair.getOrDefault(pair, List.of()).stream())
                .distinct()
                .filter(other ->
                        one.parts().stream().filter(other.parts()::contains).count() >= one.atLeast())
                .map(IdentityStore.Question::key)
                .limit(MOST_BEFORE)
                .toList();
    }

    /** What was known before, newest first. Call inside an actor's transaction; not journalled. */
    public List<EarlierVersion> former(UUID file) {
        return former.of(file, SEAL_CONTEXT, Identity.class, IdentityForm::fields);
    }
}
