package org.akoma.protection.referrals;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.pages.HomeCard;
import org.akoma.ground.pages.HomeCards;
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
    private final Clock clock;

    ReferralCards(ReferralLists lists, Formats words, Clock clock) {
        this.lists = lists;
        this.words = words;
        this.clock = clock;
    }

    @Override
    public List<HomeCard> cardsFor(Actor actor, LocalDate today) {
        List<Scope> open = ReferralLists.scopes(actor);
        if (open.isEmpty() || actor.is(Role.CASE_WORKER) || actor.is(Role.CASE_SUPERVISOR)) return List.of();
        Scope scope = open.getFirst();
        List<HomeCard> cards = new ArrayList<>();
        if (open.contains(Scope.INCOMING)) {
            cards.add(asked(actor, "asked", ListReferrals.View.WAITING));
            cards.add(asked(actor, "accepted", ListReferrals.View.ACCEPTED));
        }
        cards.add(counts(actor, scope));
        return cards;
    }

    private HomeCard counts(Actor actor, Scope scope) {
        return HomeCard.brief(
                "referrals",
                List.of(
                        figure(actor, scope, ListReferrals.View.WAITING),
                        figure(actor, scope, ListReferrals.View.LATE),
                        figure(actor, scope, ListReferrals.View.ACCEPTED)),
                "/referrals");
    }

    /** What other structures ask of the reader's desk, with the clock of each (T13), and what was accepted and goes on. */
    private HomeCard asked(Actor actor, String key, ListReferrals.View view) {
        ListReferrals wanted = new ListReferrals(Scope.INCOMING, view, null, null, clock.instant(), null, FEW);
        ReferralLists.Page page = lists.list(actor, wanted);
        List<HomeCard.Line> lines =
                page == null ? List.of() : page.items().stream().map(this::line).toList();
        return HomeCard.work(key, List.of(), lines, "/referrals?scope=INCOMING&view=" + view);
    }

    private HomeCard.Line line(ReferralLists.Line line) {
        Referral referral = line.referral();
        List<String> why = new ArrayList<>();
        why.add(words.text("card.asked.from", referral.from()));
        if (referral.service() != null) why.add(words.code("assistance", referral.service()));
        why.add(words.code("referral-priority", referral.priority()));
        String code = referral.fileCode() == null ? referral.code() : referral.fileCode();
        String href = "/referrals/" + referral.code();
        Instant due = referral.course().dueAt();
        if (line.status() != Referral.Status.SENT || due == null) return new HomeCard.Line(code, null, why, href);
        return line.lateDays() > 0
                ? new HomeCard.Line(code, null, why, href, "late", words.days(line.lateDays()))
                : new HomeCard.Line(code, null, why, href, "today", words.text("home.due.until", words.moment(due)));
    }

    private HomeCard.Figure figure(Actor actor, Scope scope, ListReferrals.View view) {
        int count = lists.count(actor, new ListReferrals(scope, view, null, null, clock.instant(), null, 1), scope);
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
