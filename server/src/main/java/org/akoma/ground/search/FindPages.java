package org.akoma.ground.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Verb;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PostedForm;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The one search box. What was typed is never part of an address; a code that means one thing leads there at once. */
@Controller
class FindPages {

    private static final int LONGEST = 80;

    private final ObjectProvider<Finder> rooms;
    private final KeptSearches kept;
    private final ActorTransactions transactions;

    FindPages(ObjectProvider<Finder> rooms, KeptSearches kept, ActorTransactions transactions) {
        this.rooms = rooms;
        this.kept = kept;
        this.transactions = transactions;
    }

    /** The box without a result: nothing was typed, too much, or it is no longer kept. */
    enum Blank {
        ASK,
        EMPTY,
        LONG,
        FORGOTTEN
    }

    @PostMapping({"/search", "/cases/search"})
    String search(Actor actor, PostedForm posted) {
        Form form = posted.form();
        String typed = form.required("q", LONGEST);
        if (typed == null) return "redirect:/search?why=" + (form.typed("q").isBlank() ? Blank.EMPTY : Blank.LONG);
        SearchText text = new SearchText(typed);
        String direct = direct(find(actor, text));
        return "redirect:" + (direct == null ? "/search/" + kept.keep(actor, typed) : direct);
    }

    /** Where the only record leads whose whole code was typed. */
    private static @Nullable String direct(List<FoundGroup> found) {
        List<FoundGroup.Hit> exact = found.stream()
                .flatMap(group -> group.hits().stream())
                .filter(FoundGroup.Hit::exact)
                .toList();
        return exact.size() == 1 ? exact.getFirst().href() : null;
    }

    private List<FoundGroup> find(Actor actor, SearchText text) {
        return transactions.as(actor, () -> {
            Map<String, FoundGroup> groups = new LinkedHashMap<>();
            rooms.orderedStream()
                    .flatMap(room -> room.find(actor, text).stream())
                    .forEach(group -> groups.merge(group.kind(), group, FindPages::both));
            return List.copyOf(groups.values());
        });
    }

    private static FoundGroup both(FoundGroup one, FoundGroup other) {
        List<FoundGroup.Hit> hits = new ArrayList<>(one.hits());
        hits.addAll(other.hits());
        return new FoundGroup(one.kind(), hits, one.table());
    }

    @GetMapping("/search")
    String blank(Actor actor, PostedForm posted, Model model) {
        Blank why = posted.form().choice("why", Blank.class);
        return page(actor, why == null ? Blank.ASK : why, "", List.of(), model);
    }

    @GetMapping("/search/{id}")
    String found(Actor actor, @PathVariable UUID id, Model model) {
        Optional<String> typed = kept.find(actor, id);
        if (typed.isEmpty()) return page(actor, Blank.FORGOTTEN, "", List.of(), model);
        return page(actor, null, typed.get(), find(actor, new SearchText(typed.get())), model);
    }

    private static String page(Actor actor, @Nullable Blank blank, String typed, List<FoundGroup> groups, Model model) {
        model.addAttribute("q", typed);
        model.addAttribute("blank", blank == null ? null : blank.name());
        model.addAttribute("groups", groups);
        model.addAttribute(
                "count", groups.stream().mapToInt(group -> group.hits().size()).sum());
        model.addAttribute("registers", actor.may(Verb.CASE_OPEN));
        model.addAttribute("errors", errors(blank));
        return "house/found";
    }

    private static List<FieldError> errors(@Nullable Blank blank) {
        return switch (blank) {
            case EMPTY -> List.of(FieldError.of("q", "search.empty"));
            case LONG -> List.of(FieldError.of("q", "form.too-long", LONGEST));
            case ASK, FORGOTTEN -> List.of();
            case null -> List.of();
        };
    }
}
