package org.akoma.programme.reports;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.Formats;
import org.akoma.programme.evaluation.Mission;
import org.akoma.programme.evaluation.Missions;
import org.akoma.programme.reports.Report.Kind;
import org.springframework.stereotype.Component;

/** What a report says, computed from the rooms as the person who asked for it. */
@Component
class ReportContents {

    private final EvaluationContent evaluation;
    private final DonorContent month;
    private final Missions missions;
    private final CoverContent covers;
    private final Formats words;

    ReportContents(
            EvaluationContent evaluation, DonorContent month, Missions missions, CoverContent covers, Formats words) {
        this.evaluation = evaluation;
        this.month = month;
        this.missions = missions;
        this.covers = covers;
        this.words = words;
    }

    /** Who asked may not have it any more. */
    static final class NoRight extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    Formats words() {
        return words;
    }

    /**
     * In the language of the thread.
     *
     * @param progress is called with the percent that are done
     * @throws NoRight of who lost the right to it since
     */
    Content of(Actor actor, Report report, IntConsumer progress) {
        Writing writing = new Writing(words);
        List<String> cover = new ArrayList<>();
        String title = words.text("reports.doc.title." + report.kind());
        String subtitle;
        if (report.kind() == Kind.DONOR) {
            if (!actor.may(Verb.REPORT_DONOR)) throw new NoRight();
            subtitle = words.month(Objects.requireNonNull(report.month()));
            cover.addAll(covers.of(actor, report.month()));
            month.write(actor, report.month(), writing, progress);
        } else {
            Mission mission = missions.find(actor, Objects.requireNonNull(report.missionId()))
                    .orElseThrow(NoRight::new);
            if (!actor.may(Verb.EVALUATION_WRITE)) throw new NoRight();
            subtitle = words.code("evaluation.kind", mission.plan().kind()) + " " + mission.code();
            cover.addAll(covers.of(actor, mission));
            evaluation.write(actor, report, mission, writing, progress);
        }
        LocalDate made = missions.today();
        cover.add(words.text("reports.doc.made", words.date(made)));
        cover.add(words.text("reports.doc.edition." + report.edition()));
        return new Content(report.code(), report.language().tag(), title, subtitle, cover, writing.blocks());
    }
}
