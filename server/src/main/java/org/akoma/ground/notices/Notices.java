package org.akoma.ground.notices;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Matter;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.Role;
import org.akoma.ground.decisions.DecisionList;
import org.akoma.ground.journal.Journal;
import org.akoma.ground.pages.Bells;
import org.akoma.ground.pages.Formats;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/** A person's own notifications: what waits, what was seen, and how they want to be notified. Nobody reads another's. */
@Service
public class Notices implements Bells {

    private static final Duration OVER = Duration.ofDays(30);

    private final NoticeStore bells;
    private final ChoiceStore choices;
    private final ActorTransactions transactions;
    private final Journal journal;
    private final DecisionList decisions;
    private final ObjectProvider<Room> rooms;
    private final Formats words;
    private final Clock clock;

    Notices(
            NoticeStore bells,
            ChoiceStore choices,
            ActorTransactions transactions,
            Journal journal,
            DecisionList decisions,
            ObjectProvider<Room> rooms,
            Formats words,
            Clock clock) {
        this.words = words;
        this.rooms = rooms;
        this.decisions = decisions;
        this.bells = bells;
        this.choices = choices;
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    @Override
    public int unread(Actor actor) {
        NoticeStore.Unread unread = transactions.as(actor, () -> bells.unread(actor.personId(), fresh()));
        return unread.others() + stillOpen(actor, unread.decisions());
    }

    /** So many are looked at, and shown. */
    private static final int LOOKED_AT = 60;

    @Override
    public List<News> news(Actor actor) {
        List<Notice> leading = leading(actor);
        Map<UUID, Target> targets = targets(actor, leading);
        Map<Notice.Of, News> ofDanger = new LinkedHashMap<>();
        Map<Notice.Of, News> others = new LinkedHashMap<>();
        for (Notice one : leading) {
            Target target = reached(one, targets);
            if (target == null || target.became() == null && one.matter() == null) continue;
            String line = target.became() == null ? said(one, target) : target.became();
            (target.danger() ? ofDanger : others)
                    .putIfAbsent(one.of(), new News(line, "/notices/" + one.id(), one.rungAt()));
        }
        return Stream.of(ofDanger, others)
                .flatMap(some -> some.values().stream())
                .toList();
    }

    private List<Notice> leading(Actor actor) {
        return transactions.as(actor, () -> bells.leading(actor.personId(), fresh(), LOOKED_AT));
    }

    /** What the rooms show of the records to which these lead. */
    Map<UUID, Target> targets(Actor actor, Collection<Notice> notices) {
        Set<UUID> ids =
                notices.stream().map(Notice::target).filter(Objects::nonNull).collect(Collectors.toSet());
        Map<UUID, Target> all = new HashMap<>();
        if (!ids.isEmpty()) rooms.orderedStream().forEach(room -> all.putAll(room.targets(actor, ids)));
        return all;
    }

    /** Where the one record is to which all that waits of this kind leads; null = there are several, or none. */
    @Nullable
    String single(Actor actor, PendingNotices waiting) {
        List<Notice> leading = leading(actor).stream()
                .filter(one -> one.kind().equals(waiting.kind()))
                .toList();
        if (leading.size() != waiting.count()) return null;
        Set<String> places = said(actor, leading).values().stream()
                .map(Said::href)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return places.size() == 1 ? places.iterator().next() : null;
    }

    /**
     * A notification as its reader reads it.
     *
     * @param line what it is about; the kind alone where the reader may not open the record, or there is none
     * @param href the record; null = the reader may not open it
     * @param named whether the line says more than the kind
     */
    record Said(String line, @Nullable String href, boolean named) {}

    /** What they are about, by their ids. What rang of a record that the reader may not open, or no longer, stays bare: it tells neither which, nor what of it. */
    Map<UUID, Said> said(Actor actor, Collection<Notice> some) {
        Map<UUID, Target> targets = targets(actor, some);
        Map<UUID, Said> said = new HashMap<>();
        for (Notice one : some) {
            Target target = reached(one, targets);
            String line = target != null && target.became() != null ? target.became() : said(one, target);
            boolean named = target != null && (target.became() != null || target.about() != null) || one.what() != null;
            said.put(one.id(), new Said(line, target == null ? null : place(actor, one, target), named));
        }
        return said;
    }

    /** The record that the reader may open; null also where the matter is withheld. */
    private static @Nullable Target reached(Notice one, Map<UUID, Target> targets) {
        return one.target() == null || one.withheld() ? null : targets.get(one.target());
    }

    /** Who runs a shelter reads of a child's file what the house has to know of the stay, and no other page of it. */
    private static String place(Actor actor, Notice one, Target target) {
        Matter matter = one.matter();
        if (matter == null) return target.href();
        return target.href() + (actor.is(Role.SHELTER_MANAGER) ? "/stay" : matter.page());
    }

    private String said(Notice one, @Nullable Target target) {
        String what = words.text(one.textOf(target != null));
        return target == null || target.about() == null ? what : what + words.text("page.colon") + target.about();
    }

    /** What the one notification of a kind that waits is about; null = several wait, or the kind says all that its reader may know. */
    @Nullable
    String line(Actor actor, PendingNotices waiting) {
        if (waiting.count() != 1) return null;
        List<Notice> leading = leading(actor).stream()
                .filter(one -> one.kind().equals(waiting.kind()))
                .toList();
        return said(actor, leading).values().stream()
                .filter(Said::named)
                .map(Said::line)
                .reduce((one, other) -> one)
                .orElse(null);
    }

    /** Marks all that rang for the record of this one as seen. */
    Optional<Notice> open(Actor actor, UUID id) {
        return transactions.as(actor, () -> {
            Optional<Notice> found = bells.find(actor.personId(), id);
            found.filter(one -> one.target() != null)
                    .ifPresent(one -> bells.readOf(
                            actor.personId(), Objects.requireNonNull(one.target()), one.matter(), clock.instant()));
            return found;
        });
    }

    List<PendingNotices> waiting(Actor actor) {
        return transactions.as(actor, () -> bells.waiting(actor.personId(), fresh())).stream()
                .map(one -> one.kind().equals(Notification.DECISION) ? one.of(stillOpen(actor, one.count())) : one)
                .filter(one -> one.count() > 0)
                .toList();
    }

    /** From when on a ring of a task or a referral still tells something: what it was about is older than any of their limits. */
    Instant fresh() {
        return clock.instant().minus(OVER);
    }

    /** What was decided meanwhile, by whomever, waits no longer. */
    private int stillOpen(Actor actor, int rung) {
        return rung == 0 ? 0 : Math.min(rung, decisions.count(actor));
    }

    /** What rang since this person came before; nothing for who came once. */
    List<PendingNotices> sinceLastVisit(Actor actor) {
        return transactions.as(actor, () -> bells.sinceLastVisit(actor.personId()));
    }

    List<Notice> page(Actor actor, @Nullable Cursor before, int most) {
        return transactions.as(actor, () -> bells.page(actor.personId(), before, most));
    }

    /**
     * @param kind null: all.
     * @return how many had not been seen
     */
    int read(Actor actor, @Nullable String kind) {
        return transactions.as(actor, () -> bells.read(actor.personId(), kind, clock.instant()));
    }

    /** The same of a kind whose list is opened: what the reader is still to answer, where there are several, rings on. */
    void readOfKind(Actor actor, String kind) {
        List<Notice> leading = transactions.as(actor, () -> bells.unreadOf(actor.personId(), kind));
        Set<UUID> open = targets(actor, leading).entrySet().stream()
                .filter(one -> one.getValue().waits())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        transactions.doAs(
                actor, () -> bells.readBut(actor.personId(), kind, open.size() > 1 ? open : Set.of(), clock.instant()));
    }

    Choice choice(Actor actor) {
        return transactions.as(actor, () -> choices.find(actor.personId()).orElse(Choice.UNCHOSEN));
    }

    void choose(Actor actor, Choice choice) {
        transactions.doAs(actor, () -> {
            choices.save(actor.personId(), choice);
            journal.noteOwn(
                    actor,
                    "notices.chosen",
                    Map.of(
                            "rhythm", choice.rhythm().name(),
                            "email", choice.email() != null,
                            "phone", choice.phone() != null));
        });
    }
}
