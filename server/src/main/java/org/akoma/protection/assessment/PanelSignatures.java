package org.akoma.protection.assessment;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Outcome;
import org.springframework.stereotype.Service;

/** Members of a panel sign by their own accounts; a typed name says only who named them ({@code requirements.md 2.1, step 7}). */
@Service
class PanelSignatures {

    private final PanelSignatureStore store;
    private final BestInterestsStore weighings;
    private final CaseWork work;

    PanelSignatures(PanelSignatureStore store, BestInterestsStore weighings, CaseWork work) {
        this.store = store;
        this.weighings = weighings;
        this.work = work;
    }

    /** Every signature on this file, first the oldest; nothing is found by who does not see the notes. */
    public Outcome<List<PanelSignature>> of(Actor actor, String code) {
        return work.read(actor, code, Section.NOTES, "cases.best-interests-read", file -> store.of(file.id()));
    }

    /** Whether the actor is named by their code among the members. */
    static boolean names(Weighing weighing, Actor actor) {
        return weighing.panel().stream().anyMatch(one -> one.who().strip().equalsIgnoreCase(actor.code()));
    }

    /** By a member who sees the notes of the file and is named by their code; twice it stays signed once. */
    public Outcome<UUID> sign(Actor actor, String code, UUID weighing) {
        return work.decidingOnAny(actor, code, Verb.CASE_READ, Section.NOTES, file -> {
            if (work.onlyByEmergency(file)) return new Outcome.Forbidden<>();
            Weighing found = weighings.of(file.id()).stream()
                    .filter(one -> one.id().equals(weighing))
                    .findFirst()
                    .orElse(null);
            if (found == null) return new Outcome.NotFound<>();
            if (!names(found, actor)) return Outcome.Refused.because("panel", "cases.not-on-panel");
            store.sign(file.id(), weighing);
            work.note(file, Section.NOTES, "cases.best-interests-signed", Map.of());
            return new Outcome.Done<>(weighing);
        });
    }
}
