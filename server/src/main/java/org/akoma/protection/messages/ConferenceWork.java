package org.akoma.protection.messages;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Matter;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Differences;
import org.akoma.protection.cases.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The way into one conference: who may be asked to it, and steps that are taken once and on what was read. */
@Component
class ConferenceWork {

    static final String NOT_THE_CHAIR = "referrals.not-the-chair";

    private final ConferenceStore store;
    private final Recipients recipients;
    private final CaseWork work;
    private final ApplicationEventPublisher events;

    ConferenceWork(ConferenceStore store, Recipients recipients, CaseWork work, ApplicationEventPublisher events) {
        this.store = store;
        this.recipients = recipients;
        this.work = work;
        this.events = events;
    }

    Map<String, Recipient> readers(CaseFile file, Section section) {
        return recipients.of(file.id(), section, Verb.CONFERENCE_READ);
    }

    /** Asks people to come, and tells them. */
    Conference ask(
            Actor actor,
            CaseFile file,
            UUID id,
            Section section,
            Instant at,
            Recipient chair,
            Collection<Recipient> people,
            Conference.Agenda agenda) {
        Conference made = new Conference(
                id,
                file.id(),
                file.code(),
                section,
                Conference.State.PLANNED,
                at,
                actor.personId(),
                chair.id(),
                agenda,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                1);
        store.noLongerDue(file.id());
        store.insert(file, made);
        people.forEach(person -> store.ask(made, person));
        work.note(file, section, "referrals.conference-planned", facts(at, people.size()));
        if (at.isAfter(work.now()))
            ring(actor, file.id(), people.stream().map(Recipient::id).collect(Collectors.toSet()));
        return store.find(file, id).orElseThrow();
    }

    static Map<String, Object> facts(Instant at, int people) {
        return Map.of("for", at.toString(), "people", people);
    }

    private static Map<String, @Nullable Object> fields(Conference now) {
        Conference.Minutes minutes = now.minutes();
        return Differences.fields(
                "state",
                now.state(),
                "heldAt",
                now.heldAt(),
                "minutes",
                minutes == null ? null : minutes.text(),
                "others",
                minutes == null ? null : minutes.others());
    }

    /**
     * A step on a conference that has not taken place.
     *
     * @param version on which the step was decided, or null
     * @param wanted what it makes of the fields
     * @param same whether it is over by this very command, sent once more
     */
    Outcome<Conference> planned(
            Actor actor,
            String code,
            UUID id,
            @Nullable Integer version,
            Map<String, @Nullable Object> wanted,
            Predicate<Conference> same,
            BiFunction<CaseFile, Conference, Outcome<Conference>> then) {
        Section section = actor.may(Verb.CONFERENCE_READ)
                ? work.peek(actor, code, Section.STATUS, file -> store.section(file.id(), id))
                        .flatMap(found -> found)
                        .orElse(null)
                : null;
        if (section == null) return new Outcome.NotFound<>();
        return work.on(actor, code, Verb.CONFERENCE_WRITE, section, file -> {
            Conference before = store.find(file, id).orElse(null);
            if (before == null) return new Outcome.NotFound<>();
            Optional<Outcome<Conference>> overtaken =
                    Outcome.Stale.since(before, before.version(), version, fields(before), wanted);
            if (overtaken.isPresent()) return overtaken.get();
            if (same.test(before)) return new Outcome.Done<>(before);
            if (!before.planned()) return Outcome.Refused.because("state", "referrals.conference-over");
            return then.apply(file, before);
        });
    }

    static Recipient reader(Map<String, Recipient> readers, String name) {
        return java.util.Objects.requireNonNull(readers.get(name), name);
    }

    static List<Recipient> readers(Map<String, Recipient> readers, Collection<String> names) {
        return names.stream().map(name -> reader(readers, name)).toList();
    }

    void ring(Actor actor, UUID file, Set<UUID> persons) {
        Notification.others(persons, actor.personId(), Notification.TASK)
                .map(ring -> ring.onFile(file, Matter.CONFERENCE))
                .ifPresent(events::publishEvent);
    }
}
