package org.akoma.protection.overview;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Grant;
import org.akoma.ground.access.Grants;
import org.akoma.ground.access.Matter;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.People;
import org.akoma.ground.access.Person;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.akoma.ground.journal.Journal;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Once;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.Verdicts;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Sharing a file with a colleague, and ending it. */
@Service
public class Shares {

    /** What people may end by hand; the others end with what they rest on (assignment, stay, referral, transfer). */
    private static final Set<Grant.Reason> ENDED_BY_HAND = Set.of(Grant.Reason.SHARED, Grant.Reason.BREAK_GLASS);

    /** Others get a file by the way that is theirs: a referral, a stay, a sample. */
    private static final Set<Role> SHARED_WITH = Set.of(Role.CASE_WORKER, Role.CASE_SUPERVISOR);

    static final String WRITE = "SHARE_WRITE";

    private final CaseWork work;
    private final ShareStore store;
    private final Grants grants;
    private final Decisions decisions;
    private final People people;
    private final Journal journal;
    private final Policies policies;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Shares(
            CaseWork work,
            ShareStore store,
            Grants grants,
            Decisions decisions,
            People people,
            Journal journal,
            Policies policies,
            ApplicationEventPublisher events,
            Clock clock) {
        this.work = work;
        this.store = store;
        this.grants = grants;
        this.decisions = decisions;
        this.people = people;
        this.journal = journal;
        this.policies = policies;
        this.events = events;
        this.clock = clock;
    }

    /** Why each shared grant was given, by the id of the grant. */
    public Map<UUID, String> reasons(Actor actor, String code) {
        return work.peek(actor, code, Section.STATUS, file -> store.of(file.id()))
                .orElse(Map.of());
    }

    /** An emergency is ended by its holder, a share by its receiver, by who gave it or by a supervisor. */
    public static boolean mayEnd(Actor actor, Grant.Shown shown) {
        Grant grant = shown.grant();
        if (!ENDED_BY_HAND.contains(grant.reason())) return false;
        return grant.grantee().equals(actor.personId())
                || grant.reason() == Grant.Reason.SHARED
                        && (actor.is(Role.CASE_SUPERVISOR) || actor.username().equalsIgnoreCase(shown.givenByCode()));
    }

    /** Why the actor does not end it; null = they may. */
    private static @Nullable String notEnded(Actor actor, Grant.Shown shown) {
        if (mayEnd(actor, shown)) return null;
        return switch (shown.grant().reason()) {
            case BREAK_GLASS -> "cases.emergency-of-another";
            case SHARED -> "cases.share-of-another";
            default -> "cases.grant-not-by-hand";
        };
    }

    /** What a share proposes that its colleague may do, until a supervisor agrees: the decision; null = nothing waits. */
    public @Nullable UUID waiting(Actor actor, UUID grant) {
        return work.as(
                actor, () -> decisions.waiting(WRITE, grant).map(Decision::id).orElse(null));
    }

    /**
     * Nobody shares more than they hold, and nobody passes on a file that they opened in an emergency. A share reads; that it
     * writes is a supervisor's own word, or is put to one ({@code trust.md G3}).
     */
    public Outcome<Grant> share(Actor actor, String code, ShareFile command) {
        return work.onceOnAny(
                actor,
                code,
                Verb.GRANT_GIVE,
                Section.STATUS,
                new Once<>(command.id(), command, file -> shared(file, command.id())),
                file -> {
                    if (work.onlyByEmergency(file)) return CaseWork.byEmergency();
                    Person colleague = people.find(command.grantee())
                            .filter(person -> person.compartment() == actor.compartment())
                            .orElse(null);
                    FieldError no = refusal(actor, file, colleague, command);
                    if (no != null) return new Outcome.Refused<>(no);
                    if (!command.sections().stream().allMatch(section -> grants.keeps(file.id(), section, true)))
                        return Outcome.Refused.because("sections", "cases.share-too-much");
                    LocalDate last = grants.lastDayBefore(file.id(), command.sections(), command.until());
                    if (last != null) return Outcome.Refused.because("until", "cases.share-outlives-own", last);
                    Person other = Objects.requireNonNull(colleague);
                    boolean writes = command.mayWrite() && mayLetWrite(actor, file);
                    Grant given = give(actor, file, other, command, writes);
                    if (command.mayWrite() && !writes) ask(actor, file, other, command);
                    return new Outcome.Done<>(given);
                });
    }

    /** Inside the structure, among those who work on files, for some days, reading: each refusal says where to go instead (trust.md G3). */
    private @Nullable FieldError refusal(Actor actor, CaseFile file, @Nullable Person colleague, ShareFile command) {
        if (!command.until().isAfter(clock.instant())) return FieldError.of("until", "cases.share-past");
        int days = longest();
        Instant last = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                .plusDays(days + 1L)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        if (command.until().isAfter(last)) return FieldError.of("until", "cases.share-too-long", days);
        if (colleague == null || colleague.id().equals(actor.personId()))
            return FieldError.of("grantee", "cases.no-such-colleague");
        if (!colleague.organisationId().equals(file.organisationId()))
            return FieldError.of("grantee", "cases.share-elsewhere");
        if (Collections.disjoint(colleague.roles(), SHARED_WITH))
            return FieldError.of("grantee", "cases.share-beyond-role");
        return null;
    }

    /** Whether the actor supervises in the file's structure: then their word is the agreement that writing needs. */
    private static boolean mayLetWrite(Actor actor, CaseFile file) {
        return actor.is(Role.CASE_SUPERVISOR)
                && (actor.organisationId().equals(file.organisationId())
                        || actor.personId().equals(file.supervisorId()));
    }

    private Optional<Grant> shared(CaseFile file, UUID grant) {
        return grants.of(file.id()).stream()
                .map(Grant.Shown::grant)
                .filter(one -> one.id().equals(grant))
                .findFirst();
    }

    private void ask(Actor actor, CaseFile file, Person colleague, ShareFile command) {
        Map<String, Object> wanted = Map.of(
                "grantee",
                colleague.code(),
                "sections",
                command.sections().stream().map(Section::name).sorted().toList(),
                "until",
                LocalDate.ofInstant(command.until(), ZoneOffset.UTC)
                        .minusDays(1)
                        .toString());
        decisions.propose(
                actor,
                Proposal.onFile(WRITE, file.id(), command.id(), 1)
                        .writtenBy(Set.of(colleague.id()))
                        .because(command.why())
                        .with(wanted));
        work.note(file, Section.STATUS, "cases.share-write-asked", Map.of("with", colleague.code()));
    }

    /** A supervisor who did not share it, and is not the colleague, lets the colleague write. */
    public Outcome<UUID> decide(Actor actor, String code, Decision decision, boolean agreed, @Nullable String reason) {
        return work.decidingOnAny(actor, code, Verb.CASE_APPROVE, Section.STATUS, file -> {
            Decisions.Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
            if (!(verdict instanceof Decisions.Verdict.Done)) return Verdicts.refusal(verdict);
            boolean written = agreed && store.letWrite(decision.id());
            if (written) store.insert(file.id(), decision.id(), decision.why() == null ? "" : decision.why());
            work.note(
                    file, Section.STATUS, written ? "cases.share-write-agreed" : "cases.share-write-refused", Map.of());
            return new Outcome.Done<>(decision.id());
        });
    }

    private Grant give(Actor actor, CaseFile file, Person colleague, ShareFile command, boolean writes) {
        Grant grant = new Grant(
                command.id(),
                file.id(),
                Grant.Kind.PERSON,
                colleague.id(),
                command.sections(),
                writes,
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
        Set<UUID> concerned = new HashSet<>(List.of(file.workerId(), colleague.id()));
        if (file.supervisorId() != null) concerned.add(file.supervisorId());
        Notification.others(concerned, actor.personId(), Notification.TASK)
                .map(ring -> ring.onFile(file.id(), Matter.SHARED))
                .ifPresent(events::publishEvent);
        return grant;
    }

    public Outcome<Grant> end(Actor actor, String code, UUID grant) {
        return work.onAny(actor, code, Verb.GRANT_GIVE, Section.STATUS, file -> {
            Optional<Grant.Shown> found = grants.of(file.id()).stream()
                    .filter(shown -> shown.grant().id().equals(grant))
                    .findFirst();
            if (found.isEmpty()) return new Outcome.NotFound<>();
            String no = notEnded(actor, found.get());
            if (no != null) return Outcome.Refused.because("grant", no);
            journal.note(
                    file.id(),
                    Section.STATUS,
                    "cases.grant-ended",
                    Map.of("of", found.get().granteeCode()));
            if (!grants.end(file.id(), grant)) return Outcome.Refused.because("grant", "cases.grant-over");
            return new Outcome.Done<>(found.get().grant());
        });
    }

    /** How many days a share lasts at most. */
    int longest() {
        return policies.days("share.max");
    }
}
