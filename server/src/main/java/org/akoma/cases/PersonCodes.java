package org.akoma.cases;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.UUID;
import org.akoma.access.Actor;
import org.akoma.access.Entry;
import org.akoma.access.People;
import org.springframework.stereotype.Component;

/** The codes by which people are shown: {@code SW-01}. */
@Component
public class PersonCodes {

    private final Entry entry;
    private final People people;

    PersonCodes(Entry entry, People people) {
        this.entry = entry;
        this.people = people;
    }

    /** By id; nothing for whom the actor may not know. */
    public Map<UUID, String> of(Actor actor, Collection<UUID> ids) {
        if (ids.isEmpty()) return Map.of();
        return entry.as(actor, () -> {
            Map<UUID, String> codes = new LinkedHashMap<>();
            people.find(new LinkedHashSet<>(ids)).forEach(person -> codes.put(person.id(), person.code()));
            return codes;
        });
    }
}
