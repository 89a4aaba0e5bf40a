package org.akoma.ground.people;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.akoma.FieldError;
import org.akoma.ground.access.Acted;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.FormerName;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Organisations;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Decisions.Verdict;
import org.akoma.ground.decisions.Proposal;
import org.akoma.ground.decisions.Shown;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.web.server.ResponseStatusException;

/**
 * The register of structures: read by everybody inside, kept by an administrator; every change is journalled. Children are sent where a name says,
 * so another name, town or country of a structure in use is agreed to by a second person.
 */
@Service
class Structures implements Decidable {

    static final int PAGE = 50;
    static final String NAME_TAKEN = "access.structure-name-taken";
    static final String COUNTRY_IN_USE = "access.country-in-use";
    static final String NAME = "STRUCTURE_NAME";

    private final ActorTransactions transactions;
    private final Organisations organisations;
    private final RoleStore roles;
    private final Decisions decisions;
    private final ApplicationEventPublisher events;

    Structures(
            ActorTransactions transactions,
            Organisations organisations,
            RoleStore roles,
            Decisions decisions,
            ApplicationEventPublisher events) {
        this.roles = roles;
        this.decisions = decisions;
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
        AT_WORK,
        /** An authority that answers for children, or follows one: two people end it, from the hand-overs. */
        ANSWERS
    }

    /**
     * By code.
     *
     * @param after the last code of the page before; one more than the limit is read
     */
    List<Organisation> page(Actor actor, String after, int limit) {
        return transactions.as(actor, () -> organisations.page(after, limit + 1));
    }

    /** Of those whose kind fits, as a form offers them. */
    Map<String, String> codes(Actor actor, Predicate<Organisation.Kind> which) {
        Map<String, String> codes = new LinkedHashMap<>();
        transactions.as(actor, organisations::all).stream()
                .filter(one -> which.test(one.kind()))
                .forEach(one -> codes.put(one.code(), one.code()));
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

    /**
     * Another name that waits for a second person.
     *
     * @param decision null for who may not decide it
     */
    record NameWaits(Instant at, String by, @Nullable UUID decision) {}

    /** By structure. */
    Map<UUID, NameWaits> namesWaiting(Actor actor) {
        return transactions.as(actor, () -> {
            Map<UUID, NameWaits> waiting = new HashMap<>();
            organisations
                    .namesAsked()
                    .forEach((structure, asked) -> waiting.put(
                            structure,
                            new NameWaits(
                                    asked.at(),
                                    asked.by(),
                                    decisions.decides(asked.decision()) ? asked.decision() : null)));
            return waiting;
        });
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
            Organisation named = before.named(wanted.label(), wanted.labelEn(), wanted.town());
            if (isTaken(named)) return CorrectOrganisation.Result.NAME_TAKEN;
            Organisation.Kind kind = wanted.kind() == null ? before.kind() : wanted.kind();
            boolean other = kind != before.kind();
            String country = wanted.country() == null ? before.country() : wanted.country();
            boolean moves = !country.equals(before.country());
            if ((other || moves) && !(actor.may(Verb.SETTINGS_WRITE) && roles.administers(null)))
                return CorrectOrganisation.Result.FORBIDDEN;
            if (moves && organisations.isCountryReliedOn(before)) return CorrectOrganisation.Result.COUNTRY_IN_USE;
            if (other && !organisations.correctKind(actor, before, kind)) return CorrectOrganisation.Result.KIND_IN_USE;
            if (!named.in(country).equals(before) && organisations.isUsed(before))
                return ask(actor, before, named.in(country), wanted.version());
            organisations.correct(actor, named);
            if (moves) organisations.correctCountry(actor, before, country);
            events.publishEvent(new Acted(
                    actor,
                    "access.organisation-corrected",
                    Map.of(
                            "organisation", code,
                            "before", before.label(),
                            "after", wanted.label(),
                            "kind", kind.name(),
                            "country", country)));
            return CorrectOrganisation.Result.DONE;
        });
    }

    private CorrectOrganisation.Result ask(Actor actor, Organisation before, Organisation named, int version) {
        if (decisions.waitsOfAnother(NAME, before.id())) return CorrectOrganisation.Result.ASKED_BY_ANOTHER;
        Map<String, Object> shown = new LinkedHashMap<>(names("before-", before));
        shown.putAll(names("", named));
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put("label", named.label());
        columns.put("label_en", named.labelEn());
        columns.put("town", named.town());
        if (!named.country().equals(before.country())) columns.put("country", named.country());
        decisions.propose(
                actor, Proposal.of(NAME, before.id(), version).with(shown).writing(columns));
        events.publishEvent(new Acted(actor, "access.organisation-name-asked", Map.of("organisation", before.code())));
        return CorrectOrganisation.Result.WAITS;
    }

    private static Map<String, Object> names(String when, Organisation one) {
        Map<String, Object> names = new LinkedHashMap<>(Map.of(when + "label", one.label()));
        if (one.labelEn() != null) names.put(when + "labelEn", one.labelEn());
        if (one.town() != null) names.put(when + "town", one.town());
        names.put(when + "country", one.country());
        return names;
    }

    @Override
    public String kind() {
        return NAME;
    }

    private Optional<Organisation> subject(Decision decision) {
        return organisations.all().stream()
                .filter(one -> one.id().equals(decision.subject()))
                .findFirst();
    }

    @Override
    public Optional<Shown> show(Actor actor, Decision decision) {
        return subject(decision)
                .map(one -> new Shown(
                        one.code(),
                        "/organisations/" + one.code(),
                        List.of(
                                field(decision, "access.organisation.label", "label"),
                                field(decision, "access.organisation.label-en", "labelEn"),
                                field(decision, "access.organisation.town", "town"),
                                Shown.Field.code(
                                        "access.country",
                                        "country",
                                        said(decision, "before-country"),
                                        said(decision, "country")))));
    }

    private static Shown.Field field(Decision decision, String label, String name) {
        return Shown.Field.text(label, said(decision, "before-" + name), said(decision, name));
    }

    private static @Nullable String said(Decision decision, String name) {
        return decision.fields().get(name) instanceof String text ? text : null;
    }

    @Override
    public Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        Organisation one = subject(decision).orElse(null);
        if (one == null) return new Verdict.NotFound();
        String label = said(decision, "label");
        if (agreed && (label == null || isTaken(one.named(label, said(decision, "labelEn"), said(decision, "town")))))
            return Verdict.Refused.because("agreed", NAME_TAKEN);
        String country = said(decision, "country");
        if (agreed && country != null && !country.equals(one.country()) && organisations.isCountryReliedOn(one))
            return Verdict.Refused.because("agreed", COUNTRY_IN_USE);
        Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
        if (!(verdict instanceof Verdict.Done)) return verdict;
        if (agreed && !organisations.confirmName(one, decision.version()))
            throw new IllegalStateException("a name that was agreed to is not the one that was asked for");
        events.publishEvent(new Acted(
                actor,
                agreed ? "access.organisation-corrected" : "access.organisation-name-refused",
                Map.of("organisation", one.code(), "before", one.label())));
        return verdict;
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
            if (organisations.isAnswering(ending)) return Change.ANSWERS;
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
