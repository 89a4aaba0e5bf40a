package org.akoma.ground.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.akoma.ground.access.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/** Deletes what was kept of a form that came after the session had ended, and shows the form as it was. */
@Controller
class KeptWordPages {

    private final KeptWords words;

    KeptWordPages(KeptWords words) {
        this.words = words;
    }

    /** Not "redirect:", which would read braces in the address as variables. */
    @PostMapping("/kept-words/discard")
    @Nullable
    String discard(Actor actor, HttpServletRequest request, HttpServletResponse response) {
        words.forget(actor, request);
        response.setStatus(HttpStatus.SEE_OTHER.value());
        response.setHeader(
                HttpHeaders.LOCATION, FormPlace.of(request) == null ? "/" : FormPlace.plain(FormPlace.here(request)));
        return null;
    }
}
