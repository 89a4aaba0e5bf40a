package org.akoma.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.akoma.FieldError;
import org.akoma.Form;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/** The list of people, and making an account. */
@Controller
class PeoplePages {

    private final Accounts accounts;
    private final Organisations organisations;
    private final Entry entry;

    PeoplePages(Accounts accounts, Organisations organisations, Entry entry) {
        this.accounts = accounts;
        this.organisations = organisations;
        this.entry = entry;
    }

    @GetMapping("/people")
    String list(Actor actor, HttpServletRequest request, Model model) {
        allow(actor, Verb.PEOPLE_READ);
        Form form = Form.of(request.getParameterMap());
        PeopleFilter filter = PeopleFilter.of(form);
        List<Person> found = form.isSound() ? accounts.page(actor, filter) : List.of();
        model.addAttribute("people", found.stream().limit(filter.limit()).toList());
        model.addAttribute("next", next(filter, found));
        model.addAttribute("filter", filter);
        model.addAttribute("mayWrite", actor.may(Verb.PEOPLE_WRITE));
        model.addAttribute("errors", form.errors());
        model.addAttribute("roles", Role.values());
        return "access/people";
    }

    private static @Nullable String next(PeopleFilter filter, List<Person> found) {
        String cursor = filter.next(found);
        return cursor == null ? null : filter.address(cursor);
    }

    @GetMapping("/people/new")
    String blank(Actor actor, Model model) {
        allow(actor, Verb.PEOPLE_WRITE);
        return form(actor, model, Form.of(Map.of()), List.of());
    }

    @PostMapping("/people/new")
    String make(Actor actor, HttpServletRequest request, HttpServletResponse response, Model model) {
        allow(actor, Verb.PEOPLE_WRITE);
        Form form = Form.of(request.getParameterMap());
        MakePerson command = PersonForm.make(form);
        if (command == null) return refused(actor, response, model, form, form.errors());
        return switch (accounts.make(actor, command)) {
            case MakePerson.Result.Made(Person person, GivenRole role, String password) ->
                told(response, model, person.username(), password, true);
            case MakePerson.Result.Forbidden() -> throw new ResponseStatusException(HttpStatus.FORBIDDEN);
            case MakePerson.Result.NameTaken() ->
                refused(actor, response, model, form, List.of(FieldError.of("username", "access.name-taken")));
            case MakePerson.Result.NoOrganisation() ->
                refused(actor, response, model, form, List.of(FieldError.of("organisation", "access.no-organisation")));
            case MakePerson.Result.NoSupervisor() ->
                refused(actor, response, model, form, List.of(FieldError.of("supervisor", "access.no-supervisor")));
        };
    }

    /** Shown once, on the answer itself: a redirect would have to keep the password somewhere. */
    static String told(HttpServletResponse response, Model model, String username, String password, boolean made) {
        response.setHeader("Cache-Control", "no-store");
        model.addAttribute("username", username);
        model.addAttribute("password", password);
        model.addAttribute("made", made);
        return "access/password";
    }

    private String refused(Actor actor, HttpServletResponse response, Model model, Form form, List<FieldError> errors) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(actor, model, form, errors);
    }

    private String form(Actor actor, Model model, Form form, List<FieldError> errors) {
        model.addAttribute("form", form);
        model.addAttribute("errors", errors);
        model.addAttribute("roles", Role.values());
        model.addAttribute("languages", List.of("fr", "en"));
        Map<String, String> places = new LinkedHashMap<>();
        entry.as(actor, organisations::all).forEach(one -> places.put(one.code(), one.code()));
        model.addAttribute("organisations", places);
        return "access/person-new";
    }

    static void allow(Actor actor, Verb verb) {
        if (!actor.may(verb)) throw new ResponseStatusException(HttpStatus.FORBIDDEN);
    }
}
