package org.akoma.programme.workshops;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.akoma.exchange.spreadsheets.PeopleLists;
import org.akoma.exchange.spreadsheets.PeoplePage;
import org.akoma.exchange.spreadsheets.PeoplePage.Reader;
import org.akoma.ground.access.Actor;
import org.akoma.ground.web.PageRefusal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Invitations from a file: what was read is shown first, then saved as it was shown. */
@Controller
class InvitationListPages {

    private static final String LIST = "/workshops/{code}/participants/list";

    private final Workshops workshops;
    private final InvitationLists people;
    private final PeopleLists lists;

    InvitationListPages(Workshops workshops, InvitationLists people, PeopleLists lists) {
        this.workshops = workshops;
        this.people = people;
        this.lists = lists;
    }

    private Workshop writable(Actor actor, String code) {
        Workshop one = workshops.find(actor, code).orElseThrow(PageRefusal::notFound);
        if (!workshops.writes(actor, one)) throw PageRefusal.forbidden();
        return one;
    }

    private PeoplePage page(Workshop of) {
        return new PeoplePage(
                "evaluation.workshop.list",
                "evaluation.workshop.list.lead",
                "evaluation",
                "/workshops/" + of.code(),
                of.code(),
                people.columns());
    }

    @GetMapping(LIST)
    String ask(Actor actor, @PathVariable String code, Model model) {
        return page(writable(actor, code)).ask(model);
    }

    @PostMapping(LIST)
    String check(
            Actor actor,
            @PathVariable String code,
            @RequestParam(required = false) Optional<MultipartFile> file,
            Locale language,
            Model model,
            HttpServletResponse response)
            throws IOException {
        Workshop of = writable(actor, code);
        return page(of).check(
                        file, list -> people.tried(actor, of, list), new Reader(lists, language, model, response));
    }

    @PostMapping(LIST + "/entries")
    String save(
            Actor actor,
            @PathVariable String code,
            @RequestParam(name = "people", defaultValue = "") String text,
            Locale language,
            Model model,
            HttpServletResponse response) {
        Workshop of = writable(actor, code);
        return page(of).save(
                        text,
                        list -> people.saved(actor, of, list),
                        "evaluation.list-invited",
                        new Reader(lists, language, model, response));
    }
}
