package org.akoma.protection.record;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Role;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.pages.HomeCard;
import org.akoma.ground.pages.HomeCards;
import org.akoma.protection.cases.FileDangers;
import org.akoma.protection.record.NightStore.Sleeper;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** On the home page of who runs a shelter: the children who sleep there tonight, and what has to be known of each. */
@Component
@Order(31)
class NightCards implements HomeCards {

    private static final int MOST = 20;

    /** So many are read, to show those in danger first. */
    private static final int READ = 200;

    /** A child counts as newly come for so many days. */
    private static final int NEW_DAYS = 2;

    /** Ages are shown by these bands: the last year of each. */
    private static final List<Integer> BANDS = List.of(5, 11, 14, 17);

    private final NightStore store;
    private final FileDangers dangers;
    private final ActorTransactions transactions;
    private final Formats words;

    NightCards(NightStore store, FileDangers dangers, ActorTransactions transactions, Formats words) {
        this.store = store;
        this.dangers = dangers;
        this.transactions = transactions;
        this.words = words;
    }

    @Override
    public List<HomeCard> cardsFor(Actor actor, LocalDate today) {
        if (!actor.is(Role.SHELTER_MANAGER)) return List.of();
        return transactions.as(actor, () -> {
            List<Sleeper> here = store.tonight(today, today.minusDays(NEW_DAYS), READ);
            Map<UUID, FileDangers.Danger> told =
                    dangers.whereTheySleep(here.stream().map(Sleeper::file).toList());
            List<HomeCard.Line> lines = here.stream()
                    .sorted(Comparator.comparing(one -> !told.containsKey(one.file())))
                    .limit(MOST)
                    .map(one -> line(one, told.get(one.file()), today))
                    .toList();
            return List.of(HomeCard.work("tonight", moves(store.moves(today)), lines, "/shelters"));
        });
    }

    private List<HomeCard.Figure> moves(NightStore.Moves moves) {
        return List.of(
                new HomeCard.Figure(words.text("card.tonight.coming"), words.number(moves.coming()), null, null),
                new HomeCard.Figure(words.text("card.tonight.left"), words.number(moves.left()), null, null));
    }

    private HomeCard.Line line(Sleeper one, FileDangers.@Nullable Danger danger, LocalDate today) {
        List<String> why = new ArrayList<>();
        if (one.sex() != null) why.add(words.code("sex", one.sex()));
        if (one.age() != null) why.add(band(one.age()));
        why.add(words.text("card.tonight.since", words.date(one.since())));
        if (one.urgent() != null) why.add(words.text("card.tonight.urgent", words.shortDate(one.urgent())));
        if (one.instructed() != null) why.add(words.text("card.tonight.instructed", words.shortDate(one.instructed())));
        if (one.noted() != null) why.add(words.text("card.tonight.noted", words.shortDate(one.noted())));
        String href = "/cases/" + one.code() + "/stay";
        if (danger != null)
            return new HomeCard.Line(one.code(), null, why, href, "alert", words.code("alert-type", danger.type()));
        boolean isNew = !one.since().isBefore(today.minusDays(NEW_DAYS));
        if (isNew && one.urgent() != null)
            return new HomeCard.Line(one.code(), null, why, href, "alert", words.text("card.tonight.new.urgent"));
        if (one.orderDue() != null) {
            long late = ChronoUnit.DAYS.between(one.orderDue(), today);
            String text = late > 0
                    ? words.text("card.tonight.order.late", words.days(late))
                    : words.text("card.tonight.order", words.shortDate(one.orderDue()));
            return new HomeCard.Line(one.code(), null, why, href, late > 0 ? "late" : "today", text);
        }
        return isNew
                ? new HomeCard.Line(one.code(), null, why, href, "info", words.text("card.tonight.new"))
                : new HomeCard.Line(one.code(), null, why, href);
    }

    /** In bands: a list says no more of a child's age than has to be known at night. */
    private String band(int age) {
        int first = 0;
        for (int last : BANDS) {
            if (age <= last) return words.text("card.tonight.age", first, last);
            first = last + 1;
        }
        return words.text("card.tonight.age.more", first);
    }
}
