package org.akoma.protection.alerts;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.visits.RunningAlerts;
import org.akoma.protection.visits.Visit;
import org.akoma.protection.visits.VisitDone;
import org.akoma.protection.visits.Visits;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The alerts that a visit raised, for its page; and those of a visit whose record was refused. */
@Component
class VisitAlerts implements RunningAlerts {

    private final Alerts alerts;
    private final FirstAlerts first;
    private final AlertEvidenceStore evidence;
    private final Visits visits;
    private final CaseWork work;

    VisitAlerts(Alerts alerts, FirstAlerts first, AlertEvidenceStore evidence, Visits visits, CaseWork work) {
        this.alerts = alerts;
        this.first = first;
        this.evidence = evidence;
        this.visits = visits;
        this.work = work;
    }

    @Override
    public List<Running> raisedByVisits(Actor actor, String code) {
        return Stream.of(Alert.Type.DANGER_AT_HOME, Alert.Type.TRAFFICKER_CONTACT, Alert.Type.RE_EXPLOITATION)
                .flatMap(type -> alerts.newest(actor, code, type).stream())
                .filter(alert -> alert.closedAt() == null)
                .map(alert -> new Running(alert.id(), alert.type().name(), alert.ackDue(), alert.acknowledgedAt()))
                .toList();
    }

    @Override
    public boolean raiseFirst(Actor actor, String code, Refused said) {
        if (!said.alarms()) return false;
        Outcome<Boolean> raised = work.onAny(actor, code, Verb.VISIT_WRITE, Section.FOLLOW_UP, file -> {
            Visit visit = CaseWork.among(visits.of(file.id()), Visit::id, said.visit())
                    .orElse(null);
            boolean records = visit == null ? !said.planned() : visit.cancelledAt() == null;
            return new Outcome.Done<>(records && raiseFirst(actor, file, said, visit == null ? null : visit.done()));
        });
        return raised instanceof Outcome.Done<Boolean>(var went) && went;
    }

    /** @param done what was recorded of the visit before; its alerts went out then */
    private boolean raiseFirst(Actor actor, CaseFile file, Refused said, Visit.@Nullable Done done) {
        boolean danger = said.danger() && (done == null || done.safety() != VisitDone.Safety.DANGER);
        boolean trafficker = said.trafficker() && (done == null || !Boolean.TRUE.equals(done.traffickerContact()));
        boolean works = said.works()
                && (done == null || !VisitDone.WORKS.equals(done.school()))
                && evidence.worksTooYoung(file.id());
        if (danger) raise(actor, file, said, Alert.Type.DANGER_AT_HOME, AlertCause.Kind.DANGER);
        if (trafficker) raise(actor, file, said, Alert.Type.TRAFFICKER_CONTACT, AlertCause.Kind.VISIT);
        if (works) raise(actor, file, said, Alert.Type.RE_EXPLOITATION, AlertCause.Kind.VISIT_WORKS);
        return danger || trafficker || works;
    }

    private void raise(Actor actor, CaseFile file, Refused said, Alert.Type type, AlertCause.Kind kind) {
        LocalDate on = said.on() == null || said.on().isAfter(work.today()) ? work.today() : said.on();
        AlertCause cause = new AlertCause(kind, on, List.of(), said.words());
        first.raise(file, said.sent(), type, Alert.Source.VISIT, actor.personId(), cause);
    }
}
