package org.akoma.protection.retention;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.SentCommands;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.journal.HouseSignature;
import org.akoma.ground.journal.Journal;
import org.akoma.ground.journal.SignedStatement;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseFiles;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * How long a file is kept ({@code requirements.md 8.5}): what is due, who asked for it, what is on hold. A supervisor of the file asks that it
 * is erased, or that a hold ends, and the data protection officer agrees ({@code trust.md 2}).
 */
@Service
class Retention {

    static final String ERASURE = "ERASURE";
    static final String HOLD_END = "HOLD_END";
    private static final int PAGE = 50;

    private final RetentionStore store;
    private final Erasures erasures;
    private final CaseFiles files;
    private final Decisions decisions;
    private final ActorTransactions transactions;
    private final SentCommands sent;
    private final Journal journal;
    private final HouseSignature house;
    private final Clock clock;

    Retention(
            RetentionStore store,
            Erasures erasures,
            CaseFiles files,
            Decisions decisions,
            ActorTransactions transactions,
            SentCommands sent,
            Journal journal,
            HouseSignature house,
            Clock clock) {
        this.store = store;
        this.erasures = erasures;
        this.files = files;
        this.decisions = decisions;
        this.transactions = transactions;
        this.sent = sent;
        this.journal = journal;
        this.house = house;
        this.clock = clock;
    }

    static boolean reads(Actor actor) {
        return actor.is(Role.DATA_PROTECTION_OFFICER)
                || actor.is(Role.CASE_SUPERVISOR)
                || actor.is(Role.PROJECT_MANAGER);
    }

    /** @param after code of the last row of the page before; empty = from the beginning */
    Retained.Page page(Actor actor, String after) {
        List<Retained.Row> rows = transactions.as(actor, () -> store.list(after, PAGE + 1));
        return rows.size() <= PAGE
                ? new Retained.Page(rows, null)
                : new Retained.Page(rows.subList(0, PAGE), rows.get(PAGE - 1).code());
    }

    /** The holds on the files of a page of the list, for the data protection officer; none for others. */
    List<Retained.HeldFile> held(Actor actor, Retained.Page page) {
        return actor.is(Role.DATA_PROTECTION_OFFICER)
                ? transactions.as(actor, () -> store.running(page.rows()))
                : List.of();
    }

    /** Codes of files of this supervisor that wait for an answer to the wish that they are erased. */
    List<String> wished(Actor actor, int most) {
        return actor.is(Role.CASE_SUPERVISOR) ? transactions.as(actor, () -> store.wished(most)) : List.of();
    }

    /** For who works on the file; the reading is journalled. */
    Answer<Retained.Standing> standing(Actor actor, String code) {
        return on(actor, code, file -> {
            Retained.Standing standing = store.standing(file.id()).orElse(null);
            if (standing == null) return new Answer.Forbidden<>();
            journal.note(file.id(), Section.STATUS, "retention.read", Map.of());
            return new Answer.Done<>(standing);
        });
    }

    private <T> Answer<T> on(Actor actor, String code, Function<CaseFile, Answer<T>> act) {
        if (actor.compartment() != Compartment.PROTECTION) return new Answer.Forbidden<>();
        return transactions.as(actor, () -> files.find(code).map(act).orElseGet(Answer.NotFound::new));
    }

    /** The same sent again is answered as before; other content under its id is refused. */
    private Answer<UUID> once(@Nullable UUID file, UUID id, Object command, Supplier<Answer<UUID>> act) {
        if (!sent.isSame(file, id, command)) return Answer.Refused.because("id", Problem.OTHER_CONTENT);
        Answer<UUID> answer = act.get();
        if (answer instanceof Answer.Done) sent.keep(file, id, command);
        return answer;
    }

    Answer<UUID> wish(Actor actor, String code, AskRetention.RecordWish command) {
        return on(actor, code, file -> once(file.id(), command.id(), command, () -> wish(file, command)));
    }

    private Answer<UUID> wish(CaseFile file, AskRetention.RecordWish command) {
        return switch (store.wish(file.id(), command)) {
            case DONE -> {
                journal.note(
                        file.id(),
                        Section.STATUS,
                        "retention.wish-recorded",
                        Map.of("by", command.by().name(), "on", command.on().toString()));
                yield new Answer.Done<>(command.id());
            }
            case AGAIN -> new Answer.Done<>(command.id());
            case DAY -> Answer.Refused.because("on", "retention.wish-day");
            case TOO_YOUNG -> Answer.Refused.because("by", "retention.too-young");
            case NO_GUARDIAN -> Answer.Refused.because("by", "retention.no-guardian");
            default -> new Answer.Forbidden<>();
        };
    }

    Answer<UUID> hold(Actor actor, String code, AskRetention.SetHold command) {
        return on(actor, code, file -> once(file.id(), command.id(), command, () -> hold(actor, file, command)));
    }

    /** In the journal of who sets it: that of the file is read by those whom it may be about. */
    private Answer<UUID> hold(Actor actor, CaseFile file, AskRetention.SetHold command) {
        return switch (store.hold(command.id(), file.code(), command.ground(), command.why())) {
            case DONE -> {
                journal.noteOwn(
                        actor,
                        "retention.hold-set",
                        Map.of("code", file.code(), "ground", command.ground().name()));
                yield new Answer.Done<>(command.id());
            }
            case AGAIN -> new Answer.Done<>(command.id());
            case AGREED -> Answer.Refused.because("ground", "retention.agreed-already");
            default -> new Answer.Forbidden<>();
        };
    }

    /** By the data protection officer. */
    Answer<UUID> hold(Actor actor, AskRetention.SetHoldByCode command) {
        if (!actor.is(Role.DATA_PROTECTION_OFFICER)) return new Answer.Forbidden<>();
        return transactions.as(actor, () -> once(null, command.id(), command, () -> held(actor, command)));
    }

    private Answer<UUID> held(Actor actor, AskRetention.SetHoldByCode command) {
        return switch (store.hold(command.id(), command.file(), command.ground(), command.why())) {
            case DONE -> {
                journal.noteOwn(
                        actor,
                        "retention.hold-set",
                        Map.of(
                                "code",
                                command.file(),
                                "ground",
                                command.ground().name()));
                yield new Answer.Done<>(command.id());
            }
            case AGAIN -> new Answer.Done<>(command.id());
            case AGREED -> Answer.Refused.because("file", "retention.agreed-already");
            default -> Answer.Refused.because("file", "retention.no-file");
        };
    }

    Answer<UUID> askHoldEnd(Actor actor, String code, UUID hold, AskRetention.AskHoldEnd command) {
        if (!actor.is(Role.CASE_SUPERVISOR)) return new Answer.Forbidden<>();
        return on(actor, code, file -> {
            Retained.Hold held = store.standing(file.id()).stream()
                    .flatMap(one -> one.holds().stream())
                    .filter(one -> one.id().equals(hold))
                    .findFirst()
                    .orElse(null);
            if (held == null) return new Answer.NotFound<>();
            if (held.endedAt() != null) return Answer.Refused.because("reason", "retention.hold-over");
            if (decisions.waitsOfAnother(HOLD_END, hold))
                return Answer.Refused.because("reason", "retention.asked-already");
            decisions.propose(
                    actor,
                    Proposal.of(HOLD_END, hold, 1).because(command.reason()).with(Map.of("file", file.code())));
            journal.note(file.id(), Section.STATUS, "retention.hold-end-asked", Map.of("hold", hold));
            return new Answer.Done<>(hold);
        });
    }

    Answer<UUID> askErasure(Actor actor, String code, AskRetention.AskErasure command) {
        if (!actor.is(Role.CASE_SUPERVISOR)) return new Answer.Forbidden<>();
        return on(actor, code, file -> once(file.id(), command.id(), command, () -> ask(actor, file, command)));
    }

    private Answer<UUID> ask(Actor actor, CaseFile file, AskRetention.AskErasure command) {
        return switch (store.ask(command.id(), file.id(), command.ground())) {
            case DONE -> {
                Map<String, Object> fields = new LinkedHashMap<>();
                fields.put("file", file.code());
                fields.put("basis", command.ground().name());
                decisions.propose(
                        actor,
                        Proposal.of(ERASURE, command.id(), 1)
                                .because(command.reason())
                                .with(fields));
                journal.note(
                        file.id(),
                        Section.STATUS,
                        "retention.erasure-asked",
                        Map.of("ground", command.ground().name()));
                yield new Answer.Done<>(command.id());
            }
            case AGAIN -> new Answer.Done<>(command.id());
            case WAITS -> Answer.Refused.because("ground", "retention.asked-already");
            case BARRED -> Answer.Refused.because("ground", "retention.barred");
            case NOT_DUE ->
                Answer.Refused.because(
                        "ground",
                        command.ground() == Retained.Ground.DUE ? "retention.not-due" : "retention.not-wished");
            default -> new Answer.Forbidden<>();
        };
    }

    /** Whether this supervisor's request would not be refused at once: nothing bars it, none waits, and the time is over or a colleague wrote down that it is wished. */
    boolean mayBeAsked(Actor actor, Retained.Standing standing) {
        boolean over = standing.dueOn() != null && !standing.dueOn().isAfter(LocalDate.now(clock));
        return standing.bars().isEmpty()
                && standing.asked() == null
                && (over
                        || standing.wishes().stream()
                                .anyMatch(
                                        one -> one.waits() && !one.recordedBy().equals(actor.username())));
    }

    /** Whether a wish is still to be written down: none waits on which the supervisor can act. */
    boolean mayBeWished(Actor actor, Retained.Standing standing) {
        return standing.wishes().stream()
                .noneMatch(one ->
                        one.waits() && (!one.bySupervisor() || one.recordedBy().equals(actor.username())));
    }

    /** What the officer has to know of a request; empty for everybody but the officer, who decides it and who asked. Inside an actor's transaction. */
    Optional<Retained.Asked> request(UUID erasure) {
        return store.request(erasure);
    }

    /** Inside an actor's transaction; empty for who may not know. */
    Optional<RetentionStore.Held> held(UUID hold) {
        return store.held(hold);
    }

    /** Inside an actor's transaction. What was agreed to is carried out once it is committed. */
    Decisions.Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        boolean erases = decision.kind().equals(ERASURE);
        if (!store.isJudge(decision.subject())) return new Decisions.Verdict.Forbidden();
        if (agreed && erases && store.isComplained(decision.subject()))
            return Decisions.Verdict.Refused.because("decision", "retention.complained");
        if (agreed && erases && !store.stands(decision.subject())) {
            store.endChanged(decision.subject());
            return Decisions.Verdict.Refused.because("decision", "retention.changed");
        }
        Decisions.Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
        if (!(verdict instanceof Decisions.Verdict.Done)) return verdict;
        String act = erases ? "retention.erasure-" : "retention.hold-end-";
        journal.noteOwn(actor, act + (agreed ? "agreed" : "refused"), Map.of("subject", decision.subject()));
        if (agreed && erases) erasures.afterCommit();
        return verdict;
    }

    /** Empty for who is not told of it, and for the police and administrators, whose logins read nothing here. */
    Optional<Retained.Tombstone> tombstone(Actor actor, String code) {
        return actor.compartment() == Compartment.PROTECTION || actor.compartment() == Compartment.CUSTODY
                ? transactions.as(actor, () -> store.tombstone(code))
                : Optional.empty();
    }

    /** The code of the file that was erased by this decision, for those who may know of it. Inside an actor's transaction. */
    Optional<String> erasedBy(UUID decision) {
        return store.erasedBy(decision);
    }

    /** Says what was erased, and nothing of the child; who has the open half of the journal's key verifies it. */
    SignedStatement certificate(Retained.Tombstone stone) {
        String statement = String.join(
                "\n",
                "akoma-erasure-1",
                "file " + stone.code(),
                "ground " + stone.ground(),
                "agreed " + stone.agreedAt(),
                "erased " + stone.erasedAt(),
                "decision " + stone.decision(),
                "ledger " + stone.number() + " " + stone.mark(),
                "journal " + (stone.entry() == null ? "-" : stone.entry()));
        return new SignedStatement(statement, house.sign(statement));
    }
}
