package org.akoma.protection.alerts;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.closure.ClosureEvidence;
import org.akoma.protection.closure.ClosureFinding;
import org.springframework.stereotype.Component;

/** A file with an open alert is not closed ({@code requirements.md 2.5}). */
@Component
class OpenAlerts implements ClosureEvidence {

    private final AlertStore alerts;

    OpenAlerts(AlertStore alerts) {
        this.alerts = alerts;
    }

    @Override
    public List<ClosureFinding> about(CaseFile file, LocalDate today) {
        long open = open(file).count();
        return open == 0
                ? List.of()
                : List.of(ClosureFinding.notMet(ClosureFinding.Criterion.NO_NEW_RISK, ClosureFinding.ALERTS, open));
    }

    @Override
    public List<String> openAlerts(CaseFile file) {
        return open(file).map(alert -> alert.type().name()).toList();
    }

    private Stream<Alert> open(CaseFile file) {
        return alerts.of(file.id()).stream().filter(alert -> alert.closedAt() == null);
    }
}
