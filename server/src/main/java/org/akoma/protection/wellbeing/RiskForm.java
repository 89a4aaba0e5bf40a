package org.akoma.protection.wellbeing;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.akoma.ground.web.Form;
import org.akoma.protection.cases.CaseFile;
import org.jspecify.annotations.Nullable;

/** What is typed of a risk score: each item is a question that may be left open. */
final class RiskForm {

    /** Nothing is known: counts 2 and is shown. */
    static final String UNKNOWN = "UNKNOWN";

    private RiskForm() {}

    /** @return null when something is wrong: see the form's errors */
    static @Nullable ScoreRisk read(Form form) {
        var id = form.idOrNew("id");
        LocalDate on = form.requiredDate("on");
        Map<RiskItem, Integer> points = new EnumMap<>(RiskItem.class);
        for (RiskItem item : RiskItem.values()) {
            List<String> answers = Stream.concat(item.points().stream().map(String::valueOf), Stream.of(UNKNOWN))
                    .toList();
            String answer = form.choice(item.name(), answers);
            if (answer != null && !answer.equals(UNKNOWN)) points.put(item, Integer.valueOf(answer));
        }
        boolean asks = form.ticked("asksProtection");
        CaseFile.Risk risk = form.choice("risk", CaseFile.Risk.class);
        String reason = form.words("reason", Form.LONG_TEXT);
        String plan = form.text("safetyPlan", Form.LONG_TEXT);
        if (!form.isSound() || on == null) return null;
        return new ScoreRisk(id, on, points, asks, risk, reason, plan);
    }

    /** JSON holds the points under {@code points}: each item becomes a field of its own. */
    static Form ofJson(Map<String, Object> body) {
        Map<String, Object> flat = new LinkedHashMap<>(body);
        if (flat.remove("points") instanceof Map<?, ?> points)
            points.forEach((item, value) -> {
                if (value != null) flat.put(String.valueOf(item), value);
            });
        return Form.ofJson(flat);
    }
}
