package org.akoma.ground.notices;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.akoma.ground.access.Actor;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The open pages that listen for notifications (server-sent events). One of this process reaches them at once, one of another copy of the
 * application with the next heartbeat. All state is in the database.
 */
@Component
class Live {

    private static final long LIFE_MS = 5 * 60_000; // then the browser comes again, and its session is asked again
    private static final int MOST_PAGES = 6;

    private record Page(Actor actor, SseEmitter emitter) {}

    private final Map<UUID, Set<Page>> pages = new ConcurrentHashMap<>();
    private final ExecutorService tellers = Executors.newVirtualThreadPerTaskExecutor();
    private final Notices notices;

    Live(Notices notices) {
        this.notices = notices;
    }

    /** Sends the count at once and with every notification; null when this person has too many pages open. */
    SseEmitter open(Actor actor) {
        Page page = new Page(actor, new SseEmitter(LIFE_MS));
        Set<Page> mine = pages.computeIfAbsent(actor.personId(), id -> ConcurrentHashMap.newKeySet());
        if (mine.size() >= MOST_PAGES)
            mine.stream().findAny().ifPresent(old -> old.emitter().complete());
        mine.add(page);
        page.emitter().onCompletion(() -> close(page));
        page.emitter().onTimeout(page.emitter()::complete);
        page.emitter().onError(gone -> close(page));
        tell(page);
        return page.emitter();
    }

    void rung(Collection<UUID> persons) {
        for (UUID person : persons)
            for (Page page : pages.getOrDefault(person, Set.of())) tellers.submit(() -> tell(page));
    }

    @Scheduled(fixedDelay = 25_000)
    void heartbeat() {
        pages.values().forEach(some -> some.forEach(page -> tellers.submit(() -> tell(page))));
    }

    /** Closes the streams of open pages, which would delay the stop of the application. */
    @EventListener(ContextClosedEvent.class)
    void shut() {
        pages.values().forEach(some -> some.forEach(page -> page.emitter().complete()));
    }

    private void tell(Page page) {
        try {
            int unread = notices.unread(page.actor());
            page.emitter().send(SseEmitter.event().name("bell").data(String.valueOf(unread)));
        } catch (IOException | IllegalStateException gone) {
            close(page);
        } catch (
                RuntimeException
                        failed) { // no role any more, or no database: the browser asks again and gets the status
            page.emitter().complete();
        }
    }

    private void close(Page page) {
        pages.computeIfPresent(page.actor().personId(), (id, some) -> {
            some.remove(page);
            return some.isEmpty() ? null : some;
        });
    }
}
