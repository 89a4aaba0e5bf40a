package org.akoma.programme.reports;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.akoma.ground.access.Acted;
import org.akoma.ground.access.Actor;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Decisions.Verdict;
import org.akoma.ground.decisions.Shown;
import org.akoma.ground.pages.Formats;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The second person's word on a report that is to leave the house: they read the draft, whose fingerprint is that of what is given out. */
@Component
class ReportDecisions implements Decidable {

    private static final String FINGERPRINT = "fingerprint";

    private final ReportStore store;
    private final Decisions decisions;
    private final Formats words;
    private final ApplicationEventPublisher events;

    ReportDecisions(ReportStore store, Decisions decisions, Formats words, ApplicationEventPublisher events) {
        this.store = store;
        this.decisions = decisions;
        this.words = words;
        this.events = events;
    }

    @Override
    public String kind() {
        return Reports.DECISION;
    }

    @Override
    public Set<String> needs() {
        return Set.of(FINGERPRINT);
    }

    @Override
    public Optional<Shown> show(Actor actor, Decision decision) {
        return store.find(decision.subject())
                .map(one -> new Shown(
                        one.code(),
                        "/reports/" + one.id(),
                        List.of(
                                Shown.Field.code(
                                        "reports.kind",
                                        "reports.kind",
                                        null,
                                        one.kind().name()),
                                Shown.Field.text("reports.about", null, about(one)),
                                Shown.Field.code(
                                        "reports.language",
                                        "reports.language",
                                        null,
                                        one.language().name()),
                                Shown.Field.text("reports.fingerprint", null, one.grouped()))));
    }

    private String about(Report one) {
        return one.month() != null ? words.month(one.month()) : String.valueOf(one.mission());
    }

    @Override
    public Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        Report one = store.find(decision.subject()).orElse(null);
        if (one == null) return new Verdict.NotFound();
        Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
        if (!(verdict instanceof Verdict.Done)) return verdict;
        if (agreed) store.release(one.id());
        events.publishEvent(new Acted(
                actor, agreed ? "reports.released" : "reports.release-refused", Map.of("report", one.code())));
        return verdict;
    }
}
