package org.akoma.airlock.slips;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.Bells;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.pages.Task;
import org.akoma.ground.pages.Tasks;
import org.akoma.ground.pages.Urgency;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Children who are announced or handed over: the police sign, the social worker receives. */
@Component
@Order(10)
class SlipTasks implements Tasks {

    private static final Duration NEWS = Duration.ofHours(48);
    private static final String RECEIVE = "slip-receive";

    private final Slips slips;
    private final SlipsSentBack back;
    private final ReceiptStore receipts;
    private final Formats words;
    private final Clock clock;

    SlipTasks(Slips slips, SlipsSentBack back, ReceiptStore receipts, Formats words, Clock clock) {
        this.back = back;
        this.words = words;
        this.receipts = receipts;
        this.slips = slips;
        this.clock = clock;
    }

    @Override
    public List<Task> tasksFor(Actor actor, LocalDate today) {
        if (actor.may(Verb.SLIP_WRITE))
            return Stream.concat(sentBack(actor), of(actor, SlipStatus.OPEN, "slip-sign"))
                    .toList();
        // who coordinates signs none: they hear of what is late
        if (actor.is(Role.LE_COORDINATOR))
            return Stream.concat(
                            sentBack(actor),
                            of(actor, SlipStatus.OPEN, "slip-unsigned").filter(Task::late))
                    .toList();
        if (!actor.may(Verb.SLIP_RECEIVE)) return List.of();
        return Stream.of(
                        sentBack(actor),
                        of(actor, SlipStatus.SIGNED_BY_OFFICER, RECEIVE),
                        of(actor, SlipStatus.OPEN, "slip-announced"))
                .flatMap(one -> one)
                .toList();
    }

    /**
     * Nobody has the child: it is late at once. Where another slip was accepted that may be the child's, it stands first for who says so, a supervisor, and
     * the others wait. Where one was written instead that nobody has received, the officers have that one as their task.
     */
    private Stream<Task> sentBack(Actor actor) {
        List<Slip> refused = back.list(actor, MOST);
        Map<UUID, OtherSlip> others = back.othersOf(actor, refused);
        return refused.stream()
                .filter(slip -> !actor.may(Verb.SLIP_WRITE) || how(others, slip) != OtherSlip.How.REPLACED)
                .map(slip -> sentBack(actor, slip, how(others, slip)));
    }

    private static OtherSlip.How how(Map<UUID, OtherSlip> others, Slip slip) {
        OtherSlip other = others.get(slip.id());
        return other == null ? OtherSlip.How.JUDGED : other.how();
    }

    private static Task sentBack(Actor actor, Slip slip, OtherSlip.How how) {
        boolean nobody = how == OtherSlip.How.JUDGED || how == OtherSlip.How.REPLACED;
        boolean settles = how == OtherSlip.How.ACCEPTED && actor.is(Role.CASE_SUPERVISOR);
        Urgency.Place place =
                settles ? Urgency.Place.NEW_ALERT : nobody ? Urgency.UNSAFE.place() : Urgency.TIME.place();
        String kind = settles ? "slip-settle" : nobody ? "slip-refused" : "slip-answered";
        return new Task(kind, slip.number(), null, null, "/slips/" + slip.number(), 1, nobody || settles, Urgency.TIME)
                .at(place);
    }

    /** That care has the child, for who signed: until they open the slip, for two days at most, since nothing is to be done about it. */
    @Override
    public List<Bells.News> answersFor(Actor actor) {
        if (!actor.may(Verb.SLIP_WRITE)) return List.of();
        Instant since = clock.instant().minus(NEWS);
        List<Slip> news = slips.list(actor, null, SlipStatus.ACCEPTED, null, MOST).stream()
                .filter(slip -> slip.officerId().equals(actor.personId()))
                .filter(slip -> slip.receiverSignature() != null
                        && slip.receiverSignature().at().isAfter(since))
                .toList();
        if (news.isEmpty()) return List.of();
        Set<UUID> seen = receipts.seen(actor, news.stream().map(Slip::id).toList());
        return news.stream()
                .filter(slip -> !seen.contains(slip.id()))
                .map(slip -> new Bells.News(
                        words.text("slips.received.news", slip.number()),
                        "/slips/" + slip.number(),
                        Objects.requireNonNull(slip.receiverSignature()).at()))
                .toList();
    }

    private Stream<Task> of(Actor actor, SlipStatus status, String kind) {
        Instant now = clock.instant();
        return slips.list(actor, null, status, null, MOST).stream().map(slip -> {
            String page = "/slips/" + slip.number();
            if (kind.equals(RECEIVE) && slip.content().urgentMedical())
                return new Task(RECEIVE + "-urgent", slip.number(), null, null, page, 1, true, Urgency.ALERT);
            Instant due = slips.dueOf(slip);
            LocalDate day = LocalDate.ofInstant(due.minusMillis(1), ZoneOffset.UTC);
            return new Task(kind, slip.number(), null, day, page, 1, now.isAfter(due), Urgency.UNSAFE).of(null, due);
        });
    }
}
