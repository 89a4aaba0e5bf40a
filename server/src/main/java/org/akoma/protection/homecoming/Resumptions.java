package org.akoma.protection.homecoming;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
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

/**
 * Returns that were stopped because the family is not safe, a trafficker is near or the child does not want to go: that they go on, or are called off, is
 * agreed to by a supervisor.
 */
@Component
class Resumptions {

    static final String KIND = "RESUMPTION";

    private final FamilyReturnStore store;
    private final CaseWork work;
    private final Decisions decisions;
    private final Departures departures;
    private final ProposedWords words;

    Resumptions(
            FamilyReturnStore store, CaseWork work, Decisions decisions, Departures departures, ProposedWords words) {
        this.words = words;
        this.departures = departures;
        this.store = store;
        this.work = work;
        this.decisions = decisions;
    }

    /** The return stays as it is until a supervisor agrees. Call inside an actor's transaction. */
    Outcome<FamilyReturn> ask(Actor actor, CaseFile file, FamilyReturn before, FamilyReturn wanted) {
        if (decisions.waitsOfAnother(KIND, before.id()))
            return Outcome.Refused.because("state", Decisions.WAITS_OF_ANOTHER);
        Map<String, @Nullable Object> is = new LinkedHashMap<>();
        is.put("homecomingState", before.state());
        is.put("suspendedReason", before.suspendedReason());
        is.put("suspendedWords", before.words().suspendedWords());
        Map<String, @Nullable Object> then = new LinkedHashMap<>();
        then.put("homecomingState", wanted.state());
        then.put("suspendedReason", wanted.suspendedReason());
        then.put("suspendedWords", wanted.words().suspendedWords());
        then.put("acceptedBy", wanted.acceptedBy());
        then.put("acceptedOn", wanted.acceptedOn());
        FamilyReturn lifted = lifted(before, wanted);
        decisions.propose(
                actor,
                Proposal.onFile(KIND, file.id(), before.id(), before.version())
                        .with(Proposed.sideBySide(is, then))
                        .writing(FamilyReturnStore.columns(
                                lifted,
                                words.seal(file, FamilyReturnStore.SEAL_CONTEXT, FamilyReturnStore.sealed(lifted)))));
        work.note(file, Section.PLACEMENT, "cases.resumption-asked", Map.of());
        return new Outcome.Done<>(before);
    }

    /** A supervisor who did not ask for it agrees that the return goes on, or is called off. */
    Outcome<FamilyReturn> decide(Actor actor, String code, Decision decision, boolean agreed, @Nullable String reason) {
        return work.deciding(actor, code, Verb.PLACEMENT_APPROVE, Section.PLACEMENT, file -> {
            FamilyReturn before = store.find(file.id(), decision.subject()).orElse(null);
            if (before == null) return new Outcome.NotFound<>();
            FamilyReturn wanted = lifted(before, decision);
            if (agreed && FamilyReturns.isChanged(words, file, decision, before, wanted))
                return Outcome.Refused.because("decision", "access.decision-changed");
            Decisions.Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
            if (!(verdict instanceof Decisions.Verdict.Done)) return Verdicts.refusal(verdict);
            if (agreed) store.take(wanted, decision.id());
            FamilyReturn now = store.find(file.id(), before.id()).orElseThrow();
            departures.stopped(actor, file, before, now);
            work.note(
                    file,
                    Section.PLACEMENT,
                    "cases.homecoming-changed",
                    Map.of("state", now.state().name()));
            return new Outcome.Done<>(now);
        });
    }

    private static FamilyReturn lifted(FamilyReturn before, Decision decision) {
        String on = Proposed.text(decision, "acceptedOn");
        String state = Proposed.text(decision, "homecomingState");
        String why = Proposed.text(decision, "suspendedReason");
        return lifted(
                before,
                state == null ? before.state() : FamilyReturn.State.valueOf(state),
                Proposed.text(decision, "acceptedBy"),
                on == null ? null : LocalDate.parse(on),
                why == null ? null : FamilyReturn.Suspension.valueOf(why),
                Proposed.text(decision, "suspendedWords"));
    }

    private static FamilyReturn lifted(FamilyReturn before, FamilyReturn wanted) {
        String why = wanted.suspendedReason();
        return lifted(
                before,
                wanted.state(),
                wanted.acceptedBy(),
                wanted.acceptedOn(),
                why == null ? null : FamilyReturn.Suspension.valueOf(why),
                wanted.words().suspendedWords());
    }

    private static FamilyReturn lifted(
            FamilyReturn before,
            FamilyReturn.State state,
            @Nullable String acceptedBy,
            @Nullable LocalDate acceptedOn,
            FamilyReturn.@Nullable Suspension why,
            @Nullable String words) {
        return before.moved(
                new PlanReturn(
                        before.id(),
                        before.version(),
                        before.toCountry(),
                        null,
                        state,
                        acceptedBy,
                        acceptedOn,
                        null,
                        null,
                        why,
                        new FamilyReturn.SealedText(null, null, null, words)),
                before.version());
    }
}
