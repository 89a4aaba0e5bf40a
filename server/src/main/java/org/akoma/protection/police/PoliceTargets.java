package org.akoma.protection.police;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.airlock.disclosure.DisclosureRequest;
import org.akoma.airlock.disclosure.OffenceReport;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.pages.Bells;
import org.akoma.ground.pages.Formats;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseFiles;
import org.springframework.stereotype.Component;

/** Requests of the police, and offences that care reported, to which notifications of care lead: the page of the child's file, and that a review was not in order. */
@Component
class PoliceTargets implements Bells.Room {

    private final PoliceRequests requests;
    private final OffencesReported reports;
    private final CaseFiles files;
    private final ActorTransactions transactions;
    private final Formats words;

    PoliceTargets(
            PoliceRequests requests,
            OffencesReported reports,
            CaseFiles files,
            ActorTransactions transactions,
            Formats words) {
        this.requests = requests;
        this.reports = reports;
        this.files = files;
        this.transactions = transactions;
        this.words = words;
    }

    @Override
    public Map<UUID, Bells.Target> targets(Actor actor, Collection<UUID> ids) {
        if (actor.compartment() != Compartment.PROTECTION) return Map.of();
        return transactions.as(
                actor,
                () -> Bells.Room.found(
                        ids,
                        id -> requests.find(id)
                                .flatMap(this::target)
                                .or(() -> reports.find(id).flatMap(this::reported))));
    }

    private Optional<Bells.Target> reported(OffenceReport one) {
        UUID file = one.fileId();
        if (file == null) return Optional.empty();
        return files.find(file)
                .map(CaseFile::code)
                .map(code -> new Bells.Target(
                        "/cases/" + code + "/police#h-reports",
                        one.isWrong() ? words.text("police.report.wrong.bell", one.number(), code) : null,
                        one.ofDanger() || one.isWrong(),
                        words.text("disclosure.report.title", one.number()),
                        false));
    }

    private Optional<Bells.Target> target(DisclosureRequest one) {
        UUID file = one.fileId();
        if (file == null) return Optional.empty();
        return files.find(file).map(CaseFile::code).map(code -> target(one, code));
    }

    private Bells.Target target(DisclosureRequest one, String code) {
        return new Bells.Target(
                "/cases/" + code + "/police#h-" + one.number(),
                one.isWrong() ? words.text("police.wrong.bell", one.number(), code) : null,
                one.ofDanger() || one.isWrong(),
                words.text("police.request", one.number()),
                false);
    }
}
