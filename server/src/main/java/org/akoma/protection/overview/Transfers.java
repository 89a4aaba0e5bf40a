package org.akoma.protection.overview;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Matter;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Organisations;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.akoma.ground.decisions.Shown;
import org.akoma.ground.journal.Journal;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseFiles;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.Verdicts;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** A file goes to another structure: proposed by the supervisor who holds it, accepted by one of the structure that receives it (trust.md G4). */
@Service
class Transfers implements Decidable {

    static final String KIND = "TRANSFER";

    private final CaseWork work;
    private final CaseFiles files;
    private final TransferStore store;
    private final Decisions decisions;
    private final Organisations organisations;
    private final Journal journal;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Transfers(
            CaseWork work,
            CaseFiles files,
            TransferStore store,
            Decisions decisions,
            Organisations organisations,
            Journal journal,
            ApplicationEventPublisher events,
            Clock clock) {
        this.work = work;
        this.files = files;
        this.store = store;
        this.decisions = decisions;
        this.organisations = organisations;
        this.journal = journal;
        this.events = events;
        this.clock = clock;
    }

    /** Rings the supervisors of the receiving structure. */
    public Outcome<Decision> propose(Actor actor, String code, ProposeTransfer command) {
        return work.onAny(actor, code, Verb.CASE_ASSIGN, Section.STATUS, file -> {
            if (work.onlyByEmergency(file)) return CaseWork.byEmergency();
            Organisation to = organisations.find(command.to()).orElse(null);
            if (to == null) return Outcome.Refused.because("to", "cases.transfer-no-receiver");
            Proposal proposal = Proposal.onFile(KIND, file.id(), file.id(), file.version())
                    .because(command.why())
                    .with(Map.of("to", to.code()));
            UUID id = Ids.next();
            return switch (ProposeTransfer.Word.valueOf(decisions.proposeTo(id, proposal, to.id()))) {
                case PROPOSED -> new Outcome.Done<>(proposed(actor, file, id, to));
                case NO_RECEIVER -> Outcome.Refused.because("to", "cases.transfer-no-receiver");
                case HANDED_OVER -> Outcome.Refused.because("to", "cases.transfer-handed-over");
                case NO_CONSENT -> Outcome.Refused.because("to", "cases.transfer-no-consent");
                case OWN_YES -> Outcome.Refused.because("to", "cases.transfer-own-yes");
                case OF_ANOTHER -> Outcome.Refused.because("to", "cases.transfer-of-another");
                case WAITS -> Outcome.Refused.because("to", "cases.transfer-waits");
                case FORBIDDEN, DONE -> new Outcome.Forbidden<>();
            };
        });
    }

    private Decision proposed(Actor actor, CaseFile file, UUID id, Organisation to) {
        journal.note(file.id(), Section.STATUS, "cases.transfer-proposed", Map.of("to", to.code()));
        Notification.others(store.deciders(id), actor.personId(), Notification.TASK)
                .map(ring -> ring.of(id))
                .ifPresent(events::publishEvent);
        return decisions.find(id).orElseThrow();
    }

    /** The structures where somebody can take this file over. */
    public List<Organisation> receivers(Actor actor, String code) {
        return work.peek(actor, code, Section.STATUS, file -> {
                    Set<UUID> receiving = store.receivers(file.id());
                    return organisations.all().stream()
                            .filter(one -> receiving.contains(one.id()))
                            .toList();
                })
                .orElse(List.of());
    }

    /** What waits on this file, for those who see it. */
    public Optional<Decision> waiting(Actor actor, String code) {
        return work.peek(actor, code, Section.STATUS, file -> decisions.waiting(KIND, file.id()))
                .flatMap(found -> found);
    }

    /** Accepts or refuses at the file's own address. */
    public Outcome<Decision> decide(Actor actor, String code, UUID id, boolean agreed, @Nullable String reason) {
        return work.as(actor, () -> {
            CaseFile file = actor.may(Verb.CASE_READ) ? files.find(code).orElse(null) : null;
            Decision decision = decisions
                    .find(id)
                    .filter(one -> file != null
                            && file.id().equals(one.fileId())
                            && one.kind().equals(KIND))
                    .orElse(null);
            if (decision == null) return new Outcome.NotFound<>();
            Decisions.Verdict verdict = decide(actor, decision, agreed, reason);
            return verdict instanceof Decisions.Verdict.Done(Decision done)
                    ? new Outcome.Done<>(done)
                    : Verdicts.refusal(verdict);
        });
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Optional<Shown> show(Actor actor, Decision decision) {
        return file(decision)
                .map(file -> new Shown(
                        file.code(),
                        "/cases/" + file.code() + (decision.waits() ? "/transfer" : "/access"),
                        List.of(Shown.Field.code(
                                "cases.transfer.to", Shown.STRUCTURE, code(file.organisationId()), (String)
                                        decision.fields().get("to")))));
    }

    @Override
    public Optional<String> again(Actor actor, Decision decision) {
        return file(decision).map(file -> "/cases/" + file.code() + "/transfer?again=" + decision.id());
    }

    private @Nullable String code(UUID organisation) {
        return organisations.code(organisation).orElse(null);
    }

    private Optional<CaseFile> file(Decision decision) {
        return decision.fileId() == null ? Optional.empty() : files.find(decision.fileId());
    }

    /** When accepted, the file belongs to the accepting supervisor, who gives it to a worker; the old structure is notified and can read for the overlap. */
    @Override
    public Decisions.Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        CaseFile file = file(decision).orElse(null);
        if (file == null) return new Decisions.Verdict.NotFound();
        if (agreed && decision.waits()) {
            String misses = store.misses(decision.id()).orElse(null);
            if (misses != null) return Decisions.Verdict.Refused.because("decision", misses);
        }
        Decisions.Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
        if (!agreed || !(verdict instanceof Decisions.Verdict.Done)) return verdict;
        if (store.transfer(decision, file.id(), actor.personId(), clock.instant()) != ProposeTransfer.Word.DONE)
            return Decisions.Verdict.Refused.because("decision", "cases.transfer-no-consent");
        journal.note(
                file.id(),
                Section.STATUS,
                "cases.transferred",
                Map.of(
                        "from",
                        String.valueOf(code(file.organisationId())),
                        "to",
                        String.valueOf(decision.fields().get("to"))));
        Set<UUID> before = new HashSet<>(Set.of(file.workerId()));
        if (file.supervisorId() != null) before.add(file.supervisorId());
        Notification.others(before, actor.personId(), Notification.TASK)
                .map(ring -> ring.onFile(file.id(), Matter.TRANSFERRED))
                .ifPresent(events::publishEvent);
        return verdict;
    }
}
