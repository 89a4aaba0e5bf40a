package org.akoma.protection.overview;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.journal.Journal;
import org.akoma.ground.vault.Vault;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.Reader;
import org.akoma.protection.cases.Readers;
import org.akoma.protection.consent.Consent;
import org.akoma.protection.consent.Consents;
import org.akoma.protection.identity.Identities;
import org.akoma.protection.record.Exploitations;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The files that the actor may list, in portions, for an export. Each file's journal records that it was exported. */
@Service
public class Extracts {

    private static final String TAKEN = "cases.exported";

    private final ExtractStore store;
    private final Readers readers;
    private final Identities identities;
    private final Exploitations exploitations;
    private final Consents consents;
    private final ActorTransactions transactions;
    private final Journal journal;

    Extracts(
            ExtractStore store,
            Readers readers,
            Identities identities,
            Exploitations exploitations,
            Consents consents,
            ActorTransactions transactions,
            Journal journal) {
        this.store = store;
        this.readers = readers;
        this.identities = identities;
        this.exploitations = exploitations;
        this.consents = consents;
        this.transactions = transactions;
        this.journal = journal;
    }

    /**
     * The next files after one, in the order they were registered; empty at the end, and for who may not list files.
     *
     * @param after the last file of the answer before; null to begin
     * @param named the files that leave with who the child is: the caller has made sure that two persons agreed
     * @param among the files of which any leave; null = all
     */
    public List<Extract> next(
            Actor actor, @Nullable CaseFile after, int limit, Set<UUID> named, @Nullable Set<UUID> among) {
        if (!actor.may(Verb.CASE_LIST)) return List.of();
        return transactions.as(
                actor,
                () -> store.next(after, limit, among).stream()
                        .map(file -> known(file, named.contains(file.id())))
                        .toList());
    }

    /** How far an export of this person would reach now; nothing for who may not list files. */
    public Extract.Reach reach(Actor actor) {
        return actor.may(Verb.CASE_LIST) ? transactions.as(actor, store::reach) : Extract.Reach.NONE;
    }

    /** Of a child whose key was destroyed only what lies in clear is left. */
    private Extract known(CaseFile file, boolean identified) {
        try {
            return extract(file, identified);
        } catch (Vault.Erased gone) {
            return new Extract(file, Set.of(), true, false, null, null, null);
        }
    }

    private Extract extract(CaseFile file, boolean identified) {
        Reader reader = readers.of(file.id());
        Set<Section> sections = reader.sections();
        Extract extract = new Extract(
                file.shownTo(reader),
                sections,
                reader.worksOnIt(),
                reader.least(),
                identified && sections.contains(Section.IDENTITY)
                        ? identities.shown(file).orElse(null)
                        : null,
                sections.contains(Section.EXPLOITATION) ? exploitations.of(file).orElse(null) : null,
                sections.contains(Section.FAMILY)
                        ? consents.current(file, Consent.Purpose.CASE_MANAGEMENT)
                                .orElse(null)
                        : null);
        note(file, identified);
        return extract;
    }

    /** Who merely oversees all files has no key to write into a file's journal: their own says which files they took. */
    private void note(CaseFile file, boolean identified) {
        if (readers.workOn(file.id())) journal.note(file.id(), Section.STATUS, TAKEN, Map.of("identified", identified));
    }
}
