package org.akoma.ground.pages;

import org.akoma.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** A list about children leaves with two people: its page asks for the second one. 403, {@code pages.bulk-read-by-two}. */
public class BulkReadRefused extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    BulkReadRefused() {
        super(HttpStatus.FORBIDDEN, Problem.detail(HttpStatus.FORBIDDEN, "pages.bulk-read-by-two"), null);
    }
}
