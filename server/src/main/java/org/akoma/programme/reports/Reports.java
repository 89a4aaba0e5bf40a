package org.akoma.programme.reports;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Acted;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.SentCommands;
import org.akoma.ground.access.Verb;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.reference.Policies;
import org.akoma.programme.evaluation.Mission;
import org.akoma.programme.evaluation.Missions;
import org.akoma.programme.reports.Report.Edition;
import org.akoma.programme.reports.Report.Format;
import org.akoma.programme.reports.Report.Kind;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Reports: asked for, made behind the answer, and given out. The team of a mission has its report made, a project manager the month for donors; what leaves
 * the house is released by another person first.
 */
@Service
public class Reports {

    static final String DECISION = "REPORT";

    private static final int MOST = 200;

    private final ReportStore store;
    private final ReportRunner runner;
    private final MonthStore months;
    private final Missions missions;
    private final Decisions decisions;
    private final ActorTransactions transactions;
    private final SentCommands sent;
    private final Policies policies;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Reports(
            ReportStore store,
            ReportRunner runner,
            MonthStore months,
            Missions missions,
            Decisions decisions,
            ActorTransactions transactions,
            SentCommands sent,
            Policies policies,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.runner = runner;
        this.months = months;
        this.missions = missions;
        this.decisions = decisions;
        this.transactions = transactions;
        this.sent = sent;
        this.policies = policies;
        this.events = events;
        this.clock = clock;
    }

    /** Whether some report may be there for the actor: the side of the police reads findings on their pages. */
    static boolean uses(Actor actor) {
        return actor.may(Verb.FINDING_READ) && actor.compartment() != Compartment.ENFORCEMENT;
    }

    static boolean asks(Actor actor) {
        return actor.may(Verb.REPORT_DONOR) || actor.may(Verb.EVALUATION_WRITE);
    }

    YearMonth lastMonth() {
        return YearMonth.from(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))
                .minusMonths(1);
    }

    /** Before which nothing of the project is there; the last month where nothing is there yet. */
    YearMonth firstMonth() {
        LocalDate first = transactions.forStatistics(months::firstMonth);
        return first == null ? lastMonth() : YearMonth.from(first);
    }

    /** Newest first; what the actor was at work at and nobody goes on with is taken up again. */
    List<Report> list(Actor actor) {
        if (!uses(actor)) return List.of();
        List<Report> all = transactions.as(actor, () -> store.list(MOST));
        if (all.stream().anyMatch(this::isLeft)) runner.goOn(actor);
        return all;
    }

    Optional<Report> find(Actor actor, UUID id) {
        Optional<Report> found = uses(actor) ? transactions.as(actor, () -> store.find(id)) : Optional.empty();
        if (found.filter(this::isLeft).isPresent()) runner.goOn(actor);
        return found;
    }

    private boolean isLeft(Report one) {
        return one.mine() && one.isLeft(clock.instant());
    }

    /** Whether its last day is over: nobody takes it any more, and nobody makes it. */
    boolean isGone(Report one) {
        return !one.until().isAfter(clock.instant());
    }

    /** Those that the actor may take now. */
    List<ReportFile> files(Actor actor, Report report) {
        return report.isDone() && report.recall() == null
                ? transactions.as(actor, () -> store.files(report.id()))
                : List.of();
    }

    Answer<Report> ask(Actor actor, AskReport asked) {
        if (!asks(actor) || asked.kind() == Kind.DONOR && !actor.may(Verb.REPORT_DONOR))
            return new Answer.Forbidden<>();
        Answer<Report> answer = transactions.as(actor, () -> {
            FieldError other = sent.refusal(asked.id(), asked);
            if (other != null) return new Answer.Refused<>(List.of(other));
            Report there = store.find(asked.id()).orElse(null);
            if (there != null) return new Answer.Done<>(there);
            return asked.kind() == Kind.DONOR ? month(actor, asked) : mission(actor, asked);
        });
        if (answer instanceof Answer.Done<Report>) runner.goOn(actor);
        return answer;
    }

    private Answer<Report> month(Actor actor, AskReport asked) {
        if (asked.month() == null) return Answer.Refused.because("month", "form.required");
        if (YearMonth.parse(asked.month()).isAfter(lastMonth()))
            return Answer.Refused.because("month", "reports.month-not-over");
        return begun(actor, asked, Edition.PARTNERS, null);
    }

    private Answer<Report> mission(Actor actor, AskReport asked) {
        if (asked.evaluation() == null) return Answer.Refused.because("evaluation", "form.required");
        if (asked.edition() == null) return Answer.Refused.because("edition", "form.required");
        Mission mission = missions.find(actor, asked.evaluation().strip()).orElse(null);
        if (mission == null) return Answer.Refused.because("evaluation", "evaluation.no-mission");
        if (!mission.member() && (asked.edition() != Edition.PARTNERS || !mission.isReleased()))
            return new Answer.Forbidden<>();
        if (mission.recall() != null) return Answer.Refused.because("evaluation", "reports.mission-recalled");
        return begun(actor, asked, asked.edition(), mission.id());
    }

    /** Of which the actor may have some report made: those of their team, and those whose findings are released. */
    List<Mission> missions(Actor actor) {
        return missions.list(actor).stream()
                .filter(one -> one.recall() == null && (one.member() || one.isReleased()))
                .toList();
    }

    private Answer<Report> begun(Actor actor, AskReport asked, Edition edition, @Nullable UUID mission) {
        Instant until = clock.instant().plus(Duration.ofDays(policies.days("retention.export-copy")));
        store.insert(asked, edition, mission, until);
        sent.keep(asked.id(), asked);
        return noted(actor, asked.id(), "reports.asked");
    }

    /** Once more what failed. */
    Answer<Report> again(Actor actor, UUID id) {
        Report there = find(actor, id).orElse(null);
        if (there == null) return new Answer.NotFound<>();
        if (!there.mine()) return new Answer.Forbidden<>();
        Answer<Report> answer =
                transactions.as(actor, () -> store.again(id) ? noted(actor, id, "reports.asked-again") : done(id));
        runner.goOn(actor);
        return answer;
    }

    private Answer<Report> done(UUID id) {
        return new Answer.Done<>(store.find(id).orElseThrow());
    }

    /** Asks a second person to release it: they read the draft, which says the same. */
    Answer<Report> askRelease(Actor actor, UUID id) {
        Report there = find(actor, id).orElse(null);
        if (there == null) return new Answer.NotFound<>();
        if (!there.mine() || !asks(actor)) return new Answer.Forbidden<>();
        if (!there.isDone()) return Answer.Refused.because("main", "reports.not-made");
        if (!there.leavesTheHouse()) return Answer.Refused.because("main", "reports.internal");
        if (there.isReleased()) return Answer.Refused.because("main", "reports.released");
        if (there.recall() != null) return Answer.Refused.because("main", "reports.recalled");
        if (isGone(there)) return Answer.Refused.because("main", "reports.not-made");
        if (there.mission() != null
                && missions.find(actor, there.mission())
                        .filter(one -> !one.isReleased())
                        .isPresent()) return Answer.Refused.because("main", "reports.findings-not-released");
        return transactions.as(actor, () -> {
            if (decisions.waiting(DECISION, id).isPresent())
                return Answer.Refused.because("main", "reports.release-waits");
            decisions.propose(
                    actor,
                    Proposal.of(DECISION, id, there.version())
                            .with(Map.of("fingerprint", String.valueOf(there.fingerprint()))));
            return noted(actor, id, "reports.release-asked");
        });
    }

    /** What waits for a second person about it. */
    Optional<UUID> waiting(Actor actor, Report report) {
        return transactions.as(
                actor, () -> decisions.waiting(DECISION, report.id()).map(one -> one.id()));
    }

    /** What a reader takes, with its bytes. */
    record Taken(Report report, boolean draft, byte[] bytes) {}

    /** Journalled; empty when there is none for the actor, now. */
    Optional<Taken> take(Actor actor, UUID id, Format format, boolean draft) {
        if (!uses(actor)) return Optional.empty();
        return transactions.as(
                actor,
                () -> store.find(id)
                        .flatMap(report -> store.content(id, format, draft).map(bytes -> {
                            events.publishEvent(new Acted(
                                    actor,
                                    "reports.taken",
                                    Map.of("report", report.code(), "format", format, "draft", draft)));
                            store.noteTaking(id, format, draft);
                            return new Taken(report, draft, bytes);
                        })));
    }

    private Answer<Report> noted(Actor actor, UUID id, String act) {
        Report now = store.find(id).orElseThrow();
        events.publishEvent(
                new Acted(actor, act, Map.of("report", now.code(), "kind", now.kind(), "edition", now.edition())));
        return new Answer.Done<>(now);
    }

    /** The name under which a browser keeps it. */
    static String name(Taken taken) {
        return taken.report().code().toLowerCase(Locale.ROOT) + (taken.draft() ? "-draft" : "");
    }
}
