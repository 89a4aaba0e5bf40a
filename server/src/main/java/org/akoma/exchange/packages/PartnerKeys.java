package org.akoma.exchange.packages;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Organisations;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Decisions.Verdict;
import org.akoma.ground.decisions.Proposal;
import org.akoma.ground.decisions.Shown;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.journal.Journal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The open halves of partners' keys: entered by an administrator, confirmed by the data protection officer after comparing the fingerprint with the partner
 * ({@code trust.md 2}); what is signed by another key is not taken, and nothing is encrypted to one.
 */
@Service
public class PartnerKeys implements Decidable {

    static final String KIND = "PARTNER_KEY";

    private final PartnerKeyStore store;
    private final HouseKeys house;
    private final Organisations organisations;
    private final Decisions decisions;
    private final ActorTransactions transactions;
    private final Journal journal;
    private final Clock clock;

    PartnerKeys(
            PartnerKeyStore store,
            HouseKeys house,
            Organisations organisations,
            Decisions decisions,
            ActorTransactions transactions,
            Journal journal,
            Clock clock) {
        this.store = store;
        this.house = house;
        this.organisations = organisations;
        this.decisions = decisions;
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    static boolean enters(Actor actor) {
        return actor.may(Verb.SETTINGS_WRITE);
    }

    static boolean ends(Actor actor) {
        return enters(actor) || actor.is(Role.DATA_PROTECTION_OFFICER);
    }

    static boolean reads(Actor actor) {
        return ends(actor) || ReceivedPackages.allowed(actor);
    }

    /** This house's own, newest first: that one is handed to partners. */
    List<HouseKeys.Own> own() {
        return house.all();
    }

    List<PartnerKey> all(Actor actor) {
        return reads(actor) ? transactions.as(actor, store::all) : List.of();
    }

    /** The structures at work whose key an administrator may enter, for a choice; empty for others. */
    List<Organisation> partners(Actor actor) {
        LocalDate today = LocalDate.now(clock);
        return enters(actor)
                ? transactions.as(
                        actor,
                        () -> organisations.all().stream()
                                .filter(one -> one.kind() != Organisation.Kind.LAW_ENFORCEMENT)
                                .filter(one -> one.validFrom() == null
                                        || !one.validFrom().isAfter(today))
                                .filter(one -> one.validUntil() == null
                                        || one.validUntil().isAfter(today))
                                .toList())
                : List.of();
    }

    Answer<PartnerKey> enter(Actor actor, EnterKey command) {
        if (!enters(actor)) return new Answer.Forbidden<>();
        PublicHalf open = PublicHalf.parse(command.line()).orElse(null);
        if (open == null) return Answer.Refused.because("line", "packages.key-line");
        if (own().stream().anyMatch(one -> one.open().sharesAKey(open)))
            return Answer.Refused.because("line", "packages.key-own");
        return transactions.as(actor, () -> {
            PartnerKey made = store.find(command.id()).orElse(null);
            if (made != null)
                return made.open().equals(open) && made.structure().equals(command.structure())
                        ? new Answer.Done<>(made)
                        : Answer.Refused.because("id", Problem.OTHER_CONTENT);
            Organisation of = organisations.find(command.structure()).orElse(null);
            if (of == null) return Answer.Refused.because("structure", "packages.no-structure");
            return switch (store.propose(command.id(), of.id(), open)) {
                case "DONE" -> entered(actor, command.id());
                case "NO_STRUCTURE" -> Answer.Refused.because("structure", "packages.no-structure");
                case "KNOWN" -> Answer.Refused.because("line", "packages.key-known");
                case "LOST" -> Answer.Refused.because("line", "packages.key-lost");
                case "WAITS" -> Answer.Refused.because("structure", "packages.key-waits");
                default -> new Answer.Forbidden<>();
            };
        });
    }

    private Answer<PartnerKey> entered(Actor actor, UUID id) {
        PartnerKey made = store.find(id).orElseThrow();
        decisions.propose(
                actor,
                Proposal.of(KIND, id, 1)
                        .with(Map.of("structure", made.structure(), "fingerprint", made.fingerprint())));
        journal.noteOwn(actor, "packages.key-entered", facts(made));
        return new Answer.Done<>(made);
    }

    private static Map<String, Object> facts(PartnerKey key) {
        return Map.of("structure", key.structure(), "fingerprint", key.fingerprint());
    }

    /**
     * By one person: from then on nothing is encrypted to it, and what it signed is not taken.
     *
     * @param lost it is lost or known to others, and nobody enters it again
     */
    Answer<PartnerKey> end(Actor actor, UUID id, boolean lost) {
        if (!ends(actor)) return new Answer.Forbidden<>();
        return transactions.as(actor, () -> {
            PartnerKey key = store.find(id).orElse(null);
            if (key == null) return new Answer.NotFound<>();
            return switch (store.end(id, lost)) {
                case "DONE" -> {
                    journal.noteOwn(actor, lost ? "packages.key-lost" : "packages.key-ended", facts(key));
                    yield new Answer.Done<>(store.find(id).orElseThrow());
                }
                case "ENDED" -> Answer.Refused.because("main", "packages.key-over");
                default -> new Answer.Forbidden<>();
            };
        });
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Optional<Shown> show(Actor actor, Decision decision) {
        return store.find(decision.subject())
                .map(key -> new Shown(
                        key.structure(),
                        reads(actor) ? PartnerKeyPages.HERE : null,
                        List.of(
                                Shown.Field.code("packages.key.structure", Shown.STRUCTURE, null, key.structure()),
                                Shown.Field.text("packages.key.compare", null, key.fingerprint()))));
    }

    @Override
    public Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        PartnerKey key = store.find(decision.subject()).orElse(null);
        if (key == null) return new Verdict.NotFound();
        Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
        if (verdict instanceof Verdict.Done)
            journal.noteOwn(actor, agreed ? "packages.key-confirmed" : "packages.key-refused", facts(key));
        return verdict;
    }

    @Override
    public Optional<String> again(Actor actor, Decision decision) {
        return enters(actor) ? Optional.of(PartnerKeyPages.HERE) : Optional.empty();
    }
}
