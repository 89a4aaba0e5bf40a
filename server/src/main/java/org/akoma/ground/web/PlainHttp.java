package org.akoma.ground.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Logs a warning once an hour while requests from other machines come without TLS, because what they send and get can be read on the way. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
public class PlainHttp extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(PlainHttp.class);
    private static final Duration PAUSE = Duration.ofHours(1);

    private final Clock clock;
    private final AtomicReference<Instant> next = new AtomicReference<>(Instant.MIN);

    PlainHttp(Clock clock) {
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isOpenToOthers(request.isSecure(), request.getRemoteAddr())) warn();
        chain.doFilter(request, response);
    }

    /** The address is a literal, as the web server gives it. */
    public static boolean isOpenToOthers(boolean secure, String from) {
        if (secure) return false;
        try {
            return !InetAddress.ofLiteral(from).isLoopbackAddress();
        } catch (IllegalArgumentException unknown) {
            return true;
        }
    }

    private void warn() {
        Instant now = clock.instant();
        Instant due = next.get();
        if (now.isBefore(due) || !next.compareAndSet(due, now.plus(PAUSE))) return;
        LOG.warn(
                "Somebody on another machine came without TLS: passwords and children's records cross the network in clear."
                        + " Put a proxy that speaks TLS in front and name it in AKOMA_TRUSTED_PROXIES (docs/operations.md)");
    }
}
