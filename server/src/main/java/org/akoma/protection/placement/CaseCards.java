package org.akoma.protection.placement;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.pages.HomeCard;
import org.akoma.ground.pages.HomeCards;
import org.akoma.ground.pages.Names;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.shelters.Shelter;
import org.akoma.protection.shelters.Shelters;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** On the home page: how many files a person follows, oversees or may see, and how full the shelters are. */
@Component
@Order(30)
class CaseCards implements HomeCards {

    private final CaseCardStore store;
    private final Shelters shelters;
    private final ActorTransactions transactions;
    private final Policies policies;
    private final Formats words;
    private final Names called;

    CaseCards(
            CaseCardStore store,
            Shelters shelters,
            ActorTransactions transactions,
            Policies policies,
            Formats words,
            Names called) {
        this.called = called;
        this.store = store;
        this.shelters = shelters;
        this.transactions = transactions;
        this.policies = policies;
        this.words = words;
    }

    @Override
    public List<HomeCard> cardsFor(Actor actor, LocalDate today) {
        List<HomeCard> cards = new ArrayList<>();
        if (actor.may(Verb.CASE_LIST)) cards.add(transactions.as(actor, () -> files(actor)));
        if (actor.is(Role.MINISTRY_OFFICER)) {
            List<CaseCardStore.OfStructure> seen = transactions.as(actor, store::seenByStructure);
            if (!seen.isEmpty()) cards.add(structures(seen));
        }
        if (actor.is(Role.SHELTER_MANAGER)) cards.add(beds(actor));
        return cards;
    }

    private HomeCard files(Actor actor) {
        if (actor.is(Role.CASE_SUPERVISOR)) return counted("team", "TEAM", store.ofSupervisor(actor.personId()), null);
        if (actor.is(Role.CASE_WORKER)) {
            String limit = words.text("card.of", policies.count("caseload.max"));
            return counted("mine", "MINE", store.ofWorker(actor.personId()), limit);
        }
        if (actor.is(Role.PROJECT_MANAGER)) return counted("files", "ALL", store.overseen(), null);
        long seen = store.seen(actor);
        return HomeCard.brief("files", List.of(figure("seen", seen, null, seen == 0 ? null : "/cases")), "/cases");
    }

    /** Of whatever status: how the case stands is not shown to who has a file by a referral. */
    private HomeCard structures(List<CaseCardStore.OfStructure> seen) {
        return HomeCard.summary(
                "structures",
                seen.stream()
                        .map(one -> new HomeCard.Figure(
                                called.name(one.structure()),
                                number(one.files()),
                                null,
                                "/cases?scope=SHARED&organisation="
                                        + URLEncoder.encode(one.structure(), StandardCharsets.UTF_8)))
                        .toList(),
                null);
    }

    /** Each count leads to the list of these very files. */
    private HomeCard counted(String key, String scope, CaseCardStore.Counts counts, @Nullable String limit) {
        String open = "/cases?scope=" + scope + "&status=OPEN";
        List<HomeCard.Figure> figures = new ArrayList<>();
        figures.add(figure("open", counts.open(), limit, open));
        figures.add(risk("HIGH", counts.high(), open));
        figures.add(risk("MEDIUM", counts.medium(), open));
        figures.add(risk("LOW", counts.low(), open));
        if (counts.unassessed() > 0)
            figures.add(figure("unassessed", counts.unassessed(), null, open + "&only=UNJUDGED"));
        if (!scope.equals("ALL")) figures.add(figure("lost", counts.lost(), null, open + "&only=LOST"));
        return HomeCard.summary(key, figures, open);
    }

    private HomeCard.Figure risk(String level, long count, String open) {
        String href = count == 0 ? null : open + "&risk=" + level;
        return new HomeCard.Figure(words.code("risk", level), number(count), null, href, level);
    }

    private HomeCard.Figure figure(String key, long count, @Nullable String quiet, @Nullable String href) {
        return new HomeCard.Figure(words.text("card.files." + key), number(count), quiet, count == 0 ? null : href);
    }

    private String number(long count) {
        return count > CaseCardStore.MOST ? words.text("card.more-than", CaseCardStore.MOST) : words.number(count);
    }

    /** How many children sleep there; who they are, the room of what a shelter reads adds to the same card. */
    private HomeCard beds(Actor actor) {
        List<HomeCard.Figure> figures = new ArrayList<>();
        List<Shelter> own = shelters.of(actor);
        for (Shelter one : own) {
            String href = "/shelters/" + one.code();
            figures.add(new HomeCard.Figure(
                    Objects.requireNonNullElse(one.name(), one.code()),
                    words.number(one.occupied()),
                    words.text("card.of", one.capacity()),
                    href));
        }
        String all = own.size() == 1 ? "/shelters/" + own.getFirst().code() : "/shelters";
        return HomeCard.work("tonight", figures, List.of(), all);
    }
}
