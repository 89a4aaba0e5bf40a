package org.akoma.programme.dashboards;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.programme.dashboards.AskDashboard.Result;
import org.akoma.programme.indicators.AskIndicators;
import org.akoma.programme.indicators.Indicator.Division;
import org.akoma.programme.indicators.IndicatorReport;
import org.akoma.programme.indicators.Indicators;
import org.akoma.programme.training.TrainingFigures;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The charts of a subject. Who reads which number is decided as of the indicators ({@link Indicators#isExact}), and of training and the plan of action by
 * their own chapters. The words are in the language of who asks.
 */
@Service
public class Dashboards {

    private final Indicators indicators;
    private final TrainingFigures training;
    private final Panels panels;
    private final Clock clock;

    Dashboards(Indicators indicators, TrainingFigures training, Panels panels, Clock clock) {
        this.indicators = indicators;
        this.training = training;
        this.panels = panels;
        this.clock = clock;
    }

    public Result read(Actor actor, Subject subject, AskDashboard asked) {
        if (!subject.isFor(actor)) return new Result.Forbidden();
        return switch (subject) {
            case TRAINING -> training(actor, asked);
            case EVALUATION -> evaluation(actor, asked);
            case PROGRAMME, FOLLOW_UP, COMMUNICATION -> counted(actor, subject, asked);
        };
    }

    /** One chart by its key, for a document; empty where the reader has none. */
    public Optional<Panel> panel(Actor actor, Subject subject, AskDashboard asked, String key) {
        return read(actor, subject, asked) instanceof Result.Read(Dashboard read)
                ? read.panels().stream()
                        .filter(panel -> panel.key().equals(key))
                        .findFirst()
                : Optional.empty();
    }

    LocalDate today() {
        return indicators.today();
    }

    private Result counted(Actor actor, Subject subject, AskDashboard asked) {
        boolean divides =
                asked.country() == null && asked.structure() == null || Indicators.isExact(actor, asked.structure());
        Division own = divides ? Division.OTHER : null;
        return switch (indicators.withCounts(actor, asked.indicators(own), counts(subject))) {
            case AskIndicators.Result.Forbidden() -> new Result.Forbidden();
            case AskIndicators.Result.Wrong(var errors) -> new Result.Wrong(errors);
            case AskIndicators.Result.Read(IndicatorReport report) ->
                new Result.Read(dashboard(subject, report, charts(actor, subject, asked, report, divides)));
        };
    }

    private static Set<String> counts(Subject subject) {
        return switch (subject) {
            case PROGRAMME -> ProgrammePanels.COUNTS;
            case FOLLOW_UP -> FollowUpPanels.COUNTS;
            case COMMUNICATION -> CommunicationPanels.COUNTS;
            case TRAINING, EVALUATION -> Set.of();
        };
    }

    private List<Panel> charts(
            Actor actor, Subject subject, AskDashboard asked, IndicatorReport report, boolean divides) {
        Figures whole = Figures.of(report);
        if (subject == Subject.PROGRAMME) return panels.programme(whole);
        Figures countries = divides && asked.country() == null && subject == Subject.FOLLOW_UP
                ? divided(report, actor, subject, asked, Division.COUNTRY)
                : null;
        Figures structures = divides && asked.structure() == null
                ? divided(report, actor, subject, asked, Division.STRUCTURE)
                : null;
        return subject == Subject.FOLLOW_UP
                ? panels.followUp(actor, whole, countries, structures)
                : panels.communication(whole, structures);
    }

    private @Nullable Figures divided(
            IndicatorReport read, Actor actor, Subject subject, AskDashboard asked, Division by) {
        return indicators.beside(read, actor, asked.indicators(by), counts(subject))
                        instanceof AskIndicators.Result.Read(IndicatorReport report)
                ? Figures.of(report)
                : null;
    }

    private static Dashboard dashboard(Subject subject, IndicatorReport report, List<Panel> panels) {
        return new Dashboard(
                subject,
                report.asOf(),
                report.exact(),
                report.countedAt(),
                report.waiting(),
                report.country(),
                report.structure(),
                panels);
    }

    private Result training(Actor actor, AskDashboard asked) {
        if (asked.structure() != null) return notDivided("structure");
        Instant then = training.endOf(actor, asked.asOf());
        return now(
                Subject.TRAINING,
                LocalDate.ofInstant(then, ZoneOffset.UTC),
                asked,
                training.isExactFor(actor),
                panels.training(actor, then, asked.country()));
    }

    /** Who reads no finding gets the counts of all structures together. */
    private Result evaluation(Actor actor, AskDashboard asked) {
        if (asked.country() != null) return notDivided("country");
        if (asked.structure() != null && !actor.may(Verb.FINDING_READ)) return notDivided("structure");
        LocalDate day = asked.asOf() == null ? today() : asked.asOf();
        return now(Subject.EVALUATION, day, asked, true, panels.evaluation(day, asked.structure()));
    }

    /** A few hundred records, counted when somebody asks. */
    private Result now(Subject subject, LocalDate day, AskDashboard asked, boolean exact, List<Panel> shown) {
        return new Result.Read(
                new Dashboard(subject, day, exact, clock.instant(), 0, asked.country(), asked.structure(), shown));
    }

    private static Result notDivided(String field) {
        return new Result.Wrong(List.of(FieldError.of(field, "dashboards.not-divided")));
    }
}
