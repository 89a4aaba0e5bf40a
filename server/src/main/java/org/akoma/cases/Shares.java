package org.akoma.cases;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.access.Actor;
import org.akoma.access.Grant;
import org.akoma.access.Grants;
import org.akoma.access.People;
import org.akoma.access.Person;
import org.akoma.access.Section;
import org.akoma.access.Verb;
import org.akoma.journal.Journal;
import org.springframework.stereotype.Service;

/** Sharing a file with a colleague, and ending it. */
@Service
public class Shares {

    /** What people may end by hand; the others end with what they rest on (assignment, stay, referral, transfer). */
    private static final Set<Grant.Reason> ENDED_BY_HAND = Set.of(Grant.Reason.SHARED, Grant.Reason.BREAK_GLASS);

    private final CaseWork work;
    private final ShareStore store;
    private final Grants grants;
    private final People people;
    private final Journal journal;
    private final Clock clock;

    Shares(
            CaseWork work,
            ShareStore store,
            Grants grants,
            People people,
            Journal journal,
            Clock clock) {
        this.work = work;
        this.store = store;
        this.grants = grants;
        this.people = people;
        this.journal = journal;
        this.clock = clock;
    }

    /** Why each shared grant was given, by the id of the grant. */
    public Map<UUID, String> reasons(Actor actor, String code) {
        return work.peek(actor, code, Section.STATUS, file -> store.of(file.id()))
                .orElse(Map.of());
    }

    public static boolean mayEnd(Grant grant) {
        return ENDED_BY_HAND.contains(grant.reason());
    }

    /** Nobody shares more than they hold, and nobody passes on a file that they opened in an emergency. */
    public Outcome<Grant> share(Actor actor, String code, ShareFile command) {
        return work.onceOnAny(
                actor, code, Verb.GRANT_GIVE, Section.STATUS, new Once<>(command.id(), command, file -> shared(file, command.id())), file -> {
                    if (!command.until().isAfter(clock.instant()))
                        return Outcome.Refused.because("until", "cases.share-past");
                    if (work.onlyByEmergency(file)) return new Outcome.Forbidden<>();
                    Person colleague = people.find(command.grantee())
                            .filter(person -> person.compartment() == actor.compartment())
                            .filter(person -> person.roles().stream()
                                    .anyMatch(role -> role.verbs().contains(Verb.CASE_READ)))
                            .orElse(null);
                    if (colleague == null || colleague.id().equals(actor.personId()))
                        return Outcome.Refused.because("grantee", "cases.no-such-colleague");
                    if (!command.sections().stream().allMatch(section -> grants.keeps(file.id(), section, true)))
                        return Outcome.Refused.because("sections", "cases.share-too-much");
                    return new Outcome.Done<>(give(actor, file, colleague, command));
                });
    }

    private Optional<Grant> shared(CaseFile file, UUID grant) {
        return grants.of(file.id()).stream()
                .map(Grant.Shown::grant)
                .filter(one -> one.id().equals(grant))
                .findFirst();
    }

    private Grant give(Actor actor, CaseFile file, Person colleague, ShareFile command) {
        Grant grant = new Grant(
                command.id(),
                file.id(),
                Grant.Kind.PERSON,
                colleague.id(),
                command.sections(),
                command.mayWrite(),
                clock.instant(),
                command.until(),
                Grant.Reason.SHARED);
        grants.give(actor, grant);
        store.insert(file.id(), grant.id(), command.why());
        journal.note(
                file.id(),
                Section.STATUS,
                "cases.shared",
                Map.of(
                        "with", colleague.code(),
                        "sections",
                                command.sections().stream()
                                        .map(Section::name)
                                        .sorted()
                                        .toList(),
                        "until", command.until().toString()));
        return grant;
    }

    public Outcome<Grant> end(Actor actor, String code, UUID grant) {
        return work.onAny(actor, code, Verb.GRANT_GIVE, Section.STATUS, file -> {
            Optional<Grant.Shown> found = grants.of(file.id()).stream()
                    .filter(shown -> shown.grant().id().equals(grant))
                    .findFirst();
            if (found.isEmpty()) return new Outcome.NotFound<>();
            if (!mayEnd(found.get().grant())) return Outcome.Refused.because("grant", "cases.grant-not-by-hand");
            journal.note(
                    file.id(),
                    Section.STATUS,
                    "cases.grant-ended",
                    Map.of("of", found.get().granteeCode()));
            if (!grants.end(file.id(), grant)) return Outcome.Refused.because("grant", "cases.grant-over");
            return new Outcome.Done<>(found.get().grant());
        });
    }
}
