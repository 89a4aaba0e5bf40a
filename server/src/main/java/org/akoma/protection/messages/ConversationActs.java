package org.akoma.protection.messages;

import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.akoma.FieldError;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.People;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.journal.Journal;
import org.akoma.ground.vault.NameParts;
import org.akoma.ground.vault.Vault;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The acts inside a conversation: a new message, a participant who joins or leaves. Each is journalled, and a message notifies its readers. */
@Component
class ConversationActs {

    private final ConversationStore store;
    private final MessageStore messages;
    private final Recipients recipients;
    private final People people;
    private final Journal journal;
    private final ApplicationEventPublisher events;
    private final Vault vault;
    private final Clock clock;

    ConversationActs(
            ConversationStore store,
            MessageStore messages,
            Recipients recipients,
            People people,
            Journal journal,
            ApplicationEventPublisher events,
            Vault vault,
            Clock clock) {
        this.vault = vault;
        this.store = store;
        this.messages = messages;
        this.recipients = recipients;
        this.people = people;
        this.journal = journal;
        this.events = events;
        this.clock = clock;
    }

    /** Errors for mentions of people who do not read this conversation or do not exist; both get the same answer, so that it reveals no account. */
    static List<FieldError> strangersIn(String text, Map<String, Recipient> readers) {
        Set<String> mentioned = Mentions.of(text);
        if (mentioned.size() > Mentions.MOST)
            return List.of(FieldError.of("text", "referrals.too-many-mentions", Mentions.MOST));
        return mentioned.stream()
                .filter(name -> !readers.containsKey(name))
                .limit(1)
                .map(name -> FieldError.of("text", "referrals.mention-unseen", name))
                .toList();
    }

    /** Why these words are not said outside the files: they name a file, a shelter, or a child whom the writer knows by two names. In the caller's transaction. */
    List<FieldError> namesInside(Actor actor, String field, String text) {
        if (Mentions.namesAFile(text)) return List.of(FieldError.of(field, "referrals.names-a-file"));
        return actor.compartment() == Compartment.PROTECTION && store.namesAChild(vault.blind(NameParts.pairsIn(text)))
                ? List.of(FieldError.of(field, "referrals.names-a-child"))
                : List.of();
    }

    /** Adds a message. Its author and the people mentioned take part from then on. The caller has checked the mentions. */
    Message say(Actor actor, Conversation in, UUID id, String text) {
        Set<UUID> takingPart = takingPart(in);
        if (takingPart.add(actor.personId())) store.join(in, actor.personId(), actor.personId(), clock.instant());
        Map<String, Recipient> readers = recipients.of(in);
        Set<UUID> mentioned = Mentions.of(text).stream()
                .flatMap(name -> Stream.ofNullable(readers.get(name)))
                .map(Recipient::id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        mentioned.stream().filter(takingPart::add).forEach(person -> arrive(actor, in, person));
        Message said = messages.say(in, id, text, mentioned);
        journal.note(
                in.dossierId(),
                in.section(),
                "referrals.message-sent",
                Map.of("message", said.number(), "mentions", mentioned.size()));
        ring(actor, in, takingPart);
        return said;
    }

    /** Lets somebody in, and says so. */
    void admit(Actor actor, Conversation in, UUID person) {
        arrive(actor, in, person);
        journal.note(in.dossierId(), in.section(), "referrals.participant-added", Map.of());
        ring(actor, in, Set.of(person));
    }

    private void arrive(Actor actor, Conversation in, UUID person) {
        store.join(in, person, actor.personId(), clock.instant());
        messages.tell(in, Ids.next(), Message.Kind.ADDED, person);
    }

    /** The file has another worker: so has what was said in it. */
    void handOn(Conversation in, UUID person) {
        store.join(in, person, null, clock.instant());
        messages.tell(in, Ids.next(), Message.Kind.ADDED, person);
    }

    void dismiss(Actor actor, Conversation in, UUID person) {
        boolean leaves = person.equals(actor.personId());
        messages.tell(in, Ids.next(), leaves ? Message.Kind.LEFT : Message.Kind.REMOVED, person);
        store.leave(in.id(), person, clock.instant());
        journal.note(
                in.dossierId(),
                in.section(),
                leaves ? "referrals.participant-left" : "referrals.participant-removed",
                Map.of());
    }

    Optional<Participant> participant(Conversation in, String username) {
        return people.find(username)
                .flatMap(person -> store.participants(in.id()).stream()
                        .filter(one -> one.takesPart() && one.personId().equals(person.id()))
                        .findFirst());
    }

    private Set<UUID> takingPart(Conversation in) {
        return store.participants(in.id()).stream()
                .filter(Participant::takesPart)
                .map(Participant::personId)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** Only where it may still be read: who lost the file is not called to it. */
    private void ring(Actor actor, Conversation in, Set<UUID> persons) {
        Notification.others(recipients.stillReading(in, persons), actor.personId(), Notification.MESSAGE)
                .map(ring -> ring.about(in.id()))
                .ifPresent(events::publishEvent);
    }
}
