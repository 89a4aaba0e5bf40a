package org.akoma.protection.closure;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.assessment.Plan;
import org.akoma.protection.assessment.Plans;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseFiles;
import org.akoma.protection.cases.CaseProgress;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Once;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.Proposed;
import org.akoma.protection.cases.Verdicts;
import org.akoma.protection.closure.ClosureFinding.Criterion;
import org.akoma.protection.identity.Identities;
import org.akoma.protection.placement.Homes;
import org.akoma.protection.placement.Placement;
import org.akoma.protection.placement.Placements;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/** The end of a file: asked for against every criterion of {@code requirements.md 2.5}, decided by a supervisor who did not ask (T18). */
@Service
public class Closures {

    static final String KIND = "CLOSURE";

    private final ClosureStore store;
    private final Plans plans;
    private final Homes placements;
    private final Placements homes;
    private final Identities identities;
    private final CaseFiles files;
    private final CaseProgress progress;
    private final CaseWork work;
    private final Policies policies;
    private final Decisions decisions;
    private final ObjectProvider<ClosureEvidence> rooms;

    Closures(
            ClosureStore store,
            Plans plans,
            Homes placements,
            Placements homes,
            Identities identities,
            CaseFiles files,
            CaseProgress progress,
            CaseWork work,
            Policies policies,
            Decisions decisions,
            ObjectProvider<ClosureEvidence> rooms) {
        this.store = store;
        this.plans = plans;
        this.placements = placements;
        this.homes = homes;
        this.identities = identities;
        this.files = files;
        this.progress = progress;
        this.work = work;
        this.policies = policies;
        this.decisions = decisions;
        this.rooms = rooms;
    }

    /** Requests and decisions, newest first, the criteria as of today, and what is missing to close the file as a double. */
    public record Standing(List<Closure> requests, List<ClosureFinding> findings, List<String> lacks) {}

    /** The reading is journalled. */
    public Outcome<Standing> of(Actor actor, String code) {
        return work.read(actor, code, Section.NOTES, "cases.closure-read", file -> {
            List<Closure> requests = store.of(file.id());
            Closure.SealedText said = requests.stream()
                    .filter(one -> one.decision() == null)
                    .findFirst()
                    .map(Closure::words)
                    .orElseGet(Closure.SealedText::none);
            return new Standing(requests, findings(file, said), lacks(file));
        });
    }

    /**
     * Every criterion as it is now. Call inside an actor's transaction.
     *
     * @param said with the request
     */
    List<ClosureFinding> findings(CaseFile file, Closure.SealedText said) {
        LocalDate today = work.today();
        Plan inForce = plans.of(file.id()).stream()
                .filter(plan -> plan.status() == Plan.Status.APPROVED)
                .findFirst()
                .orElse(null);
        Placement home = placements.in(file.id(), Placement.State.CURRENT).orElse(null);
        List<ClosureFinding> own = List.of(
                ClosureCriteria.goals(inForce),
                ClosureCriteria.care(home, policies.months("closure.stable-care.min"), today),
                ClosureCriteria.views(said),
                ClosureCriteria.contact(said),
                ClosureFinding.unknown(Criterion.SUPERVISOR, "cases.closure.supervisor"));
        List<ClosureFinding> others = rooms.orderedStream()
                .flatMap(room -> room.about(file, today).stream())
                .toList();
        return ClosureCriteria.all(own, others);
    }

    public Outcome<Closure> request(Actor actor, String code, RequestClosure command) {
        return request(actor, code, command, true);
    }

    /** As a scenario tells it, which says that a file was closed and not what was found. What bars an end bars it all the same. */
    public Outcome<Closure> requestAsTold(Actor actor, String code, RequestClosure command) {
        return request(actor, code, command, false);
    }

    private Outcome<Closure> request(Actor actor, String code, RequestClosure command, boolean judged) {
        return work.once(
                actor,
                code,
                Verb.CLOSURE_REQUEST,
                Section.NOTES,
                new Once<>(
                        command.id(), command, file -> CaseWork.among(store.of(file.id()), Closure::id, command.id())),
                file -> {
                    List<ClosureFinding> findings = findings(file, command.words());
                    FieldError why =
                            judged ? command.refusal(file, identities.birthDate(file), findings, work.today()) : null;
                    if (why == null) why = barred(file, command.code());
                    if (why != null) return new Outcome.Refused<>(why);
                    store.insert(file.id(), made(actor, command, findings));
                    propose(actor, file, command);
                    progress.move(file, CaseFile.Status.CLOSURE_REQUESTED);
                    return noted(file, "cases.closure-requested");
                });
    }

    private void propose(Actor actor, CaseFile file, RequestClosure command) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("closureCode", command.code());
        fields.put("childsView", command.words().childsView());
        fields.put("caregiversView", command.words().caregiversView());
        fields.put("whomToCall", command.words().whomToCall());
        fields.put("details", command.words().details());
        decisions.propose(
                actor, Proposal.onFile(KIND, file.id(), command.id(), 1).with(Proposed.sideBySide(Map.of(), fields)));
    }

    private Closure made(Actor actor, RequestClosure command, List<ClosureFinding> findings) {
        return new Closure(
                command.id(),
                command.code(),
                actor.personId(),
                work.now(),
                codes(findings, false),
                codes(findings, true),
                null,
                null,
                null,
                command.words());
    }

    private static List<Criterion> codes(List<ClosureFinding> findings, boolean blocking) {
        return findings.stream()
                .filter(f -> f.criterion() != Criterion.SUPERVISOR && f.blocks() == blocking)
                .map(ClosureFinding::criterion)
                .toList();
    }

    /** The decision that waits about it; empty when none does. */
    Optional<UUID> request(Actor actor, UUID closure) {
        return work.as(actor, () -> decisions.waiting(KIND, closure)).map(Decision::id);
    }

    public Outcome<Closure> decide(Actor actor, String code, Closure.Decision decision, @Nullable String reason) {
        return decide(actor, code, null, decision, reason);
    }

    /**
     * Closes the file, for which everything is judged once more as it is today, or gives the request back with a reason.
     *
     * @param request the decision as it was read; null = not said
     */
    Outcome<Closure> decide(
            Actor actor, String code, @Nullable UUID request, Closure.Decision decision, @Nullable String reason) {
        return decide(actor, code, request, decision, reason, true);
    }

    private static final String AS_TOLD = "Clôture reprise d’un récit, sans CSI récent";

    /** Closes as a scenario tells it: see {@link #requestAsTold}. */
    public Outcome<Closure> closeAsTold(Actor actor, String code) {
        return decide(actor, code, null, Closure.Decision.CLOSED, AS_TOLD, false);
    }

    private Outcome<Closure> decide(
            Actor actor,
            String code,
            @Nullable UUID request,
            Closure.Decision decision,
            @Nullable String reason,
            boolean judged) {
        return work.deciding(actor, code, Verb.CLOSURE_DECIDE, Section.NOTES, file -> {
            Closure asked = store.waiting(file.id()).orElse(null);
            if (asked == null) return Outcome.Refused.because("decision", "cases.nothing-waits");
            if (asked.requestedBy().equals(actor.personId()))
                return Outcome.Refused.because("decision", "cases.own-work");
            if (decision == Closure.Decision.RETURNED && reason == null)
                return Outcome.Refused.because("reason", "form.required");
            boolean closes = decision == Closure.Decision.CLOSED;
            FieldError obstacle = !closes ? null : judged ? obstacle(file, asked) : barred(file, asked.code());
            if (obstacle == null && closes && reason == null && store.lacksIndex(file.id(), asked.code()))
                obstacle = FieldError.of("reason", "cases.closure-csi-old", policies.days("closure.csi.max"));
            if (obstacle != null) return new Outcome.Refused<>(obstacle);
            Decision waiting = decisions.waiting(KIND, asked.id()).orElse(null);
            if (waiting == null) return Outcome.Refused.because("decision", "cases.nothing-waits");
            Decisions.Verdict verdict = decisions.decide(actor, waiting.id(), request, closes, reason);
            if (!(verdict instanceof Decisions.Verdict.Done)) return Verdicts.refusal(verdict);
            store.decide(file.id(), asked.id(), decision, reason, actor.personId(), work.now());
            if (closes) close(actor, file, asked.code());
            else progress.goBack(file);
            return noted(file, closes ? "cases.closed" : "cases.closure-returned");
        });
    }

    private @Nullable FieldError obstacle(CaseFile file, Closure asked) {
        if (store.isSought(file.id())) return FieldError.of("code", "cases.closure-lost");
        FieldError why = new RequestClosure(asked.id(), asked.code(), asked.words())
                .obstacle(file, identities.birthDate(file), findings(file, asked.words()), work.today());
        return why == null ? barred(file, asked.code()) : why;
    }

    /** What an alert, or another file of the child, bars: from the request on, so that nobody waits for what will be refused. */
    private @Nullable FieldError barred(CaseFile file, Closure.Code code) {
        String bar = store.bar(file.id(), code);
        return bar == null ? notDouble(file, code) : FieldError.of("code", bar);
    }

    /** A file ends as a double where two people said that the child has another one, which goes on and holds what this one does. */
    private @Nullable FieldError notDouble(CaseFile file, Closure.Code code) {
        if (code != Closure.Code.DUPLICATE) return null;
        if (!store.endsAsDouble(file.id())) return FieldError.of("code", "cases.closure-not-double");
        return lacks(file).stream()
                .findFirst()
                .map(one -> FieldError.of("code", one))
                .orElse(null);
    }

    /** What is to be done before this file can end as a double, as codes of errors. Call inside an actor's transaction. */
    List<String> lacks(CaseFile file) {
        return store.doubleLacks(file.id()).stream()
                .map(one -> "cases.double-lacks-" + one)
                .toList();
    }

    /** Takes one's own request back: the file is as it was before. */
    public Outcome<Closure> withdraw(Actor actor, String code) {
        return work.on(actor, code, Verb.CLOSURE_REQUEST, Section.NOTES, file -> {
            Closure asked = store.waiting(file.id()).orElse(null);
            if (asked == null) return Outcome.Refused.because("decision", "cases.nothing-waits");
            if (!asked.requestedBy().equals(actor.personId()))
                return Outcome.Refused.because("decision", "cases.not-own-request");
            Decision waiting = decisions.waiting(KIND, asked.id()).orElse(null);
            if (waiting != null) decisions.withdraw(actor, waiting.id());
            return withdrawn(file, asked.id());
        });
    }

    /** The request was withdrawn by its author: the file is as it was before. Inside the transaction of the withdrawal. */
    Outcome<Closure> withdrawn(CaseFile file, UUID closure) {
        store.withdraw(closure, work.now());
        progress.goBack(file);
        return noted(file, "cases.closure-withdrawn");
    }

    /** T19: somebody looks after the child once more, three months later. */
    private void close(Actor actor, CaseFile file, Closure.Code code) {
        boolean looksAgain =
                code != Closure.Code.DEATH && code != Closure.Code.NOT_A_VICTIM && code != Closure.Code.DUPLICATE;
        LocalDate check = looksAgain ? work.today().plusDays(policies.days("post-closure-check")) : null;
        boolean leaves = code == Closure.Code.DEATH || code == Closure.Code.DUPLICATE;
        if (leaves) homes.leaveForEver(actor, file); // before: leaving a home plans visits anew
        files.turn(file.id(), CaseFiles.Turn.NEXT_VISIT, check, work.now());
        files.turn(file.id(), CaseFiles.Turn.REVIEW, null, work.now());
        files.state(file.id(), CaseFiles.Fact.CLOSED_AT, work.now(), work.now());
        progress.move(file, CaseFile.Status.CLOSED);
    }

    private Outcome<Closure> noted(CaseFile file, String act) {
        Closure now = store.of(file.id()).getFirst();
        work.note(file, Section.NOTES, act, Map.of("code", now.code().name()));
        return new Outcome.Done<>(now);
    }
}
