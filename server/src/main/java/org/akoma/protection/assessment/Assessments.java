package org.akoma.protection.assessment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseFiles;
import org.akoma.protection.cases.CaseProgress;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Once;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.consent.ConsentGate;
import org.springframework.stereotype.Service;

/** What a child needs, the danger, and the safety plan ({@code requirements.md 2.1, step 6}). */
@Service
public class Assessments {

    public static final String ASSESSED = "cases.assessed";
    public static final String RISK_CHANGED = "cases.risk-changed";

    private final AssessmentStore store;
    private final CaseFiles files;
    private final CaseProgress progress;
    private final ConsentGate consent;
    private final CaseWork work;
    private final HousedChildren housed;

    Assessments(
            AssessmentStore store,
            CaseFiles files,
            CaseProgress progress,
            ConsentGate consent,
            CaseWork work,
            HousedChildren housed) {
        this.housed = housed;
        this.store = store;
        this.files = files;
        this.progress = progress;
        this.consent = consent;
        this.work = work;
    }

    /** All assessments, newest first; the reading is journalled. */
    public Outcome<List<Assessment>> of(Actor actor, String code) {
        return work.read(actor, code, Section.NOTES, "cases.assessments-read", file -> store.of(file.id()));
    }

    /** Anybody who works on the file may raise the risk; lowering it waits for {@link #agree}. */
    public Outcome<Assessment> assess(Actor actor, String code, AssessChild command) {
        return work.once(
                actor,
                code,
                Verb.CASE_WRITE,
                Section.NOTES,
                new Once<>(command.id(), command, file -> store.find(file.id(), command.id())),
                file -> {
                    FieldError stopped = consent.refusal(file);
                    if (stopped != null && !command.protects(file)) return new Outcome.Refused<>(stopped);
                    FieldError why = stopped == null ? command.refusal(file) : command.reasonMissing();
                    if (why != null) return new Outcome.Refused<>(why);
                    if (command.toShelter() && housed.house(actor, file).isEmpty())
                        return Outcome.Refused.because("toShelter", "cases.no-stay");
                    Assessment made = command.made(file, actor.personId(), work.now());
                    store.insert(file.id(), made);
                    work.note(file, Section.NOTES, ASSESSED, facts(made));
                    if (!made.lowers()) hold(file, made.risk());
                    String plan = made.words().safetyPlan();
                    if (command.toShelter() && plan != null) housed.hand(actor, file, plan);
                    if (stopped == null) advance(file, made.kind());
                    return new Outcome.Done<>(made);
                });
    }

    public static Map<String, String> facts(Assessment made) {
        return Map.of("kind", made.kind().name(), "risk", made.risk().name());
    }

    private void hold(CaseFile file, CaseFile.Risk risk) {
        if (risk == file.risk()) return;
        files.turn(file.id(), CaseFiles.Turn.RISK, risk.name(), work.now());
        Object before = file.risk() == null ? "" : file.risk().name();
        work.note(file, Section.STATUS, RISK_CHANGED, Map.of("risk", List.of(before, risk.name())));
    }

    private void advance(CaseFile file, Assessment.Kind kind) {
        if (kind == Assessment.Kind.INITIAL) {
            files.state(file.id(), CaseFiles.Fact.ASSESSED_AT, work.now(), work.now());
            progress.move(file, CaseFile.Status.ASSESSED);
        } else if (file.status() == CaseFile.Status.REOPENED) {
            progress.activate(file);
        }
    }

    /** A supervisor who did not write it agrees to a lower risk, which holds from now. */
    public Outcome<Assessment> agree(Actor actor, String code, UUID assessment) {
        return work.on(actor, code, Verb.CASE_APPROVE, Section.NOTES, file -> {
            Assessment lowered = store.find(file.id(), assessment).orElse(null);
            if (lowered == null) return new Outcome.NotFound<>();
            if (lowered.author().equals(actor.personId())) return Outcome.Refused.because("approval", "cases.own-work");
            if (!lowered.waits()) return Outcome.Refused.because("approval", "cases.nothing-waits");
            if (!isNewest(file, lowered)) return Outcome.Refused.because("approval", "cases.assessment-older");
            store.approve(lowered.id(), actor.personId(), work.now());
            hold(file, lowered.risk());
            work.note(
                    file,
                    Section.NOTES,
                    "cases.risk-lowering-agreed",
                    Map.of("risk", lowered.risk().name()));
            return new Outcome.Done<>(store.find(file.id(), assessment).orElseThrow());
        });
    }

    /** What somebody has assessed since then must not be overruled by an older view. */
    private boolean isNewest(CaseFile file, Assessment one) {
        return store.of(file.id()).getFirst().id().equals(one.id());
    }

    /** The shelter where the child sleeps, for who writes to it; not journalled. */
    Optional<HousedChildren.House> house(Actor actor, String code) {
        return work.peek(actor, code, Section.NOTES, file -> housed.house(actor, file))
                .flatMap(found -> found);
    }

    /** The newest safety plan, for who reads assessments; the reading is journalled. */
    public Optional<Assessment> safetyPlan(Actor actor, String code) {
        return work.open(
                        actor,
                        code,
                        Section.NOTES,
                        "cases.assessments-read",
                        file -> store.of(file.id()).stream()
                                .filter(one -> one.words().safetyPlan() != null)
                                .findFirst())
                .flatMap(found -> found);
    }

    /** An assessment of a file. */
    public record Made(UUID file, Assessment assessment) {}

    /** Keeps the first assessments of new files, which the caller has judged. Call inside an actor's transaction; not journalled. */
    public void keep(List<Made> made) {
        store.insert(made);
    }
}
