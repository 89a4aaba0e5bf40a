package org.akoma.protection.tasks;

import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.akoma.ground.access.Actor;
import org.akoma.ground.signin.Feeds;
import org.springframework.stereotype.Component;

/**
 * How many of a person's own tasks fall on each day, for their telephone. They are counted with their session when the address is made, and
 * each morning: who has the address has these numbers and no way to what was counted.
 */
@Component
class TaskFeed {

    private static final int AHEAD = 90;

    private final TaskLists lists;
    private final Feeds feeds;

    TaskFeed(TaskLists lists, Feeds feeds) {
        this.lists = lists;
        this.feeds = feeds;
    }

    String make(Actor actor) {
        return feeds.make(actor, ahead(actor));
    }

    void end(Actor actor) {
        feeds.end(actor);
    }

    void renew(Actor person) {
        if (feeds.has(person)) feeds.renew(person, ahead(person));
    }

    /** Empty for an address that is none, or ended. What is late is for today. */
    Optional<SortedMap<LocalDate, Integer>> days(String secret) {
        LocalDate today = lists.today();
        return feeds.days(secret).map(counted -> {
            SortedMap<LocalDate, Integer> days = new TreeMap<>();
            counted.forEach((day, tasks) -> days.merge(day.isBefore(today) ? today : day, tasks, Integer::sum));
            return days;
        });
    }

    private SortedMap<LocalDate, Integer> ahead(Actor actor) {
        LocalDate today = lists.today();
        SortedMap<LocalDate, Integer> days = new TreeMap<>();
        for (DueItem item : lists.ownUntil(actor, today.plusDays(AHEAD))) {
            LocalDate on = item.dueOn();
            if (on != null) days.merge(on.isBefore(today) ? today : on, 1, Integer::sum);
        }
        return days;
    }
}
