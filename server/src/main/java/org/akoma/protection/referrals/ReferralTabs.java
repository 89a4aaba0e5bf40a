package org.akoma.protection.referrals;

import java.util.ArrayList;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.NavItem;
import org.akoma.ground.pages.NavItems;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileTabs;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The referrals of a file in its side navigation, and all of mine, the directory and the agreements in the main one. */
@Component
@Order(40)
class ReferralTabs implements FileTabs, NavItems {

    private final ReferralLists lists;

    ReferralTabs(ReferralLists lists) {
        this.lists = lists;
    }

    @Override
    public List<NavItem> tabsFor(Actor actor, FileFrame frame) {
        if (!actor.may(Verb.REFERRAL_READ) || !frame.worksOnIt() || !sees(actor, frame)) return List.of();
        return List.of(NavItem.of("file-referrals", "/cases/" + frame.code() + "/referrals", "swap")
                .in("together"));
    }

    /** Who looks after the child without working on the case sees what they asked for themselves. */
    private static boolean sees(Actor actor, FileFrame frame) {
        return actor.may(Verb.REFERRAL_ASK) || frame.holds(Section.ASSISTANCE) && !actor.is(Role.PROVIDER);
    }

    /** The directory links to the agreements; who proposes or confirms them has an entry of their own. */
    @Override
    public List<NavItem> navFor(Actor actor) {
        List<NavItem> entries = new ArrayList<>();
        if (!ReferralLists.scopes(actor).isEmpty())
            entries.add(new NavItem("referrals", "/referrals", "swap", lists.toAcknowledge(actor)));
        if (!entries.isEmpty() || actor.may(Verb.DIRECTORY_READ))
            entries.add(NavItem.of("directory", "/directory", "users"));
        if (actor.may(Verb.AGREEMENT_PROPOSE) || actor.may(Verb.AGREEMENT_CONFIRM))
            entries.add(NavItem.of("agreements", "/agreements", "file"));
        return entries;
    }
}
