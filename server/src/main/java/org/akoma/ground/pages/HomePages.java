package org.akoma.ground.pages;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The home page after sign-in: what is late, what is due today, what waits for the reader's answer, and beside it the figures. */
@Controller
@Order(0)
class HomePages implements NavItems {

    private final ObjectProvider<Tasks> rooms;
    private final ObjectProvider<HomeCards> cards;
    private final Clock clock;

    HomePages(ObjectProvider<Tasks> rooms, ObjectProvider<HomeCards> cards, Clock clock) {
        this.rooms = rooms;
        this.cards = cards;
        this.clock = clock;
    }

    @Override
    public List<NavItem> navFor(Actor actor) {
        return List.of(NavItem.of("today", "/", "home"));
    }

    /** @param late days since it was due; null when it is not late */
    record Row(Task task, @Nullable Long late) {}

    @GetMapping("/")
    String home(Actor actor, Model model) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        List<Task> all = rooms.orderedStream()
                .flatMap(room -> room.tasksFor(actor, today).stream())
                .toList();
        model.addAttribute("today", today);
        List<HomeCard> parts = HomeCard.joined(cards.orderedStream()
                .flatMap(room -> ToCome.isAll(actor) ? Stream.empty() : room.cardsFor(actor, today).stream())
                .toList());
        for (HomeCard.Place place : HomeCard.Place.values())
            model.addAttribute(
                    place.name().toLowerCase(Locale.ROOT),
                    parts.stream().filter(card -> card.place() == place).toList());
        model.addAttribute("arriving", ToCome.of(actor));
        model.addAttribute("works", !all.isEmpty() || !ToCome.isAll(actor));
        model.addAttribute("mayAlert", actor.may(Verb.ALERT_RAISE));
        model.addAttribute("mayVisit", actor.may(Verb.VISIT_WRITE));
        for (Task.When when : Task.When.values()) model.addAttribute(name(when), rows(all, when, today));
        model.addAttribute("late", count(all, Task.When.LATE, today));
        model.addAttribute("dueToday", count(all, Task.When.TODAY, today));
        model.addAttribute("waiting", count(all, Task.When.WAITING, today));
        return "house/home";
    }

    /** A line without a day says of others' work how much there is; it counts as one thing to look at. */
    private static int count(List<Task> all, Task.When when, LocalDate today) {
        return all.stream()
                .filter(task -> task.when(today) == when)
                .mapToInt(task -> task.due() == null ? 1 : task.count())
                .sum();
    }

    private static String name(Task.When when) {
        return switch (when) {
            case LATE -> "lates";
            case TODAY -> "todays";
            case WAITING -> "waitings";
        };
    }

    /** Children in danger, what cannot be put off, then the longest late; otherwise as the rooms gave them. */
    static List<Row> rows(List<Task> all, Task.When when, LocalDate today) {
        Comparator<Task> order = Comparator.comparing(Task::atOnce)
                .thenComparing(Task::urgent)
                .reversed()
                .thenComparing(Task::due, Comparator.nullsLast(Comparator.naturalOrder()));
        return all.stream()
                .filter(task -> task.when(today) == when)
                .sorted(order)
                .map(task -> new Row(
                        task,
                        task.due() != null && (task.late() || task.due().isBefore(today))
                                ? Long.valueOf(Math.max(1, ChronoUnit.DAYS.between(task.due(), today)))
                                : null))
                .toList();
    }
}
