package org.akoma.ground.emergencies;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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
import org.springframework.stereotype.Service;

/**
 * Lists about children that leave as files ({@code requirements.md 9}): a person who works on none of the children needs a second person for
 * each list and day; the lines that anybody exports in a day are counted.
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

    /** Lists of the whole programme: nobody takes one without a second person, whatever else they do. */
    private static final Set<String> OF_ALL = Set.of("ctdc");

    /** They oversee or pay, and work with no child. */
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
        return OF_ALL.contains(list) || ABOUT_CHILDREN.contains(list) && OVERSEE.containsAll(actor.roles());
    }

    /** Whether this person may take the list today. */
    public boolean mayTake(Actor actor, String list) {
        return !needsTwo(actor, list)
                || transactions.as(actor, () -> decisions.agreed(KIND, subject(actor.personId(), list), today()));
    }

    /** The lists that a second person let this one take today. */
    public List<String> agreedToday(Actor actor) {
        return transactions.as(
                actor,
                () -> ABOUT_CHILDREN.stream()
                        .filter(list -> decisions.agreed(KIND, subject(actor.personId(), list), today()))
                        .sorted()
                        .toList());
    }

    /** Asks the data protection officer, for today. */
    public Asked ask(Actor actor, String list, String why) {
        if (actor.roles().stream().noneMatch(OVERSEE::contains)) return new Asked.Forbidden();
        if (!ABOUT_CHILDREN.contains(list)) return new Asked.Forbidden();
        if (mayTake(actor, list)) return new Asked.NotNeeded();
        return transactions.as(
                actor,
                () -> new Asked.Waits(decisions
                        .propose(
                                actor,
                                Proposal.of(KIND, subject(actor.personId(), list), today())
                                        .because(why)
                                        .with(Map.of(
                                                "list",
                                                list,
                                                "person",
                                                actor.code(),
                                                "day",
                                                LocalDate.ofEpochDay(today()).toString())))
                        .id()));
    }

    /** Counts exported lines about children; above the limit of a day the data protection officers are notified. Call inside an actor's transaction. */
    public void count(String list, long lines) {
        if (!ABOUT_CHILDREN.contains(list)) return;
        Set<UUID> ring = store.count(lines);
        if (!ring.isEmpty()) events.publishEvent(new Rung(ring));
    }

    private static UUID subject(UUID person, String list) {
        return UUID.nameUUIDFromBytes((KIND + "/" + person + "/" + list).getBytes(StandardCharsets.UTF_8));
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
                decision.concerns(actor) ? "/bulk-reads?list=" + text(decision, "list") : "/decisions",
                List.of(
                        Shown.Field.code(
                                "access.bulk-read.list", "access.bulk-read.lists", null, text(decision, "list")),
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
