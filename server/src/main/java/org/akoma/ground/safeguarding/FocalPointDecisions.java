package org.akoma.ground.safeguarding;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.akoma.ground.access.Acted;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Organisations;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Decisions.Verdict;
import org.akoma.ground.decisions.Shown;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** That somebody receives complaints about the people of a structure, as the second person sees and decides it. */
@Component
class FocalPointDecisions implements Decidable {

    static final String KIND = "FOCAL_POINT";

    private final FocalPointStore store;
    private final Decisions decisions;
    private final Organisations organisations;
    private final ApplicationEventPublisher events;

    FocalPointDecisions(
            FocalPointStore store, Decisions decisions, Organisations organisations, ApplicationEventPublisher events) {
        this.store = store;
        this.decisions = decisions;
        this.organisations = organisations;
        this.events = events;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Optional<Shown> show(Actor actor, Decision decision) {
        return store.wanted(decision.subject())
                .map(one -> new Shown(
                        one.organisation(),
                        null,
                        List.of(
                                Shown.Field.code("followup.focal.structure", Shown.STRUCTURE, null, one.organisation()),
                                kindOf("followup.focal.structure.kind", one.organisation()),
                                Shown.Field.code("followup.focal.person", Shown.PERSON, null, one.person()),
                                Shown.Field.code("followup.focal.home", Shown.STRUCTURE, null, one.home()),
                                kindOf("followup.focal.home.kind", one.home()))));
    }

    private Shown.Field kindOf(String label, String structure) {
        String kind = organisations
                .find(structure)
                .map(Organisation::kind)
                .map(Enum::name)
                .orElse(null);
        return Shown.Field.code(label, "organisation-type", null, kind);
    }

    /** Who has joined the team of the structure since is not confirmed: the request is another one by then. */
    @Override
    public Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        FocalPointStore.Wanted one = store.wanted(decision.subject()).orElse(null);
        if (one == null) return new Verdict.NotFound();
        if (agreed && !store.mayBeConfirmed(decision.subject()))
            return Verdict.Refused.because("agreed", "followup.focal-in-team");
        Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
        if (!(verdict instanceof Verdict.Done)) return verdict;
        if (agreed) store.confirm(decision.subject());
        else store.drop(decision.subject());
        events.publishEvent(new Acted(
                actor,
                agreed ? "access.focal-point-agreed" : "access.focal-point-refused",
                Map.of("structure", one.organisation(), "person", one.person())));
        return verdict;
    }

    @Override
    public void withdrawn(Actor actor, Decision decision) {
        store.drop(decision.subject());
    }
}
