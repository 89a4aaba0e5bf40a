package org.akoma.ground.pages;

import org.akoma.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * A list about children leaves with two people: its page asks for the second one. 403, {@code pages.bulk-read-by-two}; 409,
 * {@code pages.bulk-read-taken}, where it was agreed to for today and exported already.
 */
public class BulkReadRefused extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    BulkReadRefused(boolean taken) {
        this(
                taken ? HttpStatus.CONFLICT : HttpStatus.FORBIDDEN,
                taken ? "pages.bulk-read-taken" : "pages.bulk-read-by-two");
    }

    private BulkReadRefused(HttpStatus status, String code) {
        super(status, Problem.detail(status, code), null);
    }
}
