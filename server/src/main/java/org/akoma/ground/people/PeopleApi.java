package org.akoma.ground.people;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.Problem;
import org.akoma.ground.access.AccountSummary;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.GivenRole;
import org.akoma.ground.access.PeopleFilter;
import org.akoma.ground.access.Person;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.ETag;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** People: who they are for their colleagues, and what an administrator keeps of them. */
@RestController
@RequestMapping("/api/v1/people")
class PeopleApi {

    private final Accounts accounts;
    private final PersonKeys keys;
    private final Invitations invitations;
    private final ToldApart apart;
    private final ManyAccounts many;

    PeopleApi(Accounts accounts, PersonKeys keys, Invitations invitations, ToldApart apart, ManyAccounts many) {
        this.many = many;
        this.apart = apart;
        this.keys = keys;
        this.accounts = accounts;
        this.invitations = invitations;
    }

    record Item(String code, String organisation, String compartment, List<String> roles) {
        /** Who is outside names people; which roles they hold is not theirs to read (requirements.md 9). */
        static Item of(Person person, Actor reader) {
            boolean namesOnly = reader.isOutside() && !person.id().equals(reader.personId());
            return new Item(
                    person.username(),
                    person.organisation(),
                    person.compartment().name(),
                    namesOnly
                            ? List.of()
                            : person.roles().stream().map(Role::name).sorted().toList());
        }
    }

    record Items(List<Item> items, @Nullable String next) {}

    /** @param standing WAITING, HELD or ENDED */
    record RoleView(
            UUID id,
            String role,
            @Nullable UUID unit,
            Instant from,
            @Nullable Instant until,
            String givenBy,
            String approvedBy,
            String standing,
            GivenRole.@Nullable Side side) {
        static RoleView of(GivenRole.Shown shown, Instant now) {
            GivenRole role = shown.role();
            return new RoleView(
                    role.id(),
                    role.role().name(),
                    role.unitId(),
                    role.from(),
                    role.until(),
                    shown.givenBy(),
                    shown.approvedBy(),
                    role.standing(now).name(),
                    role.side());
        }
    }

    /** @param providerLinkedAt since when the account is linked with the provider of identities; null where it is not */
    record Full(
            String code,
            String organisation,
            String compartment,
            String language,
            @Nullable LocalDate contractFrom,
            @Nullable LocalDate contractUntil,
            @Nullable String supervisor,
            @Nullable Instant conductAcceptedAt,
            @Nullable Instant providerLinkedAt,
            int version,
            List<RoleView> roles) {
        static Full of(AccountSummary account, @Nullable Instant providerLinkedAt, Instant now) {
            Person person = account.person();
            return new Full(
                    person.username(),
                    person.organisation(),
                    person.compartment().name(),
                    account.language(),
                    account.contractFrom(),
                    person.contractUntil(),
                    account.supervisor(),
                    account.conductAcceptedAt(),
                    providerLinkedAt,
                    account.version(),
                    account.roles().stream().map(r -> RoleView.of(r, now)).toList());
        }
    }

    /**
     * @param firstHalf of the password; null where an invitation takes its place
     * @param invitation the link, to be handed over; null where none was asked for, or a letter took it
     */
    record Made(
            String code,
            UUID role,
            @Nullable String firstHalf,
            @Nullable String invitation) {}

    @Operation(
            summary = "The people of my side, by code; filters: q (beginning of the code), organisation, role;"
                    + " for who keeps or approves accounts lacks (FIRST_VISIT, TELEPHONE, ADDRESS, SUPERVISOR)")
    @GetMapping
    ResponseEntity<Items> list(Actor actor, HttpServletRequest request) {
        Form form = Form.of(request.getParameterMap());
        PeopleFilter filter = PeopleFilter.of(form);
        if (!form.refuseUnknown().isSound()) return Problem.of(form.errors());
        if (filter.role() != null && actor.isOutside() || filter.lacks() != null && !actor.may(Verb.PEOPLE_READ))
            return Problem.forbidden();
        List<Person> found = accounts.page(actor, filter);
        return ResponseEntity.ok(new Items(
                found.stream()
                        .limit(filter.limit())
                        .map(person -> Item.of(person, actor))
                        .toList(),
                filter.next(found)));
    }

    @Operation(summary = "One person; contract and the course of roles only for those who keep or approve accounts")
    @ApiResponse(
            responseCode = "200",
            description = "The person",
            content = @Content(schema = @Schema(anyOf = {Item.class, Full.class})))
    @GetMapping("/{code}")
    ResponseEntity<?> one(Actor actor, @PathVariable String code) {
        if (!actor.may(Verb.PEOPLE_READ))
            return accounts.find(actor, code)
                    .map(person -> ResponseEntity.ok(Item.of(person, actor)))
                    .orElseGet(Problem::notFound);
        return accounts.standing(actor, code)
                .map(account -> ResponseEntity.ok()
                        .eTag(ETag.of(account.version()))
                        .body(Full.of(
                                account, keys.linkedAt(actor, account.person()).orElse(null), accounts.now())))
                .orElseGet(Problem::notFound);
    }

    @Operation(
            summary = "Make an account with a first role, which waits for a second person. The first half of its"
                    + " password is shown once; who approves the role hands over the second")
    @ApiResponse(responseCode = "201", description = "The account, whose role waits", useReturnTypeSchema = true)
    @PostMapping
    ResponseEntity<Made> make(Actor actor, Submission<MakePerson.Input> submission, HttpServletRequest request) {
        if (!actor.may(Verb.PEOPLE_WRITE)) return Problem.forbidden();
        MakePerson.Input input = submission.read();
        if (input == null) return Problem.of(submission.errors());
        return switch (accounts.make(actor, input.command())) {
            case MakePerson.Result.Made(Person person, GivenRole role, String half) ->
                ResponseEntity.status(HttpStatus.CREATED)
                        .cacheControl(CacheControl.noStore())
                        .body(made(request, input.command(), role, half));
            case MakePerson.Result.Forbidden() -> Problem.forbidden();
            case MakePerson.Result wrong -> Problem.of(List.of(Objects.requireNonNull(wrong.error())));
        };
    }

    private Made made(HttpServletRequest request, MakePerson command, GivenRole role, String half) {
        if (!command.invites()) return new Made(command.username(), role.id(), half, null);
        Invitations.Link link = invitations.link(request, command.invited(), half);
        boolean sent = invitations.send(command.invited(), link);
        return new Made(command.username(), role.id(), null, sent ? null : link.address());
    }

    record AllMade(List<Made> items) {}

    @Operation(
            summary =
                    "Make up to 20 accounts at once, all or none, each with a first role that waits for a second"
                            + " person. A worker without supervisor gets the only person who supervises in the structure, also one of this"
                            + " request; an account without code the next free one of its role. An administrator keeps all accounts")
    @ApiResponse(responseCode = "201", description = "The accounts, in the order sent", useReturnTypeSchema = true)
    @PostMapping("/several")
    ResponseEntity<AllMade> several(Actor actor, Submission<MakePeople> submission, HttpServletRequest request) {
        if (!actor.may(Verb.PEOPLE_WRITE)) return Problem.forbidden();
        MakePeople input = submission.read();
        if (input == null) return Problem.of(submission.errors());
        return switch (many.make(actor, input)) {
            case ManyAccounts.Result.Forbidden() -> Problem.forbidden();
            case ManyAccounts.Result.Wrong(var errors) -> Problem.of(errors);
            case ManyAccounts.Result.Made(var made) ->
                ResponseEntity.status(HttpStatus.CREATED)
                        .cacheControl(CacheControl.noStore())
                        .body(new AllMade(made.stream()
                                .map(one ->
                                        made(request, one.command(), one.made().role(), one.half()))
                                .toList()));
        };
    }

    static <V> ResponseEntity<V> wrong(String field, String code) {
        return Problem.of(List.of(FieldError.of(field, code)));
    }

    /** @param state OPEN: neither decides what the other asks for; WAITING: that they are two is asked; AGREED: two people said so */
    record NamesakeView(String code, ToldApart.Namesake.State state) {}

    record NamesakeViews(List<NamesakeView> items) {
        static NamesakeViews of(List<ToldApart.Namesake> all) {
            return new NamesakeViews(all.stream()
                    .map(one -> new NamesakeView(one.code(), one.state()))
                    .toList());
        }
    }

    @Operation(summary = "Other accounts with the same name or telephone, for who decides about accounts")
    @GetMapping("/{code}/namesakes")
    ResponseEntity<NamesakeViews> namesakes(Actor actor, @PathVariable String code) {
        if (!actor.may(Verb.PEOPLE_READ)) return Problem.forbidden();
        return ResponseEntity.ok(NamesakeViews.of(apart.of(actor, code)));
    }

    @Operation(summary = "Say that these are two people; a data protection officer agrees")
    @ApiResponse(responseCode = "201", description = "It waits for a second person", useReturnTypeSchema = true)
    @PostMapping("/{code}/namesakes/{other}/told-apart")
    ResponseEntity<NamesakeViews> tellApart(Actor actor, @PathVariable String code, @PathVariable String other) {
        return Answer.json(apart.say(actor, code, other), HttpStatus.CREATED, NamesakeViews::of);
    }
}
