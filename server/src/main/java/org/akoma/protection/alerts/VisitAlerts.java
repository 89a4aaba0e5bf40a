package org.akoma.protection.alerts;

import java.util.List;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.protection.visits.RunningAlerts;
import org.springframework.stereotype.Component;

/** The alerts that a visit may have raised, for its page. */
@Component
class VisitAlerts implements RunningAlerts {

    private final Alerts alerts;

    VisitAlerts(Alerts alerts) {
        this.alerts = alerts;
    }

    @Override
    public List<Running> raisedByVisits(Actor actor, String code) {
        return Stream.of(Alert.Type.DANGER_AT_HOME, Alert.Type.TRAFFICKER_CONTACT, Alert.Type.RE_EXPLOITATION)
                .flatMap(type -> alerts.newest(actor, code, type).stream())
                .filter(alert -> alert.closedAt() == null)
                .map(alert -> new Running(alert.id(), alert.type().name(), alert.ackDue(), alert.acknowledgedAt()))
                .toList();
    }
}
