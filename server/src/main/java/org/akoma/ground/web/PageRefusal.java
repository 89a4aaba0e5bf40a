package org.akoma.ground.web;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** What a page answers where it shows nothing: the reader does not see the thing, may not do this with it, or saw an older version of it. */
public final class PageRefusal {

    private PageRefusal() {}

    public static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    public static ResponseStatusException forbidden() {
        return new ResponseStatusException(HttpStatus.FORBIDDEN);
    }

    public static ResponseStatusException overtaken() {
        return new ResponseStatusException(HttpStatus.CONFLICT);
    }
}
