package org.akoma.followup;

import java.util.List;
import org.akoma.Problem;
import org.akoma.access.Actor;
import org.akoma.cases.Items;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ResponseStatusException;

/** Whom a supervisor must not forget: the three most in danger first, each with the reasons. */
@Controller
class ForgottenPages {

    /** Those that stand out at the head of the page. */
    private static final int FIRST = 3;

    private final ForgottenChildren children;

    ForgottenPages(ForgottenChildren children) {
        this.children = children;
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
    String page(Actor actor, Model model) {
        List<Forgotten> all = children.of(actor).orElseThrow(() -> new ResponseStatusException(HttpStatus.FORBIDDEN));
        model.addAttribute("first", all.stream().limit(FIRST).toList());
        model.addAttribute("others", all.stream().skip(FIRST).toList());
        return "followup/forgotten";
    }

    /** The same for programs, in the same order. */
    @GetMapping("/api/v1/forgotten")
    ResponseEntity<?> list(Actor actor) {
        return children.of(actor)
                .<ResponseEntity<?>>map(all ->
                        ResponseEntity.ok(new Items<>(all.stream().map(View::of).toList())))
                .orElseGet(Problem::forbidden);
    }
}
