package org.akoma.ground.journal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.signin.SignInEvent;
import org.akoma.ground.vault.Vault;
import org.springframework.stereotype.Service;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The record of every write, and of every reading of a file. An act is a stable code ({@code cases.plan-approved}) that is
 * also the key {@code act.<code>} of its French and English text. Call it inside the transaction of what it records: an entry is written just
 * before that transaction commits.
 */
@Service
public class Journal {

    /** The actor of what no person did, or of what is written without the name of who did it. */
    static final UUID NOBODY = new UUID(0, 0);

    private static final String SEAL_CONTEXT = "journal.entry";

    private final JournalStore store;
    private final Vault vault;

    private final Signer signer;

    Journal(JournalStore store, Vault vault, Signer signer) {
        this.store = store;
        this.vault = vault;
        this.signer = signer;
    }

    /**
     * Appends to a file's chain. The facts are sealed under the file's key and shown only to holders of the section.
     *
     * @param facts what changed: field to value, or to {@code [before, after]}; nulls are left out
     */
    public void note(UUID file, Section section, String act, Map<String, ?> facts) {
        add(file, section, act, vault.seal(file, SEAL_CONTEXT, facts));
    }

    /** Appends to a file's chain an act of who has no key of the file, so without facts: those lie in the actor's own chain. */
    public void noteOutside(UUID file, Section section, String act) {
        add(file, section, act, new byte[0]);
    }

    private void add(UUID chain, Section section, String act, byte[] body) {
        PendingEntries.add(store, new JournalStore.Sealed(chain, act, section.bit(), body));
    }

    /** One entry of many that are written together. */
    public record Note(UUID file, Section section, String act, Map<String, ?> facts) {}

    /** Appends many, each to its file's chain, in this order. */
    public void note(List<Note> notes) {
        store.append(notes.stream()
                .map(one -> new JournalStore.Sealed(
                        one.file(), one.act(), one.section().bit(), vault.seal(one.file(), SEAL_CONTEXT, one.facts())))
                .toList());
    }

    /** Appends to the actor's own chain an act about no single file: a search, an export, a role given. */
    public void noteOwn(Actor actor, String act, Map<String, ?> facts) {
        Compartment compartment = actor.compartment();
        add(actor.personId(), Section.STATUS, act, vault.sealForHouse(compartment, SEAL_CONTEXT, facts));
    }

    /**
     * Appends to the chain of the installation, without actor and with the day only, an act whose author must not be known: a complaint without
     * a name, an incident of data protection ({@code requirements.md 8}).
     */
    public void noteUnnamed(String act) {
        store.appendUnnamed(act, vault.sealForHouse(Compartment.CUSTODY, SEAL_CONTEXT, Map.of()));
    }

    /**
     * Appends to the chain of the installation what the house itself deleted because its time was over; without actor, on the login of the house.
     *
     * @param act ends with {@code -deleted}
     */
    public void noteDeleted(String act, Map<String, ?> facts, Instant at) {
        store.appendDeleted(act, vault.sealForHouse(Compartment.ADMINISTRATION, SEAL_CONTEXT, facts), at);
    }

    /** The same of what else the house does by its clock: that a file follows the mandate of the structure that answered for it. */
    public void noteOfHouse(String act, Map<String, ?> facts, Instant at) {
        noteDeleted(act, facts, at);
    }

    /** Appends a sign-in or a change of credentials to an account's chain, on the door login. */
    void noteAtTheDoor(SignInEvent stood) {
        Actor account = stood.account();
        byte[] body = vault.sealForHouse(
                Compartment.ADMINISTRATION, SEAL_CONTEXT, stood.facts()); // every host serves this compartment
        store.appendAtTheDoor(account.personId(), stood.act(), body, stood.at());
    }

    /** As much work as an entry, and none. */
    void passOver(SignInEvent.AtNobody nobody) {
        byte[] body = vault.sealForHouse(Compartment.ADMINISTRATION, SEAL_CONTEXT, nobody.facts());
        store.passOver(nobody.act(), body, nobody.at());
    }

    /**
     * The newest entries of a file's chain that the caller may read, newest first.
     *
     * @param before sequence number, exclusive
     */
    public List<JournalEntry> history(UUID file, int before, int limit) {
        return history(file, HistoryFilter.ALL, before, limit);
    }

    /** The same, of some entries only. */
    public List<JournalEntry> history(UUID file, HistoryFilter wanted, int before, int limit) {
        return store.find(file, wanted, before, limit).stream()
                .map(row -> row.opened(row.isOfHouse() ? plain(row.body()) : facts(file, row.body())))
                .toList();
    }

    /** What the house wrote by its clock, which has no key of the file: codes of structures alone. */
    private static Map<?, ?> plain(byte[] body) {
        try {
            return JsonMapper.shared().readValue(body, Map.class);
        } catch (JacksonException damaged) {
            return Map.of("unreadable", true);
        }
    }

    /** One entry that does not unseal is shown as such: it must not hide all others. */
    private Map<?, ?> facts(UUID file, byte[] body) {
        if (body.length == 0) return Map.of();
        try {
            return vault.unseal(file, SEAL_CONTEXT, body, Map.class);
        } catch (IllegalStateException damaged) {
            return Map.of("unreadable", true);
        }
    }

    /** One entry as a reader sees it. */
    public record JournalEntry(
            int seq, Instant at, UUID actor, String actorCode, String act, Section section, Map<?, ?> facts) {
        /** Whether the house did it by its clock, and no person. */
        public boolean isOfHouse() {
            return actor.equals(NOBODY);
        }
    }
}
