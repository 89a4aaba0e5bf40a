package org.akoma.protection.assistance;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.Form;
import org.akoma.protection.cases.ApiResponses;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.ItemList;
import org.akoma.protection.cases.PersonCodes;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How a service goes, as JSON: each of its points with what is asked for and what was noted. */
@RestController
@RequestMapping("/api/v1/cases/{code}/services/{service}/monitoring")
class MonitoringApi {

    private final Monitorings monitorings;
    private final PersonCodes people;
    private final CaseWork work;

    MonitoringApi(Monitorings monitorings, PersonCodes people, CaseWork work) {
        this.monitorings = monitorings;
        this.people = people;
        this.work = work;
    }

    /**
     * @param answer a code of the point, or of a language
     * @param corrects the record that it takes the place of
     */
    record MonitoringView(
            UUID id,
            String point,
            LocalDate on,
            @Nullable Integer number,
            @Nullable String answer,
            @Nullable UUID corrects,
            boolean mistake,
            @Nullable String recordedBy,
            Instant recordedAt) {}

    /**
     * @param answers what it may be answered by; empty = by a number, a language, or the day alone, as {@code value} says
     * @param missing how many of the days that have come have nothing noted for them
     */
    record PointView(
            String point,
            MonitoringPoint.Value value,
            List<String> answers,
            List<MonitoringPoint.Due> expected,
            int missing,
            List<MonitoringView> records) {}

    @GetMapping
    ResponseEntity<ItemList<PointView>> all(
            Actor actor, @PathVariable String code, @PathVariable UUID service, HttpServletRequest request) {
        Form form = Form.of(request.getParameterMap());
        if (!form.refuseUnknown().isSound()) return Problem.of(form.errors());
        return ApiResponses.of(monitorings.of(actor, upper(code), service), sheet -> {
            Map<UUID, String> codes = people.of(
                    actor,
                    sheet.lines().stream()
                            .flatMap(line -> line.records().stream())
                            .map(Monitoring::recordedBy)
                            .toList());
            return ResponseEntity.ok(ItemList.of(
                    sheet.lines(),
                    line -> new PointView(
                            line.point().point(),
                            line.point().value(),
                            line.point().answers(),
                            line.dues(),
                            line.missing(work.today()),
                            line.records().stream().map(one -> view(one, codes)).toList())));
        });
    }

    private static MonitoringView view(Monitoring one, Map<UUID, String> codes) {
        return new MonitoringView(
                one.id(),
                one.point(),
                one.on(),
                one.number(),
                one.answer(),
                one.corrects(),
                one.mistake(),
                codes.get(one.recordedBy()),
                one.recordedAt());
    }

    @ApiResponse(responseCode = "201", description = "What was noted", useReturnTypeSchema = true)
    @PostMapping
    ResponseEntity<MonitoringView> record(
            Actor actor, @PathVariable String code, @PathVariable UUID service, Submission<MonitorService> submission) {
        return ApiResponses.created(
                submission,
                input -> monitorings.record(actor, upper(code), service, input),
                one -> view(one, people.of(actor, List.of(one.recordedBy()))));
    }

    private static String upper(String code) {
        return code.toUpperCase(Locale.ROOT);
    }
}
