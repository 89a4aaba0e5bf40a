package org.akoma.protection.alerts;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.akoma.ground.web.Form;

/** The filters of the list of alerts: {@code state=open|all}, {@code asOf}, {@code cursor}, {@code limit}. */
final class AlertListForm {

    private AlertListForm() {}

    static AlertQuery read(Form form, Clock clock) {
        form.text("lang", 2);
        form.text("done", 80);
        String state = form.choice("state", List.of("open", "all"));
        LocalDate day = form.pastDay("asOf", LocalDate.now(clock));
        Instant now = clock.instant();
        Instant then = day == null
                ? now
                : day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC).minusMillis(1);
        Integer limit = form.integer("limit", 1, 200);
        String cursor = form.text("cursor", 60);
        AlertQuery.Place after = cursor == null
                ? AlertQuery.Place.START
                : AlertQuery.Place.read(cursor).orElse(null);
        if (after == null) form.wrong("cursor", "form.choice", "");
        return new AlertQuery(
                !"all".equals(state),
                then.isAfter(now) ? now : then,
                after == null ? AlertQuery.Place.START : after,
                limit == null ? AlertQuery.PAGE : limit);
    }
}
