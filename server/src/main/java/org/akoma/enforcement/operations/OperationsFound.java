package org.akoma.enforcement.operations;

import java.util.List;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.search.Finder;
import org.akoma.ground.search.FoundGroup;
import org.akoma.ground.search.SearchText;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Operations in the one search box, by their code or a part of it, and the persons met in them: {@code P-001} and {@code p1} are the first of each
 * operation.
 */
@Component
@Order(20)
class OperationsFound implements Finder {

    /** The newest that are looked through. */
    private static final int LOOKED_AT = 200;

    private final Operations operations;
    private final ScreeningStore persons;
    private final Formats words;

    OperationsFound(Operations operations, ScreeningStore persons, Formats words) {
        this.operations = operations;
        this.persons = persons;
        this.words = words;
    }

    @Override
    public List<FoundGroup> find(Actor actor, SearchText text) {
        if (!actor.may(Verb.OPERATION_READ)) return List.of();
        List<FoundGroup.Hit> hits = operations.list(actor, null, LOOKED_AT).stream()
                .map(Operation::code)
                .filter(code -> text.means(code) || text.isWithin(code))
                .map(code -> new FoundGroup.Hit(code, "/operations/" + code, null, text.means(code)))
                .toList();
        return Stream.of(FoundGroup.of("operations", hits), FoundGroup.of("persons", persons(text)))
                .flatMap(List::stream)
                .toList();
    }

    private List<FoundGroup.Hit> persons(SearchText text) {
        return text.number("P").stream()
                .flatMap(number -> persons.everywhere("P-%03d".formatted(number), FoundGroup.MOST).stream())
                .map(this::hit)
                .toList();
    }

    private FoundGroup.Hit hit(ScreeningStore.Met met) {
        return new FoundGroup.Hit(
                met.person(),
                "/operations/" + met.operation() + "/persons/" + met.person(),
                met.operation() + ", " + words.code("victim-status", met.status()),
                true);
    }
}
