package org.akoma.assistance;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.akoma.FieldError;
import org.akoma.access.Actor;
import org.akoma.access.Entry;
import org.akoma.access.Organisation;
import org.akoma.access.Organisations;
import org.akoma.access.Role;
import org.akoma.access.SentCommands;
import org.akoma.access.Verb;
import org.akoma.cases.Differences;
import org.akoma.cases.Outcome;
import org.akoma.journal.Journal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The schools, centres and master craftsmen where children learn. A school's own people see their own alone. */
@Service
public class Institutions {

    static final int PAGE = 200;

    private final InstitutionStore store;
    private final Organisations organisations;
    private final Entry entry;
    private final Journal journal;
    private final SentCommands sent;

    Institutions(InstitutionStore store, Organisations organisations, Entry entry, Journal journal, SentCommands sent) {
        this.sent = sent;
        this.store = store;
        this.organisations = organisations;
        this.entry = entry;
        this.journal = journal;
    }

    /** By code, one more than the limit when there are more. @param after the last code of the page before, or "" */
    public List<Institution> page(Actor actor, String after, int limit) {
        if (!actor.may(Verb.SCHOOL_READ)) return List.of();
        return entry.as(
                actor,
                () -> ownOnly(actor)
                        ? store.own().stream()
                                .filter(one -> one.code().compareTo(after) > 0)
                                .limit(limit + 1L)
                                .toList()
                        : store.page(after, limit + 1));
    }

    /** Empty where it does not exist for the actor. */
    public Optional<Institution> find(Actor actor, String code) {
        if (!actor.may(Verb.SCHOOL_READ)) return Optional.empty();
        return entry.as(
                actor,
                () -> ownOnly(actor)
                        ? store.own().stream()
                                .filter(one -> one.code().equals(code))
                                .findFirst()
                        : store.find(code));
    }

    static boolean ownOnly(Actor actor) {
        return actor.is(Role.PROVIDER) && !actor.is(Role.CASE_WORKER) && !actor.is(Role.CASE_SUPERVISOR);
    }

    /** Adds one; the same id again answers with the one that it made. */
    public Outcome<Institution> add(Actor actor, KeepInstitution command) {
        if (!actor.may(Verb.SCHOOL_WRITE)) return new Outcome.Forbidden<>();
        return entry.as(actor, () -> {
            FieldError other = sent.refusal(command.id(), command);
            if (other != null) return new Outcome.Refused<>(other);
            Institution there = store.find(command.code()).orElse(null);
            if (there != null)
                return there.id().equals(command.id())
                        ? new Outcome.Done<>(there)
                        : Outcome.Refused.because("code", "assistance.code-taken");
            Organisation runs = runs(command.organisation());
            if (command.organisation() != null && runs == null)
                return Outcome.Refused.because("organisation", "assistance.no-such-structure");
            Institution made = made(command, runs);
            if (!store.insert(made)) return Outcome.Refused.because("id", "cases.id-taken");
            sent.keep(command.id(), command);
            journal.noteOwn(actor, "assistance.institution-added", Map.of("institution", made.code()));
            return new Outcome.Done<>(made);
        });
    }

    private @Nullable Organisation runs(@Nullable String code) {
        return code == null ? null : organisations.find(code).orElse(null);
    }

    private static Institution made(KeepInstitution command, @Nullable Organisation runs) {
        return new Institution(
                command.id(),
                command.code(),
                command.kind(),
                command.country(),
                runs == null ? null : runs.id(),
                runs == null ? null : runs.deskId(),
                command.closedOn(),
                command.words(),
                1);
    }

    /** Changes kind, words and closing day; code, country and structure stay, since pupils' records hang on them. */
    public Outcome<Institution> change(Actor actor, KeepInstitution command) {
        if (!actor.may(Verb.SCHOOL_WRITE)) return new Outcome.Forbidden<>();
        return entry.as(actor, () -> {
            Institution before = store.find(command.code()).orElse(null);
            if (before == null) return new Outcome.NotFound<>();
            Integer version = command.version();
            if (version == null) return new Outcome.Refused<>(List.of(FieldError.of("version", "form.required")));
            Institution now = new Institution(
                    before.id(),
                    before.code(),
                    command.kind(),
                    before.country(),
                    before.organisationId(),
                    before.deskId(),
                    command.closedOn(),
                    command.words(),
                    version + 1);
            if (!store.update(now, version)) return Outcome.Stale.between(before, now, Institutions::fields);
            journal.noteOwn(actor, "assistance.institution-changed", Map.of("institution", before.code()));
            return new Outcome.Done<>(now);
        });
    }

    private static Map<String, @Nullable Object> fields(Institution one) {
        return Differences.fields(
                "kind", one.kind(),
                "closedOn", one.closedOn(),
                "name", one.words().name(),
                "place", one.words().place(),
                "focalPoint", one.words().focalPoint(),
                "hours", one.words().hours());
    }
}
