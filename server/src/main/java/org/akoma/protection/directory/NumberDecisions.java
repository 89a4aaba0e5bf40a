package org.akoma.protection.directory;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.akoma.ground.access.Acted;
import org.akoma.ground.access.Actor;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Decisions.Verdict;
import org.akoma.ground.decisions.Shown;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Another telephone or e-mail address of a structure: who could replace it alone would answer the calls about children in danger. */
@Component
class NumberDecisions implements Decidable {

    static final String KIND = "TELEPHONE";
    static final String STRUCTURE = "structure";
    static final String BEFORE = "before";
    static final String TELEPHONE = "telephone";
    static final String EMAIL_BEFORE = "emailBefore";
    static final String EMAIL = "email";

    private final Decisions decisions;
    private final DirectoryStore store;
    private final ApplicationEventPublisher events;

    NumberDecisions(Decisions decisions, DirectoryStore store, ApplicationEventPublisher events) {
        this.decisions = decisions;
        this.store = store;
        this.events = events;
    }

    @Override
    public String kind() {
        return KIND;
    }

    private static @Nullable String field(Decision decision, String name) {
        return decision.fields().get(name) instanceof String value ? value : null;
    }

    private static String structure(Decision decision) {
        String code = field(decision, STRUCTURE);
        return code == null ? "" : code;
    }

    @Override
    public Optional<Shown> show(Actor actor, Decision decision) {
        String code = structure(decision);
        return Optional.of(new Shown(
                code,
                Directory.reads(actor) ? "/directory/" + code : null,
                List.of(
                        Shown.Field.text("directory.telephone", field(decision, BEFORE), field(decision, TELEPHONE)),
                        Shown.Field.text("directory.email", field(decision, EMAIL_BEFORE), field(decision, EMAIL)))));
    }

    @Override
    public Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
        if (!(verdict instanceof Verdict.Done)) return verdict;
        if (agreed
                && !store.confirmNumber(
                        decision.subject(), decision.version(), field(decision, TELEPHONE), field(decision, EMAIL)))
            throw new IllegalStateException("a number that was agreed to is not the one that was asked for");
        events.publishEvent(new Acted(
                actor,
                agreed ? "referrals.number-changed" : "referrals.number-refused",
                Map.of("structure", structure(decision))));
        return verdict;
    }
}
