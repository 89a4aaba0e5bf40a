package org.akoma.protection.wellbeing;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.assessment.AssessChild;
import org.akoma.protection.assessment.Assessment;
import org.akoma.protection.assessment.Assessments;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Once;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.visits.HighProposal;
import org.akoma.protection.visits.HighProposals;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * The risk of being trafficked again. The score only proposes: who works on the file may raise its risk with a reason; a lower one waits
 * for another person, a supervisor, as with every assessment.
 */
@Service
public class RiskScores {

    private final RiskScoreStore store;
    private final CsiStore indexes;
    private final Assessments assessments;
    private final CaseWork work;
    private final HighProposals proposals;
    private final Policies policies;
    private final ApplicationEventPublisher events;

    RiskScores(
            RiskScoreStore store,
            CsiStore indexes,
            Assessments assessments,
            CaseWork work,
            HighProposals proposals,
            Policies policies,
            ApplicationEventPublisher events) {
        this.proposals = proposals;
        this.events = events;
        this.store = store;
        this.indexes = indexes;
        this.assessments = assessments;
        this.work = work;
        this.policies = policies;
    }

    /**
     * @param scores newest first
     * @param prefilled points that the newest index answers
     */
    public record Standing(List<RiskScore> scores, Map<RiskItem, Integer> prefilled) {}

    /** The reading is journalled. */
    public Outcome<Standing> of(Actor actor, String code) {
        return work.read(
                actor,
                code,
                Section.FOLLOW_UP,
                "followup.risk-read",
                file -> new Standing(store.of(file.id()), prefilled(file.id())));
    }

    /** Those that had been made by the end of a past day, with nothing to fill in; the reading is journalled. */
    public Outcome<Standing> of(Actor actor, String code, LocalDate day) {
        return work.read(
                actor,
                code,
                Section.FOLLOW_UP,
                "followup.risk-read",
                file -> new Standing(
                        store.of(file.id()).stream()
                                .filter(one -> !one.on().isAfter(day))
                                .toList(),
                        Map.of()));
    }

    /** 1A and 5A of the newest index: 4 is no point, 1 is three. */
    private Map<RiskItem, Integer> prefilled(UUID file) {
        Map<RiskItem, Integer> found = new EnumMap<>(RiskItem.class);
        indexes.of(file).stream().findFirst().ifPresent(csi -> {
            Integer food = csi.level(CsiFactor.FOOD_SECURITY);
            Integer emotional = csi.level(CsiFactor.EMOTIONAL_HEALTH);
            if (food != null) found.put(RiskItem.FOOD, Csi.GOOD - food);
            if (emotional != null) found.put(RiskItem.EMOTIONAL, Csi.GOOD - emotional);
        });
        return found;
    }

    public Outcome<RiskScore> record(Actor actor, String code, ScoreRisk command) {
        return work.once(
                actor,
                code,
                Verb.CSI_WRITE,
                Section.FOLLOW_UP,
                new Once<>(
                        command.id(),
                        command,
                        file -> CaseWork.among(store.of(file.id()), RiskScore::id, command.id())),
                file -> {
                    if (command.on().isAfter(work.today())) return Outcome.Refused.because("on", "form.future");
                    if (command.on().isBefore(LocalDate.ofInstant(file.registeredAt(), ZoneOffset.UTC)))
                        return Outcome.Refused.because("on", "followup.before-registration");
                    if (!points(command)) return Outcome.Refused.because("points", "form.choice", "");
                    RiskScore made = score(actor, file, command);
                    boolean below = made.proposed() == CaseFile.Risk.HIGH && staysBelow(file, command);
                    if (below && command.reason() == null)
                        return Outcome.Refused.because("reason", "followup.risk-why-below");
                    return switch (decide(actor, file, command)) {
                        case Outcome.Done<Boolean> agreed -> new Outcome.Done<>(keep(actor, file, made, below));
                        case Outcome.Refused<Boolean>(var why) -> new Outcome.Refused<>(why);
                        case Outcome.Forbidden<Boolean>() -> new Outcome.Forbidden<>();
                        case Outcome.NotFound<Boolean>() -> new Outcome.NotFound<>();
                        case Outcome.Stale<Boolean> stale -> new Outcome.NotFound<>();
                    };
                });
    }

    private static boolean staysBelow(CaseFile file, ScoreRisk command) {
        return file.risk() != CaseFile.Risk.HIGH && command.risk() != CaseFile.Risk.HIGH;
    }

    private static boolean points(ScoreRisk command) {
        return command.points().entrySet().stream()
                .allMatch(e -> e.getKey().points().contains(e.getValue()));
    }

    /** Changes the file's risk by an assessment, which waits for a second person if it lowers the risk. */
    private Outcome<Boolean> decide(Actor actor, CaseFile file, ScoreRisk command) {
        CaseFile.Risk wanted = command.risk();
        if (wanted == null || wanted == file.risk()) return new Outcome.Done<>(false);
        if (command.reason() == null) return Outcome.Refused.because("reason", "form.required");
        if (wanted == CaseFile.Risk.HIGH && command.safetyPlan() == null)
            return Outcome.Refused.because("safetyPlan", "cases.safety-plan");
        Outcome<Assessment> assessed = assessments.assess(
                actor,
                file.code(),
                new AssessChild(
                        Ids.next(),
                        Assessment.Kind.REVIEW,
                        wanted,
                        List.of(),
                        new Assessment.SealedText(
                                null, null, null, command.reason(), command.safetyPlan(), null, null)));
        return switch (assessed) {
            case Outcome.Done<Assessment> made -> new Outcome.Done<>(true);
            case Outcome.Refused<Assessment>(var why) -> new Outcome.Refused<>(why);
            case Outcome.Forbidden<Assessment>() -> new Outcome.Forbidden<>();
            case Outcome.NotFound<Assessment>() -> new Outcome.NotFound<>();
            case Outcome.Stale<Assessment> stale -> new Outcome.NotFound<>();
        };
    }

    private RiskScore score(Actor actor, CaseFile file, ScoreRisk command) {
        boolean exploited = indexes.of(file.id()).stream()
                .findFirst()
                .map(csi -> Integer.valueOf(Csi.VERY_BAD).equals(csi.level(CsiFactor.ABUSE_EXPLOITATION)))
                .orElse(false);
        boolean missed = store.twoMissed(file.id(), work.today(), policies.days("visit.late.max"));
        return new RiskScore(
                        command.id(),
                        command.on(),
                        work.now(),
                        actor.personId(),
                        command.points(),
                        command.asksProtection(),
                        exploited,
                        missed,
                        CaseFile.Risk.LOW,
                        command.risk(),
                        new RiskScore.SealedText(command.reason()))
                .proposing(policies);
    }

    /** @param below whether the file's risk stays below the HIGH that is proposed: then a supervisor decides */
    private RiskScore keep(Actor actor, CaseFile file, RiskScore made, boolean below) {
        store.insert(file, made);
        work.note(
                file,
                Section.FOLLOW_UP,
                "followup.risk-scored",
                Map.of(
                        "proposed",
                        made.proposed().name(),
                        "missing",
                        made.missing().size()));
        if (below) proposals.propose(file, HighProposal.Source.RISK_SCORE, made.id(), actor.personId());
        events.publishEvent(new RiskScored(file, made));
        return made;
    }
}
