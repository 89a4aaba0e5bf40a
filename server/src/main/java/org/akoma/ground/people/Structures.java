package org.akoma.ground.people;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.akoma.FieldError;
import org.akoma.ground.access.Acted;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.FormerName;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Organisations;
import org.akoma.ground.access.Verb;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.web.server.ResponseStatusException;

/** The register of structures: read by everybody inside, kept by an administrator; every change is journalled. */
@Service
class Structures {

    static final int PAGE = 50;
    static final String NAME_TAKEN = "access.structure-name-taken";

    private final ActorTransactions transactions;
    private final Organisations organisations;
    private final RoleStore roles;
    private final ApplicationEventPublisher events;

    Structures(
            ActorTransactions transactions,
            Organisations organisations,
            RoleStore roles,
            ApplicationEventPublisher events) {
        this.roles = roles;
        this.transactions = transactions;
        this.organisations = organisations;
        this.events = events;
    }

    enum Change {
        DONE,
        NOT_FOUND,
        FORBIDDEN,
        /** The structure that is to take over does not exist, or is the same one. */
        NO_SUCCESSOR,
        /** It would end before it began. */
        WRONG_DAY,
        /** It holds open files, its people see open files of others, or somebody still has a role in it. */
        AT_WORK
    }

    /**
     * By code.
     *
     * @param after the last code of the page before; one more than the limit is read
     */
    List<Organisation> page(Actor actor, String after, int limit) {
        return transactions.as(actor, () -> organisations.page(after, limit + 1));
    }

    /** Of all, as a form offers them. */
    Map<String, String> codes(Actor actor) {
        Map<String, String> codes = new LinkedHashMap<>();
        transactions.as(actor, organisations::all).forEach(one -> codes.put(one.code(), one.code()));
        return codes;
    }

    Optional<Organisation> find(Actor actor, String code) {
        return transactions.as(actor, () -> organisations.find(code));
    }

    /** What is wrong with it, or null. The caller has checked the verb: the database has the last word. */
    @Nullable
    FieldError make(Actor actor, Organisation made) {
        return transactions.as(actor, () -> {
            if (!roles.administers(null)) throw new ResponseStatusException(HttpStatus.FORBIDDEN);
            if (isTaken(made)) return FieldError.of("label", NAME_TAKEN);
            if (!organisations.make(actor, made)) return FieldError.of("code", "access.name-taken");
            events.publishEvent(new Acted(actor, "access.organisation-made", Map.of("organisation", made.code())));
            return null;
        });
    }

    private boolean isTaken(Organisation named) {
        return organisations.isAnothers(named.id(), named.label())
                || named.labelEn() != null && organisations.isAnothers(named.id(), named.labelEn());
    }

    /** What it was called before, newest first. */
    List<FormerName> formerNames(Actor actor, Organisation structure) {
        return transactions.as(actor, () -> organisations.formerNames(structure));
    }

    /** Of its names, town and kind. */
    int version(Actor actor, Organisation structure) {
        return transactions.as(actor, () -> organisations.version(structure));
    }

    boolean keepsNames(Actor actor, Organisation structure) {
        return transactions.as(actor, () -> organisations.keepsNames(actor, structure));
    }

    CorrectOrganisation.Result correct(Actor actor, String code, CorrectOrganisation wanted) {
        return transactions.as(actor, () -> {
            Organisation before = organisations.find(code).orElse(null);
            if (before == null) return CorrectOrganisation.Result.NOT_FOUND;
            if (!organisations.keepsNames(actor, before)) return CorrectOrganisation.Result.FORBIDDEN;
            if (wanted.version() == null || !organisations.isStill(before, wanted.version()))
                return CorrectOrganisation.Result.CHANGED;
            if (isTaken(before.named(wanted.label(), wanted.labelEn(), wanted.town())))
                return CorrectOrganisation.Result.NAME_TAKEN;
            Organisation.Kind kind = wanted.kind() == null ? before.kind() : wanted.kind();
            boolean other = kind != before.kind();
            if (other && !actor.may(Verb.SETTINGS_WRITE)) return CorrectOrganisation.Result.FORBIDDEN;
            if (other && !organisations.correctKind(actor, before, kind)) return CorrectOrganisation.Result.KIND_IN_USE;
            organisations.correct(actor, before.named(wanted.label(), wanted.labelEn(), wanted.town()));
            events.publishEvent(new Acted(
                    actor,
                    "access.organisation-corrected",
                    Map.of(
                            "organisation", code,
                            "before", before.label(),
                            "after", wanted.label(),
                            "kind", kind.name())));
            return CorrectOrganisation.Result.DONE;
        });
    }

    /**
     * Ends a structure and says who takes over its mandate.
     *
     * @param until the first day on which it no longer exists
     */
    Change end(Actor actor, String code, LocalDate until, @Nullable String successor) {
        if (!actor.may(Verb.SETTINGS_WRITE)) return Change.FORBIDDEN;
        return transactions.as(actor, () -> {
            Organisation ending = organisations.find(code).orElse(null);
            if (ending == null) return Change.NOT_FOUND;
            if (!roles.administers(null)) return Change.FORBIDDEN;
            if (ending.validFrom() != null && !until.isAfter(ending.validFrom())) return Change.WRONG_DAY;
            if (successor != null
                    && (successor.equals(code) || organisations.find(successor).isEmpty())) return Change.NO_SUCCESSOR;
            if (organisations.isAtWork(ending, until)) return Change.AT_WORK;
            organisations.end(actor, code, until, successor);
            events.publishEvent(new Acted(
                    actor,
                    "access.organisation-ended",
                    Map.of(
                            "organisation",
                            code,
                            "until",
                            until.toString(),
                            "successor",
                            successor == null ? "" : successor)));
            return Change.DONE;
        });
    }
}
