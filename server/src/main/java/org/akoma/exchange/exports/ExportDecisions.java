package org.akoma.exchange.exports;

import java.util.List;
import java.util.Optional;
import org.akoma.FieldError;
import org.akoma.exchange.exports.ExportRequests.Result;
import org.akoma.ground.access.Actor;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Decisions.Verdict;
import org.akoma.ground.decisions.Shown;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An export with names needs two agreements, a supervisor's and the data protection officer's: two decisions on one request. */
final class ExportDecisions implements Decidable {

    static final String SUPERVISOR = "EXPORT_SUPERVISOR";
    static final String CUSTODIAN = "EXPORT_CUSTODIAN";

    private final String kind;
    private final ExportRequests requests;
    private final Decisions decisions;

    private ExportDecisions(String kind, ExportRequests requests, Decisions decisions) {
        this.kind = kind;
        this.requests = requests;
        this.decisions = decisions;
    }

    @Configuration(proxyBeanMethods = false)
    static class Both {
        @Bean
        Decidable supervisorsWord(ExportRequests requests, Decisions decisions) {
            return new ExportDecisions(SUPERVISOR, requests, decisions);
        }

        @Bean
        Decidable custodiansWord(ExportRequests requests, Decisions decisions) {
            return new ExportDecisions(CUSTODIAN, requests, decisions);
        }
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public Optional<Shown> show(Actor actor, Decision decision) {
        return requests.find(actor, decision.subject())
                .map(request -> new Shown(
                        request.requestedBy(),
                        "/exchange",
                        List.of(
                                Shown.Field.text("exchange.named.purpose", null, request.purpose()),
                                Shown.Field.text(
                                        "exchange.ask.format",
                                        null,
                                        request.format().name()),
                                Shown.Field.text("exchange.named.files", null, text(decision, "files")),
                                Shown.Field.text("exchange.named.names", null, text(decision, "names")),
                                Shown.Field.code(
                                        "exchange.named.first", Shown.DAYS_OF_YEAR, null, text(decision, "first")),
                                Shown.Field.code(
                                        "exchange.named.last", Shown.DAYS_OF_YEAR, null, text(decision, "last")),
                                Shown.Field.codes(
                                        "exchange.named.groups", "export-group", List.of(), groups(decision)))));
    }

    private static @Nullable String text(Decision decision, String name) {
        return decision.fields().get(name) instanceof String text ? text : null;
    }

    private static List<String> groups(Decision decision) {
        return decision.fields().get("groups") instanceof List<?> names
                ? names.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** The form as it was sent: the purpose is kept with the request. */
    @Override
    public Optional<String> again(Actor actor, Decision decision) {
        return Optional.of("/exchange?again=" + decision.subject());
    }

    @Override
    public Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        return switch (requests.decide(actor, decision.subject(), agreed, reason)) {
            case Result.Done done ->
                new Verdict.Done(decisions.find(decision.id()).orElse(decision));
            case Result.NotFound none -> new Verdict.NotFound();
            case Result.Forbidden others -> new Verdict.Forbidden();
            case Result.Factor(FieldError error) -> new Verdict.Refused(List.of(error));
            case Result.Refused(String code) -> Verdict.Refused.because("agreed", code);
        };
    }

    @Override
    public void withdrawn(Actor actor, Decision decision) {
        requests.withdrawn(actor, decision.subject());
    }
}
