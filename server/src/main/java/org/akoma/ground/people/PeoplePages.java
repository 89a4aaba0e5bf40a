package org.akoma.ground.people;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.GivenRole;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.PeopleFilter;
import org.akoma.ground.access.Person;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.ListPage;
import org.akoma.ground.web.PostedForm;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The list of people, and making an account. */
@Controller
class PeoplePages {

    /** Whose account names a supervisor. */
    private static final Set<String> LED = Set.of("", Role.CASE_WORKER.name(), Role.LE_OFFICER.name());

    private final Accounts accounts;
    private final Structures structures;
    private final Invitations invitations;
    private static final String SEVERAL = "/people/new/several";

    /** Rows of an empty form of several accounts. */
    private static final int FEW = 4;

    private final AccountChoices choices;
    private final ManyAccounts many;
    private final CodeLists lists;

    PeoplePages(
            Accounts accounts,
            Structures structures,
            Invitations invitations,
            AccountChoices choices,
            ManyAccounts many,
            CodeLists lists) {
        this.many = many;
        this.lists = lists;
        this.choices = choices;
        this.accounts = accounts;
        this.structures = structures;
        this.invitations = invitations;
    }

    @GetMapping("/people")
    String list(Actor actor, PostedForm posted, Model model) {
        PeopleAnswers.allow(actor, Verb.PEOPLE_READ);
        Form form = posted.form();
        PeopleFilter filter = PeopleFilter.of(ListPage.filters(form));
        List<Person> found = form.isSound() ? accounts.page(actor, filter) : List.of();
        model.addAttribute("people", found.stream().limit(filter.limit()).toList());
        model.addAttribute("neverIn", accounts.neverIn(actor, found));
        model.addAttribute("lacks", PeopleFilter.Lack.values());
        model.addAttribute("next", next(filter, found));
        model.addAttribute(
                "waiting",
                accounts.waitingRoles(actor).stream()
                        .map(GivenRole.Shown::role)
                        .collect(Collectors.groupingBy(
                                GivenRole::username, Collectors.mapping(GivenRole::role, Collectors.toList()))));
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

    /** @param role that is chosen already, as the guide of the first day says it */
    @GetMapping("/people/new")
    String blank(Actor actor, @RequestParam(defaultValue = "") String role, Model model) {
        PeopleAnswers.allow(actor, Verb.PEOPLE_WRITE);
        LocalDate today = LocalDate.ofInstant(accounts.now(), ZoneOffset.UTC);
        Map<String, String[]> known = new HashMap<>(Map.of(
                "role", one(role),
                "contractFrom-day", one(today.getDayOfMonth()),
                "contractFrom-month", one(today.getMonthValue()),
                "contractFrom-year", one(today.getYear())));
        choices.onlyLead(actor, role).ifPresent(lead -> known.put("supervisor", one(lead)));
        PostedForm.empty(model, Form.of(known));
        return form(actor, model);
    }

    private static String[] one(Object value) {
        return new String[] {value.toString()};
    }

    @PostMapping("/people/new")
    String make(Actor actor, Submission<MakePerson.Input> submission, HttpServletRequest request) {
        PeopleAnswers.allow(actor, Verb.PEOPLE_WRITE);
        PostedForm posted = submission.sent();
        MakePerson.Input input = submission.read();
        if (input == null) return posted.again(submission.errors(), m -> form(actor, m));
        return switch (accounts.make(actor, input.command())) {
            case MakePerson.Result.Made(Person person, GivenRole role, String half) -> {
                posted.model().addAttribute("role", role.role());
                yield input.command().invites()
                        ? invited(posted, request, input.command(), half)
                        : told(posted, person.username(), half, true);
            }
            case MakePerson.Result.Forbidden() -> throw new ResponseStatusException(HttpStatus.FORBIDDEN);
            case MakePerson.Result wrong -> posted.again(Objects.requireNonNull(wrong.error()), m -> form(actor, m));
        };
    }

    /** @param rows how many people can be written */
    @GetMapping(SEVERAL)
    String blankTable(Actor actor, @RequestParam(defaultValue = "") String rows, Model model) {
        PeopleAnswers.allow(actor, Verb.PEOPLE_WRITE);
        PostedForm.nothing(model);
        return table(actor, model, rows.matches("[0-9]{1,2}") ? Integer.parseInt(rows) : FEW);
    }

    /** The rows of a spreadsheet become those of the form; nothing is made yet. */
    @PostMapping(SEVERAL + "/table")
    String read(Actor actor, PostedForm posted) {
        PeopleAnswers.allow(actor, Verb.PEOPLE_WRITE);
        MakePeople.Pasted pasted = MakePeople.Pasted.of(posted.form().typed("table"), lists);
        if (!pasted.wrong().isEmpty())
            return new PostedForm(pasted.form(posted.form()), posted.response(), posted.model())
                    .again(pasted.wrong(), m -> table(actor, m, pasted.rows()));
        PostedForm.empty(posted.model(), pasted.form(posted.form()));
        return table(actor, posted.model(), pasted.rows());
    }

    @PostMapping(SEVERAL)
    String makeSeveral(Actor actor, Submission<MakePeople> submission, HttpServletRequest request) {
        PeopleAnswers.allow(actor, Verb.PEOPLE_WRITE);
        MakePeople input = submission.read();
        int rows = written(submission.form());
        if (input == null) return submission.again(m -> table(actor, m, rows));
        return switch (many.make(actor, input)) {
            case ManyAccounts.Result.Forbidden() -> throw new ResponseStatusException(HttpStatus.FORBIDDEN);
            case ManyAccounts.Result.Wrong(var errors) ->
                submission.sent().again(submission.whereSent(errors), m -> table(actor, m, rows));
            case ManyAccounts.Result.Made(var made) -> {
                Model model = submission.sent().model();
                submission.sent().response().setHeader("Cache-Control", "no-store");
                List<Invitations.Link> links = made.stream()
                        .map(one -> invitations.link(request, one.command().invited(), one.half()))
                        .toList();
                model.addAttribute("made", made);
                model.addAttribute("links", links);
                model.addAttribute("byLinks", input.byLinks());
                yield "people/people-made";
            }
        };
    }

    private static int written(Form form) {
        return java.util.stream.IntStream.rangeClosed(1, MakePeople.MOST)
                .filter(n -> !form.typed("name-" + n).isBlank()
                        || !form.typed("role-" + n).isBlank()
                        || !form.typed("username-" + n).isBlank())
                .max()
                .orElse(FEW);
    }

    private String table(Actor actor, Model model, int rows) {
        form(actor, model);
        model.addAttribute("rows", Math.clamp(rows, FEW, MakePeople.MOST));
        model.addAttribute("most", MakePeople.MOST);
        return "people/people-new";
    }

    /** The link is shown where no letter took it. */
    private String invited(PostedForm posted, HttpServletRequest request, MakePerson made, String token) {
        Invitations.Link link = invitations.link(request, made.invited(), token);
        return invited(posted, made.username(), link, invitations.way(made.invited(), link), true);
    }

    static String invited(PostedForm posted, String username, Invitations.Link link, String way, boolean made) {
        posted.model().addAttribute("invited", made ? way : "anew." + way);
        posted.model().addAttribute("here", link.here());
        return told(posted, username, way.equals("sent") ? "" : link.address(), made);
    }

    /** Shown once, on the answer itself: a redirect would have to keep the password somewhere. */
    static String told(PostedForm posted, String username, String password, boolean made) {
        posted.response().setHeader("Cache-Control", "no-store");
        posted.model().addAttribute("username", username);
        posted.model().addAttribute("password", password);
        posted.model().addAttribute("made", made);
        return "people/password";
    }

    private String form(Actor actor, Model model) {
        List<Role> roles = accounts.givable(actor);
        model.addAttribute("roles", roles);
        model.addAttribute("administrator", Role.SYSTEM_ADMINISTRATOR);
        model.addAttribute("sides", GivenRole.Side.values());
        model.addAttribute("languages", List.of("fr", "en"));
        Predicate<Organisation.Kind> careWorksThere = kind -> kind.employs(Compartment.PROTECTION);
        model.addAttribute("organisations", structures.codes(actor, careWorksThere));
        model.addAttribute(
                "police",
                roles.stream().anyMatch(Organisation.Kind.LAW_ENFORCEMENT::employs)
                        ? structures.codes(actor, careWorksThere.negate())
                        : Map.of());
        model.addAttribute("shelters", accounts.shelters(actor));
        model.addAttribute("noShelter", choices.noShelterYet(actor));
        Map<String, List<AccountChoices.Lead>> supervisors = choices.supervisors(actor);
        model.addAttribute("supervisors", supervisors);
        model.addAttribute(
                "coordinated",
                supervisors != null
                        && supervisors.values().stream()
                                .anyMatch(leads -> leads.getFirst().side() == Compartment.ENFORCEMENT));
        model.addAttribute("searched", supervisors != null && AccountChoices.areSearched(supervisors));
        model.addAttribute("led", LED);
        return "people/person-new";
    }
}
