package org.akoma.ground.settings;

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
import org.akoma.ground.pages.Formats;
import org.akoma.ground.reference.Policies;
import org.akoma.ground.reference.Policy;
import org.akoma.ground.reference.SavedPolicies;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Another value of a limit, such as how many hours an emergency access lasts: one person alone could open more than the programme wants. */
@Component
class LimitDecisions implements Decidable {

    static final String KIND = "POLICY";

    private final Policies policies;
    private final SavedPolicies saved;
    private final Decisions decisions;
    private final LimitStore store;
    private final Formats words;
    private final ApplicationEventPublisher events;

    LimitDecisions(
            Policies policies,
            SavedPolicies saved,
            Decisions decisions,
            LimitStore store,
            Formats words,
            ApplicationEventPublisher events) {
        this.policies = policies;
        this.saved = saved;
        this.decisions = decisions;
        this.store = store;
        this.words = words;
        this.events = events;
    }

    @Override
    public String kind() {
        return KIND;
    }

    private static String field(Decision decision, String name) {
        return String.valueOf(decision.fields().getOrDefault(name, ""));
    }

    @Override
    public Optional<Shown> show(Actor actor, Decision decision) {
        return policies.find(field(decision, "key"))
                .map(policy -> new Shown(
                        policy.key(),
                        "/settings/policies/" + policy.key(),
                        List.of(Shown.Field.text(
                                "reference.policies.value",
                                written(policy, field(decision, "before")),
                                written(policy, field(decision, "value")))),
                        List.of(Shown.Note.of(policy.label(LocaleContextHolder.getLocale())))));
    }

    @Override
    public Optional<Shown.Part> about(Actor actor, Decision decision) {
        return policies.find(field(decision, "key"))
                .map(policy -> new Shown.Part(null, policy.label(LocaleContextHolder.getLocale())));
    }

    private String written(Policy policy, String value) {
        return words.text("reference.unit." + policy.unit(), Policy.shown(policy.unit(), value));
    }

    @Override
    public Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        String key = field(decision, "key");
        Policy now = policies.find(key).orElse(null);
        if (now == null) return new Verdict.NotFound();
        if (agreed && !now.value().equals(field(decision, "before"))) return new Verdict.Changed();
        Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
        if (!(verdict instanceof Verdict.Done)) return verdict;
        if (agreed && !store.set(decision.id(), key, field(decision, "value")))
            throw new IllegalStateException("a limit that was agreed to cannot be set");
        if (agreed) saved.refreshOnceCommitted();
        events.publishEvent(new Acted(
                actor,
                agreed ? "access.limit-changed" : "access.limit-refused",
                Map.of("key", key, "value", field(decision, "value"))));
        return verdict;
    }
}
