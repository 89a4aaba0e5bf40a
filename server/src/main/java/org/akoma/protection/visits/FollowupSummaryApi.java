package org.akoma.protection.visits;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.akoma.FieldError;
import org.akoma.PastDays;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.web.Form;
import org.akoma.protection.overview.FollowupFigures;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Follow-up in figures, for who oversees the project: each room that keeps such records adds its block. */
@RestController
class FollowupSummaryApi {

    private final List<FollowupFigures> blocks;
    private final Clock clock;

    FollowupSummaryApi(List<FollowupFigures> blocks, Clock clock) {
        this.blocks = List.copyOf(blocks);
        this.clock = clock;
    }

    /** @param asOf a day that is not in the future; without it today */
    @PastDays
    @GetMapping("/api/v1/summary/followup")
    ResponseEntity<Map<String, Object>> figures(Actor actor, @RequestParam(required = false) @Nullable String asOf) {
        if (!actor.may(Verb.SUMMARY_READ)) return Problem.forbidden();
        Form form = Form.ofJson(asOf == null ? Map.of() : Map.of("asOf", asOf));
        LocalDate asked = form.date("asOf");
        if (!form.isSound()) return Problem.of(form.errors());
        LocalDate today = LocalDate.now(clock);
        LocalDate day = asked == null ? today : asked;
        if (day.isAfter(today)) return Problem.of(List.of(FieldError.of("asOf", "form.future")));
        Map<String, Object> answer = new TreeMap<>();
        blocks.forEach(block -> answer.put(block.block(), block.asOf(day)));
        return ResponseEntity.ok(answer);
    }
}
