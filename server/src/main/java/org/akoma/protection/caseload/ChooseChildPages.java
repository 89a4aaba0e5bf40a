package org.akoma.protection.caseload;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Of which child: the step between a button that names no child and the form that needs one. */
@Controller
class ChooseChildPages {

    private final CaseLists lists;
    private final Clock clock;

    ChooseChildPages(CaseLists lists, Clock clock) {
        this.lists = lists;
        this.clock = clock;
    }

    /** What is to be done, who may, and the page of the file where it is done. */
    enum To {
        VISIT(Verb.VISIT_WRITE, "/visits/new"),
        ALERT(Verb.ALERT_RAISE, "/alerts");

        private final Verb verb;
        private final String page;

        To(Verb verb, String page) {
            this.verb = verb;
            this.page = page;
        }

        public String href(CaseLine line) {
            return "/cases/" + line.code() + page;
        }

        public String text() {
            return "cases.choose." + name().toLowerCase(Locale.ROOT);
        }
    }

    /** The reader's open files; who holds more than a page of them searches by the code. */
    @GetMapping("/choose-child")
    String choose(Actor actor, @RequestParam(required = false) @Nullable To to, Model model) {
        List<ListCases.Scope> scopes = CaseLists.scopes(actor);
        if (scopes.isEmpty() || to == null) throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        if (!actor.may(to.verb)) throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        model.addAttribute("to", to);
        model.addAttribute("today", LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        model.addAttribute("page", page(actor, scopes.getFirst()));
        return "caseload/choose";
    }

    private ListCases.Result.Page page(Actor actor, ListCases.Scope scope) {
        ListCases wanted = CaseListForm.read(Form.of(Map.of()), null, clock).in(scope);
        return lists.list(actor, wanted) instanceof ListCases.Result.Page page
                ? new ListCases.Result.Page(
                        page.items().stream().filter(CaseLine::open).toList(), page.next())
                : new ListCases.Result.Page(List.of(), null);
    }
}
