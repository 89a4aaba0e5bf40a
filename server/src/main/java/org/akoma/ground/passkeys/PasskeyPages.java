package org.akoma.ground.passkeys;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.RecentFactor;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.signin.ProviderSignIn;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** A person's own passkeys. One is added after password and code are shown once more, and by who sits at the device that will keep it. */
@Controller
class PasskeyPages {

    private static final int CODE = 12;

    private final Passkeys passkeys;
    private final RelyingParties here;
    private final QuestionCookie questions;
    private final ProviderSignIn way;
    private final ActorTransactions transactions;

    PasskeyPages(
            Passkeys passkeys,
            RelyingParties here,
            QuestionCookie questions,
            ProviderSignIn way,
            ActorTransactions transactions) {
        this.passkeys = passkeys;
        this.here = here;
        this.questions = questions;
        this.way = way;
        this.transactions = transactions;
    }

    @GetMapping("/account/passkeys")
    String show(Actor actor, HttpServletRequest request, Model model) {
        return page(actor, null, "", List.of(), request, model);
    }

    /** Answers with the page whose button asks the device: browsers ask it only after a press of their person. */
    @PostMapping("/account/passkeys")
    String allow(Actor actor, HttpServletRequest request, HttpServletResponse response, Model model) {
        Form form = Form.of(request.getParameterMap());
        String name = form.required("name", NamePasskey.LONGEST);
        String password = form.required("before", Form.SHORT_TEXT);
        String code = form.text("code", CODE);
        List<FieldError> errors = name == null || password == null || !form.isSound()
                ? form.errors()
                : passkeys.allow(actor, password, code);
        if (errors.isEmpty()) return page(actor, name, "", List.of(), request, model);
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(actor, null, form.typed("name"), errors, request, model);
    }

    /** For the script of that page. */
    @PostMapping("/account/passkeys/question")
    ResponseEntity<String> question(Actor actor, HttpServletRequest request, HttpServletResponse response) {
        RelyingParty party = here.of(request).orElse(null);
        if (party == null || !passkeys.mayAdd(actor))
            return ResponseEntity.status(HttpStatus.FORBIDDEN).build();
        String handle = passkeys.handle(actor);
        Question question =
                questions.give(Question.Purpose.ADD, handle, transactions.session(actor), request, response);
        return asked(ceremony(actor, party, question, handle).toAdd());
    }

    @PostMapping("/account/passkeys/add")
    String add(Actor actor, HttpServletRequest request, HttpServletResponse response, Model model) {
        Form form = Form.of(request.getParameterMap());
        String name = form.required("name", NamePasskey.LONGEST);
        RelyingParty party = here.of(request).orElse(null);
        Question question = questions
                .take(Question.Purpose.ADD, transactions.session(actor), request, response)
                .orElse(null);
        if (name == null || !form.isSound())
            return refused(actor, form.typed("name"), form.errors(), request, response, model);
        String wrong = party == null || question == null
                ? "access.passkey-late"
                : passkeys.add(actor, party, question, name, form.typed("passkey"));
        if (wrong == null) return "redirect:/account/passkeys?done=passkey-added";
        return refused(actor, name, List.of(FieldError.of("name", wrong)), request, response, model);
    }

    @PostMapping("/account/passkeys/{id}/name")
    String name(
            Actor actor,
            @PathVariable UUID id,
            Submission<NamePasskey> submission,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        NamePasskey input = submission.read();
        if (input != null) {
            passkeys.name(actor, id, input.name());
            return "redirect:/account/passkeys?done=passkey-named";
        }
        model.addAttribute("renamed", id);
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(actor, null, "", List.of(), submission.errors(), request, model);
    }

    @RecentFactor
    @PostMapping("/account/passkeys/{id}/remove")
    String remove(Actor actor, @PathVariable UUID id) {
        return passkeys.remove(actor, id)
                ? "redirect:/account/passkeys?done=passkey-removed"
                : "redirect:/account/passkeys";
    }

    /** For the script of the page that asks for the second factor again. */
    @PostMapping("/account/passkeys/again")
    ResponseEntity<String> again(Actor actor, HttpServletRequest request, HttpServletResponse response) {
        RelyingParty party = here.of(request).orElse(null);
        if (party == null) return ResponseEntity.status(HttpStatus.FORBIDDEN).build();
        Question question =
                questions.give(Question.Purpose.AGAIN, null, transactions.session(actor), request, response);
        return asked(ceremony(actor, party, question, passkeys.handle(actor)).toShow(true));
    }

    private Ceremony ceremony(Actor actor, RelyingParty party, Question question, String handle) {
        return new Ceremony(
                party,
                question.challenge(),
                Passkeys.shown(actor),
                handle,
                passkeys.keys(actor).stream().map(key -> key.record(0)).toList());
    }

    static ResponseEntity<String> asked(String json) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(json);
    }

    private String refused(
            Actor actor,
            String name,
            List<FieldError> errors,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(actor, null, name, errors, request, model);
    }

    private String page(
            Actor actor,
            @Nullable String allowed,
            String typed,
            List<FieldError> errors,
            HttpServletRequest request,
            Model model) {
        return page(actor, allowed, typed, errors, List.of(), request, model);
    }

    /**
     * @param allowed the name of the one that may be added now; null: password and code come first
     * @param naming what is wrong with the new name of one that is there
     */
    private String page(
            Actor actor,
            @Nullable String allowed,
            String typed,
            List<FieldError> errors,
            List<FieldError> naming,
            HttpServletRequest request,
            Model model) {
        model.addAttribute("passkeys", passkeys.list(actor));
        model.addAttribute("host", here.host(request));
        model.addAttribute("allowed", allowed);
        model.addAttribute("typed", typed);
        model.addAttribute("asksCode", way.asksCode());
        model.addAttribute("naming", naming);
        model.addAttribute("errors", naming.isEmpty() ? errors : naming);
        return "passkeys/own";
    }
}
