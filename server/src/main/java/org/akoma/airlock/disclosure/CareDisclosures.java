package org.akoma.airlock.disclosure;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.akoma.airlock.disclosure.DisclosureRequest.Ground;
import org.akoma.airlock.disclosure.DisclosureRequest.Without;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Requests of the police about the child of a file, for the room of care that answers them. Call inside an actor's transaction; nothing here is journalled.
 * The victim's reference and the operation are not among what care reads.
 */
@Service
public class CareDisclosures {

    /** The kind of the decision of who supervises the file. */
    public static final String FILE = "DISCLOSURE_FILE";

    /** The kind of the decision of the data protection officer, who also reviews what left at once. */
    public static final String DATA = Disclosures.DATA;

    private final DisclosureStore store;
    private final TellingStore tellings;

    CareDisclosures(DisclosureStore store, TellingStore tellings) {
        this.store = store;
        this.tellings = tellings;
    }

    /** Newest first. */
    public List<DisclosureRequest> of(UUID file) {
        return store.ofFile(file);
    }

    public Optional<DisclosureRequest> find(UUID id) {
        return store.findOfCare(id);
    }

    /** The words of the police: empty to who neither decides nor decided for the file. */
    public Optional<PoliceWords> words(UUID id) {
        return store.wordsForDecider(id);
    }

    public String language(UUID id) {
        return store.language(id);
    }

    /** The last day on which somebody saw the child. */
    public Optional<LocalDate> lastSeen(UUID id) {
        return store.lastSeen(id);
    }

    /** What was refused before of the same child. */
    public List<DisclosureRequest.Refused> refusedBefore(UUID id) {
        return store.refusedBefore(id);
    }

    public List<DisclosureRequest.Fetch> fetches(UUID id) {
        return store.fetches(id);
    }

    /**
     * @param words sealed under the file's key
     * @return the database's word
     */
    public String stateWithout(UUID id, Without code, byte[] words) {
        return store.stateWithout(id, code, words);
    }

    public byte @Nullable [] withoutWords(UUID id) {
        return store.withoutWords(id);
    }

    /** The code of what stands against a yes of the caller; null = nothing. */
    public @Nullable String bar(UUID id) {
        return store.bar(id, FILE);
    }

    /**
     * Lays ready what leaves, in the transaction of the supervisor's word.
     *
     * @param digest SHA-256 of the paper
     * @param atOnce whether it leaves by this one word, because life is in danger
     * @param facts what the paper says, sealed under the file's key
     */
    public String prepare(
            UUID id, GivenDisclosure given, byte[] digest, boolean atOnce, GivenOutline outline, byte[] facts) {
        return store.prepare(id, given, digest, atOnce, outline, facts);
    }

    /** What the paper said, sealed under the file's key; null to who did not decide for the file, and before anything was laid ready. */
    public byte @Nullable [] factsGiven(UUID id) {
        return store.factsGiven(id);
    }

    /** Why it was refused, as the police read it; in the transaction of the refusal. */
    public void sayGround(UUID id, Ground ground) {
        store.sayGround(id, ground);
    }

    /** Newest first. */
    public List<Telling> tellings(UUID id) {
        return tellings.of(id);
    }

    /** @return the database's word */
    public String tell(UUID request, Telling telling) {
        return tellings.tell(request, telling);
    }

    /** @return the database's word */
    public String confirmUntold(UUID telling) {
        return tellings.confirm(telling);
    }
}
