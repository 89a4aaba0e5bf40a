package org.akoma.ground.oversight;

import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.people.PeopleAnswers;
import org.akoma.ground.web.PostedForm;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriComponentsBuilder;

/** Reviews of access, as pages: an officer reviews account after account of a structure, an administrator sees what is to be changed. */
@Controller
class AccessReviewPages {

    private static final String HERE = "/access-reviews";
    private static final String ONE = HERE + "/accounts/{account}";

    private final AccessReviews reviews;
    private final Forms forms;

    AccessReviewPages(AccessReviews reviews, Forms forms) {
        this.reviews = reviews;
        this.forms = forms;
    }

    @GetMapping(HERE)
    String list(Actor actor, @RequestParam(required = false) @Nullable String structure, Model model) {
        if (!AccessReviews.reviews(actor) && !AccessReviews.changes(actor))
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        model.addAttribute("reviews", AccessReviews.reviews(actor));
        model.addAttribute("structures", reviews.structures(actor));
        model.addAttribute("structure", structure);
        model.addAttribute("accounts", structure == null ? List.of() : reviews.of(actor, structure));
        model.addAttribute("asked", reviews.asked(actor));
        return "oversight/access-reviews";
    }

    @GetMapping(ONE)
    String show(Actor actor, @PathVariable String account, Model model) {
        PostedForm.nothing(model);
        return one(actor, account, model);
    }

    private String one(Actor actor, String account, Model model) {
        if (!AccessReviews.reviews(actor)) throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        model.addAttribute("one", reviews.find(actor, account).orElseThrow(PeopleAnswers::nothing));
        model.addAttribute("ask", forms.fresh(ReviewAccess.class));
        return "oversight/access-review";
    }

    @PostMapping(ONE)
    String review(Actor actor, @PathVariable String account, Submission<ReviewAccess> submission) {
        return Answer.page(
                submission,
                said -> reviews.review(actor, account, said),
                done -> next(actor, done),
                m -> one(actor, account, m));
    }

    /** The next account of the structure that is to be reviewed, or all structures. */
    private String next(Actor actor, AccessReview done) {
        String path = reviews.of(actor, done.organisation()).stream()
                .filter(AccessReview::due)
                .findFirst()
                .map(due -> HERE + "/accounts/" + due.account())
                .orElse(HERE);
        return UriComponentsBuilder.fromPath(path)
                .queryParam(
                        "done", done.softenedBy() == null ? "oversight.access-reviewed" : "oversight.access-softened")
                .encode()
                .toUriString();
    }
}
