package org.akoma.ground.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers 400 to a query that cannot be decoded (not UTF-8, too many parts), wherever it is first read. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 6)
class MalformedUrlFilter extends OncePerRequestFilter {

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
