package org.akoma.assistance;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.akoma.access.Actor;
import org.akoma.access.Verb;
import org.akoma.cases.CaseWork;
import org.akoma.cases.Outcome;
import org.akoma.journal.Journal;
import org.springframework.stereotype.Component;

/** Dated rates against the CFA franc, written down by finance. They inform; no amount is ever converted by them. */
@Component
public class Rates {

    private final RateStore store;
    private final CaseWork work;
    private final Journal journal;

    Rates(RateStore store, CaseWork work, Journal journal) {
        this.store = store;
        this.work = work;
        this.journal = journal;
    }

    /** All of them, the newest first. */
    public List<Rate> all(Actor actor) {
        return actor.may(Verb.PAYMENT_READ) ? work.as(actor, store::all) : List.of();
    }

    /** What held on that day. @param all the newest first */
    static Optional<Rate> on(List<Rate> all, Money.Currency currency, LocalDate day) {
        return all.stream()
                .filter(rate -> rate.currency() == currency && !rate.since().isAfter(day))
                .findFirst();
    }

    /** A rate that was written down stays; the same day again is refused. */
    public Outcome<Rate> record(Actor actor, Rate rate) {
        if (!actor.may(Verb.PAYMENT_PAY)) return new Outcome.Forbidden<>();
        return work.as(actor, () -> {
            if (rate.currency() == Money.Currency.XOF)
                return Outcome.Refused.because("currency", "assistance.rate-of-franc");
            if (rate.since().isAfter(work.today())) return Outcome.Refused.because("since", "form.future");
            if (!store.insert(rate, actor.personId(), work.now()))
                return Outcome.Refused.because("since", "assistance.rate-known");
            journal.noteOwn(
                    actor,
                    "assistance.rate-recorded",
                    Map.of("currency", rate.currency().name(), "since", rate.since()));
            return new Outcome.Done<>(rate);
        });
    }
}
