package org.akoma.ground.signin;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * A line in the server's log for each request that was refused (OWASP ASVS 16.3.2): who asked, by which method, for which route, and the answer.
 * The route is the pattern of the address, never the address itself, and nothing of a body: what somebody types may be a name. A 404 of the API
 * counts as a refusal, for that is the answer to who may not see something.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 7)
class RefusalLog extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger("org.akoma.refused");
    private static final String WHO = RefusalLog.class.getName();
    private static final Set<Integer> REFUSED = Set.of(401, 403, 409, 429);

    /** Remembers for this request who it is. */
    static void who(HttpServletRequest request, Visitor visitor) {
        request.setAttribute(WHO, visitor.actor().code());
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getDispatcherType() != DispatcherType.REQUEST
                || request.getRequestURI().startsWith("/assets/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        int status = response.getStatus();
        boolean program = request.getRequestURI().startsWith("/api/");
        if (!REFUSED.contains(status) && !(status == 404 && program)) return;
        Object who = request.getAttribute(WHO);
        Object route = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        LOG.warn("{} {} {} by {}", status, request.getMethod(), route == null ? "-" : route, who == null ? "-" : who);
    }
}
