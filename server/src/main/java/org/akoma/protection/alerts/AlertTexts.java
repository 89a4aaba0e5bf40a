package org.akoma.protection.alerts;

import java.util.stream.Collectors;
import org.akoma.ground.pages.Formats;
import org.springframework.stereotype.Component;

/** The text of an alert, in the reader's language where the application raised it. */
@Component
class AlertTexts {

    private final Formats words;

    AlertTexts(Formats words) {
        this.words = words;
    }

    AlertTold told(AlertTold told) {
        return new AlertTold(
                told.alert(),
                new Alert.SealedText(text(told.words().what()), told.words().where()),
                told.actions().stream().map(this::told).toList(),
                told.report(),
                told.endings(),
                told.lacks(),
                told.found());
    }

    private AlertAction told(AlertAction one) {
        return one.words() == null
                ? one
                : new AlertAction(
                        one.id(),
                        one.kind(),
                        one.at(),
                        one.takenBy(),
                        new AlertAction.SealedText(text(one.words().text())));
    }

    private String text(String stored) {
        AlertCause cause = AlertCause.read(stored);
        if (cause == null) return stored;
        String factors = cause.factors().stream()
                .map(factor -> factor.number() + " " + words.code("csi-factor", factor))
                .collect(Collectors.joining(", "));
        String told = words.text("followup.alert.cause." + cause.kind(), words.date(cause.on()), factors);
        return cause.words() == null ? told : told + "\n" + cause.words();
    }
}
