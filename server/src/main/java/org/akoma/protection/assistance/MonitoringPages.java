package org.akoma.protection.assistance;

import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.FormView;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileShell;
import org.akoma.protection.cases.PageResponses;
import org.akoma.protection.cases.PersonCodes;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page on how one service goes: what is expected, noted and missing, and the form of the point that the reader chose. */
@Controller
@RequestMapping("/cases/" + FileShell.CODE + "/aid/services/{service}/monitoring")
class MonitoringPages {

    private final FileShell shell;
    private final Monitorings monitorings;
    private final PersonCodes people;
    private final Forms forms;

    MonitoringPages(FileShell shell, Monitorings monitorings, PersonCodes people, Forms forms) {
        this.shell = shell;
        this.monitorings = monitorings;
        this.people = people;
        this.forms = forms;
    }

    /**
     * @param point whose form is shown; null = none
     * @param corrects the record that it is to take the place of
     */
    @GetMapping
    String page(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID service,
            @RequestParam(required = false) @Nullable String point,
            @RequestParam(required = false) @Nullable UUID corrects,
            Model model) {
        String view = draw(actor, code, service, point, corrects, model);
        PostedForm.nothing(model);
        return view;
    }

    @PostMapping
    String record(
            Actor actor, @PathVariable String code, @PathVariable UUID service, Submission<MonitorService> submission) {
        Form typed = submission.form();
        return PageResponses.answer(
                submission,
                input -> monitorings.record(actor, upper(code), service, input),
                input -> "/cases/" + upper(code) + "/aid/services/" + service
                        + "/monitoring?done=assistance.service-monitored",
                m -> draw(actor, code, service, typed.typed("point"), uuid(typed.typed("corrects")), m));
    }

    private static @Nullable UUID uuid(String typed) {
        try {
            return typed.isEmpty() ? null : UUID.fromString(typed);
        } catch (IllegalArgumentException none) {
            return null;
        }
    }

    private String draw(
            Actor actor, String code, UUID of, @Nullable String point, @Nullable UUID corrects, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        MonitoringSheet sheet = PageResponses.read(monitorings.of(actor, frame.code(), of));
        Service service = sheet.service();
        boolean notes = actor.may(Verb.SERVICE_GIVE)
                && frame.writes(Section.ASSISTANCE)
                && frame.mayWrite(service.section())
                && service.startedAt() != null;
        model.addAttribute("sheet", sheet);
        model.addAttribute("notes", notes);
        model.addAttribute(
                "people",
                people.of(
                        actor,
                        sheet.lines().stream()
                                .flatMap(line -> line.records().stream())
                                .map(Monitoring::recordedBy)
                                .toList()));
        MonitoringPoint chosen = notes
                ? sheet.lines().stream()
                        .map(MonitoringSheet.Line::point)
                        .filter(one -> one.point().equals(point))
                        .findFirst()
                        .orElse(null)
                : null;
        model.addAttribute("chosen", chosen);
        model.addAttribute("corrects", corrects);
        if (chosen != null) model.addAttribute("ask", ask(chosen, corrects, frame.today()));
        return "assistance/monitoring";
    }

    /** The fields that this point asks for. */
    private FormView ask(MonitoringPoint point, @Nullable UUID corrects, LocalDate today) {
        FormView all = forms.fresh(MonitorService.class).prefilled("on", today).without("point", "corrects");
        if (corrects == null) all = all.without("mistake");
        return switch (point.value()) {
            case DAY -> all.without("number", "answer", "language");
            case NUMBER -> labelled(all, point).without("answer", "language");
            case LANGUAGE -> all.without("number", "answer");
            case ANSWER -> all.offering("answer", point.answers()).without("number", "language");
        };
    }

    private static FormView labelled(FormView all, MonitoringPoint point) {
        return point.point().equals("INCOME") ? all.labelled("number", "assistance.monitoring.number.INCOME") : all;
    }

    private static String upper(String code) {
        return code.toUpperCase(Locale.ROOT);
    }
}
