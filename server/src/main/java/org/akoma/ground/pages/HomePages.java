package org.akoma.ground.pages;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
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
    private final ObjectProvider<ChildActs> acts;
    private final ObjectProvider<Bells> bells;
    private final Clock clock;

    HomePages(
            ObjectProvider<Tasks> rooms,
            ObjectProvider<HomeCards> cards,
            ObjectProvider<ChildActs> acts,
            ObjectProvider<Bells> bells,
            Clock clock) {
        this.bells = bells;
        this.acts = acts;
        this.rooms = rooms;
        this.cards = cards;
        this.clock = clock;
    }

    @Override
    public List<NavItem> navFor(Actor actor) {
        return List.of(NavItem.of("today", "/", "home"));
    }

    @GetMapping("/")
    String home(Actor actor, Model model) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        List<Task> all = rooms.orderedStream()
                .flatMap(room -> room.tasksFor(actor, today).stream())
                .toList();
        model.addAttribute("today", today);
        model.addAttribute(
                "news",
                Stream.concat(
                                bells.stream().flatMap(one -> one.news(actor).stream()),
                                rooms.orderedStream().flatMap(room -> room.answersFor(actor).stream()))
                        .toList());
        List<HomeCard> parts = HomeCard.joined(cards.orderedStream()
                .flatMap(room -> room.cardsFor(actor, today).stream())
                .filter(card -> !Shell.WithoutFiles.hides(actor, card))
                .toList());
        for (HomeCard.Place place : HomeCard.Place.values())
            model.addAttribute(
                    place.name().toLowerCase(Locale.ROOT),
                    parts.stream().filter(card -> card.place() == place).toList());
        model.addAttribute("drawn", parts.stream().anyMatch(card -> card.chart() != null));
        model.addAttribute("withoutFiles", Shell.WithoutFiles.of(actor));
        model.addAttribute("works", !all.isEmpty() || !Shell.WithoutFiles.isAll(actor));
        model.addAttribute("calm", all.isEmpty() && parts.stream().allMatch(HomeCard::isCalm));
        model.addAttribute("mayAlert", acts.stream().anyMatch(room -> room.raisesAlerts(actor)));
        model.addAttribute("mayPrepare", actor.may(Verb.OPERATION_RECORD) && actor.may(Verb.OPERATION_APPROVE));
        model.addAttribute("mayRegister", actor.may(Verb.CASE_OPEN));
        model.addAttribute("mayVisit", acts.stream().anyMatch(room -> room.recordsVisits(actor)));
        model.addAttribute(
                "todo", HomeTodo.of(all, clock.instant(), rooms.stream().anyMatch(room -> room.hasList(actor))));
        return "house/home";
    }
}
