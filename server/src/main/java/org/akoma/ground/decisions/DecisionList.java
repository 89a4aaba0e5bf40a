package org.akoma.ground.decisions;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.People;
import org.akoma.ground.decisions.Decisions.Verdict;
import org.akoma.ground.signin.FactorAgain;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** What waits for a second person, of all kinds together: each kind is shown and decided by its room. */
@Service
public class DecisionList {

    private static final int MINE = 50;

    private final VerdictStore store;
    private final Decisions decisions;
    private final People people;
    private final ActorTransactions transactions;
    private final FactorAgain factor;
    private final ApplicationEventPublisher events;
    private final Map<String, Decidable> kinds;

    DecisionList(
            VerdictStore store,
            Decisions decisions,
            People people,
            ActorTransactions transactions,
            FactorAgain factor,
            ApplicationEventPublisher events,
            List<Decidable> kinds) {
        this.store = store;
        this.decisions = decisions;
        this.people = people;
        this.transactions = transactions;
        this.factor = factor;
        this.events = events;
        this.kinds = kinds.stream().collect(Collectors.toMap(Decidable::kind, Function.identity()));
    }

    /**
     * A line of a list.
     *
     * @param title the code of what it is about
     * @param about which role, which limit; null = code and kind say enough
     * @param proposedBy code of the person; "" = not known to the reader
     * @param due until when it is to be decided; null = it waits no more
     * @param danger whether a life is said to be in danger until it is decided
     * @param urgentUntil until when it has to be decided because what is asked for has begun already, or somebody lacks it tonight; null = it can wait
     */
    public record Line(
            Decision decision,
            String title,
            Shown.@Nullable Part about,
            String proposedBy,
            @Nullable Instant due,
            boolean danger,
            @Nullable Instant urgentUntil) {
        /** The last day on which it is decided in time; null = it waits no more. */
        public @Nullable LocalDate lastDay() {
            return due == null ? null : DecisionList.lastDay(due);
        }

        /** How long it waits, in days. */
        public long days(LocalDate today) {
            return ChronoUnit.DAYS.between(LocalDate.ofInstant(decision.proposedAt(), ZoneOffset.UTC), today);
        }

        /** Whether the words of {@code about} stand for the code, as a limit's do. */
        public boolean isNamed() {
            return about != null && about.list() == null;
        }
    }

    /** What waits for the actor: first where a life is in danger, then what has begun already or is lacking tonight, then the oldest. */
    public List<Line> waiting(Actor actor) {
        List<Line> lines = new ArrayList<>(transactions.as(actor, () -> lines(actor, store.waitingForMe())));
        lines.sort(Comparator.comparing(line -> line.danger() ? 0 : line.urgentUntil() == null ? 2 : 1));
        return lines;
    }

    /** What the actor asked others, newest first. */
    List<Line> mine(Actor actor) {
        return transactions.as(actor, () -> lines(actor, store.mine(MINE)));
    }

    /** What the actor decided in the last fortnight, newest first. */
    List<Line> decided(Actor actor) {
        return DecidingRoles.decides(actor)
                ? transactions.as(actor, () -> lines(actor, store.decidedLately(DECIDED_LATELY, Set.of())))
                : List.of();
    }

    private static final Duration DECIDED_LATELY = Duration.ofDays(14);

    /** What the actor asked and was refused within these days, as long as nothing newer was asked about the same; newest first. */
    public List<Line> refused(Actor actor) {
        return DecidingRoles.proposes(actor)
                ? transactions.as(actor, () -> lines(actor, store.refusedLately(REFUSED_DAYS)))
                : List.of();
    }

    /** Those of these that the actor may see. */
    public List<Line> of(Actor actor, Collection<UUID> ids) {
        return transactions.as(
                actor,
                () -> lines(
                        actor,
                        ids.stream()
                                .map(decisions::find)
                                .flatMap(Optional::stream)
                                .toList()));
    }

    private static final int REFUSED_DAYS = 14;

    /** How many wait for the actor. */
    public int count(Actor actor) {
        return transactions.as(actor, () -> store.toDecide().size());
    }

    /** The decisions of this kind that wait, by their subject. */
    public Map<UUID, UUID> waitingOf(Actor actor, String kind) {
        return transactions.as(actor, () -> store.waitingOf(kind));
    }

    /** Of these that wait, by their id, the last day on which each is decided in time. */
    public Map<UUID, LocalDate> lastDays(Actor actor, Collection<UUID> ids) {
        Map<UUID, LocalDate> days = new HashMap<>();
        transactions.as(actor, () -> store.due(List.copyOf(ids))).forEach((id, due) -> days.put(id, lastDay(due)));
        return days;
    }

    /** A time limit of days ends with the midnight behind the last of them. */
    private static LocalDate lastDay(Instant due) {
        return LocalDate.ofInstant(due.minusSeconds(1), ZoneOffset.UTC);
    }

    private List<Line> lines(Actor actor, List<Decision> found) {
        Map<UUID, String> codes = codes(found.stream().map(Decision::proposedBy));
        Map<UUID, Instant> due = store.due(
                found.stream().filter(Decision::waits).map(Decision::id).toList());
        return found.stream()
                .flatMap(one -> title(actor, one)
                        .map(title -> new Line(
                                one,
                                title,
                                about(actor, one),
                                asker(one, codes),
                                due.get(one.id()),
                                Decidable.isOfDanger(kinds.get(one.kind()), actor, one),
                                Decidable.isUrgent(kinds.get(one.kind()), actor, one) ? due.get(one.id()) : null))
                        .stream())
                .toList();
    }

    private Optional<Decidable> kind(Decision decision) {
        return Optional.ofNullable(kinds.get(decision.kind()));
    }

    private Optional<String> title(Actor actor, Decision decision) {
        Decidable kind = kinds.get(decision.kind());
        if (kind == null) return Optional.empty();
        return decision.readable() ? kind.title(actor, decision) : Optional.of(unreadable(actor, kind, decision));
    }

    private Shown.@Nullable Part about(Actor actor, Decision decision) {
        return kind(decision)
                .filter(_ -> decision.readable())
                .flatMap(kind -> kind.about(actor, decision))
                .orElse(null);
    }

    /** The room of the kind may need what does not open, for the code of what it is about. */
    private static String unreadable(Actor actor, Decidable kind, Decision decision) {
        try {
            return kind.title(actor, decision).orElse("–");
        } catch (RuntimeException missing) {
            return "–";
        }
    }

    Optional<DecisionDetail> find(Actor actor, UUID id) {
        return transactions.as(
                actor,
                () -> decisions
                        .find(id)
                        .flatMap(decision -> show(actor, decision).map(shown -> one(actor, decision, shown))));
    }

    /** As {@link #find}, for who opens it: reading what is proposed about a child is journalled on the file. */
    Optional<DecisionDetail> read(Actor actor, UUID id) {
        return transactions.as(actor, () -> {
            Optional<DecisionDetail> found = find(actor, id);
            found.map(DecisionDetail::decision).ifPresent(this::noteReading);
            return found;
        });
    }

    private void noteReading(Decision decision) {
        UUID file = decision.fileId();
        if (file != null) events.publishEvent(new DecisionRead(file, store.section(decision.kind()), decision.kind()));
    }

    private Optional<Shown> show(Actor actor, Decision decision) {
        Decidable kind = kinds.get(decision.kind());
        if (kind == null) return Optional.empty();
        if (decision.readable()) return kind.show(actor, decision);
        String sentence = String.valueOf(decision.fields().get(Vault.UNREADABLE));
        return Optional.of(new Shown(
                unreadable(actor, kind, decision),
                null,
                List.of(Shown.Field.text("decisions.unreadable", null, sentence))));
    }

    private DecisionDetail one(Actor actor, Decision decision, Shown shown) {
        boolean onlyAgreed = decision.waits() && onlyAgreed(actor, decision).isPresent();
        Set<UUID> deciders = decision.waits() ? store.deciders(decision.id()) : Set.of();
        Map<UUID, String> codes = codes(Stream.concat(
                deciders.stream(),
                Stream.of(
                        decision.proposedBy(),
                        decision.decidedBy() == null ? decision.proposedBy() : decision.decidedBy())));
        return new DecisionDetail(
                decision,
                shown,
                about(actor, decision),
                asker(decision, codes),
                decision.decidedBy() == null ? null : codes.getOrDefault(decision.decidedBy(), ""),
                deciders.stream()
                        .map(codes::get)
                        .filter(java.util.Objects::nonNull)
                        .sorted(Comparator.naturalOrder())
                        .toList(),
                deciders.stream().anyMatch(person -> !codes.containsKey(person)),
                decision.waits() && decisions.decides(decision.id()),
                decision.waits() && store.asksFactor(decision.kind()),
                decision.waits()
                        && decision.proposedBy().equals(actor.personId())
                        && mayBeTakenBack(decision)
                        && !onlyAgreed,
                !onlyAgreed,
                anew(actor, decision, shown),
                decisions
                        .before(decision)
                        .filter(before -> before.state() == Decision.State.REFUSED)
                        .orElse(null),
                decision.waits() ? drawn(actor, decision).orElse(null) : null,
                Optional.ofNullable(store.due(List.of(decision.id())).get(decision.id()))
                        .map(DecisionList::lastDay)
                        .orElse(null));
    }

    private Optional<String> drawn(Actor actor, Decision decision) {
        return kind(decision).filter(_ -> decision.readable()).flatMap(kind -> kind.drawn(actor, decision));
    }

    private boolean mayBeTakenBack(Decision decision) {
        return kind(decision).map(Decidable::mayWithdraw).orElse(true);
    }

    private Optional<FieldError> onlyAgreed(Actor actor, Decision decision) {
        return kind(decision).filter(_ -> decision.readable()).flatMap(kind -> kind.onlyAgreed(actor, decision));
    }

    private @Nullable String anew(Actor actor, Decision decision, Shown shown) {
        boolean mine = decision.proposedBy().equals(actor.personId());
        if (decision.state() != Decision.State.REFUSED || !mine) return null;
        Decidable kind = kinds.get(decision.kind());
        return kind == null ? shown.address() : kind.again(actor, decision).orElse(shown.address());
    }

    /** Certificates and ends of actions may be asked for by somebody of another side than who decides them. */
    private String asker(Decision one, Map<UUID, String> codes) {
        String known = codes.get(one.proposedBy());
        return known == null ? store.asker(one.id()).orElse("") : known;
    }

    private Map<UUID, String> codes(Stream<UUID> persons) {
        return people.codes(persons.distinct().toList());
    }

    Optional<String> bar(Actor actor, UUID id) {
        return transactions.as(actor, () -> Optional.ofNullable(decisions.bar(id)));
    }

    /**
     * The actor's verdict, through the room of the kind.
     *
     * @param secondFactor the six digits again; null = not typed, and the kind itself says whether it wanted them
     */
    public Verdict decide(
            Actor actor, UUID id, boolean agreed, @Nullable String reason, @Nullable String secondFactor) {
        return decide(actor, id, new DecideProposal(agreed, reason, secondFactor, null));
    }

    /** The same, with what the request drew for who agrees. */
    Verdict decide(Actor actor, UUID id, DecideProposal said) {
        boolean agreed = said.agreed();
        String reason = said.reason();
        FieldError wrong = factor.show(actor, said.secondFactor());
        if (wrong != null) return new Verdict.Refused(List.of(wrong));
        return transactions.as(actor, () -> {
            Decision decision = decisions.find(id).orElse(null);
            Decidable kind = decision == null ? null : kinds.get(decision.kind());
            if (decision == null || kind == null) return new Verdict.NotFound();
            if (decision.concerns(actor)) return new Verdict.OwnWork();
            if (decision.state() == Decision.State.REPLACED) return new Verdict.Changed();
            if (!decision.waits()) return new Verdict.NotWaiting();
            if (!agreed && (reason == null || reason.isBlank()))
                return Verdict.Refused.because("reason", "form.required");
            Verdict barred = Decisions.barred(decisions.bar(id), agreed);
            if (barred != null) return barred;
            if (!decisions.decides(id)) return new Verdict.Forbidden();
            if (agreed && !decision.readable()) return Verdict.Refused.because("agreed", "access.decision-unreadable");
            if (agreed
                    && !drawn(actor, decision)
                            .map(print -> print.equals(said.drawn()))
                            .orElse(true)) return Verdict.Refused.because("agreed", "access.decision-not-drawn");
            if (!decision.readable() && !kind.needs().isEmpty()) return refuseUnread(actor, decision, reason);
            return kind.decide(actor, decision, agreed, reason);
        });
    }

    /** The room of the kind has nothing to undo, and could read nothing. */
    private Verdict refuseUnread(Actor actor, Decision decision, @Nullable String reason) {
        Verdict verdict = decisions.decide(actor, decision.id(), false, reason);
        if (verdict instanceof Verdict.Done)
            events.publishEvent(
                    new RefusedUnread(actor, decision.fileId(), store.section(decision.kind()), decision.kind()));
        return verdict;
    }

    /** Where what the actor took back is put right and proposed again; empty where there is no form for it. */
    Optional<String> again(Actor actor, UUID id) {
        return transactions.as(
                actor,
                () -> decisions.find(id).flatMap(decision -> {
                    Decidable kind = kinds.get(decision.kind());
                    return kind == null || decision.state() != Decision.State.WITHDRAWN
                            ? Optional.empty()
                            : kind.again(actor, decision);
                }));
    }

    /** Where who gave the verdict goes on; empty where the list is the next step. */
    Optional<String> afterwards(Actor actor, UUID id) {
        return transactions.as(
                actor,
                () -> decisions
                        .find(id)
                        .flatMap(decision -> kind(decision).flatMap(kind -> kind.afterwards(actor, decision))));
    }

    /** The actor takes back what they asked. */
    Verdict withdraw(Actor actor, UUID id) {
        return transactions.as(actor, () -> {
            Decision decision = decisions.find(id).orElse(null);
            Decidable kind = decision == null ? null : kinds.get(decision.kind());
            if (decision == null || kind == null) return new Verdict.NotFound();
            if (!kind.mayWithdraw()) return new Verdict.Forbidden();
            FieldError kept = decision.waits() && decision.proposedBy().equals(actor.personId())
                    ? onlyAgreed(actor, decision).orElse(null)
                    : null;
            if (kept != null) return new Verdict.Refused(List.of(kept));
            Verdict verdict = decisions.withdraw(actor, id);
            if (verdict instanceof Verdict.Done) kind.withdrawn(actor, decision);
            return verdict;
        });
    }
}
