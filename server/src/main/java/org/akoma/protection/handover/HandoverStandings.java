package org.akoma.protection.handover;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Organisations;
import org.akoma.ground.access.Section;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.vault.Vault;
import org.akoma.protection.cases.BorderPapers;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What is read of the hand-over of a file. */
@Service
class HandoverStandings {

    private final HandoverStore store;
    private final CaseWork work;
    private final Decisions decisions;
    private final Organisations organisations;
    private final BorderPapers papers;
    private final TransferAnswers answers;
    private final Vault vault;

    HandoverStandings(
            HandoverStore store,
            CaseWork work,
            Decisions decisions,
            Organisations organisations,
            BorderPapers papers,
            TransferAnswers answers,
            Vault vault) {
        this.answers = answers;
        this.vault = vault;
        this.store = store;
        this.work = work;
        this.decisions = decisions;
        this.organisations = organisations;
        this.papers = papers;
    }

    /**
     * How the hand-over of a file stands.
     *
     * @param checklist as the records are now, of the sections that the reader holds; empty for who does not work on the file
     * @param responsible code of who answers for the child today; null = nobody is known yet
     * @param all newest first
     * @param checkups of the one that was accepted
     * @param waiting the request that waits for a second person; null = none
     * @param custody who has the custody of the child today, which a court decides; empty for who does not read of the family
     * @param consent the newest answer to a transfer; null = not the reader's to see
     * @param lastDay on which the authority answers in time; null = it is not asked
     * @param reasons why the authority returned the file, by hand-over
     * @param transferable whether the work on an accepted file can be given to a supervisor of the authority
     * @param answersHere whether the authority that was asked has people of its own here
     * @param childsWords what the child said to the transfer, while the proposal is blocked; null = nothing, or not the reader's to see
     * @param wordsKept what the supervisor wrote for the authority, while nothing may leave; null = nothing, or not the reader's to see
     */
    record Standing(
            List<Handover.Item> checklist,
            @Nullable String responsible,
            List<Handover.Responsible> history,
            List<Handover> all,
            List<Handover.Checkup> checkups,
            @Nullable Decision waiting,
            List<Handover.Custody> custody,
            Handover.@Nullable Consent consent,
            @Nullable LocalDate lastDay,
            Map<UUID, String> reasons,
            boolean transferable,
            boolean answersHere,
            @Nullable String childsWords,
            @Nullable String wordsKept) {
        /** The one that runs; null = none does. */
        @Nullable
        Handover running() {
            return all.stream().filter(Handover::runs).findFirst().orElse(null);
        }
    }

    Outcome<Standing> of(Actor actor, String code) {
        if (!work.peek(actor, code, Section.STATUS, file -> store.mayRead(file.id()))
                .orElse(false)) return new Outcome.NotFound<>();
        return work.read(actor, code, Section.STATUS, "handover.read", file -> {
            List<Handover> all = store.of(file.id());
            Handover runs = all.stream().filter(Handover::runs).findFirst().orElse(null);
            return new Standing(
                    store.checklist(file.id()),
                    store.responsibleOn(file.id(), work.today()),
                    store.responsible(file.id()),
                    all,
                    runs == null ? List.of() : store.checkups(runs.id()),
                    runs == null ? null : waiting(runs),
                    store.custody(file.id(), work.today()),
                    consent(file, runs),
                    runs == null || runs.state() != Handover.State.WAITING ? null : store.lastDay(runs.id()),
                    reasons(all),
                    runs != null
                            && runs.state() == Handover.State.ACCEPTED
                            && !runs.minimum()
                            && !runs.isOver()
                            && store.isTransferable(file.id()),
                    runs != null && store.hasPeople(runs.receiver()),
                    runs == null || runs.state() != Handover.State.BLOCKED
                            ? null
                            : answers.childsWords(file).orElse(null),
                    runs == null ? null : wordsKept(file, runs));
        });
    }

    private @Nullable String wordsKept(CaseFile file, Handover runs) {
        byte[] sealed = store.wordsKept(runs.id());
        return sealed == null ? null : vault.read(file.id(), Handovers.wordsOf(runs.id()), sealed, String.class);
    }

    private Handover.@Nullable Consent consent(CaseFile file, @Nullable Handover runs) {
        String newest = store.newestConsent(file.id());
        if (newest != null) return Handover.Consent.valueOf(newest);
        return runs == null ? Handover.Consent.NOT_ASKED : runs.consent();
    }

    /** What an authority with people here wrote when it returned the file: its answer is the decision of the hand-over's id. */
    private Map<UUID, String> reasons(List<Handover> all) {
        Map<UUID, String> reasons = new HashMap<>();
        for (Handover one : all)
            if (one.state() == Handover.State.RETURNED)
                decisions.find(one.id()).map(Decision::reason).ifPresent(why -> reasons.put(one.id(), why));
        return reasons;
    }

    private @Nullable Decision waiting(Handover handover) {
        return List.of(Handovers.KIND, Handovers.WRITTEN, Handovers.MINIMUM).stream()
                .map(kind -> decisions.waiting(kind, handover.id()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }

    /** The authorities to which the file can be handed over today: of the child's country; one with the written mandate for the protection of children first. */
    List<Organisation> receivers(Actor actor, String code) {
        return work.peek(actor, code, Section.STATUS, file -> {
                    Set<UUID> receiving = store.receivers(file.id());
                    return organisations.all().stream()
                            .filter(one -> receiving.contains(one.id()))
                            .sorted(Comparator.comparing((Organisation one) -> one.mandate() == null)
                                    .thenComparing(Organisation::code))
                            .toList();
                })
                .orElse(List.of());
    }

    /** Documents of the file among which a letter of the authority may be. */
    List<BorderPapers.Paper> letters(Actor actor, String code) {
        return work.peek(actor, code, Section.STATUS, papers::of).orElse(List.of());
    }
}
