package org.akoma.protection.placement;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Differences;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.Proposed;
import org.akoma.protection.cases.ProposedWords;
import org.akoma.protection.cases.Verdicts;
import org.akoma.protection.cases.Versioned;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Another address or other people in the home where a child lives or is to live. */
@Service
public class HomeChanges {

    private static final String NEW_HOME = "cases.carer-new-home";

    private final PlacementStore store;
    private final PlacementSteps steps;
    private final CaseWork work;
    private final Decisions decisions;
    private final Stays stays;
    private final ProposedWords words;

    HomeChanges(
            PlacementStore store,
            PlacementSteps steps,
            CaseWork work,
            Decisions decisions,
            Stays stays,
            ProposedWords words) {
        this.words = words;
        this.store = store;
        this.steps = steps;
        this.work = work;
        this.decisions = decisions;
        this.stays = stays;
    }

    /** The exact place, to change it; the reading is journalled. Empty where it is over or does not exist for the actor. */
    public Optional<Versioned<Placement.Home>> home(Actor actor, String code, UUID placement) {
        Outcome<Optional<Versioned<Placement.Home>>> read = work.read(
                actor,
                code,
                Section.PLACEMENT,
                "cases.address-revealed",
                file -> store.find(file.id(), placement)
                        .filter(one -> !stays.housesOnly(file) && one.stands())
                        .map(one -> new Versioned<>(one.words().home(), one.version())));
        return read instanceof Outcome.Done<Optional<Versioned<Placement.Home>>>(var found) ? found : Optional.empty();
    }

    /** What waits for a supervisor about the address or the people of this home. */
    Optional<Decision> waiting(Actor actor, UUID placement) {
        return work.as(actor, () -> decisions.waiting(Placements.HOME_CHANGE, placement));
    }

    /**
     * What holds after a change was asked for.
     *
     * @param waiting the decision that a supervisor has to take first; null = it holds already
     */
    record HomeChange(
            Versioned<Placement.Home> home, @Nullable UUID waiting) {}

    /**
     * Puts right where exactly and with whom the child lives or is to live, on condition that it still has this version. What a supervisor
     * approved is changed by another supervisor's word only: until then it waits. What is still proposed is proposed anew.
     */
    public Outcome<HomeChange> correct(Actor actor, String code, UUID placement, Placement.Home wanted, int version) {
        return work.on(actor, code, Verb.PLACEMENT_WRITE, Section.PLACEMENT, file -> {
            Placement before = store.find(file.id(), placement).orElse(null);
            if (before == null || stays.housesOnly(file)) return new Outcome.NotFound<>();
            if (before.kind() == Placement.Kind.SHELTER)
                return Outcome.Refused.because("address", "cases.shelter-has-its-place");
            if (!before.stands()) return Outcome.Refused.because("address", "cases.placement-over");
            List<String> fields = Differences.between(before.words().home().fields(), wanted.fields());
            Versioned<Placement.Home> held = new Versioned<>(before.words().home(), before.version());
            if (before.version() != version) return stale(file, held, fields);
            FieldError why = refusal(file, before, wanted);
            if (why != null) return new Outcome.Refused<>(why);
            boolean approved = before.isAgreed()
                    || before.state() == Placement.State.CURRENT
                            && before.kind().needsApproval();
            if (approved && decisions.waitsOfAnother(Placements.HOME_CHANGE, before.id()))
                return Outcome.Refused.because("address", Decisions.WAITS_OF_ANOTHER);
            return approved
                    ? new Outcome.Done<>(ask(actor, file, before, wanted))
                    : rewrite(actor, file, before, wanted, fields);
        });
    }

    /** A home that began in spite of a danger is not written to be another while the danger runs. */
    private @Nullable FieldError refusal(CaseFile file, Placement before, Placement.Home wanted) {
        boolean agreed = before.isAgreed() || before.state() == Placement.State.CURRENT;
        return agreed && store.changesIntoDanger(before.id())
                ? FieldError.of("address", ReturnGate.IN_DANGER)
                : carer(file, before, wanted);
    }

    /**
     * While the family bars a return, how the people of the home are related to the child is said anew with each change; family come by a home of
     * their own, which passes the whole gate.
     */
    private @Nullable FieldError carer(CaseFile file, Placement before, Placement.Home wanted) {
        if (!before.kind().needsApproval() || !store.familyBars(file.id())) return null;
        Placement.Relation said = before.words().relation();
        if (before.kind().isFamily() || said != null && said.isFamily())
            return Objects.equals(before.words().withWhom(), wanted.withWhom())
                    ? null
                    : FieldError.of("withWhom", NEW_HOME);
        if (wanted.relation() == null) return FieldError.of("relation", "cases.carer-relation");
        if (wanted.relation().isFamily()) return FieldError.of("relation", NEW_HOME);
        return wanted.withWhom() == null ? FieldError.of("withWhom", "cases.carer-unnamed") : null;
    }

    /** Whether the form asks how the people of the home are related to the child. */
    boolean asksRelation(Actor actor, String code) {
        return work.peek(actor, code, Section.PLACEMENT, file -> store.familyBars(file.id()))
                .orElse(false);
    }

    private HomeChange ask(Actor actor, CaseFile file, Placement before, Placement.Home wanted) {
        Map<String, @Nullable Object> after = new LinkedHashMap<>(wanted.fields());
        after.put("relation", wanted.relation());
        Decision waiting = decisions.propose(
                actor,
                Proposal.onFile(Placements.HOME_CHANGE, file.id(), before.id(), before.version())
                        .with(Proposed.sideBySide(before.words().home().fields(), after))
                        .writing(Map.of(
                                ProposedWords.SEALED,
                                words.seal(
                                        file,
                                        PlacementStore.SEAL_CONTEXT,
                                        before.words().at(wanted)))));
        work.note(file, Section.PLACEMENT, "cases.home-change-asked", Map.of());
        return new HomeChange(new Versioned<>(before.words().home(), before.version()), waiting.id());
    }

    /** A page shows the home as it is now: a reading like any other. */
    private Outcome<HomeChange> stale(CaseFile file, Versioned<Placement.Home> held, List<String> fields) {
        work.note(file, Section.PLACEMENT, "cases.address-revealed", Map.of());
        return new Outcome.Stale<>(new HomeChange(held, null), fields);
    }

    private Outcome<HomeChange> rewrite(
            Actor actor, CaseFile file, Placement before, Placement.Home wanted, List<String> fields) {
        Versioned<Placement.Home> held = new Versioned<>(before.words().home(), before.version());
        if (!store.rewrite(file.id(), before.id(), before.words().at(wanted), before.version()))
            return stale(file, held, fields);
        work.note(file, Section.PLACEMENT, "cases.placement-corrected", Map.of("fields", fields));
        if (before.state() == Placement.State.PROPOSED)
            steps.propose(actor, file, store.find(file.id(), before.id()).orElseThrow());
        return new Outcome.Done<>(new HomeChange(new Versioned<>(wanted, before.version() + 1), null));
    }

    /** A supervisor who did not ask for it agrees to another address or other people in an approved home. */
    Outcome<Placement> decideChange(
            Actor actor, String code, Decision decision, boolean agreed, @Nullable String reason) {
        return work.deciding(actor, code, Verb.PLACEMENT_APPROVE, Section.PLACEMENT, file -> {
            Placement before = store.find(file.id(), decision.subject()).orElse(null);
            if (before == null) return new Outcome.NotFound<>();
            if (agreed
                    && (before.version() != decision.version()
                            || !before.isAgreed() && before.state() != Placement.State.CURRENT))
                return Outcome.Refused.because("decision", "access.decision-changed");
            FieldError why = agreed ? refusal(file, before, home(decision)) : null;
            if (why != null) return new Outcome.Refused<>(List.of(new FieldError("decision", why.code(), why.args())));
            if (agreed && !writes(file, before, decision))
                return Outcome.Refused.because("decision", "access.decision-changed");
            Decisions.Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
            if (!(verdict instanceof Decisions.Verdict.Done)) return Verdicts.refusal(verdict);
            if (agreed) store.rewrite(before.id(), decision.id());
            return steps.noted(file, before.id(), agreed ? "cases.home-change-agreed" : "cases.home-change-refused");
        });
    }

    private boolean writes(CaseFile file, Placement before, Decision decision) {
        return words.say(
                file,
                decision,
                ProposedWords.SEALED,
                PlacementStore.SEAL_CONTEXT,
                before.words().at(home(decision)));
    }

    private static Placement.Home home(Decision decision) {
        String relation = Proposed.text(decision, "relation");
        return new Placement.Home(
                Proposed.text(decision, "address"),
                Proposed.text(decision, "withWhom"),
                relation == null ? null : Placement.Relation.valueOf(relation));
    }
}
