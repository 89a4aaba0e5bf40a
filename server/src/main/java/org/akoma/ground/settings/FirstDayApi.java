package org.akoma.ground.settings;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.forms.Submission;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How far a programme is on its first day. */
@RestController
@RequestMapping("/api/v1/first-day")
class FirstDayApi {

    private final FirstDay day;

    FirstDayApi(FirstDay day) {
        this.day = day;
    }

    /**
     * @param part by when it is needed: FIRST_CHILD, POLICE (the same where the police hand children over) or THIS_WEEK
     * @param count how many are missing or wait; null where that is not counted
     */
    record Line(
            String key, String part, String state, @Nullable Integer count, List<String> who) {
        static Line of(FirstDayLine line) {
            return new Line(
                    line.key(),
                    line.part().name(),
                    line.state().name(),
                    line.count(),
                    line.who().stream().map(Role::name).toList());
        }
    }

    record Items(String keys, List<Line> items) {}

    @Operation(summary = "What this programme still needs, as its records say it, and the fingerprint of its keys")
    @GetMapping
    ResponseEntity<Items> lines(Actor actor) {
        if (!FirstDay.reads(actor)) return Problem.forbidden();
        return ResponseEntity.ok(new Items(
                day.keysPrint(actor), day.lines(actor).stream().map(Line::of).toList()));
    }

    @Operation(summary = "Confirm what no record shows: keys copied, a backup tried, limits read")
    @ApiResponse(responseCode = "204", description = "It is kept, with who said so", useReturnTypeSchema = true)
    @PostMapping("/confirmations")
    ResponseEntity<Void> confirm(Actor actor, Submission<FirstDayStep> submission) {
        if (!FirstDay.reads(actor)) return Problem.forbidden();
        return Answer.json(
                submission,
                said -> day.confirm(actor, said),
                done -> ResponseEntity.noContent().build());
    }
}
