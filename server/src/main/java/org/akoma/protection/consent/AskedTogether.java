package org.akoma.protection.consent;

import java.util.List;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Outcome;
import org.springframework.stereotype.Component;

/** Records the answers of one conversation: all of them, or none. */
@Component
class AskedTogether {

    /** Ends the transaction without a trace; carries the outcome out of it. */
    private static final class Rollback extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Outcome<Consent> outcome;

        Rollback(Outcome<Consent> outcome) {
            super(null, null, false, false);
            this.outcome = outcome;
        }
    }

    private final CaseWork work;
    private final Consents consents;

    AskedTogether(CaseWork work, Consents consents) {
        this.work = work;
        this.consents = consents;
    }

    /** The answer that the form names, or why one of them is refused. */
    Outcome<Consent> record(Actor actor, String code, AskConsents asked) {
        List<RecordConsent> commands = asked.commands();
        try {
            return work.as(actor, () -> {
                Outcome<Consent> first = kept(consents.record(actor, code, commands.getFirst()));
                for (RecordConsent more : commands.subList(1, commands.size())) another(actor, code, more);
                return first;
            });
        } catch (Rollback unmade) {
            return unmade.outcome;
        }
    }

    private static Outcome<Consent> kept(Outcome<Consent> outcome) {
        if (outcome instanceof Outcome.Done) return outcome;
        throw new Rollback(outcome);
    }

    /** What refuses it is about that purpose, whatever the field: the same answer was right for the first one. */
    private void another(Actor actor, String code, RecordConsent command) {
        Outcome<Consent> outcome = consents.record(actor, code, command);
        if (outcome instanceof Outcome.Refused<Consent>(var errors))
            throw new Rollback(new Outcome.Refused<>(errors.stream()
                    .map(one -> FieldError.of("alsoFor", one.code(), one.args().toArray()))
                    .toList()));
        kept(outcome);
    }
}
