package org.akoma.ground.emergencies;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Rung;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.akoma.ground.decisions.Shown;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.web.ErrorResponseException;

/**
 * Lists about children that leave as files ({@code requirements.md 9}): a person who works on none of the children needs a second person for
 * each taking of a list, in one format on one day; the lines that anybody exports in a day are counted.
 */
@Service
public class BulkReads implements Decidable {

    static final String KIND = "BULK_READ";

    /** Lists whose lines are children, or say something of one. */
    public static final Set<String> ABOUT_CHILDREN = Set.of(
            "alerts",
            "attendance",
            "cases",
            "conferences",
            "csi",
            "ctdc",
            "forgotten",
            "htcds",
            "payments",
            "referrals",
            "risk",
            "services",
            "tasks",
            "visits");

    private static final List<String> FORMATS = List.of("CSV", "XLSX");

    /** Lists of the whole programme: nobody takes one without a second person, whatever else they do. */
    private static final Set<String> OF_ALL = Set.of("ctdc");

    /** They oversee or pay, and see lists about every child. Another role beside it does not make these lists their own work. */
    private static final Set<Role> OVERSEE = EnumSet.of(Role.PROJECT_MANAGER, Role.FINANCE_OFFICER);

    private final Decisions decisions;
    private final BulkReadStore store;
    private final ActorTransactions transactions;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    BulkReads(
            Decisions decisions,
            BulkReadStore store,
            ActorTransactions transactions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.decisions = decisions;
        this.store = store;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    /** What comes of asking. */
    public sealed interface Asked {
        record Waits(UUID decision) implements Asked {}

        /** The list may be taken without asking, or was agreed to already. */
        record NotNeeded() implements Asked {}

        record Forbidden() implements Asked {}
    }

    /** Whether this person needs a second one to take the list as a file. */
    public static boolean needsTwo(Actor actor, String list) {
        return OF_ALL.contains(list) || ABOUT_CHILDREN.contains(list) && oversees(actor);
    }

    private static boolean oversees(Actor actor) {
        return actor.roles().stream().anyMatch(OVERSEE::contains);
    }

    /** Whether this person may take the list today in this format; what was agreed to is used up by taking it. */
    public boolean mayTake(Actor actor, String list, String format) {
        return !needsTwo(actor, list) || transactions.as(actor, () -> store.isOpen(list, format));
    }

    /**
     * Uses up what was agreed to. Call in the transaction that says that the list leaves.
     *
     * @return the agreement; null = none was needed
     * @throws NotAgreed where there is none, or it was used up already
     */
    public @Nullable UUID take(Actor actor, String list, String format) {
        if (!needsTwo(actor, list)) return null;
        return store.take(list, format).orElseThrow(NotAgreed::new);
    }

    /** The file needs an agreement that is not there, or that something else used up at this moment; 409 where nobody says it better. */
    public static final class NotAgreed extends ErrorResponseException {

        private static final long serialVersionUID = 1L;

        NotAgreed() {
            super(HttpStatus.CONFLICT, Problem.detail(HttpStatus.CONFLICT, "pages.bulk-read-by-two"), null);
        }
    }

    /** Whether a second person agreed today that this one has the list, in whichever format. */
    public boolean agreed(Actor actor, String list) {
        return transactions.as(
                actor,
                () -> FORMATS.stream()
                        .anyMatch(format -> decisions.agreed(KIND, subject(actor.personId(), list, format), today())));
    }

    /** A list in a format. */
    public record Agreed(String list, String format) {}

    /** What a second person let this one take today, and is not taken yet. */
    public List<Agreed> agreedToday(Actor actor) {
        return transactions.as(actor, () -> those(store::isOpen));
    }

    /** Lists that this one exported today. */
    public List<Agreed> takenToday(Actor actor) {
        return transactions.as(actor, () -> those(store::wasTaken));
    }

    /** Whether this one exported the list today in this format: the agreement is used up. */
    public boolean wasTaken(Actor actor, String list, String format) {
        return needsTwo(actor, list) && transactions.as(actor, () -> store.wasTaken(list, format));
    }

    /** Requests of this one that wait today, by the list they are about: where each is shown. */
    public Map<Agreed, String> waitingToday(Actor actor) {
        return transactions.as(actor, () -> {
            Map<Agreed, String> waiting = new LinkedHashMap<>();
            those((list, format) -> true)
                    .forEach(one -> decisions
                            .waiting(KIND, subject(actor.personId(), one.list(), one.format()))
                            .filter(decision -> decision.version() == today())
                            .ifPresent(decision -> waiting.put(one, "/decisions/" + decision.id())));
            return waiting;
        });
    }

    private static List<Agreed> those(BiPredicate<String, String> which) {
        return ABOUT_CHILDREN.stream()
                .sorted()
                .flatMap(list -> FORMATS.stream().map(format -> new Agreed(list, format)))
                .filter(one -> which.test(one.list(), one.format()))
                .toList();
    }

    /** Asks the data protection officer, for one taking today. */
    public Asked ask(Actor actor, String list, String format, String why) {
        if (!oversees(actor)) return new Asked.Forbidden();
        if (!ABOUT_CHILDREN.contains(list) || !FORMATS.contains(format)) return new Asked.Forbidden();
        if (mayTake(actor, list, format)) return new Asked.NotNeeded();
        return transactions.as(
                actor,
                () -> new Asked.Waits(decisions
                        .propose(
                                actor,
                                Proposal.of(KIND, subject(actor.personId(), list, format), today())
                                        .because(why)
                                        .with(Map.of(
                                                "list",
                                                list,
                                                "format",
                                                format,
                                                "person",
                                                actor.code(),
                                                "day",
                                                LocalDate.ofEpochDay(today()).toString())))
                        .id()));
    }

    /** Counts exported lines about children; above the limit of a day the data protection officers are notified. Call inside an actor's transaction. */
    public void count(String list, long lines) {
        if (ABOUT_CHILDREN.contains(list)) ring(store.count(list, lines));
    }

    /** The same of a file with names, to which two people agreed otherwise. */
    public void countNamed(long lines) {
        ring(store.count(null, lines));
    }

    /** The same of a file on paper, which says as much as many lines of a list. */
    public void countPaper(Actor actor, long lines) {
        transactions.as(actor, () -> {
            countNamed(lines);
            return true;
        });
    }

    private void ring(Set<UUID> ring) {
        if (!ring.isEmpty()) events.publishEvent(new Rung(ring));
    }

    private static UUID subject(UUID person, String list, String format) {
        return UUID.nameUUIDFromBytes(
                (KIND + "/" + person + "/" + list + "/" + format).getBytes(StandardCharsets.UTF_8));
    }

    private int today() {
        return Math.toIntExact(
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toEpochDay());
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Optional<Shown> show(Actor actor, Decision decision) {
        return Optional.of(new Shown(
                text(decision, "person"),
                decision.concerns(actor) ? "/bulk-reads" : null,
                List.of(
                        Shown.Field.code(
                                "access.bulk-read.list", "access.bulk-read.lists", null, text(decision, "list")),
                        Shown.Field.code(
                                "access.bulk-read.format", "access.bulk-read.formats", null, text(decision, "format")),
                        Shown.Field.code("access.bulk-read.day", Shown.DAYS_OF_YEAR, null, text(decision, "day")))));
    }

    private static String text(Decision decision, String name) {
        return String.valueOf(decision.fields().getOrDefault(name, ""));
    }

    @Override
    public Decisions.Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        return decisions.decide(actor, decision.id(), agreed, reason);
    }
}
