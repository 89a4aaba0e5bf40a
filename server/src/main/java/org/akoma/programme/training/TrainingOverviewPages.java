package org.akoma.programme.training;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.akoma.PastDays;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.ListExport;
import org.akoma.ground.pages.ListExport.Column;
import org.akoma.ground.pages.TableFormat;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PostedForm;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** What became of the training on four levels: how it was received, learnt, used, and what came of it. */
@Controller
class TrainingOverviewPages {

    private static final String LIST = "training-checklists";

    /** Of one session and one occasion: all of it, or one item. */
    private record Line(
            String session,
            FieldChecklist.Occasion occasion,
            FieldChecklist.@Nullable Item item,
            @Nullable Integer observed,
            @Nullable Integer well,
            @Nullable Double points,
            @Nullable Integer due,
            @Nullable Integer missed) {}

    private static final List<Column<Line>> COLUMNS = List.of(
            Column.of("training.session", Line::session),
            Column.code("training.checklist.occasion", "training-occasion", Line::occasion),
            Column.code("training.item", "training-item", Line::item),
            Column.of("training.observed", Line::observed),
            Column.of("training.item.held", Line::well),
            Column.of("training.mean-points", Line::points),
            Column.of("training.observed.due", Line::due),
            Column.of("training.observed.missed", Line::missed));

    private final TrainingFigures figures;
    private final ListExport export;

    TrainingOverviewPages(TrainingFigures figures, ListExport export) {
        this.figures = figures;
        this.export = export;
    }

    /** Field checklists by session, occasion and item, as the page shows them: empty is hidden, or not recorded. */
    @PastDays
    @GetMapping({"/training/overview/file", "/api/v1/training/figures/file"})
    ResponseEntity<byte[]> file(Actor actor, HttpServletRequest request) {
        if (!actor.may(Verb.TRAINING_FIGURES)) throw TrainingPages.nothing();
        Form form = Form.of(request.getParameterMap());
        LocalDate asOf = form.pastDay("asOf", figures.today());
        if (!form.isSound()) return Problem.of(form.errors());
        List<TrainingFigure> all = figures.report(actor, figures.endOf(actor, asOf));
        return export.send(
                actor,
                Verb.TRAINING_FIGURES,
                LIST,
                TableFormat.of(form.typed("format")).orElse(TableFormat.CSV),
                COLUMNS,
                most -> all.stream()
                        .flatMap(TrainingOverviewPages::lines)
                        .limit(most)
                        .toList());
    }

    private static Stream<Line> lines(TrainingFigure figure) {
        return figure.occasions().stream()
                .flatMap(one -> Stream.concat(
                        Stream.of(new Line(
                                figure.session(),
                                one.occasion(),
                                null,
                                one.observed(),
                                one.well(),
                                one.points(),
                                one.due(),
                                one.missed())),
                        one.items().entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(item -> new Line(
                                        figure.session(),
                                        one.occasion(),
                                        item.getKey(),
                                        item.getValue().of(),
                                        item.getValue().held(),
                                        null,
                                        null,
                                        null))));
    }

    @GetMapping("/training/overview")
    ModelAndView show(Actor actor, PostedForm posted, Model model) {
        if (!actor.may(Verb.TRAINING_FIGURES)) throw TrainingPages.nothing();
        Form form = posted.form();
        LocalDate asOf = form.pastDay("asOf", figures.today());
        Instant then = figures.endOf(actor, asOf);
        model.addAttribute("form", form);
        model.addAttribute("errors", form.errors());
        model.addAttribute("asOf", asOf);
        model.addAttribute("figures", figures.report(actor, then));
        model.addAttribute("work", figures.atWork(actor, then).orElseThrow());
        model.addAttribute("modules", TrainingModule.values());
        model.addAttribute("items", FieldChecklist.Item.values());
        model.addAttribute(
                "exports",
                export.offer(
                        actor,
                        Verb.TRAINING_FIGURES,
                        LIST,
                        format -> "/training/overview/file?format=" + format + (asOf == null ? "" : "&asOf=" + asOf)));
        model.addAttribute("keeps", actor.may(Verb.TRAINING_WRITE));
        return new ModelAndView(
                "training/overview", model.asMap(), form.isSound() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }
}
