package org.akoma.programme.indicators;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.akoma.PastDays;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PageRefusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The files behind a figure, on a page and for programs. */
@Controller
class BehindDoors {

    private final BehindFigures behind;
    private final IndicatorLines lines;

    BehindDoors(BehindFigures behind, IndicatorLines lines) {
        this.behind = behind;
        this.lines = lines;
    }

    @PastDays
    @GetMapping("/indicators/{id}/files")
    String page(Actor actor, @PathVariable String id, HttpServletRequest request, Model model) {
        if (!BehindFigures.mayList(actor)) throw PageRefusal.forbidden();
        Form form = Form.of(request.getParameterMap());
        AskBehind.Side side = form.requiredChoice("side", AskBehind.Side.class);
        LocalDate day = form.pastDay("asOf", behind.today());
        if (!form.isSound()) throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT);
        AskBehind asked = new AskBehind(id, Objects.requireNonNull(side), day);
        return switch (behind.list(actor, asked)) {
            case AskBehind.Result.Read read -> {
                model.addAttribute("read", read);
                model.addAttribute("name", lines.name(read.indicator()));
                model.addAttribute("side", asked.side());
                model.addAttribute("sides", IndicatorLines.sides(read.indicator()));
                model.addAttribute("asOf", day);
                yield "indicators/files";
            }
            case AskBehind.Result.NotFound() -> throw PageRefusal.notFound();
            case AskBehind.Result.Forbidden() -> throw PageRefusal.forbidden();
        };
    }

    record Answer(String indicator, LocalDate asOf, AskBehind.Side side, List<AskBehind.File> items) {}

    /**
     * @param side COUNTED, MISSING, NOT_DUE or UNKNOWN
     * @param asOf a day that is not in the future; without it today
     */
    @PastDays
    @GetMapping("/api/v1/indicators/{id}/files")
    ResponseEntity<Answer> files(
            Actor actor,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String side,
            @RequestParam(required = false) @Nullable String asOf) {
        if (!BehindFigures.mayList(actor)) return Problem.forbidden();
        Map<String, String> sent = new HashMap<>();
        if (side != null) sent.put("side", side);
        if (asOf != null) sent.put("asOf", asOf);
        Form form = Form.ofJson(sent);
        AskBehind.Side wanted = form.requiredChoice("side", AskBehind.Side.class);
        LocalDate day = form.pastDay("asOf", behind.today());
        if (!form.isSound()) return Problem.of(form.errors());
        return switch (behind.list(actor, new AskBehind(id, Objects.requireNonNull(wanted), day))) {
            case AskBehind.Result.Read read -> ResponseEntity.ok(new Answer(id, read.day(), wanted, read.files()));
            case AskBehind.Result.NotFound() -> Problem.notFound();
            case AskBehind.Result.Forbidden() -> Problem.forbidden();
        };
    }
}
