package org.akoma.protection.record;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.journal.Journal;
import org.akoma.protection.cases.Ages;
import org.akoma.protection.cases.CareOrder;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseFiles;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Once;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.identity.Identities;
import org.springframework.stereotype.Service;

/** Decisions on whether a child is a victim. Only a supervisor decides. */
@Service
public class VictimStatuses {

    private final CaseWork work;
    private final VictimDecisionStore store;
    private final CaseFiles files;
    private final Identities identities;
    private final Journal journal;
    private final Clock clock;

    VictimStatuses(
            CaseWork work,
            VictimDecisionStore store,
            CaseFiles files,
            Identities identities,
            Journal journal,
            Clock clock) {
        this.identities = identities;
        this.work = work;
        this.store = store;
        this.files = files;
        this.journal = journal;
        this.clock = clock;
    }

    /** Newest first; the reading is journalled. */
    public Optional<List<VictimDecision>> read(Actor actor, String code) {
        return work.open(actor, code, Section.EXPLOITATION, "cases.victim-decisions-read", file -> store.of(file.id()));
    }

    /** By the age on the file, of which two people agree to every change that makes a child an adult. */
    private boolean isYoung(CaseFile file) {
        return !Ages.mayBeOfAge(file, identities.birthDate(file), LocalDate.now(clock));
    }

    public Outcome<VictimDecision> decide(Actor actor, String code, DecideVictimStatus command) {
        return work.onceOnAny(
                actor,
                code,
                Verb.STATUS_DECIDE,
                Section.EXPLOITATION,
                new Once<>(
                        command.id(),
                        command,
                        file -> CaseWork.among(store.of(file.id()), VictimDecision::id, command.id())),
                file -> {
                    Instant now = clock.instant();
                    if (command.decidedOn().isAfter(LocalDate.now(clock)))
                        return Outcome.Refused.because("decidedOn", "form.future");
                    FieldError early = CareOrder.tooEarly(file, command.decidedOn(), "decidedOn");
                    if (early != null) return new Outcome.Refused<>(early);
                    if (command.status() == CaseFile.VictimStatus.ADULT && isYoung(file))
                        return Outcome.Refused.because("status", "cases.adult-by-age");
                    if (!DecideVictimStatus.mayFollow(file.victimStatus(), command.status()))
                        return Outcome.Refused.because("status", "cases.victim-status-order");
                    VictimDecision decision = new VictimDecision(
                            command.id(),
                            command.status(),
                            command.organisation(),
                            command.decidedOn(),
                            command.reason(),
                            actor.personId(),
                            now);
                    store.insert(file.id(), decision);
                    files.turn(file.id(), CaseFiles.Turn.VICTIM_STATUS, command.status(), now);
                    files.state(file.id(), CaseFiles.Fact.VICTIM_DECIDED_BY, command.organisation(), now);
                    journal.note(
                            file.id(),
                            Section.STATUS,
                            "cases.victim-status-decided",
                            Map.of(
                                    "victimStatus",
                                    List.of(
                                            file.victimStatus().name(),
                                            command.status().name())));
                    return new Outcome.Done<>(decision);
                });
    }
}
