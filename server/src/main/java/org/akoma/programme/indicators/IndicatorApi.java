package org.akoma.programme.indicators;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.akoma.PastDays;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.reference.Policies;
import org.akoma.ground.web.Form;
import org.akoma.programme.indicators.Indicator.Division;
import org.akoma.programme.indicators.Indicator.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The indicators for programs. */
@RestController
class IndicatorApi {

    private final Indicators indicators;
    private final Policies policies;

    IndicatorApi(Indicators indicators, Policies policies) {
        this.indicators = indicators;
        this.policies = policies;
    }

    /**
     * @param asOf the day that is shown; for a reader of rounded figures the end of a month, never a day of the month that runs
     * @param countedAt until when the records were counted; null = not yet
     * @param waiting records that wait to be counted
     * @param published what others published of the operations by then: it may differ from what the records say
     */
    record Answer(
            LocalDate asOf,
            @Nullable Instant countedAt,
            long waiting,
            boolean exact,
            @Nullable String country,
            @Nullable String structure,
            @Nullable Division by,
            List<View> items,
            List<PublishedView> published) {}

    /**
     * @param measure CHILDREN, OFFICERS, ARRESTED or REFERRED
     * @param source null = one that is on no list of publishers
     * @param value as it was published, such as {@code plus de 48}
     */
    record PublishedView(
            String measure,
            @Nullable String source,
            @Nullable LocalDate publishedOn,
            String value) {
        static PublishedView of(IndicatorStore.Published one) {
            return new PublishedView(one.measure(), one.source(), one.publishedOn(), one.value());
        }
    }

    /**
     * @param percent one decimal
     * @param value of a plain count, or a median in days
     * @param n of a median: how many it is of
     * @param unknown of whom it is not known
     * @param lostToFollowUp the same, of I18
     * @param notDueYet of the denominator: not done, and the limit has not passed, so not missing
     * @param suppressed too small for this reader
     * @param missing why there is no value
     * @param asOf the day that it is of: for a reader of rounded figures an earlier one, where what changed since is too little to be said
     * @param parts of the division that was asked for
     */
    record View(
            String id,
            @Nullable Long numerator,
            @Nullable Long denominator,
            @Nullable BigDecimal percent,
            @Nullable BigDecimal value,
            @Nullable Long n,
            @Nullable Long unknown,
            @Nullable Long lostToFollowUp,
            @Nullable Long notDueYet,
            boolean suppressed,
            Figure.@Nullable Missing missing,
            LocalDate asOf,
            List<PartView> parts) {
        static View of(IndicatorReport.Item item, LocalDate day) {
            Figure figure = item.figure();
            return new View(
                    item.indicator().id(),
                    figure.numerator(),
                    figure.denominator(),
                    figure.percent(),
                    figure.value(),
                    item.indicator().kind() == Indicator.Kind.MEDIAN ? figure.denominator() : null,
                    figure.unknown(),
                    item.indicator().id().equals("I18") ? figure.unknown() : null,
                    figure.notDue(),
                    figure.suppressed(),
                    figure.missing(),
                    figure.dayOr(day),
                    item.parts().stream().map(part -> PartView.of(part, day)).toList());
        }
    }

    record PartView(
            String label,
            @Nullable Long numerator,
            @Nullable Long denominator,
            @Nullable BigDecimal percent,
            @Nullable BigDecimal value,
            @Nullable Long unknown,
            @Nullable Long notDueYet,
            boolean suppressed,
            Figure.@Nullable Missing missing,
            LocalDate asOf) {
        static PartView of(IndicatorReport.Part part, LocalDate day) {
            Figure figure = part.figure();
            return new PartView(
                    part.label(),
                    figure.numerator(),
                    figure.denominator(),
                    figure.percent(),
                    figure.value(),
                    figure.unknown(),
                    figure.notDue(),
                    figure.suppressed(),
                    figure.missing(),
                    figure.dayOr(day));
        }
    }

    /**
     * @param asOf a day that is not in the future; without it today
     * @param country where children are followed up
     * @param structure code of one
     * @param by SEX, AGE, NATIONALITY, SECTOR, RISK, COUNTRY, STRUCTURE or OTHER: what the indicator alone is divided by
     */
    @PastDays
    @GetMapping("/api/v1/indicators")
    ResponseEntity<Answer> indicators(
            Actor actor,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable String country,
            @RequestParam(required = false) @Nullable String structure,
            @RequestParam(required = false) @Nullable String by) {
        Map<String, String> sent = new HashMap<>();
        if (asOf != null) sent.put("asOf", asOf);
        if (country != null) sent.put("country", country);
        if (structure != null) sent.put("structure", structure);
        if (by != null) sent.put("by", by);
        if (!actor.may(Verb.INDICATOR_READ)) return Problem.forbidden();
        Form form = Form.ofJson(sent);
        AskIndicators asked = AskIndicators.of(form, indicators.today(), false);
        if (!form.isSound()) return Problem.of(form.errors());
        return switch (indicators.report(actor, asked)) {
            case AskIndicators.Result.Read(IndicatorReport report) -> ResponseEntity.ok(answer(actor, report));
            case AskIndicators.Result.Forbidden() -> Problem.forbidden();
            case AskIndicators.Result.Wrong(var errors) -> Problem.of(errors);
        };
    }

    private Answer answer(Actor actor, IndicatorReport report) {
        return new Answer(
                report.asOf(),
                report.countedAt(),
                report.waiting(),
                report.exact(),
                report.country(),
                report.structure(),
                report.by(),
                report.items().stream()
                        .map(item -> View.of(item, report.asOf()))
                        .toList(),
                indicators.published(actor, report.asOf()).stream()
                        .map(PublishedView::of)
                        .toList());
    }

    /** @param limits the values in force of the limits that it depends on */
    record Definition(
            String id,
            Indicator.Group group,
            Indicator.Kind kind,
            Words name,
            Words numerator,
            @Nullable Words denominator,
            @Nullable Words unknown,
            @Nullable Words notDueYet,
            List<Division> by,
            Words source,
            Words caveats,
            Map<String, String> limits) {}

    /** What each means, for who may read them. */
    @GetMapping("/api/v1/indicators/definitions")
    ResponseEntity<List<Definition>> definitions(Actor actor) {
        if (!actor.may(Verb.INDICATOR_READ)) return Problem.forbidden();
        return ResponseEntity.ok(Definitions.ALL.stream().map(this::definition).toList());
    }

    private Definition definition(Indicator one) {
        Map<String, String> limits = new HashMap<>();
        one.policies().forEach(key -> limits.put(key, policies.get(key).value()));
        return new Definition(
                one.id(),
                one.group(),
                one.kind(),
                one.name(),
                one.numerator(),
                one.denominator(),
                one.unknown(),
                one.notDue(),
                one.by(),
                one.source(),
                one.limits(),
                limits);
    }
}
