package org.akoma.protection.placement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.PersonCodes;
import org.akoma.protection.cases.Proposed;
import org.akoma.protection.cases.Verdicts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The one way round what a return to a family needs: asked for with a reason and for a country, decided by another person, good for one return to a
 * family in that country, and shown on the file for ever.
 */
@Service
public class ReturnExceptions {

    public static final String KIND = "RETURN_EXCEPTION";

    private static final String MISSING = "missing";
    private static final String COUNTRY = "country";

    private final ReturnExceptionStore store;
    private final PlacementStore places;
    private final StayStore stays;
    private final CaseWork work;
    private final Decisions decisions;
    private final PersonCodes people;

    ReturnExceptions(
            ReturnExceptionStore store,
            PlacementStore places,
            StayStore stays,
            CaseWork work,
            Decisions decisions,
            PersonCodes people) {
        this.store = store;
        this.places = places;
        this.stays = stays;
        this.work = work;
        this.decisions = decisions;
        this.people = people;
    }

    /** What a return from this day on would lack now. Call inside an actor's transaction. */
    public ReturnGate gate(CaseFile file, String country, LocalDate day) {
        return store.missing(file.id(), country, day).map(ReturnGate::new).orElseGet(ReturnGate::unknown);
    }

    /** The same for a page or a program; empty where the place of the child does not exist for the actor, or they do not work on the file. */
    public Optional<ReturnGate> gate(Actor actor, String code) {
        return work.open(
                        actor,
                        code,
                        Section.PLACEMENT,
                        "cases.return-gate-read",
                        file -> Optional.of(file)
                                .filter(one -> stays.readsGate(one.id()))
                                .map(one ->
                                        gate(one, places.countryNow(one.id()).orElse(one.country()), work.today())))
                .flatMap(found -> found);
    }

    /** The alerts of danger of the child, for who reads them. */
    List<PlacementStore.DangerLeft> dangers(Actor actor, String code) {
        return work.peek(actor, code, Section.PLACEMENT, file -> places.dangersKnown(file.id(), null))
                .orElse(List.of());
    }

    /** Every exception that was asked for on this file, newest first. */
    public List<Decision> of(Actor actor, String code) {
        return work.peek(actor, code, Section.PLACEMENT, file -> decisions.of(KIND, file.id()))
                .orElse(List.of());
    }

    /**
     * A return that went round what a return needs, as every reader of the place sees it for ever.
     *
     * @param askedBy code of who asked
     * @param agreedBy code of who agreed; null = not known to the reader
     */
    public record Agreed(
            @Nullable String askedBy,
            @Nullable String agreedBy,
            @Nullable Instant on,
            @Nullable String why,
            List<ReturnGate.Part> missing) {
        public Agreed {
            missing = List.copyOf(missing);
        }
    }

    /** Those that were agreed to, newest first. */
    public List<Agreed> agreed(Actor actor, String code) {
        List<Decision> all = of(actor, code).stream()
                .filter(one -> one.state() == Decision.State.AGREED)
                .toList();
        Map<UUID, String> codes = people.of(
                actor,
                all.stream()
                        .flatMap(one -> Stream.of(one.proposedBy(), one.decidedBy()))
                        .filter(Objects::nonNull)
                        .toList());
        return all.stream()
                .map(one -> new Agreed(
                        codes.get(one.proposedBy()),
                        codes.get(one.decidedBy()),
                        one.endedAt(),
                        one.why(),
                        missing(one)))
                .toList();
    }

    /**
     * Asks another person to agree to one return in spite of what is missing.
     *
     * @param reason why it cannot wait
     */
    public Outcome<Decision> ask(Actor actor, String code, @Nullable String country, String reason) {
        return work.on(actor, code, Verb.PLACEMENT_WRITE, Section.PLACEMENT, file -> {
            String to = country == null ? places.countryNow(file.id()).orElse(file.country()) : country;
            ReturnGate gate = gate(file, to, work.today());
            if (!gate.known()) return new Outcome.Forbidden<>();
            if (gate.isOpen()) return Outcome.Refused.because("reason", "cases.return-complete");
            Decision made = decisions.propose(
                    actor,
                    Proposal.onFile(
                                    KIND,
                                    file.id(),
                                    file.id(),
                                    decisions.of(KIND, file.id()).size() + 1)
                            .because(reason)
                            .with(Map.of(
                                    COUNTRY,
                                    to,
                                    MISSING,
                                    gate.missing().stream().map(Enum::name).toList())));
            store.propose(made.id(), to);
            work.note(
                    file,
                    Section.PLACEMENT,
                    "cases.return-exception-asked",
                    Map.of(MISSING, gate.missing().stream().map(Enum::name).toList()));
            return new Outcome.Done<>(made);
        });
    }

    public Outcome<Decision> decide(Actor actor, String code, UUID decision, boolean agreed, @Nullable String reason) {
        return work.deciding(actor, code, Verb.PLACEMENT_APPROVE, Section.NOTES, file -> {
            if (agreed && !saysItsCountry(decision))
                return Outcome.Refused.because("decision", "access.decision-changed");
            Decisions.Verdict verdict = decisions.decide(actor, decision, agreed, reason);
            if (!(verdict instanceof Decisions.Verdict.Done(var decided))) return Verdicts.refusal(verdict);
            work.note(
                    file,
                    Section.PLACEMENT,
                    agreed ? "cases.return-exception-agreed" : "cases.return-exception-refused",
                    Map.of());
            return new Outcome.Done<>(decided);
        });
    }

    /** Whether the country that the decider reads is the one for which the database lets the child go. */
    private boolean saysItsCountry(UUID decision) {
        return decisions
                .find(decision)
                .map(one -> Proposed.text(one, COUNTRY))
                .filter(country -> store.isFor(decision, country))
                .isPresent();
    }

    /** Whether an exception covers what is missing: one that waits is enough to propose a return, not to begin it. Call inside an actor's transaction. */
    boolean covers(CaseFile file, String country, ReturnGate gate, boolean alsoWaiting) {
        UUID unused = store.unused(file.id(), country).orElse(null);
        return decisions.of(KIND, file.id()).stream()
                .filter(one -> one.id().equals(unused) || alsoWaiting && one.waits())
                .anyMatch(one -> isFor(one, country) && gate.isCoveredBy(missing(one)));
    }

    /** The exception by which this home began, or else by which it may be proposed or begun. Call inside an actor's transaction. */
    public Optional<Decision> of(CaseFile file, Placement home, ReturnGate gate) {
        UUID used = store.of(home.id()).orElse(null);
        if (used != null) return decisions.find(used);
        if (gate.isOpen()) return Optional.empty();
        UUID unused = store.unused(file.id(), home.country()).orElse(null);
        return decisions.of(KIND, file.id()).stream()
                .filter(one -> one.id().equals(unused) || one.waits())
                .filter(one -> isFor(one, home.country()) && gate.isCoveredBy(missing(one)))
                .findFirst();
    }

    private static boolean isFor(Decision exception, String country) {
        return country.equals(Proposed.text(exception, COUNTRY));
    }

    /** What was missing when the exception was asked for. */
    public static List<ReturnGate.Part> missing(Decision exception) {
        return exception.fields().get(MISSING) instanceof List<?> names
                ? names.stream()
                        .map(name -> ReturnGate.Part.valueOf(String.valueOf(name)))
                        .toList()
                : List.of();
    }
}
