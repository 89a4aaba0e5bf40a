package org.akoma.protection.referrals;

import java.time.Clock;
import java.time.LocalDate;
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
        return List.of(HomeCard.brief(
                "referrals",
                List.of(
                        figure(actor, scope, ListReferrals.View.WAITING),
                        figure(actor, scope, ListReferrals.View.LATE),
                        figure(actor, scope, ListReferrals.View.ACCEPTED)),
                "/referrals"));
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
