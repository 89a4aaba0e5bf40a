package org.akoma.protection.messages;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.People;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.springframework.stereotype.Component;

/** The people who may be written to, mentioned or invited: read from the grants each time, never stored. Call inside an actor's transaction. */
@Component
class Recipients {

    private final ConversationStore store;
    private final People people;

    Recipients(ConversationStore store, People people) {
        this.store = store;
        this.people = people;
    }

    /** Those who read this section of this dossier now and have the verb, by user name. */
    Map<String, Recipient> of(UUID dossier, Section section, Verb verb) {
        return byName(store.readers(dossier, section).stream()
                .filter(reader -> reader.may(verb))
                .toList());
    }

    Map<String, Recipient> of(Conversation conversation) {
        return of(conversation.dossierId(), conversation.section(), Verb.MESSAGE_READ);
    }

    /** Everybody of the actor's own side who reads messages, but for the actor, by structure and code. The other side does not exist. */
    Map<String, Recipient> colleagues(Actor actor) {
        return byName(people.all().stream()
                .filter(person -> person.compartment() == actor.compartment())
                .filter(person -> !person.id().equals(actor.personId()))
                .map(person -> new Recipient(
                        person.id(),
                        person.username(),
                        person.organisationId(),
                        person.organisation(),
                        person.roles(),
                        false))
                .filter(reader -> reader.may(Verb.MESSAGE_READ))
                .sorted(Comparator.comparing(Recipient::organisation).thenComparing(Recipient::username))
                .toList());
    }

    /** These people by user name; who is not known any more is left out. */
    Map<String, UUID> names(Collection<UUID> persons) {
        Map<String, UUID> names = new LinkedHashMap<>();
        persons.forEach(id -> people.find(id).ifPresent(person -> names.put(person.username(), id)));
        return names;
    }

    /** The ids of those of them who may still read it. */
    Set<UUID> stillReading(Conversation conversation, Set<UUID> persons) {
        return of(conversation).values().stream()
                .map(Recipient::id)
                .filter(persons::contains)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Map<String, Recipient> byName(List<Recipient> readers) {
        Map<String, Recipient> named = new LinkedHashMap<>();
        readers.forEach(reader -> named.put(reader.username(), reader));
        return named;
    }
}
