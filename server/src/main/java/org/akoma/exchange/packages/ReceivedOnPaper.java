package org.akoma.exchange.packages;

import java.util.Optional;
import org.akoma.exchange.dossiers.LegibleDossier;
import org.akoma.ground.access.Actor;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.overview.PrintedPart;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** On the paper of the whole file: the record that came along with the package that the file was made of. */
@Component
@Order(12)
class ReceivedOnPaper implements PrintedPart {

    private final ReceivedPackages received;
    private final LegibleDossier legible;

    ReceivedOnPaper(ReceivedPackages received, LegibleDossier legible) {
        this.received = received;
        this.legible = legible;
    }

    @Override
    public Optional<Printed> partFor(Actor actor, FileFrame frame, Paper paper) {
        if (paper != Paper.FILE || !frame.worksOnIt() || frame.least() || !DossierPages.holdsAll(frame))
            return Optional.empty();
        return received.of(actor, frame.code()) instanceof Outcome.Done<ReceivedPackage>(ReceivedPackage origin)
                        && received.legible(actor, frame.code()) instanceof Outcome.Done<JsonNode>(JsonNode record)
                ? Optional.of(new Printed("packages/printed", new DossierPages.Printed(origin, legible.parts(record))))
                : Optional.empty();
    }
}
