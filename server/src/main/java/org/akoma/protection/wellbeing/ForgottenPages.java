package org.akoma.protection.wellbeing;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.akoma.PastDays;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.ListExport;
import org.akoma.ground.pages.ListExport.Column;
import org.akoma.ground.pages.TableFormat;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PageRefusal;
import org.akoma.protection.cases.ItemList;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** Whom a supervisor must not forget, now or on a past day: the three most in danger first, each with the reasons. */
@Controller
class ForgottenPages {

    /** How many children are shown at the head of the page. */
    private static final int FIRST = 3;

    /** A column a sign, with its number: in words they would be text. */
    private static final List<Column<Forgotten>> COLUMNS = java.util.stream.Stream.concat(
                    java.util.stream.Stream.<Column<Forgotten>>of(
                            Column.of("cases.code", child -> child.facts().code()),
                            Column.code(
                                    "cases.risk", "risk", child -> child.facts().risk()),
                            Column.of(
                                    "cases.worker", child -> upper(child.facts().worker())),
                            Column.code(
                                    "cases.country",
                                    "country",
                                    child -> child.facts().country())),
                    Arrays.stream(Forgotten.Sign.values())
                            .map(sign -> Column.<Forgotten>of(
                                    "followup.forgotten.sign." + sign, child -> child.number(sign))))
            .toList();

    private final ForgottenChildren children;
    private final ListExport export;

    ForgottenPages(ForgottenChildren children, ListExport export) {
        this.children = children;
        this.export = export;
    }

    record View(
            String code,
            @Nullable String risk,
            String country,
            @Nullable String worker,
            List<Forgotten.Reason> reasons) {
        static View of(Forgotten child) {
            return new View(
                    child.facts().code(),
                    child.facts().risk(),
                    child.facts().country(),
                    child.facts().worker(),
                    child.reasons());
        }
    }

    @GetMapping("/forgotten")
    ModelAndView page(Actor actor, HttpServletRequest request, Model model) {
        Form form = Form.of(request.getParameterMap());
        LocalDate asOf = form.pastDay("asOf", children.today());
        List<Forgotten> all = children.of(actor, asOf).orElseThrow(ForgottenPages::forbidden);
        List<Forgotten> shown = form.isSound() ? all : List.of();
        model.addAttribute("form", form);
        model.addAttribute("errors", form.errors());
        model.addAttribute("asOf", asOf);
        model.addAttribute("first", shown.stream().limit(FIRST).toList());
        model.addAttribute("others", shown.stream().skip(FIRST).toList());
        model.addAttribute(
                "files",
                shown.isEmpty()
                        ? ListExport.Offer.NONE
                        : export.offer(actor, Verb.EXPORT_PSEUDONYMOUS, "forgotten", format -> file(format, asOf)));
        return new ModelAndView(
                "wellbeing/forgotten",
                model.asMap(),
                form.isSound() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static String file(String format, @Nullable LocalDate asOf) {
        return "/forgotten/file?format=" + format + (asOf == null ? "" : "&asOf=" + asOf);
    }

    /** The same for programs, in the same order: {@code asOf}. */
    @PastDays
    @GetMapping("/api/v1/forgotten")
    ResponseEntity<ItemList<View>> list(Actor actor, HttpServletRequest request) {
        Form form = Form.of(request.getParameterMap());
        LocalDate asOf = form.pastDay("asOf", children.today());
        if (!form.refuseUnknown().isSound()) return Problem.of(form.errors());
        return children.of(actor, asOf)
                .map(all -> ResponseEntity.ok(ItemList.of(all, View::of)))
                .orElseGet(Problem::forbidden);
    }

    @PastDays
    @GetMapping({"/forgotten/file", "/api/v1/forgotten/file"})
    ResponseEntity<byte[]> file(Actor actor, HttpServletRequest request) {
        Form form = Form.of(request.getParameterMap());
        LocalDate asOf = form.pastDay("asOf", children.today());
        if (!form.isSound()) return Problem.of(form.errors());
        List<Forgotten> all = children.of(actor, asOf).orElseThrow(ForgottenPages::forbidden);
        return export.send(
                actor,
                Verb.EXPORT_PSEUDONYMOUS,
                "forgotten",
                TableFormat.of(form.typed("format")).orElse(TableFormat.CSV),
                COLUMNS,
                most -> all.stream().limit(most).toList());
    }

    private static ResponseStatusException forbidden() {
        return PageRefusal.forbidden();
    }

    private static @Nullable String upper(@Nullable String worker) {
        return worker == null ? null : worker.toUpperCase(Locale.ROOT);
    }
}
