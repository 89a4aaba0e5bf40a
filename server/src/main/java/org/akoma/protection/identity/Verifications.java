package org.akoma.protection.identity;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.akoma.protection.cases.BorderPapers;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.Proposed;
import org.akoma.protection.cases.Verdicts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The mark that a child's identity is verified: proposed on a record that was seen, and agreed to by a supervisor ({@code trust.md 2}). */
@Service
class Verifications {

    static final String KIND = "IDENTITY";

    private final IdentityMarkStore store;
    private final Identities identities;
    private final BorderPapers papers;
    private final CaseWork work;
    private final Decisions decisions;

    Verifications(
            IdentityMarkStore store, Identities identities, BorderPapers papers, CaseWork work, Decisions decisions) {
        this.store = store;
        this.identities = identities;
        this.papers = papers;
        this.work = work;
        this.decisions = decisions;
    }

    /**
     * @param mark null = the identity is not verified
     * @param altered what is written is not what two people verified: the mark does not count
     * @param waiting the decision to verify it, or to change what is verified, that waits; null = none
     */
    public record State(
            @Nullable IdentityMark mark,
            boolean altered,
            @Nullable UUID waiting) {}

    /** Empty for who is shown only the least of an identity. */
    public Optional<State> read(Actor actor, String code) {
        return work.open(
                        actor,
                        code,
                        Section.IDENTITY,
                        "cases.verification-read",
                        file -> identities.showsLeast(file) ? Optional.<State>empty() : Optional.of(state(file)))
                .flatMap(found -> found);
    }

    private State state(CaseFile file) {
        UUID waiting = List.of(KIND, IdentityChanges.KIND).stream()
                .flatMap(kind -> decisions.waiting(kind, file.id()).stream())
                .map(Decision::id)
                .findFirst()
                .orElse(null);
        boolean altered = identities
                .held(file.id())
                .filter(held -> !identities.isAsVerified(held, held.identity()))
                .isPresent();
        IdentityMark mark =
                altered ? null : store.of(file.id()).stream().findFirst().orElse(null);
        return new State(mark, altered, waiting);
    }

    /** Attachments of the file that may be named as what was seen, newest first. */
    public List<BorderPapers.Paper> papers(Actor actor, String code) {
        return work.peek(
                        actor,
                        code,
                        Section.IDENTITY,
                        file -> papers.of(file).stream()
                                .filter(BorderPapers.Paper::mayProveIdentity)
                                .toList())
                .orElse(List.of());
    }

    /** Puts the identity, as it is written now, to a supervisor. */
    public Outcome<State> ask(Actor actor, String code, VerifyIdentity command) {
        return work.on(actor, code, Verb.CHILD_WRITE, Section.IDENTITY, file -> {
            Identities.Held held = identities.held(file.id()).orElseThrow();
            FieldError why = command.refusal(held.identity(), work.today());
            if (why != null) return new Outcome.Refused<>(why);
            if (!identities.isAsVerified(held, held.identity()))
                return Outcome.Refused.because("proof", "cases.identity-altered");
            if (command.document() != null
                    && papers.of(file).stream()
                            .noneMatch(one -> one.id().equals(command.document()) && one.mayProveIdentity()))
                return Outcome.Refused.because("document", "cases.no-such-document");
            if (decisions.waitsOfAnother(KIND, file.id()))
                return Outcome.Refused.because("document", Decisions.WAITS_OF_ANOTHER);
            decisions.propose(
                    actor,
                    Proposal.onFile(KIND, file.id(), file.id(), held.version())
                            .restingOn(command.document())
                            .with(fields(file, held, command))
                            .writing(identities.marked(file, held)));
            work.note(file, Section.IDENTITY, "cases.identity-verification-asked", Map.of());
            return new Outcome.Done<>(state(file));
        });
    }

    /** What exactly is verified: the identity as it is written, and on what. */
    private static Map<String, Object> fields(CaseFile file, Identities.Held held, VerifyIdentity command) {
        Map<String, @Nullable Object> after = new LinkedHashMap<>(IdentityForm.fields(held.identity()));
        after.keySet().retainAll(IdentityDecisions.CORE);
        after.put("sex", file.sex());
        after.put("nationality", file.nationality());
        after.put("proof", command.proof());
        after.put("seenOn", command.seenOn());
        after.put("document", command.document());
        after.put("details", command.details());
        return Proposed.sideBySide(Map.of(), after);
    }

    /** A supervisor who did not ask for it agrees that the identity is verified, or refuses. */
    public Outcome<State> decide(Actor actor, String code, Decision decision, boolean agreed, @Nullable String reason) {
        return work.deciding(actor, code, Verb.CASE_APPROVE, Section.IDENTITY, file -> {
            Identities.Held held = identities.held(file.id()).orElseThrow();
            if (agreed && (held.version() != decision.version() || !saysTheSame(file, decision)))
                return Outcome.Refused.because("decision", "access.decision-changed");
            Decisions.Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
            if (!(verdict instanceof Decisions.Verdict.Done)) return Verdicts.refusal(verdict);
            if (agreed) {
                identities.hold(file, held);
                store.insert(file.id(), mark(decision, actor));
            }
            work.note(
                    file,
                    Section.IDENTITY,
                    agreed ? "cases.identity-verified" : "cases.identity-verification-refused",
                    Map.of());
            return new Outcome.Done<>(state(file));
        });
    }

    /** Sex and nationality are corrected elsewhere: whether they are still those that were proposed. */
    private static boolean saysTheSame(CaseFile file, Decision decision) {
        return file.sex().equals(Proposed.text(decision, "sex"))
                && Objects.equals(file.nationality(), Proposed.text(decision, "nationality"));
    }

    private IdentityMark mark(Decision decision, Actor actor) {
        String document = Proposed.text(decision, "document");
        return new IdentityMark(
                decision.id(),
                IdentityMark.Proof.valueOf(Objects.requireNonNull(Proposed.text(decision, "proof"))),
                LocalDate.parse(Objects.requireNonNull(Proposed.text(decision, "seenOn"))),
                document == null ? null : UUID.fromString(document),
                decision.proposedBy(),
                actor.personId(),
                work.now());
    }
}
