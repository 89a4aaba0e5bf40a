package org.akoma.programme.dashboards;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.akoma.FieldError;
import org.akoma.PastDays;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.pages.NavItem;
import org.akoma.ground.pages.NavItems;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PageRefusal;
import org.akoma.programme.indicators.Indicator.Division;
import org.akoma.programme.indicators.Indicators;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/** A page of charts for each subject. */
@Controller
@Order(7)
class DashboardPages implements NavItems {

    private static final List<NavItem> ENTRY = List.of(NavItem.of("dashboards", "/dashboards", "chart"));
    private static final List<String> KEPT = List.of("asOf", "country", "structure");

    private final Dashboards dashboards;
    private final Indicators indicators;
    private final Formats words;

    DashboardPages(Dashboards dashboards, Indicators indicators, Formats words) {
        this.dashboards = dashboards;
        this.indicators = indicators;
        this.words = words;
    }

    @Override
    public List<NavItem> navFor(Actor actor) {
        return Indicators.isExact(actor, null) ? ENTRY : List.of();
    }

    /** Who has other work first finds the entry after it. */
    @Component
    @Order(86)
    static class OtherEntry implements NavItems {
        @Override
        public List<NavItem> navFor(Actor actor) {
            return actor.may(Verb.INDICATOR_READ) && !Indicators.isExact(actor, null) ? ENTRY : List.of();
        }
    }

    @GetMapping("/dashboards")
    String all(Actor actor, Model model) {
        if (!actor.may(Verb.INDICATOR_READ)) throw PageRefusal.forbidden();
        model.addAttribute("subjects", subjects(actor));
        return "dashboards/all";
    }

    /** Those of this reader with their addresses: a supervisor comes to the own structure first, of which nothing is hidden. */
    private static Map<Subject, String> subjects(Actor actor) {
        Map<Subject, String> found = new LinkedHashMap<>();
        for (Subject subject : Subject.values()) {
            UriComponentsBuilder address = UriComponentsBuilder.fromPath("/dashboards/" + subject.path());
            if (actor.is(Role.CASE_SUPERVISOR) && subject != Subject.TRAINING && subject != Subject.EVALUATION)
                address.queryParam("structure", actor.organisation());
            if (subject.isFor(actor))
                found.put(subject, address.build().encode().toUriString());
        }
        return found;
    }

    /** The structure whose exact figures a supervisor reads; null = of anybody else. */
    private static @Nullable String own(Actor actor) {
        return actor.is(Role.CASE_SUPERVISOR) ? actor.organisation() : null;
    }

    @PastDays
    @GetMapping("/dashboards/{name}")
    ModelAndView dashboard(Actor actor, @PathVariable String name, HttpServletRequest request, Model model) {
        Subject subject = Subject.of(name).orElseThrow(PageRefusal::notFound);
        if (!subject.isFor(actor)) throw PageRefusal.forbidden();
        Form form = Form.of(request.getParameterMap());
        AskDashboard asked = AskDashboard.of(form, dashboards.today());
        List<FieldError> errors = new ArrayList<>(form.errors());
        if (errors.isEmpty())
            switch (dashboards.read(actor, subject, asked)) {
                case AskDashboard.Result.Read(Dashboard read) -> model.addAttribute("board", read);
                case AskDashboard.Result.Wrong(var wrong) -> errors.addAll(wrong);
                case AskDashboard.Result.Forbidden() -> throw PageRefusal.forbidden();
            }
        model.addAttribute("form", form);
        model.addAttribute("errors", errors);
        model.addAttribute("subject", subject);
        model.addAttribute("subjects", subjects(actor));
        model.addAttribute("own", own(actor));
        choices(actor, subject, model);
        model.addAttribute("query", query(form));
        return new ModelAndView(
                "dashboards/dashboard",
                model.asMap(),
                errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private void choices(Actor actor, Subject subject, Model model) {
        Map<Division, List<String>> places = indicators.placesByKind(actor);
        model.addAttribute(
                "countries",
                subject == Subject.EVALUATION
                        ? Map.of()
                        : labelled(places, Division.COUNTRY, code -> words.code("country", code)));
        model.addAttribute(
                "structures",
                subject == Subject.TRAINING
                        ? Map.of()
                        : labelled(places, Division.STRUCTURE, UnaryOperator.identity()));
    }

    private static Map<String, String> labelled(
            Map<Division, List<String>> places, Division kind, UnaryOperator<String> label) {
        Map<String, String> found = new LinkedHashMap<>();
        places.getOrDefault(kind, List.of()).forEach(code -> found.put(code, label.apply(code)));
        return found;
    }

    /** The filters as the end of an address, which the files of the charts keep. */
    private static String query(Form form) {
        UriComponentsBuilder address = UriComponentsBuilder.newInstance();
        for (String kept : KEPT) if (!form.typed(kept).isBlank()) address.queryParam(kept, form.typed(kept));
        String query = address.build().encode().getQuery();
        return query == null ? "" : "&" + query;
    }
}
