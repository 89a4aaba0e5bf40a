package org.akoma.protection.payments;

import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.People;
import org.akoma.ground.access.Person;
import org.akoma.ground.access.Role;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Notifications about payments. */
@Component
class PaymentNotices {

    private final People people;
    private final ApplicationEventPublisher events;

    PaymentNotices(People people, ApplicationEventPublisher events) {
        this.people = people;
        this.events = events;
    }

    /** That a payment waits for those who hold this role; it is over with the next step of the payment. */
    void waits(Actor actor, UUID payment, Role role) {
        Set<UUID> persons = people.withRole(role).stream().map(Person::id).collect(Collectors.toSet());
        Notification.others(persons, actor.personId(), Notification.TASK)
                .map(ring -> ring.about(payment))
                .ifPresent(events::publishEvent);
    }

    /** What became of a payment; shown until it is read. */
    void tell(Actor actor, UUID payment, Set<UUID> persons) {
        Notification.others(persons, actor.personId(), Notification.TASK)
                .map(ring -> ring.of(payment))
                .ifPresent(events::publishEvent);
    }
}
