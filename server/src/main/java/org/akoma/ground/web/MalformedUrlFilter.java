package org.akoma.ground.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers 400 to a query that cannot be decoded (not UTF-8, too many parts), wherever it is first read, and to an address that hides letters: filters
 * compare it as it was sent, handlers as it is decoded, so that {@code /%61pi/…} would be a page to some and the API to others.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 6)
class MalformedUrlFilter extends OncePerRequestFilter {

    /** Letters, digits and {@code - . _ ~} written as {@code %xx}: RFC 3986 calls both forms the same address, and nobody needs the second. */
    private static final Pattern HIDDEN =
            Pattern.compile("%(?:2[DE]|3[0-9]|4[1-9A-F]|5[0-9AF]|6[1-9A-F]|7[0-9AE])", Pattern.CASE_INSENSITIVE);

    private final Problems problems;

    MalformedUrlFilter(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (hasNul(request)) {
            refuse(request, response, "form.character");
            return;
        }
        if (HIDDEN.matcher(request.getRequestURI()).find()) {
            refuse(request, response, "house.malformed");
            return;
        }
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException failure) {
            if (!isBehind(failure)) throw failure;
            if (response.isCommitted()) return; // the web server said already why it could not be read: 408
            refuse(request, response, "house.malformed");
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, String code) throws IOException {
        if (request.getRequestURI().startsWith("/api/"))
            problems.write(request, response, HttpStatus.BAD_REQUEST, code);
        else response.sendError(HttpServletResponse.SC_BAD_REQUEST);
    }

    /** No text of this house holds the character 0: PostgreSQL keeps none. */
    private static boolean hasNul(HttpServletRequest request) {
        String query = request.getQueryString();
        return query != null && query.contains("%00");
    }

    static boolean isBehind(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause())
            if (cause instanceof InvalidParameterException) return true;
        return false;
    }
}
