package org.akoma.protection.handover;

import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Organisations;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.SentCommands;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.journal.Journal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The authorities that can be asked to go on with children, and what each of them has ready ({@code requirements.md 7}, points 1 and 2). It is shown, and refuses nothing. */
@Service
class ReceivingAuthorities {

    private final ReceivingAuthorityStore store;
    private final Organisations organisations;
    private final ActorTransactions transactions;
    private final Journal journal;
    private final Clock clock;
    private final SentCommands sent;

    ReceivingAuthorities(
            ReceivingAuthorityStore store,
            Organisations organisations,
            ActorTransactions transactions,
            Journal journal,
            Clock clock,
            SentCommands sent) {
        this.store = store;
        this.organisations = organisations;
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
        this.sent = sent;
    }

    /** What an authority needs before it receives children. AGREEMENT and FOCAL_POINT are read from the records; the others a project manager writes. */
    enum Point {
        AGREEMENT,
        DATA_CLAUSES,
        TRAINED,
        BUDGET_LINE,
        FOCAL_POINT,
        MEMORANDUM;

        boolean isComputed() {
            return this == AGREEMENT || this == FOCAL_POINT;
        }
    }

    /** The points that a person writes. */
    enum Noted {
        DATA_CLAUSES,
        TRAINED,
        BUDGET_LINE,
        MEMORANDUM
    }

    /**
     * What a project manager knows of an authority.
     *
     * @param to code of the authority
     */
    @InputForm(name = "handover.readiness", labels = "handover.ready")
    record WriteReadiness(
            UUID id,

            @Field(label = "handover.to", example = "MSFFE-CI") @Size(max = 40)
            String to,

            @Field(list = "handover.ready.points") Noted item,
            Boolean met,
            @Field(lines = 2) @Size(max = 500) @Nullable String note) {
        WriteReadiness {
            to = to.toUpperCase(Locale.ROOT);
        }
    }

    /**
     * @param met null = nobody has written about it
     * @param by code of who wrote it; null = computed from the records, or not written
     */
    record Ready(
            Point point,
            @Nullable Boolean met,
            @Nullable String note,
            @Nullable String by,
            @Nullable Instant at) {}

    /**
     * @param country ISO 3166-1 alpha-2
     * @param mandate null = not written
     * @param validUntil the first day on which the authority no longer exists; null = none known
     * @param successors codes of the structures that follow it
     * @param children for how many it answers today; 0 for who reads no counts
     * @param people whether somebody there answers with an account of their own
     */
    record Receiver(
            String code,
            String country,
            @Nullable String mandate,
            @Nullable LocalDate validUntil,
            List<String> successors,
            long children,
            boolean people,
            List<Ready> points) {
        /** The points that are there, or those that are not or that nobody has written about. */
        public List<Ready> points(boolean there) {
            return points.stream()
                    .filter(one -> Boolean.TRUE.equals(one.met()) == there)
                    .toList();
        }
    }

    /** Every authority that exists today or will: by country and code. */
    List<Receiver> all(Actor actor) {
        if (!HandoverPlans.reads(actor)) return List.of();
        LocalDate today = LocalDate.now(clock);
        return transactions.as(
                actor,
                () -> organisations.all().stream()
                        .filter(one -> one.kind().isAuthority())
                        .filter(one ->
                                one.validUntil() == null || one.validUntil().isAfter(today))
                        .map(one -> receiver(one, actor.may(Verb.SUMMARY_READ)))
                        .sorted(java.util.Comparator.comparing(Receiver::country)
                                .thenComparing(Receiver::code))
                        .toList());
    }

    private Receiver receiver(Organisation one, boolean counts) {
        Map<Noted, Ready> written = store.newest(one.id());
        List<Ready> points = List.of(Point.values()).stream()
                .map(point -> point.isComputed()
                        ? new Ready(point, store.isReady(one.id(), point), null, null, null)
                        : written.getOrDefault(Noted.valueOf(point.name()), new Ready(point, null, null, null, null)))
                .toList();
        return new Receiver(
                one.code(),
                one.country(),
                one.mandate(),
                one.validUntil(),
                one.successors(),
                counts ? store.children(one.id()) : 0,
                store.hasPeople(one.id()),
                points);
    }

    Answer<UUID> write(Actor actor, WriteReadiness command) {
        if (!actor.is(Role.PROJECT_MANAGER)) return new Answer.Forbidden<>();
        return transactions.as(actor, () -> {
            Organisation authority = organisations.find(command.to()).orElse(null);
            if (authority == null) return Answer.Refused.because("to", "handover.no-structure");
            if (!store.isSafe(command.note())) return Answer.Refused.because("note", "handover.note-safe");
            if (!store.insert(command, authority.id(), actor.personId())) {
                FieldError other = sent.refusal(command.id(), command);
                return other == null ? new Answer.Done<>(command.id()) : new Answer.Refused<>(List.of(other));
            }
            sent.keep(command.id(), command);
            journal.noteOwn(
                    actor,
                    "handover.readiness-written",
                    Map.of("to", authority.code(), "point", command.item().name(), "met", command.met()));
            return new Answer.Done<>(command.id());
        });
    }
}
