package org.akoma.protection.visits;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Person;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.ListExport;
import org.akoma.ground.reference.Policies;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PageRefusal;
import org.akoma.protection.visits.ListVisits.Scope;
import org.akoma.protection.visits.ListVisits.Show;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/** The list of visits with its filters. */
@Controller
class VisitListPages {

    private static final List<String> KEPT = List.of("scope", "show", "worker", "aloneSince");

    private final VisitLists lists;
    private final Clock clock;
    private final ListExport export;
    private final Policies policies;

    VisitListPages(VisitLists lists, Clock clock, ListExport export, Policies policies) {
        this.policies = policies;
        this.export = export;
        this.lists = lists;
        this.clock = clock;
    }

    @GetMapping("/visits")
    ModelAndView list(Actor actor, HttpServletRequest request, Model model) {
        List<Scope> scopes = VisitLists.scopes(actor);
        if (scopes.isEmpty()) throw PageRefusal.forbidden();
        Form form = Form.of(request.getParameterMap());
        ListVisits wanted = VisitListForm.read(form, actor, LocalDate.now(clock));
        boolean sound = form.isSound();
        ListVisits.Page page = sound
                ? lists.list(actor, wanted).orElseThrow(() -> PageRefusal.forbidden())
                : new ListVisits.Page(List.of(), null);
        model.addAttribute("errors", form.errors());
        model.addAttribute("form", form);
        model.addAttribute("wanted", wanted);
        Set<String> alarmed = wanted.asOf() == null ? lists.alarmed(actor) : Set.of();
        model.addAttribute("rows", page.items());
        model.addAttribute("alarmed", alarmed);
        model.addAttribute(
                "next", page.next() == null ? null : address("/visits", form, wanted, "cursor", page.next()));
        model.addAttribute("scopes", scopes);
        model.addAttribute("shows", List.of(Show.values()));
        model.addAttribute("workers", workers(actor, wanted.scope()));
        model.addAttribute("files", sound ? files(actor, form, wanted) : ListExport.Offer.NONE);
        model.addAttribute(
                "writes", actor.may(Verb.VISIT_WRITE) && wanted.scope() == Scope.MINE && wanted.asOf() == null);
        model.addAttribute("tolerance", VisitState.Limits.of(policies).tolerance());
        model.addAttribute("supervises", actor.may(Verb.VISIT_REVIEW));
        return new ModelAndView(
                "visits/visit-list", model.asMap(), sound ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private List<String> workers(Actor actor, Scope scope) {
        return scope == Scope.TEAM
                ? lists.team(actor).stream().map(Person::code).sorted().toList()
                : List.of();
    }

    private ListExport.Offer files(Actor actor, Form form, ListVisits wanted) {
        return export.offer(
                actor,
                Verb.EXPORT_PSEUDONYMOUS,
                "visits",
                format -> address("/visits/file", form, wanted, "format", format));
    }

    private static String address(String path, Form form, ListVisits wanted, String name, @Nullable String value) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
        for (String kept : KEPT) if (!form.typed(kept).isBlank()) address.queryParam(kept, form.typed(kept));
        if (wanted.asOf() != null) address.queryParam("asOf", wanted.asOf());
        return address.queryParam(name, value).build().encode().toUriString();
    }
}
