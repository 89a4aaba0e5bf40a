package org.akoma.ground.notices;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.akoma.Time;
import org.akoma.ground.access.DailyReminder;
import org.akoma.ground.access.HourRing;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.Rung;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Stores a notification in the transaction of what happened, and sends it to open pages after the commit. */
@Component
class NotificationListener {

    private final NoticeStore store;
    private final Live live;
    private final Clock clock;

    NotificationListener(NoticeStore store, Live live, Clock clock) {
        this.store = store;
        this.live = live;
        this.clock = clock;
    }

    /** Rung once a day: what a second round tells of the same day is not heard. */
    @EventListener
    void heard(DailyReminder ring) {
        if (Time.isRetold() || !store.ringOfDay(ring, clock.instant())) return;
        heard(new Rung(Set.of(ring.person())));
    }

    @EventListener
    void heard(Notification notification) {
        ring(notification, clock.instant());
    }

    @EventListener
    void heard(HourRing ring) {
        ring(
                new Notification(ring.persons(), ring.kind(), ring.about()),
                clock.instant().truncatedTo(ChronoUnit.HOURS));
    }

    private void ring(Notification notification, Instant at) {
        if (notification.persons().isEmpty() || Time.isRetold()) return; // nobody is rung for what a scenario tells
        store.ring(notification, at);
        heard(new Rung(notification.persons()));
    }

    @EventListener
    void heard(Rung rung) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                live.rung(rung.persons());
            }
        });
    }
}
