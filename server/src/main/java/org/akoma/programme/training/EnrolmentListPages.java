package org.akoma.programme.training;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.akoma.exchange.spreadsheets.PeopleLists;
import org.akoma.exchange.spreadsheets.PeoplePage;
import org.akoma.exchange.spreadsheets.PeoplePage.Reader;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.web.PageRefusal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Enrolment from a file: what was read is shown first, then saved as it was shown. */
@Controller
class EnrolmentListPages {

    private static final String LIST = "/training/sessions/{code}/participants/list";

    private final TrainingSessions sessions;
    private final EnrolmentLists people;
    private final PeopleLists lists;

    EnrolmentListPages(TrainingSessions sessions, EnrolmentLists people, PeopleLists lists) {
        this.sessions = sessions;
        this.people = people;
        this.lists = lists;
    }

    private TrainingSession writable(Actor actor, String code) {
        TrainingSession one = sessions.find(actor, code).orElseThrow(PageRefusal::notFound);
        if (!actor.may(Verb.TRAINING_WRITE)) throw PageRefusal.forbidden();
        return one;
    }

    private PeoplePage page(TrainingSession of) {
        return new PeoplePage(
                "training.list",
                "training.list.lead",
                "training",
                "/training/sessions/" + of.code(),
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
        TrainingSession of = writable(actor, code);
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
        TrainingSession of = writable(actor, code);
        return page(of).save(
                        text,
                        list -> people.saved(actor, of, list),
                        "training.list-enrolled",
                        new Reader(lists, language, model, response));
    }
}
