package org.akoma.protection.homecoming;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.RecentFactor;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.cases.ApiResponses;
import org.akoma.protection.cases.ItemList;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The way home, as JSON. An acceptance across a border names the attached letter in {@code document} and answers 202 with the return as it
 * still is and the decision that waits: a supervisor confirms at {@code /api/v1/decisions/{id}/verdict}. So does a return that was stopped because the
 * family is not safe, a trafficker is near or the child does not want to go, when it is to go on or be called off. A departure needs a home in that
 * country to which two people agreed.
 */
@RestController
@RequestMapping("/api/v1/cases/{code}/homecomings")
class FamilyReturnApi {

    private final FamilyReturns familyReturns;
    private final Policies policies;

    FamilyReturnApi(FamilyReturns familyReturns, Policies policies) {
        this.familyReturns = familyReturns;
        this.policies = policies;
    }

    /** @param waiting the decision on a letter of acceptance that has to be taken first; null = none */
    record HomecomingView(
            UUID id,
            String toCountry,
            boolean crossBorder,
            FamilyReturn.@Nullable TravelMode travelMode,
            FamilyReturn.State state,
            @Nullable String acceptedBy,
            @Nullable LocalDate acceptedOn,
            @Nullable LocalDate departedOn,
            @Nullable Instant arrivalDue,
            @Nullable Instant arrivalConfirmedAt,
            @Nullable String suspendedReason,
            @Nullable String suspendedWords,
            @Nullable String escort,
            @Nullable String papers,
            @Nullable UUID waiting,
            int version) {}

    private HomecomingView view(Actor actor, FamilyReturn h) {
        Decision waits = familyReturns.waiting(actor, h.id());
        return new HomecomingView(
                h.id(),
                h.toCountry(),
                h.crossBorder(),
                h.travelMode(),
                h.state(),
                h.acceptedBy(),
                h.acceptedOn(),
                h.departedOn(),
                h.arrivalDue(policies.hours("arrival-confirmation.max")),
                h.arrivalConfirmedAt(),
                h.suspendedReason(),
                h.words().suspendedWords(),
                h.words().escort(),
                h.words().papers(),
                waits == null ? null : waits.id(),
                h.version());
    }

    @GetMapping
    ResponseEntity<ItemList<HomecomingView>> homecomings(Actor actor, @PathVariable String code) {
        return ApiResponses.items(familyReturns.of(actor, code), one -> view(actor, one));
    }

    /** {@code {"address":…}}; the reading is journalled. */
    @RecentFactor
    @PostMapping("/{id}/reveal")
    ResponseEntity<Map<String, String>> reveal(Actor actor, @PathVariable String code, @PathVariable UUID id) {
        return ApiResponses.read(familyReturns.address(actor, code, id), address -> Map.of("address", address));
    }

    @ApiResponse(responseCode = "201", description = "The return", useReturnTypeSchema = true)
    @PostMapping
    ResponseEntity<HomecomingView> plan(
            Actor actor, @PathVariable String code, Submission<PlanReturn.Input> submission) {
        return answer(actor, code, submission);
    }

    @PutMapping("/{id}")
    ResponseEntity<HomecomingView> update(
            Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<PlanReturn.Input> submission) {
        return answer(actor, code, submission.given("id", id));
    }

    private ResponseEntity<HomecomingView> answer(Actor actor, String code, Submission<PlanReturn.Input> submission) {
        return ApiResponses.tagged(
                submission,
                input -> familyReturns.plan(actor, code, input.command(), input.document()),
                (input, now) -> input.version() == null
                        ? HttpStatus.CREATED
                        : input.isAskedFor(now) ? HttpStatus.ACCEPTED : HttpStatus.OK,
                FamilyReturn::version,
                one -> view(actor, one));
    }
}
