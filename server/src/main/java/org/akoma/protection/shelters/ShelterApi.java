package org.akoma.protection.shelters;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.Map;
import org.akoma.FieldError;
import org.akoma.PastDays;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.RecentFactor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.Form;
import org.akoma.protection.cases.ApiResponses;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.ItemList;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shelters and how full they are, as JSON. Never where they lie. */
@RestController
@RequestMapping("/api/v1")
class ShelterApi {

    private final Shelters shelters;
    private final CaseWork work;

    ShelterApi(Shelters shelters, CaseWork work) {
        this.shelters = shelters;
        this.work = work;
    }

    record ShelterView(
            String code,
            String country,
            int capacity,
            long occupied,
            Shelter.SexRule sexRule,
            int leastAge,
            int mostAge,
            @Nullable LocalDate closedOn,
            boolean agreed,
            int version,

            @Schema(description = "What it is called; says no place. Null: it has none") @Nullable
            String name) {
        static ShelterView of(Shelter s) {
            return new ShelterView(
                    s.code(),
                    s.country(),
                    s.capacity(),
                    s.occupied(),
                    s.sexRule(),
                    s.leastAge(),
                    s.mostAge(),
                    s.closedOn(),
                    s.agreed(),
                    s.version(),
                    s.name());
        }
    }

    /** {@code asOf}: how full they were on that day. */
    @PastDays
    @GetMapping("/shelters")
    ResponseEntity<ItemList<ShelterView>> all(Actor actor, HttpServletRequest request) {
        if (!actor.may(Verb.SHELTER_READ)) return Problem.forbidden();
        Form form = Form.of(request.getParameterMap());
        LocalDate asked = form.pastDay("asOf", work.today());
        if (!form.refuseUnknown().isSound()) return Problem.of(form.errors());
        LocalDate day = asked == null ? work.today() : asked;
        return ResponseEntity.ok(ItemList.of(shelters.of(actor, day), ShelterView::of));
    }

    /** Opens a shelter; for a supervisor. Children are placed there once the project manager or the data protection officer agreed. */
    @ApiResponse(responseCode = "201", description = "The shelter", useReturnTypeSchema = true)
    @PostMapping("/shelters")
    ResponseEntity<ShelterView> add(Actor actor, Submission<OpenShelter> submission) {
        return ApiResponses.created(submission, input -> shelters.add(actor, input), ShelterView::of);
    }

    /** Places and rules: 202, the project manager agrees first. */
    @ApiResponse(responseCode = "202", description = "The shelter as it is until then", useReturnTypeSchema = true)
    @PutMapping("/shelters/{code}")
    ResponseEntity<ShelterView> change(Actor actor, @PathVariable String code, Submission<ChangeShelter> submission) {
        Shelter before = shelters.find(actor, code).orElse(null);
        if (before == null) return Problem.notFound();
        return ApiResponses.tagged(
                submission,
                input -> shelters.change(actor, input.command(before), input.version()),
                HttpStatus.ACCEPTED,
                Shelter::version,
                ShelterView::of);
    }

    /** {@code {"closedOn":"2015-12-31"}}. */
    @PostMapping("/shelters/{code}/closing")
    ResponseEntity<ShelterView> close(Actor actor, @PathVariable String code, Submission<CloseShelter> submission) {
        if (shelters.find(actor, code).isEmpty()) return Problem.notFound();
        return ApiResponses.done(submission, input -> shelters.close(actor, code, input.closedOn()), ShelterView::of);
    }

    /**
     * Children there on each day.
     *
     * @param from at most a year before {@code to}, which is not in the future
     */
    @GetMapping("/shelters/{code}/occupancy")
    ResponseEntity<ItemList<Occupancy.Day>> occupancy(
            Actor actor, @PathVariable String code, @RequestParam String from, @RequestParam String to) {
        Form form = Form.ofJson(Map.of("from", from, "to", to));
        LocalDate first = form.requiredDate("from");
        LocalDate last = form.requiredDate("to");
        if (last != null && last.isAfter(work.today())) form.wrong("to", "form.future");
        if (!form.isSound() || first == null || last == null) return Problem.of(form.errors());
        return ApiResponses.read(shelters.occupancy(actor, code, first, last), one -> new ItemList<>(one.days()));
    }

    /** Town and address, for those to whom the database tells them. */
    @RecentFactor
    @PostMapping("/shelters/{code}/reveal")
    ResponseEntity<Shelter.Location> reveal(Actor actor, @PathVariable String code) {
        return ApiResponses.read(shelters.reveal(actor, code), location -> location);
    }

    /** @param asOf a day that is not in the future; without it today */
    @PastDays
    @GetMapping("/summary/shelters")
    ResponseEntity<ItemList<ShelterFigure>> figures(
            Actor actor, @RequestParam(required = false) @Nullable String asOf) {
        if (!actor.may(Verb.SHELTER_FIGURES) && !actor.may(Verb.SHELTER_READ)) return Problem.forbidden();
        Form form = Form.ofJson(asOf == null ? Map.of() : Map.of("asOf", asOf));
        LocalDate asked = form.date("asOf");
        if (!form.isSound()) return Problem.of(form.errors());
        LocalDate day = asked == null ? work.today() : asked;
        if (day.isAfter(work.today())) return Problem.of(java.util.List.of(FieldError.of("asOf", "form.future")));
        return ResponseEntity.ok(new ItemList<>(shelters.figures(actor, day)));
    }
}
