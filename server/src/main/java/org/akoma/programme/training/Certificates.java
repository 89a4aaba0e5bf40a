package org.akoma.programme.training;

import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Decisions.Verdict;
import org.akoma.ground.decisions.Proposal;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.journal.Journal;
import org.akoma.ground.reference.Policies;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Certificates: the coordinator of training proposes all who passed of one side of a session, another person confirms; the same when one is revoked
 * ({@code trust.md 2}). A result that is changed afterwards suspends the certificate until it is confirmed anew.
 */
@Service
public class Certificates {

    /** Ask a second person to certify all of one side of a session who passed and hold no certificate. */
    @InputForm(name = "training.propose-certificates", labels = "training.certificates")
    record ProposeCertificates(
            @Field(list = "training-side") Profession.Side side) {}

    /** Ask a second person to revoke a certificate. */
    @InputForm(name = "training.revoke-certificate", labels = "training.revoke")
    record RevokeCertificate(
            @Field(list = "training-revoked", except = "REPLACED", as = Field.Widget.RADIOS)
            Certificate.Why why,

            @Field(sealed = true, lines = 3, letters = Field.REASON) @Size(max = 1000)
            String reason) {}

    private static final Pattern CODE = Pattern.compile("[0-9A-HJKMNP-TV-Z]{20}");

    private final CertificateStore store;
    private final ParticipantStore participants;
    private final TrainingSessions sessions;
    private final ActorTransactions transactions;
    private final Decisions decisions;
    private final Journal journal;
    private final Policies policies;
    private final Clock clock;

    Certificates(
            CertificateStore store,
            ParticipantStore participants,
            TrainingSessions sessions,
            ActorTransactions transactions,
            Decisions decisions,
            Journal journal,
            Policies policies,
            Clock clock) {
        this.store = store;
        this.participants = participants;
        this.sessions = sessions;
        this.transactions = transactions;
        this.decisions = decisions;
        this.journal = journal;
        this.policies = policies;
        this.clock = clock;
    }

    static String listing(Profession.Side side) {
        return "CERTIFICATES_" + side;
    }

    static String ending(Profession.Side side) {
        return "CERTIFICATE_END_" + side;
    }

    PassRule rule() {
        return PassRule.of(policies);
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /**
     * How the certificates of one side of a session stand, for who proposes them.
     *
     * @param ready how many passed and hold none in force
     * @param waiting what a second person was asked; null = nothing waits
     */
    record Standing(
            Profession.Side side, int ready, @Nullable UUID waiting) {}

    List<Standing> standings(Actor actor, TrainingSession session) {
        if (!actor.may(Verb.TRAINING_CERTIFY)) return List.of();
        return transactions.as(
                actor,
                () -> List.of(Profession.Side.values()).stream()
                        .map(side -> new Standing(
                                side,
                                store.toCertify(session.id(), side).size(),
                                store.listOf(session.id(), side)
                                        .flatMap(list -> decisions.waiting(listing(side), list))
                                        .map(Decision::id)
                                        .orElse(null)))
                        .filter(one -> one.ready() > 0 || one.waiting() != null)
                        .toList());
    }

    /** Sides of sessions with somebody to certify of whom nobody was asked yet, the oldest session first. */
    List<CertificateStore.Ready> ready(Actor actor, int most) {
        if (!actor.may(Verb.TRAINING_CERTIFY)) return List.of();
        return transactions.as(actor, () -> store.ready(most));
    }

    /** Asks a second person to certify all of one side who passed and hold none in force. */
    public Answer<Decision> propose(Actor actor, String session, Profession.Side side) {
        if (!actor.may(Verb.TRAINING_CERTIFY)) return new Answer.Forbidden<>();
        return transactions.as(actor, () -> {
            TrainingSession found = sessions.find(actor, session).orElse(null);
            if (found == null) return new Answer.NotFound<>();
            Set<UUID> ready = store.toCertify(found.id(), side);
            if (ready.isEmpty()) return Answer.Refused.because("side", "training.nobody-to-certify");
            UUID before = store.listOf(found.id(), side).orElse(null);
            if (before != null && decisions.waitsOfAnother(listing(side), before))
                return Answer.Refused.because("side", Decisions.WAITS_OF_ANOTHER);
            CertificateStore.Listed list =
                    store.list(found.id(), side, Ids.next()).orElseThrow();
            List<Results> listed =
                    participants.results(participants.of(actor, found.id(), "", Integer.MAX_VALUE)).stream()
                            .filter(one -> ready.contains(one.participant().id()))
                            .toList();
            Decision asked = decisions.propose(
                    actor,
                    Proposal.of(listing(side), list.id(), list.version())
                            .with(CertificateDecisions.fields(found, listed, rule())));
            note(actor, "training.certificates-asked", Map.of("session", found.code(), "people", listed.size()));
            return new Answer.Done<>(asked);
        });
    }

    /** The second person's word about a list; who agreed makes the certificates in the same transaction. */
    Verdict decideList(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
        if (!(verdict instanceof Verdict.Done)) return verdict;
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("session", String.valueOf(decision.fields().get(CertificateDecisions.SESSION)));
        if (agreed) facts.put("people", store.issue(decision.subject()));
        note(actor, agreed ? "training.certified" : "training.certificates-refused", facts);
        return verdict;
    }

    Verdict decideEnd(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
        if (!(verdict instanceof Verdict.Done)) return verdict;
        if (agreed) store.revoke(decision.subject());
        note(
                actor,
                agreed ? "training.revoked" : "training.revocation-refused",
                Map.of("certificate", String.valueOf(decision.fields().get(CertificateDecisions.NUMBER))));
        return verdict;
    }

    /** Agrees to what waits of this side of a session, as the second person does on the page of decisions. False where nothing waits for the actor. */
    public boolean confirm(Actor actor, UUID decision) {
        return transactions.as(
                actor,
                () -> decisions
                        .find(decision)
                        .map(waiting -> decideList(actor, waiting, true, null) instanceof Verdict.Done)
                        .orElse(false));
    }

    /** Names by the codes of those of a session whom the actor may read by name; the login of the care side reads none. In the caller's transaction. */
    Map<String, String> names(Actor actor, @Nullable String session) {
        Map<String, String> names = new LinkedHashMap<>();
        if (session != null)
            sessions.find(actor, session)
                    .ifPresent(found -> participants.known(actor, found.id()).forEach((code, one) -> {
                        if (one.name() != null) names.put(code, Objects.requireNonNull(one.name()));
                    }));
        return names;
    }

    /** Asks a second person to revoke one. */
    Answer<Certificate> askEnd(Actor actor, String number, RevokeCertificate input) {
        return transactions.as(actor, () -> {
            Certificate found = find(actor, number).orElse(null);
            if (found == null) return new Answer.NotFound<>();
            if (!actor.may(Verb.TRAINING_CERTIFY)) return new Answer.Forbidden<>();
            if (found.revokedAt() != null) return Answer.Refused.because("why", "training.revoked-already");
            Participant holder = participants.find(actor, found.participant()).orElseThrow();
            String kind = ending(holder.side());
            if (decisions.waitsOfAnother(kind, found.id()))
                return Answer.Refused.because("why", Decisions.WAITS_OF_ANOTHER);
            decisions.propose(
                    actor,
                    Proposal.of(kind, found.id(), found.version())
                            .because(input.reason())
                            .with(CertificateDecisions.fields(found, holder, input.why()))
                            .writing(Map.of("revoked_why", input.why().name())));
            note(actor, "training.revocation-asked", Map.of("certificate", found.number()));
            return new Answer.Done<>(found);
        });
    }

    /** The revocation of it that waits for a second person; empty = none, or not for the actor. */
    Optional<UUID> endAsked(Actor actor, Participant holder, Certificate one) {
        if (!actor.may(Verb.TRAINING_CERTIFY)) return Optional.empty();
        return transactions.as(
                actor, () -> decisions.waiting(ending(holder.side()), one.id()).map(Decision::id));
    }

    /** Empty when there is none for the actor. */
    Optional<Certificate> find(Actor actor, String number) {
        return actor.may(Verb.TRAINING_READ)
                ? transactions.as(actor, () -> store.find(number.toUpperCase(Locale.ROOT)))
                : Optional.empty();
    }

    /** All of one participant whom the actor sees, newest first. */
    List<Certificate> of(Actor actor, Participant participant) {
        return actor.may(Verb.TRAINING_READ) ? transactions.as(actor, () -> store.of(participant.id())) : List.of();
    }

    /** Codes of those of a session who hold a certificate that is neither suspended nor revoked; empty for who keeps none. */
    public Set<String> holders(Actor actor, String session) {
        return transactions.as(
                actor,
                () -> sessions.find(actor, session).stream()
                        .flatMap(found -> sessions.results(actor, found, "", Integer.MAX_VALUE).stream())
                        .filter(one -> one.certificate() != null
                                && !one.certificate().suspended()
                                && one.certificate().revokedAt() == null)
                        .map(one -> one.participant().code())
                        .collect(Collectors.toSet()));
    }

    /** Those whose refresher is due today or earlier, the first to end first; for who keeps the sessions. */
    List<Certificate> refreshers(Actor actor, int most) {
        if (!actor.may(Verb.TRAINING_WRITE)) return List.of();
        LocalDate until = today().plusDays(policies.days("training.refresher.notice"));
        return transactions.as(actor, () -> store.endingBy(until, most));
    }

    /** What anybody is told who holds the paper; empty where there is no such code. */
    Optional<CertificateStore.Verified> verify(String typed) {
        String code = typed.replaceAll("[\\s-]", "")
                .toUpperCase(Locale.ROOT)
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        return CODE.matcher(code).matches()
                ? transactions.forPublication(() -> store.verified(code, today()))
                : Optional.empty();
    }

    private void note(Actor actor, String act, Map<String, ?> facts) {
        journal.noteOwn(actor, act, facts);
    }
}
