package org.akoma.programme.publication;

import java.util.Optional;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** What the pages of releases and of stories refuse alike. */
final class Doors {

    private Doors() {}

    static void only(Actor actor, Verb verb) {
        if (!actor.may(verb)) throw forbidden();
    }

    static <T> T found(Optional<T> one) {
        return one.orElseThrow(Doors::nothing);
    }

    static ResponseStatusException forbidden() {
        return new ResponseStatusException(HttpStatus.FORBIDDEN);
    }

    static ResponseStatusException nothing() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
