package org.akoma.protection.alerts;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.PersonCodes;
import org.akoma.protection.overview.PrintedPart;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** On paper: what alerts say. For a case conference those that are open; with what was done, for the whole file. Never where it happened. */
@Component
@Order(9)
class AlertsOnPaper implements PrintedPart {

    private final Alerts alerts;
    private final AlertTexts texts;
    private final PersonCodes people;

    AlertsOnPaper(Alerts alerts, AlertTexts texts, PersonCodes people) {
        this.alerts = alerts;
        this.texts = texts;
        this.people = people;
    }

    /** @param whole whether what was done is shown too */
    record Told(List<AlertTold> alerts, boolean whole, Map<UUID, String> people) {}

    @Override
    public Optional<Printed> partFor(Actor actor, FileFrame frame, Paper paper) {
        if (!frame.worksOnIt() || frame.least() || frame.proposed() || !frame.holds(Section.FOLLOW_UP))
            return Optional.empty();
        boolean whole = paper == Paper.FILE;
        List<AlertTold> told = read(actor, frame).stream()
                .filter(one -> whole || one.alert().closedAt() == null)
                .map(texts::told)
                .toList();
        if (told.isEmpty()) return Optional.empty();
        List<UUID> named = told.stream()
                .flatMap(one -> Stream.concat(
                        Stream.of(one.alert().raisedBy()),
                        one.actions().stream().map(AlertAction::takenBy)))
                .distinct()
                .toList();
        return Optional.of(new Printed("alerts/printed", new Told(told, whole, people.of(actor, named))));
    }

    private List<AlertTold> read(Actor actor, FileFrame frame) {
        return alerts.told(actor, frame.code()) instanceof Outcome.Done<List<AlertTold>>(var all) ? all : List.of();
    }
}
