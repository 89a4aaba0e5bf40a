package org.akoma.ground.people;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.AccountSummary;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ChangeOutcome;
import org.akoma.ground.access.GivenRole;
import org.akoma.ground.access.Person;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.decisions.DecisionList;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.PostedForm;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/** One person's account: contract, roles, lost keys. */
@Controller
class PersonPages {

    private final Accounts accounts;
    private final PersonKeys keys;
    private final AccountMoves moves;
    private final Structures structures;
    private final DecisionList decisions;
    private final CalledPeople called;
    private final AccountChoices choices;
    private final Invitations invitations;
    private final ToldApart apart;

    PersonPages(
            Accounts accounts,
            PersonKeys keys,
            AccountMoves moves,
            Structures structures,
            DecisionList decisions,
            CalledPeople called,
            AccountChoices choices,
            Invitations invitations,
            ToldApart apart) {
        this.apart = apart;
        this.invitations = invitations;
        this.choices = choices;
        this.called = called;
        this.accounts = accounts;
        this.keys = keys;
        this.moves = moves;
        this.structures = structures;
        this.decisions = decisions;
    }

    @GetMapping("/people/{code}")
    String show(Actor actor, @PathVariable String code, Model model) {
        PeopleAnswers.allow(actor, Verb.PEOPLE_READ);
        PostedForm.nothing(model);
        return page(actor, code, model);
    }

    @PostMapping("/people/{code}/roles")
    String give(Actor actor, @PathVariable String code, Submission<GiveRole.Input> submission) {
        PeopleAnswers.allow(actor, Verb.PEOPLE_WRITE);
        PostedForm posted = submission.sent();
        GiveRole.Input input = submission.read();
        if (input == null) return posted.again(submission.errors(), m -> page(actor, code, m));
        Person person = accounts.find(actor, code).orElseThrow(PeopleAnswers::nothing);
        return switch (accounts.give(actor, input.to(person.id()))) {
            case GiveRole.Result.Given(GivenRole given) -> done(code, "given");
            case GiveRole.Result.NotFound() -> throw PeopleAnswers.nothing();
            case GiveRole.Result.Forbidden() -> throw new ResponseStatusException(HttpStatus.FORBIDDEN);
            case GiveRole.Result.ToOneself() ->
                posted.again(FieldError.of("role", "access.to-oneself"), m -> page(actor, code, m));
            case GiveRole.Result.NoUnit() ->
                posted.again(FieldError.of("unit", "access.no-unit"), m -> page(actor, code, m));
            case GiveRole.Result.InPolice() ->
                posted.again(FieldError.of("role", GivenRoles.IN_POLICE), m -> page(actor, code, m));
            case GiveRole.Result.OtherCompartment() ->
                posted.again(FieldError.of("role", "access.other-side"), m -> page(actor, code, m));
            case GiveRole.Result.Twice() ->
                posted.again(FieldError.of("role", "access.role-twice"), m -> page(actor, code, m));
            case GiveRole.Result.Apart(Role held) ->
                posted.again(FieldError.of("role", "access.roles-apart"), m -> page(actor, code, m));
        };
    }

    @PostMapping("/people/{code}/roles/{role}/end")
    String end(Actor actor, @PathVariable String code, @PathVariable UUID role, PostedForm posted) {
        ChangeOutcome outcome = accounts.endRole(actor, code, role);
        String stands = stands(outcome);
        return stands != null
                ? posted.again(FieldError.of("", stands), m -> page(actor, code, m))
                : after(outcome, code, "role-ended");
    }

    @PostMapping("/people/{code}/contract")
    String contract(Actor actor, @PathVariable String code, Submission<CorrectAccount.ContractEnd> submission) {
        PeopleAnswers.allow(actor, Verb.PEOPLE_WRITE);
        PostedForm posted = submission.sent();
        CorrectAccount.ContractEnd input = submission.read();
        if (input == null) return posted.again(submission.errors(), m -> page(actor, code, m));
        Integer version = input.version();
        if (version == null) throw new ResponseStatusException(HttpStatus.CONFLICT);
        ChangeOutcome outcome = accounts.changeContract(actor, code, input.until(), version);
        String stands = stands(outcome);
        return stands != null
                ? posted.again(FieldError.of("until", stands), m -> page(actor, code, m))
                : after(outcome, code, "contract");
    }

    @PostMapping("/people/{code}/account")
    String correct(Actor actor, @PathVariable String code, Submission<CorrectAccount> submission) {
        PeopleAnswers.allow(actor, Verb.PEOPLE_WRITE);
        PostedForm posted = submission.sent();
        CorrectAccount input = submission.read();
        if (input == null) return posted.again(submission.errors(), m -> page(actor, code, m));
        return switch (moves.correct(actor, code, input)) {
            case CorrectAccount.Result.Done(boolean waits) -> done(code, waits ? "decisions.waits" : "account");
            case CorrectAccount.Result.NotFound() -> throw PeopleAnswers.nothing();
            case CorrectAccount.Result.Forbidden() -> throw new ResponseStatusException(HttpStatus.FORBIDDEN);
            case CorrectAccount.Result.ToOneself() -> done(code, "not-oneself");
            case CorrectAccount.Result.Changed() -> throw new ResponseStatusException(HttpStatus.CONFLICT);
            case CorrectAccount.Result.NoOrganisation() ->
                posted.again(FieldError.of("organisation", "access.no-organisation"), m -> page(actor, code, m));
            case CorrectAccount.Result.InPolice() ->
                posted.again(FieldError.of("organisation", GivenRoles.IN_POLICE), m -> page(actor, code, m));
            case CorrectAccount.Result.NoSupervisor() ->
                posted.again(FieldError.of("supervisor", "access.no-supervisor"), m -> page(actor, code, m));
            case CorrectAccount.Result.Bound bound -> posted.again(bound.errors(), m -> page(actor, code, m));
        };
    }

    /** Why the role or contract cannot be ended, as the code of the sentence; null = it can. */
    private static @Nullable String stands(ChangeOutcome outcome) {
        if (outcome == ChangeOutcome.SUCCESSOR_FIRST) return Accounts.SUCCESSOR_FIRST;
        return outcome == ChangeOutcome.TOO_MANY ? Accounts.TOO_MANY : null;
    }

    @PostMapping("/people/{code}/password")
    String password(Actor actor, @PathVariable String code, PostedForm posted) {
        return switch (keys.renewPassword(actor, code)) {
            case RenewPassword.Result.Renewed(String half) -> PeoplePages.told(posted, code, half, false);
            case RenewPassword.Result.Asked(UUID decision, String half, List<String> deciders) -> {
                posted.model().addAttribute("deciders", deciders);
                yield PeoplePages.told(posted, code, half, false);
            }
            case RenewPassword.Result.Refused refused -> refused(actor, code, refused, posted);
        };
    }

    /** Of somebody who never came in: the link is shown where no letter took it. */
    @PostMapping("/people/{code}/invitation")
    String invite(
            Actor actor,
            @PathVariable String code,
            Submission<RenewPassword.Invite> submission,
            HttpServletRequest request) {
        PeopleAnswers.allow(actor, Verb.PEOPLE_WRITE);
        PostedForm posted = submission.sent();
        RenewPassword.Invite input = submission.read();
        if (input == null) return posted.again(submission.errors(), m -> page(actor, code, m));
        return switch (keys.inviteAnew(actor, code)) {
            case RenewPassword.Result.Renewed(String token) -> invited(actor, code, input, token, posted, request);
            case RenewPassword.Result.Asked(UUID decision, String token, List<String> deciders) -> {
                posted.model().addAttribute("deciders", deciders);
                yield invited(actor, code, input, token, posted, request);
            }
            case RenewPassword.Result.Refused refused -> refused(actor, code, refused, posted);
        };
    }

    private String invited(
            Actor actor,
            String code,
            RenewPassword.Invite input,
            String token,
            PostedForm posted,
            HttpServletRequest request) {
        AccountSummary account = accounts.standing(actor, code).orElseThrow(PeopleAnswers::nothing);
        Invitations.To to = new Invitations.To(account.person().username(), account.language(), input.mail());
        Invitations.Link link = invitations.link(request, to, token);
        return PeoplePages.invited(posted, to.username(), link, invitations.way(to, link), false);
    }

    private String refused(Actor actor, String code, RenewPassword.Result.Refused refused, PostedForm posted) {
        return switch (refused) {
            case RenewPassword.Result.NotFound() -> throw PeopleAnswers.nothing();
            case RenewPassword.Result.Forbidden() -> throw new ResponseStatusException(HttpStatus.FORBIDDEN);
            case RenewPassword.Result.ToOneself() ->
                posted.again(FieldError.of("", "access.to-oneself"), m -> page(actor, code, m));
            case RenewPassword.Result.CameIn() ->
                posted.again(FieldError.of("", "access.invited-came-in"), m -> page(actor, code, m));
            case RenewPassword.Result.AtTheNextStart() ->
                posted.again(FieldError.of("", "access.password-at-next-start"), m -> page(actor, code, m));
        };
    }

    @PostMapping("/people/{code}/told-apart/{other}")
    String tellApart(Actor actor, @PathVariable String code, @PathVariable String other, PostedForm posted) {
        return switch (apart.say(actor, code, other)) {
            case Answer.Done<?> said -> done(code, "decisions.waits");
            case Answer.NotFound<?> none -> throw PeopleAnswers.nothing();
            case Answer.Refused<?>(var why) -> posted.again(why, m -> page(actor, code, m));
            case Answer.Forbidden<?> no -> throw new ResponseStatusException(HttpStatus.FORBIDDEN);
            case Answer.Overtaken<?> anew -> throw new ResponseStatusException(HttpStatus.CONFLICT);
        };
    }

    @PostMapping("/people/{code}/sessions/end")
    String endSessions(Actor actor, @PathVariable String code) {
        return switch (keys.endSessions(actor, code)) {
            case PersonKeys.Ended.Done(int sessions) -> done(code, "sessions-ended");
            case PersonKeys.Ended.NotFound() -> throw PeopleAnswers.nothing();
            case PersonKeys.Ended.Forbidden() -> throw new ResponseStatusException(HttpStatus.FORBIDDEN);
            case PersonKeys.Ended.ToOneself() -> "redirect:/account";
        };
    }

    @PostMapping("/people/{code}/second-factor")
    String secondFactor(Actor actor, @PathVariable String code) {
        return after(accounts.askSecondFactorReset(actor, code), code, "asked");
    }

    private static String after(ChangeOutcome outcome, String code, String done) {
        return switch (outcome) {
            case DONE -> done(code, done);
            case NOT_FOUND -> throw PeopleAnswers.nothing();
            case FORBIDDEN -> throw new ResponseStatusException(HttpStatus.FORBIDDEN);
            case TO_ONESELF -> done(code, "not-oneself");
            case CHANGED, FACTOR, SUCCESSOR_FIRST, SUPERVISOR_FIRST, TOO_MANY ->
                throw new ResponseStatusException(HttpStatus.CONFLICT);
            case WAITS -> done(code, "decisions.waits");
        };
    }

    private static String done(String code, String what) {
        if (!code.toLowerCase(java.util.Locale.ROOT).matches(MakePerson.USERNAME)) throw PeopleAnswers.nothing();
        return "redirect:/people/" + code + "?done=" + what;
    }

    private String page(Actor actor, String code, Model model) {
        AccountSummary account = accounts.standing(actor, code).orElseThrow(PeopleAnswers::nothing);
        model.addAttribute("standing", account);
        model.addAttribute("person", account.person());
        model.addAttribute("needed", accounts.needed(actor, account));
        PersonCard card = called.card(actor, code).orElseThrow(PeopleAnswers::nothing);
        model.addAttribute("card", card);
        model.addAttribute("namesakes", apart.of(actor, code));
        model.addAttribute("untold", called.untold(actor, code));
        model.addAttribute("cardKept", called.keeps(actor, card));
        CredentialStore.FirstPassword first =
                keys.firstPassword(actor, account.person()).orElse(null);
        model.addAttribute("first", first);
        model.addAttribute("firstState", first == null ? "" : first.state(accounts.now()));
        model.addAttribute("renewal", keys.waiting(actor, account.person()).orElse(null));
        model.addAttribute("devices", keys.passkeys(actor, account.person()).orElse(null));
        model.addAttribute("linkedAt", keys.linkedAt(actor, account.person()).orElse(null));
        model.addAttribute("now", accounts.now());
        model.addAttribute("today", LocalDate.ofInstant(accounts.now(), ZoneOffset.UTC));
        model.addAttribute(
                "contractAsked",
                decisions
                        .waitingOf(actor, ContractDecisions.KIND)
                        .get(account.person().id()));
        model.addAttribute(
                "moveAsked",
                decisions
                        .waitingOf(actor, AccountDecisions.KIND)
                        .get(account.person().id()));
        Compartment side = account.person().compartment();
        model.addAttribute(
                "organisations",
                structures.codes(
                        actor,
                        kind -> kind.employs(side)
                                && account.person().roles().stream().allMatch(kind::employs)));
        model.addAttribute("shelters", accounts.shelters(actor));
        model.addAttribute("noShelter", choices.noShelterYet(actor));
        model.addAttribute("languages", List.of("fr", "en"));
        Map<String, List<AccountChoices.Lead>> supervisors =
                choices.supervisors(actor, account.person(), account.supervisor());
        model.addAttribute("supervisors", supervisors);
        model.addAttribute("searched", supervisors != null && AccountChoices.areSearched(supervisors));
        model.addAttribute("mayWrite", accounts.keeps(actor, account.person()));
        model.addAttribute("sides", GivenRole.Side.values());
        model.addAttribute(
                "roles",
                Arrays.stream(Role.values())
                        .filter(role -> role.compartment() == side)
                        .toList());
        return "people/person";
    }
}
