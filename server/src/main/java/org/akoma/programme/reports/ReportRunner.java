package org.akoma.programme.reports;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.access.Acted;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.SessionEnded;
import org.akoma.ground.access.SessionJobs;
import org.akoma.programme.reports.Report.Format;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * Makes reports, one after another, in the session of who asked: where that has ended, or the rights, nothing is made. Another copy of the application goes
 * on with what nobody works at any more, as soon as that person looks at it there.
 */
@Component
class ReportRunner {

    /** So many reports at once: each takes memory for its pages. */
    private static final int AT_ONCE = 2;

    private static final int WRITTEN = 70;
    private static final int TYPESET = 90;

    private static final Logger LOG = LoggerFactory.getLogger(ReportRunner.class);

    private final ReportStore store;
    private final ReportContents contents;
    private final PdfPaper pdf;
    private final ActorTransactions transactions;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final SessionJobs jobs = new SessionJobs("report", AT_ONCE);

    ReportRunner(
            ReportStore store,
            ReportContents contents,
            PdfPaper pdf,
            ActorTransactions transactions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.contents = contents;
        this.pdf = pdf;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    /** Makes what the actor asked for and nobody works at, behind the answer. */
    void goOn(Actor actor) {
        jobs.start(() -> run(actor));
    }

    @EventListener(ContextClosedEvent.class)
    void shut() {
        jobs.shut();
    }

    /** Until none is left. */
    void run(Actor actor) {
        jobs.run(
                runner -> transactions.as(actor, () -> store.take(runner, clock.instant())),
                (id, runner) -> make(actor, id, runner));
    }

    private void make(Actor actor, UUID id, UUID runner) {
        try {
            Report report = transactions.as(actor, () -> store.find(id)).orElseThrow();
            LocaleContextHolder.setLocale(report.language().locale());
            keep(actor, report, runner);
        } catch (SessionEnded ended) {
            throw ended;
        } catch (ReportContents.NoRight lost) {
            LOG.info("Report {} was not made: who asked for it may not have it any more", id);
            fail(actor, id, runner, "reports.no-right");
        } catch (RuntimeException broken) {
            if (jobs.isShut()) return; // another copy goes on with it
            LOG.warn("Report {} was not made", id, broken);
            fail(actor, id, runner, "reports.broken");
        } finally {
            LocaleContextHolder.resetLocaleContext();
        }
    }

    private void fail(Actor actor, UUID id, UUID runner, String why) {
        transactions.doAs(actor, () -> store.fail(id, runner, why));
    }

    private void keep(Actor actor, Report report, UUID runner) {
        Content content = contents.of(actor, report, percent -> advance(actor, report, runner, percent));
        advance(actor, report, runner, WRITTEN);
        boolean[] drafts = report.leavesTheHouse() ? new boolean[] {true, false} : new boolean[] {false};
        byte[][] pages = new byte[drafts.length][];
        byte[][] written = new byte[drafts.length][];
        for (int i = 0; i < drafts.length; i++) {
            Mark mark = Mark.of(report, drafts[i]);
            pages[i] = pdf.of(content, mark);
            advance(actor, report, runner, TYPESET + i);
            written[i] = new DocxPaper(content, mark, contents.words()).bytes();
        }
        transactions.doAs(actor, () -> {
            for (int i = 0; i < drafts.length; i++) {
                store.keep(report.id(), Format.PDF, drafts[i], pages[i], Fingerprint.of(pages[i]));
                store.keep(report.id(), Format.DOCX, drafts[i], written[i], Fingerprint.of(written[i]));
            }
            if (!store.finish(report.id(), runner, content.fingerprint()))
                throw new IllegalStateException("Another runner has it");
            events.publishEvent(new Acted(
                    actor, "reports.made", Map.of("report", report.code(), "fingerprint", content.fingerprint())));
        });
    }

    /** Stops where another runner has it. */
    private void advance(Actor actor, Report report, UUID runner, int percent) {
        if (!transactions.as(actor, () -> store.advance(report.id(), runner, percent, clock.instant())))
            throw new IllegalStateException("Another runner has it");
    }
}
