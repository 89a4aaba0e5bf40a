package org.akoma.protection.homecoming;

import java.util.Collections;
import java.util.Map;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.Proposed;
import org.akoma.protection.cases.ProposedWords;
import org.akoma.protection.cases.Verdicts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who goes with a child whom another country has accepted, and to which address: what is written of it afterwards is agreed to by a supervisor. */
@Component
class Journeys {

    static final String KIND = "JOURNEY";

    private static final String COLUMN = "journey";

    private final FamilyReturnStore store;
    private final CaseWork work;
    private final Decisions decisions;
    private final ProposedWords words;

    Journeys(FamilyReturnStore store, CaseWork work, Decisions decisions, ProposedWords words) {
        this.words = words;
        this.store = store;
        this.work = work;
        this.decisions = decisions;
    }

    /** Why the child does not leave, or a stopped return go on, with this step; null = the journey is no reason. Call inside an actor's transaction. */
    @Nullable
    FieldError refusal(FamilyReturn before, FamilyReturn wanted, boolean changes) {
        boolean departs = before.departsWith(wanted);
        if (changes && (departs || before.liftsGrave(wanted))) return FieldError.of("escort", "cases.journey-first");
        boolean waits = departs
                && decisions
                        .waiting(KIND, before.id())
                        .filter(one -> one.version() == before.version())
                        .isPresent();
        return waits ? FieldError.of("state", "cases.journey-waits") : null;
    }

    /** Puts the journey to a supervisor; until then the return keeps the one that it has. Call inside an actor's transaction. */
    Outcome<FamilyReturn> ask(Actor actor, CaseFile file, FamilyReturn now, FamilyReturn.Journey wanted) {
        if (decisions.waitsOfAnother(KIND, now.id()))
            return Outcome.Refused.because("escort", Decisions.WAITS_OF_ANOTHER);
        decisions.propose(
                actor,
                Proposal.onFile(KIND, file.id(), now.id(), now.version())
                        .with(Proposed.sideBySide(now.words().journey().fields(), wanted.fields()))
                        .writing(Collections.singletonMap(
                                COLUMN,
                                wanted.isEmpty() ? null : words.seal(file, FamilyReturnStore.JOURNEY, wanted))));
        work.note(file, Section.PLACEMENT, "cases.journey-asked", Map.of());
        return new Outcome.Done<>(now);
    }

    /** A supervisor who did not ask for it agrees. */
    Outcome<FamilyReturn> decide(Actor actor, String code, Decision decision, boolean agreed, @Nullable String reason) {
        return work.deciding(actor, code, Verb.PLACEMENT_APPROVE, Section.PLACEMENT, file -> {
            FamilyReturn before = store.find(file.id(), decision.subject()).orElse(null);
            if (before == null) return new Outcome.NotFound<>();
            // what the return has become since is not agreed to; it can be refused, so that it is asked anew
            FamilyReturn.Journey journey =
                    new FamilyReturn.Journey(Proposed.text(decision, "escort"), Proposed.text(decision, "homeAddress"));
            if (agreed
                    && (before.version() != decision.version()
                            || !before.isAhead()
                            || !writes(file, decision, journey)))
                return Outcome.Refused.because("decision", "access.decision-changed");
            Decisions.Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
            if (!(verdict instanceof Decisions.Verdict.Done)) return Verdicts.refusal(verdict);
            if (agreed) store.travel(before.id(), decision.id());
            work.note(file, Section.PLACEMENT, agreed ? "cases.journey-agreed" : "cases.journey-refused", Map.of());
            return new Outcome.Done<>(store.find(file.id(), before.id()).orElseThrow());
        });
    }

    private boolean writes(CaseFile file, Decision decision, FamilyReturn.Journey journey) {
        return words.say(file, decision, COLUMN, FamilyReturnStore.JOURNEY, journey.isEmpty() ? null : journey);
    }
}
