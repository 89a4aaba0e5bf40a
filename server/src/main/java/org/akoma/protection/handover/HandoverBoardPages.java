package org.akoma.protection.handover;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.akoma.FieldError;
import org.akoma.PastDays;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PageRefusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** The board of the hand-overs as a page and as JSON, and their figures. */
@Controller
class HandoverBoardPages {

    private static final int MOST = 1_000_000;

    private final HandoverBoard board;
    private final HandoverFigures figures;

    HandoverBoardPages(HandoverBoard board, HandoverFigures figures) {
        this.board = board;
        this.figures = figures;
    }

    @GetMapping("/handovers")
    String page(
            Actor actor,
            @RequestParam(required = false) HandoverBoard.@Nullable Place place,
            @RequestParam(defaultValue = "0") int from,
            Model model) {
        if (!HandoverBoard.reads(actor)) throw PageRefusal.forbidden();
        model.addAttribute("place", place);
        model.addAttribute("places", HandoverBoard.Place.values());
        model.addAttribute("from", from);
        model.addAttribute("board", board.page(actor, place, Math.clamp(from, 0, MOST)));
        model.addAttribute("figures", actor.may(Verb.SUMMARY_READ) ? figures.today() : null);
        return "handover/board";
    }

    /** @param cursor {@code next} of the page before */
    @ResponseBody
    @GetMapping("/api/v1/handovers")
    ResponseEntity<BoardView> list(
            Actor actor,
            @RequestParam(required = false) HandoverBoard.@Nullable Place place,
            @RequestParam(defaultValue = "0") int cursor) {
        if (!HandoverBoard.reads(actor)) return Problem.forbidden();
        HandoverBoard.Page page = board.page(actor, place, Math.clamp(cursor, 0, MOST));
        return ResponseEntity.ok(new BoardView(page.rows(), page.next(), page.exceptionsToSign()));
    }

    /** @param exceptionsToSign as that of {@link HandoverBoard.Page} */
    record BoardView(
            List<HandoverBoard.Row> items, @Nullable String next, List<String> exceptionsToSign) {}

    /** @param asOf a day that is not in the future; without it today */
    @PastDays
    @ResponseBody
    @GetMapping("/api/v1/summary/handover")
    ResponseEntity<HandoverFigures.View> summary(Actor actor, @RequestParam(required = false) @Nullable String asOf) {
        if (!actor.may(Verb.SUMMARY_READ)) return Problem.forbidden();
        Form form = Form.ofJson(asOf == null ? java.util.Map.of() : java.util.Map.of("asOf", asOf));
        LocalDate asked = form.date("asOf");
        if (!form.isSound()) return Problem.of(form.errors());
        LocalDate today = LocalDate.ofInstant(figures.now(), ZoneOffset.UTC);
        LocalDate day = asked == null ? today : asked;
        if (day.isAfter(today)) return Problem.of(List.of(FieldError.of("asOf", "form.future")));
        return ResponseEntity.ok(figures.on(day));
    }
}
