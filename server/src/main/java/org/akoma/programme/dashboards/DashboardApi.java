package org.akoma.programme.dashboards;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.akoma.PastDays;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The numbers of the dashboards for programs. */
@RestController
class DashboardApi {

    private final Dashboards dashboards;

    DashboardApi(Dashboards dashboards) {
        this.dashboards = dashboards;
    }

    /**
     * @param asOf the day that is shown; for a reader of rounded figures the end of a month
     * @param countedAt until when the records were counted; null = not yet
     * @param waiting records that wait to be counted
     */
    record DashboardView(
            String name,
            LocalDate asOf,
            @Nullable Instant countedAt,
            long waiting,
            boolean exact,
            @Nullable String country,
            @Nullable String structure,
            List<ChartView> charts) {}

    /** @param sentence what the drawing shows, in the caller's language */
    record ChartView(String key, String title, String sentence, List<ChartValue> values) {}

    /**
     * @param name programme, follow-up, communication, training or evaluation
     * @param asOf a day that is not in the future; without it today
     * @param country where children are followed up
     * @param structure code of one
     */
    @PastDays
    @GetMapping("/api/v1/dashboards/{name}")
    ResponseEntity<DashboardView> dashboard(
            Actor actor,
            @PathVariable String name,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable String country,
            @RequestParam(required = false) @Nullable String structure) {
        Subject subject = Subject.of(name).orElse(null);
        if (subject == null) return Problem.notFound();
        if (!subject.isFor(actor)) return Problem.forbidden();
        Map<String, String> sent = new HashMap<>();
        if (asOf != null) sent.put("asOf", asOf);
        if (country != null) sent.put("country", country);
        if (structure != null) sent.put("structure", structure);
        Form form = Form.ofJson(sent);
        AskDashboard asked = AskDashboard.of(form, dashboards.today());
        if (!form.isSound()) return Problem.of(form.errors());
        return switch (dashboards.read(actor, subject, asked)) {
            case AskDashboard.Result.Read(Dashboard read) -> ResponseEntity.ok(view(read));
            case AskDashboard.Result.Forbidden() -> Problem.forbidden();
            case AskDashboard.Result.Wrong(var errors) -> Problem.of(errors);
        };
    }

    private static DashboardView view(Dashboard read) {
        return new DashboardView(
                read.subject().path(),
                read.asOf(),
                read.countedAt(),
                read.waiting(),
                read.exact(),
                read.country(),
                read.structure(),
                read.panels().stream()
                        .map(panel -> new ChartView(
                                panel.key(),
                                panel.chart().title(),
                                panel.chart().sentence(),
                                panel.values()))
                        .toList());
    }
}
