package org.akoma.programme.publication;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Acted;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.SentCommands;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Decisions.Verdict;
import org.akoma.ground.decisions.Proposal;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.reference.Policies;
import org.akoma.programme.publication.Release.Quoted;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Tables for the public and for partners: a project manager prepares them, another one or the data protection officer publishes or refuses, two withdraw
 * ({@code trust.md 2}). The second person's verdict counts anew, so that nobody agrees to other counts than those that there are.
 */
@Service
public class Releases {

    static final String KIND = "RELEASE";
    static final String END = "RELEASE_END";
    private static final int MOST = 200;

    private final ReleaseStore store;
    private final Decisions decisions;
    private final ActorTransactions transactions;
    private final SentCommands sent;
    private final Policies policies;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Releases(
            ReleaseStore store,
            Decisions decisions,
            ActorTransactions transactions,
            SentCommands sent,
            Policies policies,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.decisions = decisions;
        this.transactions = transactions;
        this.sent = sent;
        this.policies = policies;
        this.events = events;
        this.clock = clock;
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** Of who publishes, the newest first. */
    List<Release> list(Actor actor) {
        return actor.may(Verb.RELEASE_READ) ? transactions.as(actor, () -> store.all(MOST)) : List.of();
    }

    Optional<Release> find(Actor actor, String code) {
        return actor.may(Verb.RELEASE_READ) ? transactions.as(actor, () -> store.find(code)) : Optional.empty();
    }

    /** Tables for partners; the newest first. */
    List<Release.Sheet> forPartners(Actor actor) {
        return actor.may(Verb.INDICATOR_READ) ? transactions.as(actor, store::forPartners) : List.of();
    }

    public Answer<UUID> prepare(Actor actor, PrepareRelease input) {
        if (!actor.may(Verb.RELEASE_PREPARE)) return new Answer.Forbidden<>();
        return transactions.as(actor, () -> {
            FieldError other = sent.refusal(input.id(), input);
            if (other != null) return new Answer.Refused<>(List.of(other));
            if (store.find(input.id()).isPresent()) return new Answer.Done<>(input.id());
            if (store.isWaiting()) return Answer.Refused.because("main", "publication.one-waits");
            if (isWrongDay(input.asOf())) return Answer.Refused.because("asOf", "publication.day");
            Draft draft = draft(input.asOf(), kinds(input));
            if (draft.isNothing()) return Answer.Refused.because("asOf", draft.whyNothing());
            store.insert(input.id(), input.asOf(), draft);
            sent.keep(input.id(), input);
            decisions.propose(actor, Proposal.of(KIND, input.id(), 1));
            note(actor, "publication.release-prepared", store.find(input.id()).orElseThrow());
            return new Answer.Done<>(input.id());
        });
    }

    /**
     * What a release of a day would be.
     *
     * @param figures what others published by then
     */
    record Preview(Draft draft, List<Quoted> figures) {}

    /** What would be proposed, and what would be left out of it; nothing is kept. */
    Answer<Preview> look(Actor actor, PrepareRelease input) {
        if (!actor.may(Verb.RELEASE_PREPARE)) return new Answer.Forbidden<>();
        return transactions.as(
                actor,
                () -> isWrongDay(input.asOf())
                        ? Answer.Refused.because("asOf", "publication.day")
                        : new Answer.Done<>(
                                new Preview(draft(input.asOf(), kinds(input)), store.quoted(input.asOf()))));
    }

    private boolean isWrongDay(LocalDate day) {
        return day.isAfter(today());
    }

    private static Set<Kind> kinds(PrepareRelease input) {
        Set<Kind> kinds = EnumSet.of(Kind.SEX);
        input.kinds().forEach(one -> kinds.add(one.kind()));
        return kinds;
    }

    private Draft draft(LocalDate day, Set<Kind> kinds) {
        List<SafeTables.Counted> counts = store.counts(day);
        return new SafeTables(
                        policies.count("statistics.public.min-cell"),
                        policies.count("statistics.partner.min-cell"),
                        day,
                        store.published().stream().map(Release::earlier).toList(),
                        store.screens())
                .of(counts, kinds);
    }

    /** The request about it that the actor may decide or read; null = none waits. */
    @Nullable
    UUID request(Actor actor, Release release) {
        return transactions.as(
                actor,
                () -> decisions
                        .waiting(release.publishedAt() == null ? KIND : END, release.id())
                        .map(Decision::id)
                        .orElse(null));
    }

    Optional<Release> of(Decision decision) {
        return store.find(decision.subject());
    }

    /** The second person's verdict on a release. */
    public Verdict decide(Actor actor, UUID release, boolean agreed, @Nullable String reason) {
        return transactions.as(
                actor,
                () -> decisions
                        .waiting(KIND, release)
                        .map(waiting -> decide(actor, waiting, agreed, reason))
                        .orElseGet(Verdict.NotFound::new));
    }

    Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        Release release = of(decision).orElse(null);
        if (release == null) return new Verdict.NotFound();
        String other = agreed ? whyOther(release) : null;
        if (other != null) return Verdict.Refused.because("agreed", other);
        Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
        if (!(verdict instanceof Verdict.Done)) return verdict;
        if (agreed) store.publish(release.id());
        else store.end(release.id());
        note(actor, agreed ? "publication.release-published" : "publication.release-refused", release);
        return verdict;
    }

    /** Why the same tables and figures made now would be others: a record came in late, a published figure was corrected, or partners read the screen. */
    private @Nullable String whyOther(Release release) {
        Set<Kind> kinds = EnumSet.allOf(Kind.class);
        kinds.removeIf(kind -> release.exact().stream().noneMatch(table -> Kind.of(table.id()) == kind));
        Draft now = draft(release.asOf(), kinds);
        if (release.holds(now, store.quoted(release.asOf()))) return null;
        boolean read = now.leftOut().tables().stream()
                .anyMatch(one -> one.why() == LeftOut.Why.BESIDE_SCREEN
                        && !release.leftOut().tables().contains(one));
        return read ? "publication.beside-screen" : "publication.other-counts";
    }

    void takenBack(Actor actor, Decision decision) {
        of(decision).ifPresent(release -> {
            store.end(release.id());
            note(actor, "publication.release-taken-back", release);
        });
    }

    Answer<Release> withdraw(Actor actor, String code, WithdrawRelease input) {
        if (!actor.may(Verb.RELEASE_READ)) return new Answer.NotFound<>();
        return transactions.as(actor, () -> {
            Release release = store.find(code).orElse(null);
            if (release == null) return new Answer.NotFound<>();
            if (release.state() != Release.State.PUBLISHED)
                return Answer.Refused.because("main", "publication.not-published");
            if (decisions.waitsOfAnother(END, release.id()))
                return Answer.Refused.because("main", Decisions.WAITS_OF_ANOTHER);
            decisions.propose(
                    actor, Proposal.of(END, release.id(), release.version()).because(input.reason()));
            note(actor, "publication.release-end-asked", release);
            return new Answer.Done<>(release);
        });
    }

    Verdict decideEnd(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        Release release = of(decision).orElse(null);
        if (release == null) return new Verdict.NotFound();
        Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
        if (!(verdict instanceof Verdict.Done) || !agreed) return verdict;
        store.withdraw(release.id());
        note(actor, "publication.release-withdrawn", release);
        return verdict;
    }

    private void note(Actor actor, String act, Release release) {
        events.publishEvent(new Acted(actor, act, Map.of("release", release.code())));
    }
}
