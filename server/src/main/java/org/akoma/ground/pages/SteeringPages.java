package org.akoma.ground.pages;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ResponseStatusException;

/** How the work went over the last months, in drawings: for who steers the project or a team. */
@Controller
@Order(5)
class SteeringPages implements NavItems {

    private final ObjectProvider<SteeringCharts> rooms;
    private final Clock clock;

    SteeringPages(ObjectProvider<SteeringCharts> rooms, Clock clock) {
        this.rooms = rooms;
        this.clock = clock;
    }

    static boolean steers(Actor actor) {
        return actor.is(Role.PROJECT_MANAGER) || actor.is(Role.CASE_SUPERVISOR);
    }

    /** What the figures are about: PROJECT, or the reader's own TEAM. */
    static String scope(Actor actor) {
        return actor.is(Role.PROJECT_MANAGER) ? "PROJECT" : "TEAM";
    }

    @Override
    public List<NavItem> navFor(Actor actor) {
        return steers(actor) ? List.of(NavItem.of("steering", "/steering", "chart")) : List.of();
    }

    @GetMapping("/steering")
    String steering(Actor actor, Model model) {
        if (!steers(actor)) throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        model.addAttribute("today", today);
        model.addAttribute("team", scope(actor).equals("TEAM"));
        model.addAttribute("charts", all(rooms, actor, today));
        return "house/steering";
    }

    static List<HomeCard> all(ObjectProvider<SteeringCharts> rooms, Actor actor, LocalDate today) {
        return Stream.concat(
                        rooms.orderedStream().flatMap(room -> room.chartsFor(actor, today).stream()),
                        rooms.orderedStream().flatMap(room -> room.structuresFor(actor, today).stream()))
                .toList();
    }

    /** The first drawings, on the home page, after what waits; the rooms that come after them are not asked. */
    @Component
    @Order(95)
    static class SteeringCards implements HomeCards {

        private static final int ON_HOME = 2;

        private final ObjectProvider<SteeringCharts> rooms;

        SteeringCards(ObjectProvider<SteeringCharts> rooms) {
            this.rooms = rooms;
        }

        @Override
        public List<HomeCard> cardsFor(Actor actor, LocalDate today) {
            if (!steers(actor)) return List.of();
            return rooms.orderedStream()
                    .flatMap(room -> room.chartsFor(actor, today).stream())
                    .limit(ON_HOME)
                    .map(card -> HomeCard.drawn(card.key(), Objects.requireNonNull(card.chart()), "/steering"))
                    .toList();
        }
    }
}
