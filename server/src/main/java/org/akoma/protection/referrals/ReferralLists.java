package org.akoma.protection.referrals;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.akoma.Time;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;
import org.akoma.ground.journal.MuchReading;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.referrals.ListReferrals.Order;
import org.akoma.protection.referrals.ListReferrals.Scope;
import org.akoma.protection.referrals.ReferralListStore.Part;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Lists of referrals: what came, what I or my team sent, what waits and what is late, today or as of a day. Codes and moments alone. */
@Service
class ReferralLists {

    static final int COUNTED = 1_000;

    private final ReferralListStore store;
    private final ActorTransactions transactions;
    private final Policies policies;
    private final Clock clock;
    private final MuchReading reading;

    ReferralLists(
            ReferralListStore store,
            ActorTransactions transactions,
            Policies policies,
            Clock clock,
            MuchReading reading) {
        this.store = store;
        this.transactions = transactions;
        this.policies = policies;
        this.clock = clock;
        this.reading = reading;
    }

    /** The scopes that a person's roles open, in the order in which they are offered. */
    static List<Scope> scopes(Actor actor) {
        List<Scope> scopes = new ArrayList<>();
        if (!actor.may(Verb.REFERRAL_READ)) return scopes;
        if (actor.is(Role.CASE_WORKER)) scopes.add(Scope.MINE);
        if (actor.is(Role.CASE_SUPERVISOR)) scopes.addAll(List.of(Scope.TEAM, Scope.ORGANISATION));
        if (actor.may(Verb.REFERRAL_ANSWER) || actor.is(Role.CASE_SUPERVISOR)) scopes.add(Scope.INCOMING);
        if (actor.is(Role.MINISTRY_OFFICER) && !scopes.contains(Scope.MINE)) scopes.add(Scope.MINE);
        if (actor.is(Role.SHELTER_MANAGER)) scopes.add(Scope.SHELTER);
        if (actor.is(Role.EVALUATOR)) scopes.add(Scope.SAMPLE);
        if (actor.is(Role.PROJECT_MANAGER)) scopes.add(Scope.ALL);
        return scopes;
    }

    /**
     * A referral as a line of a list.
     *
     * @param lateDays days since it should have been acknowledged, begun ones counted; 0 = in time
     */
    public record Line(Referral referral, Referral.Status status, long lateDays, Referral.Escalation escalation) {}

    /** @param next null = there are no more */
    public record Page(List<Line> items, ListReferrals.@Nullable After next) {}

    /** One page of one scope, or of all that are open to the reader. Null when the scope is not theirs. */
    public @Nullable Page list(Actor actor, ListReferrals wanted) {
        List<Scope> open = scopes(actor);
        Scope asked = wanted.scope();
        if (open.isEmpty() || asked != null && !open.contains(asked)) return null;
        return transactions.as(actor, () -> {
            Page page = page(actor, wanted, asked == null ? open : List.of(asked));
            List<String> children = page.items().stream()
                    .map(line -> line.referral().fileCode())
                    .filter(Objects::nonNull)
                    .toList();
            reading.listed(actor, "referrals", children, wanted.after() != null);
            return page;
        });
    }

    private Page page(Actor actor, ListReferrals wanted, List<Scope> scopes) {
        List<Referral> sorted = sorted(actor, wanted, scopes);
        List<Line> items = sorted.stream()
                .limit(wanted.limit())
                .map(one -> line(one, wanted.moment()))
                .toList();
        if (sorted.size() <= wanted.limit() || items.isEmpty()) return new Page(items, null);
        return new Page(items, after(wanted, items.getLast()));
    }

    /** Of the list, one more than its limit. */
    private List<Referral> sorted(Actor actor, ListReferrals wanted, List<Scope> scopes) {
        int most = wanted.limit() + 1;
        if (wanted.order() == Order.NEWEST) return part(actor, wanted, scopes, Part.ALL, most);
        ListReferrals.After after = wanted.after();
        List<Referral> found = new ArrayList<>();
        if (after == null || after.waiting() != null) {
            found.addAll(part(actor, wanted, scopes, Part.WAITING, most));
            if (found.size() < most)
                found.addAll(part(actor, wanted.fromTheStart(), scopes, Part.REST, most - found.size()));
        } else found.addAll(part(actor, wanted, scopes, Part.REST, most));
        return found;
    }

    private List<Referral> part(Actor actor, ListReferrals wanted, List<Scope> scopes, Part part, int most) {
        if (scopes.size() == 1) return store.page(actor, wanted, scopes.getFirst(), part, most);
        Map<UUID, Referral> found = new LinkedHashMap<>();
        for (Scope scope : scopes)
            store.page(actor, wanted, scope, part, most).forEach(one -> found.putIfAbsent(one.id(), one));
        return found.values().stream()
                .sorted(part == Part.WAITING ? FIRST_DUE : NEWEST)
                .limit(most)
                .toList();
    }

    private static final Comparator<Referral> NEWEST = Comparator.comparing(ReferralLists::sent)
            .thenComparing(one -> one.id().toString())
            .reversed();

    private static final Comparator<Referral> FIRST_DUE = Comparator.comparing(Referral::priority)
            .thenComparing(ReferralLists::due)
            .thenComparing(one -> one.id().toString());

    private static ListReferrals.After after(ListReferrals wanted, Line last) {
        Referral one = last.referral();
        boolean waiting = wanted.order() == Order.URGENT && last.status() == Referral.Status.SENT;
        return new ListReferrals.After(waiting ? due(one) : sent(one), one.id(), waiting ? one.priority() : null);
    }

    private static Instant due(Referral one) {
        Instant at = one.course().dueAt();
        return at == null ? one.draftedAt() : at;
    }

    private static Instant sent(Referral one) {
        Instant at = one.course().sentAt();
        return at == null ? one.draftedAt() : at;
    }

    Line line(Referral one, Instant moment) {
        long days = Time.daysBegun(one.lateness(moment));
        return new Line(
                one, one.at(moment), days, one.escalation(moment, policies.count("referral-escalation.manager")));
    }

    /** No further than {@link #COUNTED} + 1. */
    int count(Actor actor, ListReferrals wanted, Scope scope) {
        return transactions.as(actor, () -> store.count(actor, wanted, scope, COUNTED + 1));
    }

    /** How many wait to be acknowledged by the reader. */
    int toAcknowledge(Actor actor) {
        return actor.may(Verb.REFERRAL_ANSWER) ? transactions.as(actor, () -> store.toAcknowledge(actor)) : 0;
    }

    /**
     * Of referrals sent by the end of a day.
     *
     * @param unanswered should have been acknowledged by then, and never were
     */
    public record Figures(long total, long acknowledgedInTime, long unanswered, Map<String, Long> byStatus) {
        public Figures {
            byStatus = Map.copyOf(byStatus);
        }
    }

    /** @param day not in the future; of today, until now */
    Figures figures(LocalDate day) {
        Instant now = clock.instant();
        Instant end = day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC).minusNanos(1_000);
        List<ReferralListStore.Figure> all =
                transactions.forStatistics(() -> store.figures(end.isAfter(now) ? now : end));
        Map<String, Long> byStatus = new LinkedHashMap<>();
        all.forEach(one -> byStatus.put(one.status(), one.referrals()));
        return new Figures(
                all.stream().mapToLong(ReferralListStore.Figure::referrals).sum(),
                all.stream().mapToLong(ReferralListStore.Figure::inTime).sum(),
                byStatus.getOrDefault("NO_ACKNOWLEDGEMENT", 0L),
                byStatus);
    }
}
