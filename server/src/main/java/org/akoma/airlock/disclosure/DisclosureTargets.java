package org.akoma.airlock.disclosure;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Role;
import org.akoma.ground.pages.Bells;
import org.akoma.ground.pages.Formats;
import org.springframework.stereotype.Component;

/** Requests for disclosure and reports of offences to which notifications of the police and of the data protection officer lead. */
@Component
class DisclosureTargets implements Bells.Room {

    private final Disclosures disclosures;
    private final ReceivedReports reports;
    private final ActorTransactions transactions;
    private final Formats words;

    DisclosureTargets(Disclosures disclosures, ReceivedReports reports, ActorTransactions transactions, Formats words) {
        this.disclosures = disclosures;
        this.reports = reports;
        this.transactions = transactions;
        this.words = words;
    }

    @Override
    public Map<UUID, Bells.Target> targets(Actor actor, Collection<UUID> ids) {
        if (!DisclosurePages.reads(actor)) return Map.of();
        return transactions.as(
                actor, () -> Bells.Room.found(ids, id -> request(actor, id).or(() -> report(actor, id))));
    }

    private Optional<Bells.Target> request(Actor actor, UUID id) {
        return disclosures
                .find(actor, id)
                .map(one -> new Bells.Target(
                        "/disclosures/" + one.number(),
                        one.isWrong() ? words.text("disclosure.wrong.bell", one.number()) : null,
                        false,
                        words.text("disclosure.bell.request", one.number()),
                        false));
    }

    private Optional<Bells.Target> report(Actor actor, UUID id) {
        if (actor.is(Role.LE_COORDINATOR))
            return reports.ofUnit(id)
                    .map(one -> new Bells.Target(
                            "/disclosures/reports/" + one.number(),
                            one.isWrong() ? words.text("disclosure.report.wrong.bell", one.number()) : null,
                            one.isWrong() || one.urgency() == DisclosureRequest.Urgency.LIFE_DANGER,
                            words.text("disclosure.report.title", one.number()),
                            one.answer() == null && !one.isWrong()));
        if (!Disclosures.watches(actor)) return Optional.empty();
        return reports.find(id)
                .map(one -> Bells.Target.about(
                        "/disclosures#h-reports", null, words.text("disclosure.report.title", one.number())));
    }
}
