package org.akoma.ground.pages;

import org.akoma.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** More rows than leave in one file: the reader is asked to filter. 422, {@code pages.list-too-long}. */
public class ListTooLong extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    ListTooLong(int most) {
        super(
                HttpStatus.UNPROCESSABLE_CONTENT,
                Problem.detail(HttpStatus.UNPROCESSABLE_CONTENT, "pages.list-too-long", most),
                null);
    }
}
