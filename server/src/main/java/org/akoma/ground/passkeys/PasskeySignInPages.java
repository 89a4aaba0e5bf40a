package org.akoma.ground.passkeys;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.akoma.ground.signin.ProviderSignIn;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** Lets in by a device. Before that nobody reads which keys anybody has: the device itself shows its person those of this house. */
@Controller
class PasskeySignInPages {

    /** Of nobody: the device says by the key whose it is. */
    private static final String NOBODY = "AA";

    private final PasskeyAnswers answers;
    private final RelyingParties here;
    private final QuestionCookie questions;
    private final ProviderSignIn way;

    PasskeySignInPages(PasskeyAnswers answers, RelyingParties here, QuestionCookie questions, ProviderSignIn way) {
        this.answers = answers;
        this.here = here;
        this.questions = questions;
        this.way = way;
    }

    /** For the script of the page to sign in. */
    @PostMapping("/sign-in/passkey/question")
    ResponseEntity<String> question(HttpServletRequest request, HttpServletResponse response) {
        RelyingParty party = here.of(request).orElse(null);
        if (party == null) return ResponseEntity.status(HttpStatus.FORBIDDEN).build();
        Question question = questions.give(Question.Purpose.SIGN_IN, null, null, request, response);
        return PasskeyPages.asked(new Ceremony(party, question.challenge(), NOBODY, NOBODY, List.of()).toShow(false));
    }

    /** A page that was refused and is loaded again. */
    @GetMapping("/sign-in/passkey")
    String again() {
        return "redirect:/sign-in";
    }

    @PostMapping("/sign-in/passkey")
    @Nullable
    String enter(HttpServletRequest request, HttpServletResponse response, Model model) {
        Form form = Form.of(request.getParameterMap());
        String back = form.typed("back");
        RelyingParty party = here.of(request).orElse(null);
        Question question = questions
                .take(Question.Purpose.SIGN_IN, null, request, response)
                .orElse(null);
        if (party == null || question == null) return refused("late", HttpStatus.UNAUTHORIZED, back, response, model);
        model.addAttribute("passkeys", party.id());
        return switch (answers.enter(party, question, form.typed("passkey"), request)) {
            case PasskeyAnswers.Entry.In(ProviderSignIn.Ticket ticket) -> {
                way.goIn(request, response, ticket, back);
                yield null;
            }
            case PasskeyAnswers.Entry.Wrong() -> refused("wrong", HttpStatus.UNAUTHORIZED, back, response, model);
            case PasskeyAnswers.Entry.Late() -> refused("late", HttpStatus.UNAUTHORIZED, back, response, model);
            case PasskeyAnswers.Entry.Copied() -> refused("copied", HttpStatus.UNAUTHORIZED, back, response, model);
            case PasskeyAnswers.Entry.Elsewhere() ->
                refused("elsewhere", HttpStatus.UNAUTHORIZED, back, response, model);
            case PasskeyAnswers.Entry.Locked(long minutes) -> {
                model.addAttribute("minutes", minutes);
                yield refused("locked", HttpStatus.TOO_MANY_REQUESTS, back, response, model);
            }
        };
    }

    private String refused(String said, HttpStatus status, String back, HttpServletResponse response, Model model) {
        response.setStatus(status.value());
        model.addAttribute("said", said);
        model.addAttribute("back", back.isEmpty() ? "/" : back);
        return "passkeys/refused";
    }
}
