package org.akoma.ground.people;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Entry;
import org.akoma.ground.access.GivenRole;
import org.akoma.ground.access.Organisations;
import org.akoma.ground.access.PeopleFilter;
import org.akoma.ground.access.Person;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.Sent;
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
    String list(Actor actor, Sent sent, Model model) {
        PeopleAnswers.allow(actor, Verb.PEOPLE_READ);
        Form form = sent.form();
        PeopleFilter filter = PeopleFilter.of(form);
        List<Person> found = form.isSound() ? accounts.page(actor, filter) : List.of();
        model.addAttribute("people", found.stream().limit(filter.limit()).toList());
        model.addAttribute("next", next(filter, found));
        model.addAttribute("filter", filter);
        model.addAttribute("mayWrite", actor.may(Verb.PEOPLE_WRITE));
        model.addAttribute("errors", form.errors());
        model.addAttribute("roles", Role.values());
        return "people/people";
    }

    private static @Nullable String next(PeopleFilter filter, List<Person> found) {
        String cursor = filter.next(found);
        return cursor == null ? null : filter.address(cursor);
    }

    @GetMapping("/people/new")
    String blank(Actor actor, Model model) {
        PeopleAnswers.allow(actor, Verb.PEOPLE_WRITE);
        Sent.nothing(model);
        return form(actor, model);
    }

    @PostMapping("/people/new")
    String make(Actor actor, Sent sent) {
        PeopleAnswers.allow(actor, Verb.PEOPLE_WRITE);
        MakePerson command = PersonForm.make(sent.form());
        if (command == null) return sent.again(m -> form(actor, m));
        return switch (accounts.make(actor, command)) {
            case MakePerson.Result.Made(Person person, GivenRole role, String half) ->
                told(sent, person.username(), half, true);
            case MakePerson.Result.Forbidden() -> throw new ResponseStatusException(HttpStatus.FORBIDDEN);
            case MakePerson.Result.NameTaken() ->
                sent.again(FieldError.of("username", "access.name-taken"), m -> form(actor, m));
            case MakePerson.Result.NoOrganisation() ->
                sent.again(FieldError.of("organisation", "access.no-organisation"), m -> form(actor, m));
            case MakePerson.Result.NoUnit() -> sent.again(FieldError.of("unit", "access.no-unit"), m -> form(actor, m));
            case MakePerson.Result.NoSupervisor() ->
                sent.again(FieldError.of("supervisor", "access.no-supervisor"), m -> form(actor, m));
        };
    }

    /** Shown once, on the answer itself: a redirect would have to keep the password somewhere. */
    static String told(Sent sent, String username, String password, boolean made) {
        sent.response().setHeader("Cache-Control", "no-store");
        sent.model().addAttribute("username", username);
        sent.model().addAttribute("password", password);
        sent.model().addAttribute("made", made);
        return "people/password";
    }

    private String form(Actor actor, Model model) {
        model.addAttribute("roles", Role.values());
        model.addAttribute("languages", List.of("fr", "en"));
        Map<String, String> places = new LinkedHashMap<>();
        entry.as(actor, organisations::all).forEach(one -> places.put(one.code(), one.code()));
        model.addAttribute("organisations", places);
        return "people/person-new";
    }
}
