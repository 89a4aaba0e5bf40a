package org.akoma.protection.overview;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.protection.assessment.Assessment;
import org.akoma.protection.assessment.Assessments;
import org.akoma.protection.assessment.Plan;
import org.akoma.protection.assessment.Plans;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.PersonCodes;
import org.akoma.protection.record.Medical;
import org.akoma.protection.record.Medicals;
import org.akoma.protection.record.Note;
import org.akoma.protection.record.Notes;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * What was written in words. On the paper of the whole file: assessments, plan, health, notes; for a case conference the safety plan in force. Each is read by
 * its own facade, as on its own page.
 */
@Component
@Order(5)
class WordsOnPaper implements PrintedPart {

    private final Assessments assessments;
    private final Plans plans;
    private final Medicals medicals;
    private final Notes notes;
    private final PersonCodes people;

    WordsOnPaper(Assessments assessments, Plans plans, Medicals medicals, Notes notes, PersonCodes people) {
        this.assessments = assessments;
        this.plans = plans;
        this.medicals = medicals;
        this.notes = notes;
        this.people = people;
    }

    /** @param plans those in force, or waiting; the older ones are on their page */
    record Written(
            List<Assessment> assessments,
            List<Plan> plans,
            List<Medical> medicals,
            List<Note> notes,
            Map<UUID, String> people) {

        boolean isEmpty() {
            return assessments.isEmpty() && plans.isEmpty() && medicals.isEmpty() && notes.isEmpty();
        }
    }

    @Override
    public Optional<Printed> partFor(Actor actor, FileFrame frame, Paper paper) {
        if (!frame.worksOnIt() || frame.least() || frame.proposed()) return Optional.empty();
        if (paper == Paper.SHEET) return frame.holds(Section.NOTES) ? safety(actor, frame.code()) : Optional.empty();
        Written written = written(actor, frame);
        return written.isEmpty() ? Optional.empty() : Optional.of(new Printed("overview/words", written));
    }

    /** What is agreed for the child's safety, as the newest assessment that says so wrote it. */
    private Optional<Printed> safety(Actor actor, String code) {
        return done(assessments.of(actor, code)).stream()
                .filter(one -> one.words().safetyPlan() != null)
                .max(Comparator.comparing(Assessment::at))
                .map(one -> new Printed("overview/safety", one));
    }

    private Written written(Actor actor, FileFrame frame) {
        String code = frame.code();
        boolean told = frame.holds(Section.NOTES);
        List<Assessment> assessed = told ? done(assessments.of(actor, code)) : List.of();
        List<Plan> planned = frame.holds(Section.ASSISTANCE) ? current(done(plans.of(actor, code))) : List.of();
        List<Medical> healed =
                frame.holds(Section.HEALTH) ? medicals.read(actor, code).orElse(List.of()) : List.of();
        List<Note> noted = told ? notes.read(actor, code).orElse(List.of()) : List.of();
        List<UUID> who = Stream.of(
                        assessed.stream().map(Assessment::author),
                        planned.stream().flatMap(plan -> plan.goals().stream().map(goal -> goal.responsible())),
                        healed.stream().map(Medical::recordedBy),
                        noted.stream().map(Note::recordedBy))
                .flatMap(ids -> ids)
                .toList();
        return new Written(assessed, planned, healed, noted, people.of(actor, who));
    }

    private static <T> List<T> done(Outcome<List<T>> read) {
        return read instanceof Outcome.Done<List<T>> done ? done.value() : List.of();
    }

    private static List<Plan> current(List<Plan> all) {
        return all.stream()
                .filter(plan -> plan.status() == Plan.Status.APPROVED || plan.status() == Plan.Status.SUBMITTED)
                .toList();
    }
}
