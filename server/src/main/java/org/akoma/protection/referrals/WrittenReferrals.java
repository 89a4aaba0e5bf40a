package org.akoma.protection.referrals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.akoma.ground.decisions.Shown;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.Verdicts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A referral in the name of a structure that does not hold the file, by letter or word of mouth: a supervisor of the file confirms that it
 * was said, before it is sent ({@code trust.md 3}). Call inside an actor's transaction.
 */
@Component
class WrittenReferrals implements Decidable {

    static final String KIND = "REFERRAL_WRITTEN";
    static final String REASON = "referral.reason";

    private final ReferralStore store;
    private final Partners partners;
    private final Decisions decisions;

    WrittenReferrals(ReferralStore store, Partners partners, Decisions decisions) {
        this.store = store;
        this.partners = partners;
        this.decisions = decisions;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** Whether a supervisor has to confirm this draft, and has not. */
    boolean isOpen(CaseFile file, Referral draft) {
        return !partners.holder(file).equals(draft.from())
                && !store.isAskedByShelter(draft.id())
                && !decisions.agreed(KIND, draft.id(), draft.version());
    }

    boolean waits(Referral draft) {
        return decisions
                .waiting(KIND, draft.id())
                .filter(one -> one.version() == draft.version())
                .isPresent();
    }

    void ask(Actor actor, CaseFile file, Referral draft) {
        decisions.propose(
                actor,
                Proposal.onFile(KIND, file.id(), draft.id(), draft.version())
                        .with(Map.of(
                                "from", draft.from(),
                                "to", draft.to(),
                                "sections", sections(draft))));
    }

    private static List<String> sections(Referral one) {
        return one.sections().stream().map(Section::name).sorted().toList();
    }

    @Override
    public Optional<Shown> show(Actor actor, Decision decision) {
        return store.byId(decision.subject())
                .map(one -> new Shown(one.code(), "/referrals/" + one.code(), fields(one)));
    }

    /** For a list nothing else is read. */
    @Override
    public Optional<String> title(Actor actor, Decision decision) {
        return store.byId(decision.subject()).map(Referral::code);
    }

    /** Everything that goes along: to whom, what for, how soon, which parts of the file, and why in words, as far as the reader reads them. */
    private List<Shown.Field> fields(Referral one) {
        return fields(one, store.said(one.fileId(), one.id()).words());
    }

    static List<Shown.Field> fields(Referral one, Referral.@Nullable SealedText asked) {
        return List.of(
                Shown.Field.code("referral.from", Shown.STRUCTURE, null, one.from()),
                Shown.Field.code("referral.to", Shown.STRUCTURE, null, one.to()),
                Shown.Field.code(
                        "referral.purpose",
                        "sharing-purpose",
                        null,
                        one.purpose().name()),
                Shown.Field.code(
                        "referral.priority",
                        "referral-priority",
                        null,
                        one.priority().name()),
                Shown.Field.code("referral.service", "assistance", null, one.service()),
                new Shown.Field("referral.sections", "section", List.of(), List.copyOf(sections(one))),
                Shown.Field.text(REASON, null, asked == null ? null : asked.reason()),
                Shown.Field.text("referral.asked", null, asked == null ? null : asked.asked()));
    }

    /** The draft is unchanged and is corrected on its own page. */
    @Override
    public Optional<String> again(Actor actor, Decision decision) {
        return store.byId(decision.subject()).map(one -> "/referrals/" + one.code());
    }

    @Override
    public Decisions.Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        Referral now = store.byId(decision.subject()).orElse(null);
        if (now == null) return new Decisions.Verdict.NotFound();
        if (agreed && now.version() != decision.version()) return new Decisions.Verdict.Changed();
        return decisions.decide(actor, decision.id(), agreed, reason);
    }

    /** The same at the referral's own address. */
    Outcome<Referral> verdict(Actor actor, Referral draft, boolean agreed, @Nullable String reason) {
        Decision waiting = decisions.waiting(KIND, draft.id()).orElse(null);
        if (waiting == null) return Outcome.Refused.because("decision", "cases.nothing-waits");
        Decisions.Verdict verdict = decide(actor, waiting, agreed, reason);
        return verdict instanceof Decisions.Verdict.Done ? new Outcome.Done<>(draft) : Verdicts.refusal(verdict);
    }
}
