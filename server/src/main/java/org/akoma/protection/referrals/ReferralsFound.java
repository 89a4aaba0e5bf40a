package org.akoma.protection.referrals;

import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.search.Finder;
import org.akoma.ground.search.FoundGroup;
import org.akoma.ground.search.SearchText;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Referrals in the one search box, by their code. */
@Component
@Order(40)
class ReferralsFound implements Finder {

    private final ReferralStore store;

    ReferralsFound(ReferralStore store) {
        this.store = store;
    }

    @Override
    public List<FoundGroup> find(Actor actor, SearchText text) {
        if (!actor.may(Verb.REFERRAL_READ)) return List.of();
        return text.number("RF")
                .map("RF-%03d"::formatted)
                .flatMap(store::find)
                .map(one -> new FoundGroup.Hit(one.code(), "/referrals/" + one.code(), null, true))
                .map(hit -> FoundGroup.of("referrals", List.of(hit)))
                .orElse(List.of());
    }
}
