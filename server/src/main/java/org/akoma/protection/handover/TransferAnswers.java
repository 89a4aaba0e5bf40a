package org.akoma.protection.handover;

import java.util.Optional;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.consent.Consent;
import org.akoma.protection.consent.Consents;
import org.springframework.stereotype.Component;

/** What the child answered to being handed over. Inside an actor's transaction. */
@Component
class TransferAnswers {

    private final Consents consents;

    TransferAnswers(Consents consents) {
        this.consents = consents;
    }

    /** The words of the newest answer; empty where none were written, and for who does not hold FAMILY. */
    Optional<String> childsWords(CaseFile file) {
        return Optional.ofNullable(Consents.newest(consents.of(file.id())).get(Consent.Purpose.TRANSFER_TO_AUTHORITY))
                .map(Consent::words);
    }
}
