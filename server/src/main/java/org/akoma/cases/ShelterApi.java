package org.akoma.cases;

import java.time.LocalDate;
import java.util.Map;
import org.akoma.FieldError;
import org.akoma.Form;
import org.akoma.Problem;
import org.akoma.access.Actor;
import org.akoma.access.Verb;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
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
            int mostAge) {
        static ShelterView of(Shelter s) {
            return new ShelterView(
                    s.code(), s.country(), s.capacity(), s.occupied(), s.sexRule(), s.leastAge(), s.mostAge());
        }
    }

    @GetMapping("/shelters")
    ResponseEntity<?> all(Actor actor) {
        if (!actor.may(Verb.SHELTER_READ)) return Problem.forbidden();
        return ResponseEntity.ok(
                new Items<>(shelters.of(actor).stream().map(ShelterView::of).toList()));
    }

    /** Town and address, for those to whom the database tells them. */
    @PostMapping("/shelters/{code}/reveal")
    ResponseEntity<?> reveal(Actor actor, @PathVariable String code) {
        return Answers.read(shelters.reveal(actor, code), location -> location);
    }

    /** @param asOf a day that is not in the future; without it today */
    @GetMapping("/summary/shelters")
    ResponseEntity<?> figures(Actor actor, @RequestParam(required = false) @Nullable String asOf) {
        if (!actor.may(Verb.SHELTER_FIGURES) && !actor.may(Verb.SHELTER_READ)) return Problem.forbidden();
        Form form = Form.ofJson(asOf == null ? Map.of() : Map.of("asOf", asOf));
        LocalDate asked = form.date("asOf");
        if (!form.isSound()) return Problem.of(form.errors());
        LocalDate day = asked == null ? work.today() : asked;
        if (day.isAfter(work.today())) return Problem.of(java.util.List.of(FieldError.of("asOf", "form.future")));
        return ResponseEntity.ok(new Items<>(shelters.figures(actor, day)));
    }
}
