package org.akoma.ground.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.akoma.ground.database.DiskWatch;
import org.akoma.ground.database.Outage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** While the database does not answer, or cannot write, every request gets 503 with {@code Retry-After}. Nothing is half done, because the transaction is rolled back too. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
class DatabaseDownFilter extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseDownFilter.class);
    private static final String SECONDS = "10";

    private final Problems problems;
    private final DiskWatch disk;

    DatabaseDownFilter(Problems problems, DiskWatch disk) {
        this.problems = problems;
        this.disk = disk;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException failure) {
            if (Outage.isCrowded(failure)) {
                LOG.warn("Every connection to the database is in use");
                answer(request, response, "house.busy");
            } else if (Outage.isBehind(failure)) {
                LOG.warn("The database does not answer");
                answer(request, response, "house.database-away");
            } else if (Outage.isFull(failure)) {
                disk.full();
                answer(request, response, "house.disk-full");
            } else throw failure;
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
