package org.akoma.ground.agreements;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.akoma.ground.access.Actor;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions.Verdict;
import org.akoma.ground.decisions.Shown;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The end of an agreement that neither of its structures asks for: by the project manager and the data protection officer together. */
@Component
class AgreementEndDecisions implements Decidable {

    static final String KIND = "AGREEMENT_END";

    private final Agreements agreements;
    private final AgreementStore store;

    AgreementEndDecisions(Agreements agreements, AgreementStore store) {
        this.agreements = agreements;
        this.store = store;
    }

    @Override
    public String kind() {
        return KIND;
    }

    private static LocalDate day(Decision decision) {
        return LocalDate.parse(String.valueOf(decision.fields().get("endedOn")));
    }

    @Override
    public Optional<Shown> show(Actor actor, Decision decision) {
        return store.find(decision.subject())
                .map(one -> new Shown(
                        one.from() + " → " + one.to(),
                        "/agreements/" + one.id(),
                        List.of(Shown.Field.day(
                                "agreements.lasts",
                                one.expiresOn().minusDays(1),
                                day(decision).minusDays(1)))));
    }

    @Override
    public Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        return agreements.decideEnd(actor, decision, day(decision), agreed, reason);
    }
}
