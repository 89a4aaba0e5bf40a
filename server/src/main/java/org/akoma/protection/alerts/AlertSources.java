package org.akoma.protection.alerts;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.protection.cases.CaseChanged;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.DangerWritten;
import org.akoma.protection.cases.HomeBegan;
import org.akoma.protection.identity.Cases;
import org.akoma.protection.placement.ChildMissing;
import org.akoma.protection.placement.ChildWithoutPlace;
import org.akoma.protection.placement.HomeConfirmed;
import org.akoma.protection.placement.LeavePlace;
import org.akoma.protection.placement.Searches;
import org.akoma.protection.record.MedicalRecorded;
import org.akoma.protection.visits.ChildAnswered;
import org.akoma.protection.visits.VisitDone;
import org.akoma.protection.visits.VisitFeedback;
import org.akoma.protection.wellbeing.CsiConsequence;
import org.akoma.protection.wellbeing.CsiFactor;
import org.akoma.protection.wellbeing.CsiRecorded;
import org.akoma.protection.wellbeing.RiskItem;
import org.akoma.protection.wellbeing.RiskScore;
import org.akoma.protection.wellbeing.RiskScored;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Raises or ends alerts after other acts: an index, a visit, a search, the end of a file. In the transaction of that act. */
@Component
class AlertSources {

    private final AlertRaising alerts;
    private final FirstAlerts first;
    private final AlertStore store;
    private final AlertEvidenceStore evidence;
    private final Cases cases;
    private final Searches searches;

    AlertSources(
            AlertRaising alerts,
            FirstAlerts first,
            AlertStore store,
            AlertEvidenceStore evidence,
            Cases cases,
            Searches searches) {
        this.searches = searches;
        this.alerts = alerts;
        this.first = first;
        this.store = store;
        this.evidence = evidence;
        this.cases = cases;
    }

    /** The newest index speaks: what the one before it alarmed about is judged anew. One entered late, of a day gone by, alarms as well and ends nothing. */
    @EventListener
    void indexed(CsiRecorded recorded) {
        UUID by = recorded.actor().personId();
        if (recorded.newest()) alerts.end(recorded.file(), Alert.Type.CSI_URGENT, Alert.Outcome.REASSESSED, by);
        for (CsiConsequence one : recorded.asked())
            if (one.kind().isAlert()) raise(recorded, typeOf(one), one.factors());
    }

    /** An index that would be refused: what is urgent in it does not wait for the rest. */
    @EventListener
    void refused(CsiRecorded.Refused said) {
        for (CsiConsequence one : said.asked())
            first.raise(
                    said.file(),
                    said.csi().id(),
                    typeOf(one),
                    Alert.Source.CSI,
                    said.csi().assessor(),
                    new AlertCause(
                            AlertCause.Kind.CSI,
                            said.csi().on(),
                            one.factors(),
                            said.csi().words().seen()));
    }

    private static Alert.Type typeOf(CsiConsequence one) {
        return one.kind() == CsiConsequence.Kind.EXPLOITATION_ALERT
                ? Alert.Type.RE_EXPLOITATION
                : Alert.Type.CSI_URGENT;
    }

    private void raise(CsiRecorded recorded, Alert.Type type, List<CsiFactor> factors) {
        if (first.isOut(recorded.file().id(), recorded.csi().id(), type)) return;
        AlertCause cause = new AlertCause(AlertCause.Kind.CSI, recorded.csi().on(), factors);
        alerts.raise(
                recorded.file(),
                Ids.next(),
                type,
                Alert.Source.CSI,
                recorded.actor().personId(),
                new Alert.SealedText(cause.stored(), null),
                recorded.csi().id());
    }

    /** A visit at which the trafficker turned out to be in contact, or the child to be in danger. */
    @EventListener
    void visited(VisitDone visit) {
        if (Boolean.TRUE.equals(visit.traffickerContact()))
            raise(visit, Alert.Type.TRAFFICKER_CONTACT, AlertCause.Kind.VISIT);
        if (visit.safety() == VisitDone.Safety.DANGER) raise(visit, Alert.Type.DANGER_AT_HOME, AlertCause.Kind.DANGER);
        if (VisitDone.WORKS.equals(visit.school()) && evidence.worksTooYoung(visit.file()))
            raise(visit, Alert.Type.RE_EXPLOITATION, AlertCause.Kind.VISIT_WORKS);
        if (visit.safety() == VisitDone.Safety.CONCERN)
            alerts.ring(cases.find(visit.file()).orElseThrow(), visit.recordedBy());
    }

    private void raise(VisitDone visit, Alert.Type type, AlertCause.Kind cause) {
        if (first.isOut(visit.file(), visit.sent(), type)) return;
        raise(
                cases.find(visit.file()).orElseThrow(),
                type,
                Alert.Source.VISIT,
                visit.recordedBy(),
                new AlertCause(cause, visit.doneOn(), List.of()));
    }

    /** The child does not feel safe: nobody else's view of the visit weighs against it. */
    @EventListener
    void answered(ChildAnswered answered) {
        if (answered.said().safe() != VisitFeedback.Answer.NO) return;
        raise(
                answered.file(),
                Alert.Type.DANGER_AT_HOME,
                Alert.Source.CHILD,
                answered.takenBy(),
                new AlertCause(AlertCause.Kind.FEEDBACK, answered.on(), List.of()));
    }

    /** What is urgent for the body or the mind: that it is, not what it is. */
    @EventListener
    void treated(MedicalRecorded recorded) {
        if (recorded.urgent())
            raise(
                    recorded.file(),
                    Alert.Type.HEALTH_URGENT,
                    Alert.Source.HEALTH,
                    recorded.recordedBy(),
                    new AlertCause(AlertCause.Kind.HEALTH, null, List.of()));
    }

    /**
     * Danger in a field that nobody need open today: in the family, in what the shelter wrote, in an answer about consent, at work or at school,
     * on the way home. A note of those who work on the file notifies the others, and so does work at an age at which it is allowed.
     */
    @EventListener
    void written(DangerWritten danger) {
        boolean grown = danger.where() == DangerWritten.Where.CHILD_WORKS
                && !evidence.worksTooYoung(danger.file().id());
        if (danger.where() == DangerWritten.Where.NOTE || grown) {
            alerts.ring(danger.file(), danger.recordedBy());
            return;
        }
        boolean health = danger.where() == DangerWritten.Where.SLIP;
        Alert.Type type = switch (danger.where()) {
            case SLIP -> Alert.Type.HEALTH_URGENT;
            case CONSENT -> Alert.Type.LIFE_IN_DANGER;
            case FAMILY, SHELTER_NOTE, NOTE, CHILD_MARRIED, RETURN_NOT_SAFE, GUARDIAN_UNSAFE, VISIT_UNSAFE ->
                Alert.Type.DANGER_AT_HOME;
            case WORKPLACE, SCHOOL_NOT_SAFE, SERVICE_UNSAFE -> Alert.Type.DANGER_AT_WORK;
            case CHILD_WORKS -> Alert.Type.RE_EXPLOITATION;
            case RETURN_TRAFFICKER -> Alert.Type.TRAFFICKER_CONTACT;
            case SCHOOL_MISSING, HANDED_OVER_GONE -> Alert.Type.MISSING;
        };
        raise(
                danger.file(),
                type,
                health ? Alert.Source.HEALTH : Alert.Source.PERSON,
                danger.recordedBy(),
                new AlertCause(AlertCause.Kind.valueOf(danger.where().name()), null, List.of()));
        if (type == Alert.Type.MISSING) searches.begin(danger.file(), "");
    }

    /** A child ran away from where it lived, or was taken. */
    @EventListener
    void missing(ChildMissing gone) {
        boolean taken = gone.reason() == LeavePlace.Reason.TAKEN_AWAY;
        raise(
                gone.file(),
                Alert.Type.MISSING,
                Alert.Source.SEARCH,
                gone.recordedBy(),
                new AlertCause(taken ? AlertCause.Kind.TAKEN_AWAY : AlertCause.Kind.RAN_AWAY, gone.day(), List.of()));
    }

    /** A child left where it lived and has no other place, until one begins to which nobody need agree any more. */
    @EventListener
    void withoutPlace(ChildWithoutPlace left) {
        raise(
                left.file(),
                Alert.Type.WITHOUT_PLACE,
                Alert.Source.PERSON,
                left.recordedBy(),
                new AlertCause(AlertCause.Kind.WITHOUT_PLACE, left.day(), List.of()));
    }

    @EventListener
    void placed(HomeBegan began) {
        placed(began.file());
    }

    @EventListener
    void placed(HomeConfirmed confirmed) {
        placed(confirmed.file());
    }

    private void placed(CaseFile file) {
        if (evidence.hasPlace(file.id()))
            alerts.end(file, Alert.Type.WITHOUT_PLACE, Alert.Outcome.PLACED, store.actor());
    }

    /** A score tells of the trafficker, or of danger where the child lives. */
    @EventListener
    void scored(RiskScored scored) {
        RiskScore score = scored.score();
        AlertCause cause = new AlertCause(AlertCause.Kind.RISK_SCORE, score.on(), List.of());
        if (score.points().getOrDefault(RiskItem.TRAFFICKER_CONTACT, 0) > 0)
            raise(scored.file(), Alert.Type.TRAFFICKER_CONTACT, Alert.Source.RISK_SCORE, score.scoredBy(), cause);
        if (score.tellsOfDanger())
            raise(scored.file(), Alert.Type.DANGER_AT_HOME, Alert.Source.RISK_SCORE, score.scoredBy(), cause);
    }

    private void raise(CaseFile file, Alert.Type type, Alert.Source source, UUID by, AlertCause cause) {
        alerts.raise(file, Ids.next(), type, source, by, new Alert.SealedText(cause.stored(), null), null);
    }

    @EventListener
    void changed(CaseChanged changed) {
        CaseFile before = changed.before();
        CaseFile after = changed.after();
        if (!before.workerId().equals(after.workerId())
                || !before.organisationId().equals(after.organisationId())
                || !Objects.equals(before.supervisorId(), after.supervisorId())) store.move(after);
        boolean lost = after.lostSince() != null;
        if (lost && before.lostSince() == null) lost(after, store.actor());
        // who wrote that the child is found does not end the alert: a supervisor confirms it
        if (!lost && before.lostSince() != null) alerts.ring(after, store.actor());
        if (before.status().open() && !after.status().open()) closed(after, store.actor());
    }

    private void closed(CaseFile file, UUID by) {
        for (Alert.Type type : Alert.Type.values()) alerts.end(file, type, Alert.Outcome.FILE_CLOSED, by);
    }

    /** Where an alert that the child is missing runs, it is the stricter one. */
    private void lost(CaseFile file, UUID by) {
        if (store.running(file.id(), Alert.Type.LOST_TO_FOLLOW_UP).isPresent()
                || store.running(file.id(), Alert.Type.MISSING).isPresent()) return;
        alerts.raise(
                file,
                Ids.next(),
                Alert.Type.LOST_TO_FOLLOW_UP,
                Alert.Source.SEARCH,
                by,
                new Alert.SealedText(new AlertCause(AlertCause.Kind.SEARCH, null, List.of()).stored(), null),
                null);
    }
}
