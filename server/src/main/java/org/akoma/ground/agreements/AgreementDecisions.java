package org.akoma.ground.agreements;

import java.util.ArrayList;
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

    private final AgreementReaders readers;

    AgreementDecisions(Agreements agreements, AgreementStore store, Decisions decisions, AgreementReaders readers) {
        this.readers = readers;
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
            List<Shown.Field> fields = new ArrayList<>(fields(before, one));
            if (AgreementReaders.shows(actor)) fields.add(readers(readers.of(actor, one)));
            return new Shown(one.from() + " → " + one.to(), "/agreements/" + one.id(), fields);
        });
    }

    @Override
    public Optional<String> drawn(Actor actor, Decision decision) {
        return AgreementReaders.shows(actor)
                ? store.find(decision.subject()).map(one -> AgreementReaders.print(readers.of(actor, one)))
                : Optional.empty();
    }

    /** Each person who could read with what they would, or the structure where nobody does. */
    private static Shown.Field readers(List<AgreementReaders.Side> sides) {
        List<Object> lines = new ArrayList<>();
        for (AgreementReaders.Side side : sides) {
            for (AgreementReaders.Reader one : side.readers()) {
                List<Shown.Part> parts = new ArrayList<>();
                parts.add(new Shown.Part(Shown.PERSON, one.person()));
                one.roles().forEach(role -> parts.add(new Shown.Part("role", role.name())));
                one.sections().forEach(section -> parts.add(new Shown.Part("section", section.name())));
                lines.add(new Shown.Line(parts));
            }
            if (side.readers().isEmpty())
                lines.add(new Shown.Line(List.of(
                        new Shown.Part(Shown.STRUCTURE, side.listener()),
                        new Shown.Part("agreements.read-by", "NOBODY"))));
        }
        return new Shown.Field("agreements.readers", Shown.LINES, List.of(), lines);
    }

    private static List<Shown.Field> fields(@Nullable Agreement before, Agreement after) {
        return List.of(
                new Shown.Field(
                        "agreements.from",
                        Shown.STRUCTURE,
                        before == null ? List.of() : List.of(before.from()),
                        List.of(after.from())),
                new Shown.Field(
                        "agreements.to",
                        Shown.STRUCTURE,
                        before == null ? List.of() : List.of(before.to()),
                        List.of(after.to())),
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
