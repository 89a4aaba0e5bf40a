package org.akoma.protection.rights;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Requests about the data of children, as JSON, for the data protection officer. */
@RestController
@RequestMapping("/api/v1/rights-requests")
class RightsRequestApi {

    private final RightsRequests requests;

    RightsRequestApi(RightsRequests requests) {
        this.requests = requests;
    }

    record View(
            RightsRequest.Kind kind,
            String code,
            String structure,
            AccessRequest.Asker by,
            @Nullable Section section,
            LocalDate on,
            Instant dueAt,
            RightsRequest.State state,
            @Nullable Instant answeredAt,
            @Nullable LocalDate toldOn,
            boolean late) {
        static View of(RightsRequest one, Instant now) {
            return new View(
                    one.kind(),
                    one.code(),
                    one.structure(),
                    one.by(),
                    one.section(),
                    one.on(),
                    one.dueAt(),
                    one.state(),
                    one.answeredAt(),
                    one.toldOn(),
                    one.isLate(now));
        }
    }

    record Items(List<View> items) {}

    /** What waits first, the soonest due on top; 500 at most. */
    @GetMapping
    ResponseEntity<Items> all(Actor actor) {
        if (!RightsRequests.reads(actor)) return Problem.forbidden();
        Instant now = requests.now();
        return ResponseEntity.ok(new Items(
                requests.all(actor).stream().map(one -> View.of(one, now)).toList()));
    }
}
