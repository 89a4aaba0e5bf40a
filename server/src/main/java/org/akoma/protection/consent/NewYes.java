package org.akoma.protection.consent;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.Proposed;
import org.akoma.protection.cases.Verdicts;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.web.ErrorResponseException;

/**
 * A yes to the press, and a yes after a no to press, pictures or evaluation ({@code requirements.md 2.6}): heard by another person than who recorded the no,
 * and confirmed by a supervisor. Until then nothing is recorded and the no holds. The database holds the same, and records what was agreed to. Call inside an actor's
 * transaction.
 */
@Service
class NewYes {

    static final String KIND = "NEW_YES";

    /** What is shown to who decides, in this order. */
    static final List<String> FIELDS = List.of(
            "consentPurpose", "consentGiver", "consentLanguage", "consentBasis", "consentWitness", "consentWords");

    /** The same as the form names them. */
    static final Map<String, String> TYPED = Map.of(
            "consentPurpose", "purpose",
            "consentGiver", "givenBy",
            "consentLanguage", "language",
            "consentBasis", "basis",
            "consentWitness", "witness",
            "consentWords", "words");

    private static final String AT = "consentAt";
    private static final String EXPLAINED = "explained";
    private static final String EXPLAINED_BY = "consentExplainedBy";

    /** What a request that was written by {@link #ask} says in any case. */
    static final Set<String> NEEDS = Set.of("consentPurpose", "consentGiver", AT, EXPLAINED_BY);

    private final Decisions decisions;
    private final ConsentStore store;
    private final CaseWork work;

    NewYes(Decisions decisions, ConsentStore store, CaseWork work) {
        this.decisions = decisions;
        this.store = store;
        this.work = work;
    }

    /** Whether this answer is a yes that a second person has to confirm: to the press always, to pictures and evaluation where a no was said before. */
    boolean isAskedFor(CaseFile file, RecordConsent command) {
        return command.asksASecond()
                || command.status() == Consent.Status.GIVEN
                        && ConsentRefusal.isForOthers(command.purpose())
                        && store.noAgainst(file.id(), command).isPresent();
    }

    /** Asks the supervisor to confirm it. */
    Outcome<Consent> ask(Actor actor, CaseFile file, Consent heard) {
        List<Consent> noes = noes(file, heard.purpose());
        if (noes.stream().anyMatch(no -> no.recordedBy().equals(actor.personId())))
            return Outcome.Refused.because("status", "cases.consent-yes-to-another");
        if (noes.stream().anyMatch(no -> no.at().isAfter(heard.at())))
            return Outcome.Refused.because("at", "cases.consent-yes-before-no");
        if (waiting(file.id()).stream().anyMatch(one -> one.purpose() == heard.purpose()))
            return Outcome.Refused.because("status", "cases.consent-yes-waits");
        decisions.propose(
                actor,
                Proposal.onFile(KIND, file.id(), heard.id(), 1)
                        .with(fields(heard))
                        .writing(columns(file, heard)));
        work.note(file, Section.FAMILY, "cases.new-yes-asked", facts(heard));
        return new Outcome.Done<>(heard);
    }

    /** The noes to this that nothing has lifted, newest first. */
    List<Consent> noes(CaseFile file, Consent.Purpose purpose) {
        List<Consent> answers = store.of(file.id()).stream()
                .filter(one -> one.purpose() == purpose)
                .toList();
        return answers.stream()
                .filter(one -> one.status().isNo())
                .filter(no -> answers.stream()
                        .noneMatch(yes -> yes.status() == Consent.Status.GIVEN
                                && yes.at().isAfter(no.at())
                                && !yes.recordedAt().isBefore(no.recordedAt())))
                .toList();
    }

    /** Those that wait for a supervisor. */
    List<Consent> waiting(UUID file) {
        return store.newYesesWaiting(file).stream()
                .flatMap(subject -> waitingOne(subject).stream())
                .toList();
    }

    Optional<Consent> waitingOne(UUID subject) {
        return decisions.waiting(KIND, subject).filter(Decision::readable).map(NewYes::asked);
    }

    /** The supervisor's verdict: what is agreed to is recorded with it. */
    Outcome<Consent> verdict(Actor actor, CaseFile file, Decision decision, boolean agreed, @Nullable String reason) {
        Decisions.Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
        if (!(verdict instanceof Decisions.Verdict.Done)) return Verdicts.refusal(verdict);
        Consent asked = asked(decision);
        work.note(file, Section.FAMILY, "cases.new-yes-" + (agreed ? "agreed" : "refused"), facts(asked));
        if (!agreed) return new Outcome.Done<>(asked);
        Consent kept =
                CaseWork.among(store.of(file.id()), Consent::id, asked.id()).orElseThrow();
        if (!fields(kept).equals(fields(asked)))
            throw new ErrorResponseException(
                    HttpStatus.CONFLICT, Problem.detail(HttpStatus.CONFLICT, "access.decision-changed"), null);
        return new Outcome.Done<>(kept);
    }

    static Instant heardAt(Decision decision) {
        return Instant.parse(Objects.requireNonNull(Proposed.text(decision, AT)));
    }

    private static Map<String, String> facts(Consent consent) {
        return Map.of("purpose", consent.purpose().name());
    }

    private static Map<String, Object> fields(Consent heard) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("consentPurpose", heard.purpose());
        fields.put("consentGiver", heard.givenBy());
        fields.put(AT, heard.at().truncatedTo(ChronoUnit.MICROS));
        fields.put("consentLanguage", heard.language());
        fields.put("consentBasis", heard.basis());
        fields.put(EXPLAINED, heard.explained());
        fields.put(EXPLAINED_BY, heard.explainedBy());
        fields.put("consentWitness", heard.witness());
        fields.put("consentWords", heard.words());
        return Proposed.sideBySide(Map.of(), fields);
    }

    /** The columns of the record, which the database writes. */
    private Map<String, @Nullable Object> columns(CaseFile file, Consent heard) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put("purpose", heard.purpose());
        columns.put("given_by", heard.givenBy());
        columns.put("at", heard.at().truncatedTo(ChronoUnit.MICROS));
        columns.put("language", heard.language());
        columns.put("basis", heard.basis());
        columns.put("explained", "{" + String.join(",", heard.explained()) + "}");
        columns.put("explained_by", heard.explainedBy());
        columns.put("sealed", store.sealed(new Consents.Answer(file.id(), heard)));
        return columns;
    }

    static Consent asked(Decision decision) {
        String basis = Proposed.text(decision, "consentBasis");
        return new Consent(
                decision.subject(),
                Consent.Purpose.valueOf(Objects.requireNonNull(Proposed.text(decision, "consentPurpose"))),
                Consent.Status.GIVEN,
                Consent.GivenBy.valueOf(Objects.requireNonNull(Proposed.text(decision, "consentGiver"))),
                heardAt(decision),
                Proposed.text(decision, "consentLanguage"),
                basis == null ? null : Consent.Basis.valueOf(basis),
                decision.fields().get(EXPLAINED) instanceof List<?> told
                        ? told.stream().map(String::valueOf).toList()
                        : List.of(),
                UUID.fromString(Objects.requireNonNull(Proposed.text(decision, EXPLAINED_BY))),
                Proposed.text(decision, "consentWitness"),
                Proposed.text(decision, "consentWords"),
                decision.proposedBy(),
                decision.proposedAt());
    }
}
