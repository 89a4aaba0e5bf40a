package org.akoma.airlock.slips;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Where a slip may be written, as the police side answers. Call inside an actor's transaction. */
@Component
class SlipScenes {

    private final ObjectProvider<Scenes> sides;
    private final SlipStore store;

    SlipScenes(ObjectProvider<Scenes> sides, SlipStore store) {
        this.sides = sides;
        this.store = store;
    }

    /** Sites of operations that run. */
    List<Scenes.Scene> open(Actor actor) {
        return all(actor).filter(Scenes.Scene::open).toList();
    }

    List<String> withoutSite(Actor actor) {
        return sides.orderedStream()
                .flatMap(one -> one.withoutSite(actor).stream())
                .toList();
    }

    /**
     * Sites of one operation. After its end a slip is written there only for a child who waits for one.
     *
     * @param person who was met there and has no slip; null = nobody is named
     */
    List<Scenes.Scene> of(Actor actor, String operation, @Nullable String person) {
        boolean waits =
                person != null && ask(one -> one.met(actor, operation, person)).isPresent();
        return all(actor)
                .filter(one -> one.operation().equals(operation) && (one.open() || waits))
                .toList();
    }

    /** The site of a slip that is about to be written; after the end also where it follows a slip that care sent back. */
    Optional<Scenes.Scene> of(Actor actor, WriteSlip command) {
        SlipContent content = command.content();
        List<Scenes.Scene> there = of(actor, command.operation(), command.person());
        return all(actor)
                .filter(one -> one.operation().equals(command.operation())
                        && one.site().equals(content.site()))
                .filter(one -> there.contains(one)
                        || command.instead() != null
                        || store.isNumberSentBack(one.operationId(), content))
                .findFirst();
    }

    <T> Optional<T> ask(Function<Scenes, Optional<T>> question) {
        return sides.orderedStream()
                .flatMap(one -> question.apply(one).stream())
                .findFirst();
    }

    void handedOver(Actor actor, Scenes.Met met, Slip slip) {
        sides.orderedStream().forEach(side -> side.handedOver(actor, met, slip));
    }

    /** Also those of operations that are over. */
    Stream<Scenes.Scene> all(Actor actor) {
        return sides.orderedStream().flatMap(one -> one.of(actor).stream());
    }
}
