package org.akoma.exchange.scenario;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What other sections of a scenario say of a child: stays in a shelter, long-term services, the day of the new assessment, the alert when lost. */
record ScenarioEvents(
        Map<String, Stay> stays,
        Map<String, LocalDate> reassessments,
        Map<String, Instant> alerts,
        Map<String, List<String>> longTerm) {

    /** In a shelter, from a day until another. */
    record Stay(@Nullable LocalDate from, @Nullable LocalDate until) {}

    static ScenarioEvents of(ScenarioNode all) {
        ScenarioEvents events = new ScenarioEvents(new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
        all.each("assistance").forEach(events::service);
        all.each("visits").forEach(events::visit);
        all.each("alerts").forEach(events::alert);
        return events;
    }

    private void service(ScenarioNode node) {
        String child = node.required("child");
        String code = node.required("code");
        if (child == null || code == null) return;
        if (code.equals("IMM_SHELTER")) stays.put(child, new Stay(node.date("start"), node.date("end")));
        if (!code.startsWith("LT_")) return;
        List<String> services = longTerm.computeIfAbsent(child, c -> new ArrayList<>());
        if (!services.contains(code)) services.add(code);
    }

    private void visit(ScenarioNode node) {
        String child = node.text("child");
        if (child == null || !"REASSESSMENT".equals(node.text("type"))) return;
        LocalDate done = node.date("doneOn");
        LocalDate day = done == null ? node.date("plannedOn") : done;
        if (day != null) reassessments.put(child, day);
    }

    private void alert(ScenarioNode node) {
        String child = node.text("child");
        Instant raised = node.moment("raisedAt");
        if (child != null && raised != null && "LOST_TO_FOLLOW_UP".equals(node.text("type"))) alerts.put(child, raised);
    }

    Stay stay(String child) {
        return stays.getOrDefault(child, new Stay(null, null));
    }

    @Nullable
    LocalDate reassessed(String child) {
        return reassessments.get(child);
    }

    @Nullable
    Instant lost(String child) {
        return alerts.get(child);
    }

    /** Codes of long-term services, the goals of the plan; a child without any gets the tracing of the family as goal. */
    List<String> services(String child) {
        return longTerm.getOrDefault(child, List.of("IMM_FAMILY_TRACING"));
    }
}
