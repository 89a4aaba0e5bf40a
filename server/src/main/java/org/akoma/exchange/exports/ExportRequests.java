package org.akoma.exchange.exports;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.FieldError;
import org.akoma.Ids;
import org.akoma.exchange.htcds.ExportRows;
import org.akoma.exchange.htcds.HtcdsExport;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.akoma.ground.journal.Journal;
import org.akoma.ground.pages.TableFormat;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.reference.HtcdsField;
import org.akoma.ground.signin.FactorAgain;
import org.akoma.protection.overview.Extract;
import org.akoma.protection.overview.Extracts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Exports with names: asked for by one, agreed to by two others, downloaded once. */
@Component
class ExportRequests {

    private final ExportRequestStore store;
    private final ExportJobStore jobs;
    private final ActorTransactions transactions;
    private final Journal journal;
    private final Clock clock;
    private final Decisions decisions;
    private final Extracts extracts;
    private final CodeLists lists;
    private final FactorAgain factor;

    ExportRequests(
            ExportRequestStore store,
            ExportJobStore jobs,
            ActorTransactions transactions,
            Journal journal,
            Clock clock,
            Decisions decisions,
            Extracts extracts,
            CodeLists lists,
            FactorAgain factor) {
        this.store = store;
        this.jobs = jobs;
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
        this.decisions = decisions;
        this.extracts = extracts;
        this.lists = lists;
        this.factor = factor;
    }

    sealed interface Result {
        record Done(ExportRequest request) implements Result {}

        /** Unknown, or not for this person's eyes. */
        record NotFound() implements Result {}

        record Forbidden() implements Result {}

        /** @param code {@code exchange.…} */
        record Refused(String code) implements Result {}

        /** Who agrees shows their second factor again, and did not. */
        record Factor(FieldError error) implements Result {}
    }

    static boolean uses(Actor actor) {
        return actor.may(Verb.EXPORT_REQUEST) || actor.may(Verb.EXPORT_APPROVE);
    }

    Result ask(Actor actor, TableFormat format, String purpose) {
        if (!actor.may(Verb.EXPORT_REQUEST)) return new Result.Forbidden();
        return transactions.as(actor, () -> {
            UUID id = Ids.next();
            store.insert(id, actor.personId(), clock.instant(), format, purpose);
            Map<String, Object> reach = reach(actor, store.leaving(id));
            decisions.propose(
                    actor, Proposal.of(ExportDecisions.SUPERVISOR, id, 1).with(reach));
            decisions.propose(
                    actor, Proposal.of(ExportDecisions.CUSTODIAN, id, 1).with(reach));
            return noted(actor, id, "exchange.export-requested");
        });
    }

    /** What leaves, for those who decide: how many files and names, of which days, and what of each child. */
    private Map<String, Object> reach(Actor actor, HtcdsExport.Named leaving) {
        int files = leaving.files().size();
        int names = leaving.names().size();
        Extract.Reach reach = extracts.reach(actor);
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("files", String.valueOf(files));
        shown.put("names", String.valueOf(names));
        if (reach.first() != null) shown.put("first", day(reach.first()));
        if (reach.last() != null) shown.put("last", day(reach.last()));
        List<String> columns = new ExportRows(lists, true)
                .columns().stream().map(HtcdsField::fullName).toList();
        shown.put("groups", ExportGroup.leaving(columns, names, files, actor.is(Role.CASE_SUPERVISOR)));
        return shown;
    }

    private static String day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC).toString();
    }

    /** One's own, and for who may agree all; newest first, at most 200. */
    List<ExportRequest> all(Actor actor) {
        return uses(actor) ? transactions.as(actor, store::all) : List.of();
    }

    Optional<ExportRequest> find(Actor actor, UUID id) {
        return uses(actor) ? transactions.as(actor, () -> store.find(id)) : Optional.empty();
    }

    /**
     * A supervisor who holds every child that it names, and the data protection officer, each say their part.
     *
     * @param secondFactor the six digits again, of who has a second factor
     */
    Result decide(Actor actor, UUID id, boolean agreed, @Nullable String reason, @Nullable String secondFactor) {
        FieldError wrong = factor.show(actor, secondFactor);
        return wrong == null ? decide(actor, id, agreed, reason) : new Result.Factor(wrong);
    }

    Result decide(Actor actor, UUID id, boolean agreed, @Nullable String reason) {
        if (!actor.may(Verb.EXPORT_APPROVE))
            return find(actor, id).isPresent() ? new Result.Forbidden() : new Result.NotFound();
        return transactions.as(actor, () -> {
            ExportRequest request = store.find(id).orElse(null);
            if (request == null) return new Result.NotFound();
            if (request.requesterId().equals(actor.personId())) return new Result.Refused("exchange.two-persons");
            if (request.state(clock.instant()) != ExportRequest.State.WAITING)
                return new Result.Refused("exchange.export-decided");
            if (!agreed && (reason == null || reason.isBlank())) return new Result.Refused("exchange.say-why");
            Decision waiting = decisions.waiting(kind(actor), id).orElse(null);
            if (waiting == null) return new Result.Refused("exchange.export-said");
            Decisions.Verdict verdict = decisions.decide(actor, waiting.id(), agreed, reason);
            if (verdict instanceof Decisions.Verdict.Refused(List<FieldError> errors))
                return new Result.Factor(errors.getFirst());
            if (verdict instanceof Decisions.Verdict.Forbidden) return new Result.Refused("exchange.export-not-held");
            if (!(verdict instanceof Decisions.Verdict.Done) || !said(actor, id, agreed, clock.instant()))
                return new Result.Refused("exchange.export-said");
            return noted(actor, id, agreed ? "exchange.export-agreed" : "exchange.export-refused");
        });
    }

    private static String kind(Actor actor) {
        return actor.is(Role.DATA_PROTECTION_OFFICER) ? ExportDecisions.CUSTODIAN : ExportDecisions.SUPERVISOR;
    }

    /** Who asked took it back: nobody decides it any more. */
    void withdrawn(Actor actor, UUID id) {
        for (String kind : List.of(ExportDecisions.SUPERVISOR, ExportDecisions.CUSTODIAN))
            decisions.waiting(kind, id).ifPresent(other -> decisions.withdraw(actor, other.id()));
        journal.noteOwn(actor, "exchange.export-withdrawn", Map.of("request", id));
    }

    private boolean said(Actor actor, UUID id, boolean agreed, Instant now) {
        if (!agreed) return store.refuse(id, actor.personId(), now);
        return actor.is(Role.DATA_PROTECTION_OFFICER)
                ? store.takeIntoCustody(id, actor.personId(), now)
                : store.supervise(id, actor.personId(), now);
    }

    /** What the person would take along if they asked now, and who could agree to it. */
    ExportRequest.Foreseen foreseen(Actor actor) {
        return transactions.as(actor, store::foreseen);
    }

    /** What waits for this person's word on the request; null when nothing does. */
    @Nullable
    UUID awaits(Actor actor, ExportRequest request, Instant now) {
        if (!actor.may(Verb.EXPORT_APPROVE)
                || request.requesterId().equals(actor.personId())
                || request.state(now) != ExportRequest.State.WAITING) return null;
        return transactions.as(
                actor,
                () -> decisions
                        .waiting(kind(actor), request.id())
                        .map(Decision::id)
                        .filter(decisions::decides)
                        .orElse(null));
    }

    /** What of one's own request still waits for others; empty when nothing does. */
    List<UUID> waiting(Actor actor, ExportRequest request) {
        return transactions.as(
                actor,
                () -> Stream.of(ExportDecisions.SUPERVISOR, ExportDecisions.CUSTODIAN)
                        .flatMap(kind -> decisions.waiting(kind, request.id()).stream())
                        .map(Decision::id)
                        .toList());
    }

    /** What leaves with a claimed request: what was agreed to. What the person sees no more at this moment stays. */
    HtcdsExport.Named named(Actor actor, UUID claimed) {
        return transactions.as(actor, () -> store.leaving(claimed));
    }

    /**
     * Uses the request up for a file that streams into the answer: who has a second factor shows it again, or has the file made.
     *
     * @param secondFactor the six digits; null = not typed
     */
    Result download(Actor actor, UUID id, @Nullable String secondFactor) {
        FieldError wrong = factor.show(actor, secondFactor);
        if (wrong != null) return new Result.Factor(wrong);
        return transactions.as(actor, () -> {
            Result bar = bar(actor, id);
            if (bar != null) return bar;
            return jobs.showsFactor() ? claim(actor, id) : new Result.Factor(FactorAgain.missing());
        });
    }

    /** Why the actor may not use the request up now; null = they may. */
    @Nullable
    Result bar(Actor actor, UUID id) {
        return transactions.as(actor, () -> {
            ExportRequest request = uses(actor) ? store.find(id).orElse(null) : null;
            if (request == null) return new Result.NotFound();
            if (!request.requesterId().equals(actor.personId()) || !actor.may(Verb.EXPORT_REQUEST))
                return new Result.Forbidden();
            return switch (request.state(clock.instant())) {
                case WAITING -> new Result.Refused("exchange.two-persons");
                case REFUSED -> new Result.Refused("exchange.export-decided");
                case EXPIRED -> new Result.Refused("exchange.export-expired");
                case DOWNLOADED -> new Result.Refused("exchange.export-downloaded");
                case APPROVED -> null;
            };
        });
    }

    /** Uses the request up. */
    Result claim(Actor actor, UUID id) {
        return transactions.as(actor, () -> {
            Result bar = bar(actor, id);
            if (bar != null) return bar;
            return store.claim(id, clock.instant())
                    ? noted(actor, id, "exchange.export-downloaded")
                    : new Result.Refused("exchange.export-downloaded");
        });
    }

    private Result noted(Actor actor, UUID id, String act) {
        journal.noteOwn(actor, act, Map.of("request", id));
        return new Result.Done(store.find(id).orElseThrow());
    }
}
