package org.akoma.protection.referrals;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Organisations;
import org.akoma.protection.cases.PersonCodes;
import org.akoma.protection.directory.Directory;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whom the people who hear of a silent referral call, as the directory says ({@code requirements.md 2.4, T13}). */
@Component
class WhomToCall {

    private final Directory directory;
    private final Organisations organisations;
    private final PersonCodes people;
    private final ActorTransactions transactions;

    WhomToCall(Directory directory, Organisations organisations, PersonCodes people, ActorTransactions transactions) {
        this.directory = directory;
        this.organisations = organisations;
        this.people = people;
        this.transactions = transactions;
    }

    /**
     * @param answers whether it is the structure that has to answer, not the one that refers
     * @param person code of who received or sent it there; null = nobody is named
     * @param telephone of the structure; null = its entry says none
     */
    record Line(
            boolean answers,
            String structure,
            @Nullable String person,
            @Nullable String telephone) {}

    /** Both structures of a referral that nobody acknowledged in time; nothing of any other. */
    List<Line> about(Actor actor, ReferralLists.Line silent) {
        if (silent.escalation() == Referral.Escalation.NONE) return List.of();
        Referral one = silent.referral();
        return transactions.as(actor, () -> {
            Optional<UUID> from = organisations.find(one.from()).map(Organisation::id);
            return List.of(
                    there(actor, one),
                    new Line(
                            false,
                            one.from(),
                            one.course().sentBy(),
                            from.flatMap(directory::telephone).orElse(null)));
        });
    }

    /** Where it was sent, and who answered there, else who receives what is sent there. */
    Line receiving(Actor actor, Referral one) {
        return transactions.as(actor, () -> there(actor, one));
    }

    private Line there(Actor actor, Referral one) {
        Referral.Course course = one.course();
        String answered = course.answeredBy() == null ? course.acknowledgedBy() : course.answeredBy();
        String receives = course.how() == Referral.How.WRITTEN || answered == null ? focal(actor, one) : answered;
        return new Line(
                true, one.to(), receives, directory.telephone(one.toId()).orElse(null));
    }

    private @Nullable String focal(Actor actor, Referral one) {
        UUID focal = one.toPerson() == null ? directory.focal(one.toId()).orElse(null) : one.toPerson();
        return focal == null ? null : people.of(actor, List.of(focal)).get(focal);
    }
}
