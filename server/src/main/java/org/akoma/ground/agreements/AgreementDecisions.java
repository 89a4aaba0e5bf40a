package org.akoma.ground.agreements;

import java.util.List;
import java.util.Optional;
import org.akoma.ground.access.Actor;
import org.akoma.ground.agreements.ProposeAgreement.Result;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Decisions.Verdict;
import org.akoma.ground.decisions.Shown;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A sharing agreement that one person proposed: it holds once another confirmed it. */
@Component
class AgreementDecisions implements Decidable {

    static final String KIND = "AGREEMENT";

    private final Agreements agreements;
    private final AgreementStore store;
    private final Decisions decisions;

    AgreementDecisions(Agreements agreements, AgreementStore store, Decisions decisions) {
        this.agreements = agreements;
        this.store = store;
        this.decisions = decisions;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** Beside the agreement between the same two that holds, or held last. */
    @Override
    public Optional<Shown> show(Actor actor, Decision decision) {
        return store.find(decision.subject()).map(one -> {
            Agreement before = store.between(one.from(), one.to()).stream()
                    .filter(other -> !other.id().equals(one.id())
                            && other.confirmedBy() != null
                            && other.from().equals(one.from()))
                    .findFirst()
                    .orElse(null);
            return new Shown(one.from() + " → " + one.to(), "/agreements/" + one.id(), fields(before, one));
        });
    }

    private static List<Shown.Field> fields(@Nullable Agreement before, Agreement after) {
        return List.of(
                Shown.Field.codes(
                        "agreements.purposes",
                        "sharing-purpose",
                        before == null ? List.of() : names(before.purposes()),
                        names(after.purposes())),
                Shown.Field.codes(
                        "agreements.sections",
                        "section",
                        before == null ? List.of() : names(before.sections()),
                        names(after.sections())),
                Shown.Field.code(
                        "agreements.direction",
                        "agreements.directions",
                        before == null ? null : direction(before),
                        direction(after)),
                Shown.Field.code(
                        "agreements.channel",
                        "sharing-channel",
                        before == null ? null : before.channel().name(),
                        after.channel().name()),
                Shown.Field.code(
                        "agreements.retention",
                        Shown.NUMBER_OF_DAYS,
                        before == null ? null : String.valueOf(before.retentionDays()),
                        String.valueOf(after.retentionDays())),
                Shown.Field.day("agreements.signedOn", before == null ? null : before.signedOn(), after.signedOn()),
                Shown.Field.day(
                        "agreements.lasts",
                        before == null ? null : before.expiresOn().minusDays(1),
                        after.expiresOn().minusDays(1)));
    }

    private static String direction(Agreement one) {
        return one.bothWays() ? "BOTH" : "ONE";
    }

    private static List<String> names(java.util.Set<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).sorted().toList();
    }

    @Override
    public Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        Result result =
                agreed ? agreements.confirm(actor, decision.subject()) : agreements.refuse(actor, decision, reason);
        return switch (result) {
            case Result.Done done ->
                new Verdict.Done(decisions.find(decision.id()).orElse(decision));
            case Result.Waits waits -> new Verdict.NotWaiting();
            case Result.NotFound none -> new Verdict.NotFound();
            case Result.Forbidden others -> new Verdict.Forbidden();
            case Result.Refused(var errors) -> new Verdict.Refused(errors);
        };
    }

    @Override
    public void withdrawn(Actor actor, Decision decision) {
        store.end(decision.subject(), actor.personId(), agreements.today());
    }
}
