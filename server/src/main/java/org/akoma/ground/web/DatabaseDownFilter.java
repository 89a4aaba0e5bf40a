package org.akoma.ground.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.akoma.ground.database.Outage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** While the database does not answer, every request gets 503 with {@code Retry-After}. Nothing is half done, because the transaction is rolled back too. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
class DatabaseDownFilter extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseDownFilter.class);
    private static final String SECONDS = "10";

    private final Problems problems;

    DatabaseDownFilter(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException failure) {
            boolean crowded = Outage.isCrowded(failure);
            if (!crowded && !Outage.isBehind(failure)) throw failure;
            LOG.warn(crowded ? "Every connection to the database is in use" : "The database does not answer");
            answer(request, response, crowded ? "house.busy" : "house.database-away");
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, String code) throws IOException {
        if (response.isCommitted()) return;
        response.setHeader(HttpHeaders.RETRY_AFTER, SECONDS);
        if (request.getRequestURI().startsWith("/api/"))
            problems.write(request, response, HttpStatus.SERVICE_UNAVAILABLE, code);
        else response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }
}
