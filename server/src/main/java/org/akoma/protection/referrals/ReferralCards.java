package org.akoma.protection.referrals;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.pages.HomeCard;
import org.akoma.ground.pages.HomeCards;
import org.akoma.ground.pages.Names;
import org.akoma.protection.referrals.ListReferrals.Scope;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** On the home page: referrals for who answers them, asked for them, oversees or evaluates them. Who sends them has them among their tasks. */
@Component
@Order(65)
class ReferralCards implements HomeCards {

    private static final int FEW = 5;

    private final ReferralLists lists;
    private final Formats words;
    private final Names called;
    private final Clock clock;

    ReferralCards(ReferralLists lists, Formats words, Names called, Clock clock) {
        this.lists = lists;
        this.called = called;
        this.words = words;
        this.clock = clock;
    }

    @Override
    public List<HomeCard> cardsFor(Actor actor, LocalDate today) {
        List<Scope> open = ReferralLists.scopes(actor);
        if (open.isEmpty() || actor.is(Role.CASE_WORKER) || actor.is(Role.CASE_SUPERVISOR)) return List.of();
        if (!open.contains(Scope.INCOMING))
            return List.of(HomeCard.brief("referrals", sent(actor, open.getFirst()), "/referrals"));
        List<HomeCard> cards = new ArrayList<>();
        cards.add(asked(actor, "asked", List.of(), ListReferrals.View.WAITING));
        cards.add(asked(actor, "accepted", ended(actor), ListReferrals.View.ACCEPTED));
        if (open.contains(Scope.MINE)) {
            List<HomeCard.Figure> mine = sent(actor, Scope.MINE);
            String list = "/referrals?scope=" + Scope.MINE;
            if (mine.stream().anyMatch(one -> one.href() != null))
                cards.add(HomeCard.brief("referrals-sent", mine, list));
        }
        return cards;
    }

    private List<HomeCard.Figure> sent(Actor actor, Scope scope) {
        return List.of(
                figure(actor, scope, ListReferrals.View.WAITING),
                figure(actor, scope, ListReferrals.View.LATE),
                figure(actor, scope, ListReferrals.View.ACCEPTED));
    }

    /** What became of the others that the reader's desk answered. */
    private List<HomeCard.Figure> ended(Actor actor) {
        return Stream.of(ListReferrals.View.COMPLETED, ListReferrals.View.DECLINED)
                .map(view -> figure(actor, Scope.INCOMING, view))
                .filter(one -> one.href() != null)
                .toList();
    }

    /** What other structures ask of the reader's desk, with the clock of each (T13), and what was accepted and is not done yet. */
    private HomeCard asked(Actor actor, String key, List<HomeCard.Figure> figures, ListReferrals.View view) {
        ListReferrals wanted = ListReferrals.of(Scope.INCOMING, view, clock.instant(), FEW);
        ReferralLists.Page page = lists.list(actor, wanted);
        List<HomeCard.Line> lines =
                page == null ? List.of() : page.items().stream().map(this::line).toList();
        return HomeCard.work(key, figures, lines, "/referrals?scope=INCOMING&view=" + view);
    }

    private HomeCard.Line line(ReferralLists.Line line) {
        Referral referral = line.referral();
        List<String> why = new ArrayList<>();
        why.add(words.text("card.asked.from", called.name(referral.from())));
        if (referral.service() != null) why.add(words.code("assistance", referral.service()));
        why.add(words.code("referral-priority", referral.priority()));
        String code = referral.fileCode() == null ? referral.code() : referral.fileCode();
        String href = "/referrals/" + referral.code();
        Instant due = referral.course().dueAt();
        Instant answered = referral.course().answeredAt();
        if (answered != null) why.add(words.text("card.accepted.since", words.shortDate(answered)));
        if (line.status() != Referral.Status.SENT || due == null) return new HomeCard.Line(code, null, why, href);
        return line.lateDays() > 0
                ? new HomeCard.Line(code, null, why, href, "late", words.days(line.lateDays()))
                : new HomeCard.Line(code, null, why, href, "today", words.text("home.due.until", words.moment(due)));
    }

    private HomeCard.Figure figure(Actor actor, Scope scope, ListReferrals.View view) {
        int count = lists.count(actor, ListReferrals.of(scope, view, clock.instant(), 1), scope);
        String value = count > ReferralLists.COUNTED
                ? words.text("card.more-than", ReferralLists.COUNTED)
                : words.number(count);
        return new HomeCard.Figure(
                words.text("card.referrals." + view),
                value,
                null,
                count == 0 ? null : "/referrals?scope=" + scope + "&view=" + view);
    }
}
