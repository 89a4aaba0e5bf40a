package org.akoma.protection.alerts;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.wellbeing.CsiAction;
import org.akoma.protection.wellbeing.CsiFactor;
import org.akoma.protection.wellbeing.ReportDuties;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The duty to report an offence (T16): it begins with any alert that reports it, raised by a person or the application, and ends when the report
 * is recorded on the alert or under the index. All in the caller's transaction.
 */
@Component
class OffenceReports implements ReportDuties {

    private final OffenceReportStore actions;
    private final AlertStore alerts;
    private final CaseWork work;
    private final Policies policies;

    OffenceReports(OffenceReportStore actions, AlertStore alerts, CaseWork work, Policies policies) {
        this.actions = actions;
        this.alerts = alerts;
        this.work = work;
        this.policies = policies;
    }

    /**
     * Opens the duty once for an alert; an offence reported to us again after the report opens it again.
     *
     * @param csi the index that raised the alert; null = a person or a visit
     */
    void ask(CaseFile file, Alert alert, @Nullable UUID csi) {
        if (!alert.type().offence()) return;
        Instant now = work.now();
        Instant due = now.plus(
                policies.offenceReport(file.country()).orElse(alert.type().safe(policies)));
        List<CsiFactor> factors = csi == null ? List.of() : List.of(CsiFactor.ABUSE_EXPLOITATION);
        actions.insertReport(file, csi, alert.id(), factors, due, now);
    }

    /** What waits on this alert; null when nothing does, or its reader may not know. */
    @Nullable
    OffenceReport waiting(Alert alert) {
        return alert.type().offence() ? actions.report(alert.id()).orElse(null) : null;
    }

    /** The alert with which a duty began, as far as the reader sees the duty. */
    Optional<UUID> alertOf(UUID duty) {
        return actions.alertOf(duty);
    }

    /** Until when, by alert. */
    Map<UUID, Instant> waitingOn(UUID file) {
        return actions.reports(file);
    }

    /** The report was recorded on an alert that was taken on: its clocks stop where more than the words of one person says so; until then it waits. */
    void recorded(Alert alert, UUID by, String told) {
        if (!actions.isConfirmed(alert.id())) return;
        alerts.stop(alert.id(), AlertAction.Kind.POLICE_REPORT, work.now());
        if (alert.type().offence()) actions.finishReport(alert, by, new CsiAction.SealedText(told), work.now());
    }

    /** Who takes the alert on read of the report that was recorded before. */
    void read(Alert alert, UUID by) {
        AlertTold.reported(alert, alerts.actions(alert)).ifPresent(told -> recorded(alert, by, told));
    }

    @Override
    public boolean isRead(CsiAction duty) {
        return duty.alert() == null
                || alerts.find(duty.alert(), true).orElseThrow().acknowledgedAt() != null;
    }

    @Override
    public void recordedUnderIndex(CsiAction duty, UUID by, String told) {
        if (duty.alert() == null) return;
        Alert alert = alerts.find(duty.alert(), true).orElseThrow();
        Instant now = work.now();
        alerts.stop(alert.id(), AlertAction.Kind.POLICE_REPORT, now);
        alerts.insert(
                alert,
                new AlertAction(Ids.next(), AlertAction.Kind.POLICE_REPORT, now, by, new AlertAction.SealedText(told)));
    }

    /** There was no offence. */
    void falseAlarm(Alert alert) {
        if (alert.type().offence()) actions.endReport(alert, CsiAction.End.FALSE_ALARM, work.now());
    }
}
