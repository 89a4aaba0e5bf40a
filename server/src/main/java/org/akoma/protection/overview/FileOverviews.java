package org.akoma.protection.overview;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Grants;
import org.akoma.ground.access.Section;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.Deadline;
import org.akoma.protection.cases.Deadlines;
import org.akoma.protection.cases.FileFrame;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** A file at a glance: its clocks, plan, consents, notes, what happened, and who can see it. Each part only for its readers. */
@Service
class FileOverviews {

    private static final int EVENTS = 30;
    private static final int NOTES = 3;

    /** Of which section what a clock waits for is. */
    private static final Map<String, Section> SECTIONS = Map.of(
            "T2", Section.HEALTH,
            "T3", Section.FAMILY,
            "T4", Section.FAMILY,
            "T6", Section.ASSISTANCE,
            "T8", Section.ASSISTANCE,
            "T10", Section.FOLLOW_UP);

    private final OverviewStore store;
    private final Deadlines deadlines;
    private final Grants grants;
    private final ActorTransactions transactions;
    private final Policies policies;

    FileOverviews(
            OverviewStore store,
            Deadlines deadlines,
            Grants grants,
            ActorTransactions transactions,
            Policies policies) {
        this.store = store;
        this.deadlines = deadlines;
        this.grants = grants;
        this.transactions = transactions;
        this.policies = policies;
    }

    /** Empty parts for who oversees the file, looks after the child without working on the case, or is asked to take it over. Does not journal. */
    public FileOverview of(Actor actor, FileFrame frame) {
        if (!frame.worksOnIt() || frame.least() || frame.proposed())
            return new FileOverview(List.of(), null, null, List.of(), List.of(), List.of(), List.of());
        CaseFile file = frame.file();
        return transactions.as(
                actor,
                () -> new FileOverview(
                        clocks(frame),
                        store.unconfirmed(file.id()).orElse(null),
                        frame.holds(Section.ASSISTANCE) ? store.plan(file.id()).orElse(null) : null,
                        frame.holds(Section.FAMILY) ? store.consents(file.id()) : List.of(),
                        frame.holds(Section.NOTES) ? store.notes(file.id(), NOTES) : List.of(),
                        store.events(file.id(), EVENTS),
                        grants.of(file.id())));
    }

    /** The same without what only a page shows: notes, events and grants. */
    FileOverview inShort(Actor actor, FileFrame frame) {
        if (!frame.worksOnIt() || frame.least() || frame.proposed()) return of(actor, frame);
        CaseFile file = frame.file();
        return transactions.as(
                actor,
                () -> new FileOverview(
                        clocks(frame),
                        store.unconfirmed(file.id()).orElse(null),
                        frame.holds(Section.ASSISTANCE) ? store.plan(file.id()).orElse(null) : null,
                        frame.holds(Section.FAMILY) ? store.consents(file.id()) : List.of(),
                        List.of(),
                        List.of(),
                        List.of()));
    }

    /** The clocks whose section the reader holds: whether a child was screened is of its health. */
    private List<Deadline> clocks(FileFrame frame) {
        return clocks(frame.file()).stream()
                .filter(clock -> frame.holds(SECTIONS.getOrDefault(clock.rule(), Section.STATUS)))
                .toList();
    }

    /** The clocks of {@code requirements.md 2.4} that this file's clear columns tell: T2 to T6, T8 to T10; T5 by the shortest limit until a risk is known. Call inside an actor's transaction. */
    List<Deadline> clocks(CaseFile file) {
        List<Deadline> clocks = new ArrayList<>(deadlines.of(file));
        String risk = file.risk() == null ? "high" : file.risk().name().toLowerCase(Locale.ROOT);
        Duration assess = policies.hours("initial-assessment." + risk + ".max");
        clocks.add(new Deadline("T5", file.registeredAt().plus(assess), file.assessedAt()));
        LocalDate planned = file.planApprovedOn();
        clocks.add(new Deadline(
                "T6",
                file.registeredAt().plus(Duration.ofDays(policies.days("case-plan.max"))),
                planned == null ? null : planned.atStartOfDay(ZoneOffset.UTC).toInstant()));
        if (file.status().open() && file.reviewDue() != null) clocks.add(byDay("T8", file.reviewDue(), null));
        store.highRisk(file.id())
                .map(high -> new Deadline(
                        "T9",
                        high.since().plus(Duration.ofDays(policies.days("case-conference.emergency"))),
                        high.met()))
                .ifPresent(clocks::add);
        if (file.status().open() && file.nextVisitDue() != null) clocks.add(byDay("T10", file.nextVisitDue(), null));
        return List.copyOf(clocks);
    }

    /** What is due on a day is in time until that day ends. */
    private static Deadline byDay(String rule, LocalDate due, @Nullable LocalDate done) {
        Instant end = due.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusMillis(1);
        return new Deadline(
                rule,
                end,
                done == null ? null : done.atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
