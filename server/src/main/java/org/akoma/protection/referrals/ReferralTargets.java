package org.akoma.protection.referrals;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.Bells;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.pages.Names;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Referrals to which notifications lead, and what was answered; the words of an answer are read on the referral. */
@Component
class ReferralTargets implements Bells.Room {

    private final ReferralStore store;
    private final ActorTransactions transactions;
    private final Names names;
    private final Formats words;

    ReferralTargets(ReferralStore store, ActorTransactions transactions, Names names, Formats words) {
        this.store = store;
        this.transactions = transactions;
        this.names = names;
        this.words = words;
    }

    @Override
    public Map<UUID, Bells.Target> targets(Actor actor, Collection<UUID> ids) {
        if (!actor.may(Verb.REFERRAL_READ)) return Map.of();
        return transactions.as(
                actor,
                () -> Bells.Room.found(
                        ids,
                        id -> store.byId(id)
                                .map(one -> Bells.Target.about("/referrals/" + one.code(), became(one), about(one)))));
    }

    /** The child's code is there for who may read the file. */
    private static String about(Referral one) {
        return one.fileCode() == null ? one.code() : one.code() + ", " + one.fileCode();
    }

    /** To who receives it nothing became of it: it asks for an answer. */
    private @Nullable String became(Referral one) {
        Referral.Course course = one.course();
        Boolean accepted = course.accepted();
        if (one.received() || accepted == null && course.acknowledgedAt() == null) return null;
        String by = accepted == null ? course.acknowledgedBy() : course.answeredBy();
        String step = accepted == null ? "ACKNOWLEDGED" : accepted ? "ACCEPTED" : "DECLINED";
        return words.text(
                "notices.became.referral." + step,
                one.code(),
                one.fileCode() == null ? "" : one.fileCode(),
                by == null ? names.structure(one.to()) : names.shortPerson(by) + ", " + names.name(one.to()));
    }
}
