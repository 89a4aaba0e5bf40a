package org.akoma.ground.signin;

import static jakarta.servlet.http.HttpServletResponse.SC_SERVICE_UNAVAILABLE;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Arrival;
import org.akoma.ground.access.SessionEnded;
import org.akoma.ground.web.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Authenticates a request by the cookie of a browser or the bearer token of a program. Pages accept no token, and the API accepts a cookie for
 * changes only together with the CSRF token.
 */
@Component
class SessionFilter extends OncePerRequestFilter {

    static final String COOKIE = "akoma";
    /** Has shown a password; a first password, a code of conduct or a second factor may still be due. */
    static final String WAITING = "WAITING";
    /** May go in. */
    static final String INSIDE = "INSIDE";

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final String BEARER = "Bearer ";

    /** Addresses whose visitor is asked for each time. */
    private static final List<String> ASKS =
            List.of("/welcome", "/sign-out", "/account", "/api/v1/account", "/api/v1/tokens");

    private final Sessions sessions;
    private final Problems problems;
    private final Refusals refusals;
    private final boolean secondFactors;

    SessionFilter(Sessions sessions, Problems problems, Refusals refusals, @Value("${akoma.demo:false}") boolean demo) {
        this.sessions = sessions;
        this.problems = problems;
        this.refusals = refusals;
        this.secondFactors = !demo;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/assets/")
                || request.getRequestURI().startsWith("/actuator/");
    }

    /** An error page still knows whom it speaks to. */
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Arrival arrival = Arrival.JUDGED;
        if (request.getRequestURI().equals("/tables")) cookie(request).ifPresent(sessions::end);
        else {
            Optional<Visitor> remembered = remembered(request);
            Optional<Visitor> visitor = remembered.isPresent() ? remembered : visitor(request);
            visitor.ifPresent(one -> RefusalLog.who(request, one));
            if (visitor.filter(Visitor::readsOnly).isPresent() && changes(request)) {
                problems.write(request, response, HttpStatus.FORBIDDEN, "access.token-reads-only");
                return;
            }
            visitor.ifPresent(this::enter);
            if (remembered.isPresent())
                arrival = new Arrived(sessions, Token.of(request).orElseThrow());
        }
        goOn(request, response, arrival, chain);
    }

    private void goOn(HttpServletRequest request, HttpServletResponse response, Arrival arrival, FilterChain chain)
            throws ServletException, IOException {
        HttpServletResponse judged = arrival == Arrival.JUDGED ? response : new JudgedResponse(response, arrival);
        try {
            ActorTransactions.onRequest(arrival, () -> {
                chain.doFilter(request, judged);
                return true;
            });
        } catch (SessionEnded ended) { // where no filter further in answers it
            refusals.commence(request, response, ended);
        } catch (IOException | ServletException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }

    /** For an address that only somebody inside sees. One's own keys, and what is open to everybody, are answered to who is there now. */
    private Optional<Visitor> remembered(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (request.getDispatcherType() != DispatcherType.REQUEST
                || ASKS.stream().anyMatch(path::startsWith)
                || Security.isOpen(path)) return Optional.empty();
        return Token.of(request).flatMap(sessions::remembered);
    }

    /** A token that reads may end itself, and nothing else; where its person is signed in is not for it to read. */
    private static boolean changes(HttpServletRequest request) {
        String path = request.getRequestURI();
        return !READING.contains(request.getMethod()) && !path.equals("/api/v1/tokens/current")
                || request.getServletPath().startsWith("/api/v1/account/");
    }

    private void enter(Visitor visitor) {
        SecurityContextHolder.getContext().setAuthentication(new Known(visitor, secondFactors));
    }

    /** The page that says that the database is gone is drawn for nobody, at once. */
    private Optional<Visitor> visitor(HttpServletRequest request) {
        if (Objects.equals(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE), SC_SERVICE_UNAVAILABLE))
            return Optional.empty();
        try {
            return find(request);
        } catch (DataAccessException e) {
            if (request.getDispatcherType() == DispatcherType.ERROR) return Optional.empty();
            throw e;
        }
    }

    private Optional<Visitor> find(HttpServletRequest request) {
        return find(request, sessions);
    }

    static Optional<Visitor> find(HttpServletRequest request, Sessions sessions) {
        return Token.of(request).flatMap(sessions::visitor);
    }

    /** What a request shows at the door. */
    record Token(String value, Session.Kind kind) {

        static Optional<Token> of(HttpServletRequest request) {
            String header = request.getHeader("Authorization");
            if (header != null && header.startsWith(BEARER))
                return Optional.of(new Token(header.substring(BEARER.length()).strip(), Session.Kind.TOKEN));
            return cookie(request).map(token -> new Token(token, Session.Kind.BROWSER));
        }
    }

    /** Over TLS a name that browsers take from this very host alone: no neighbour can plant one. */
    static String name(String cookie, HttpServletRequest request) {
        return request.isSecure() ? "__Host-" + cookie : cookie;
    }

    static Optional<String> cookie(HttpServletRequest request) {
        Cookie @Nullable [] cookies = request.getCookies();
        if (cookies == null) return Optional.empty();
        String ours = name(COOKIE, request);
        for (Cookie cookie : cookies) if (cookie.getName().equals(ours)) return Optional.of(cookie.getValue());
        return Optional.empty();
    }

    /** The visitor as Spring Security carries them. */
    static final class Known extends AbstractAuthenticationToken {

        private final transient Visitor visitor;

        Known(Visitor visitor, boolean secondFactors) {
            super(
                    visitor.mayGoIn(secondFactors)
                            ? List.of(new SimpleGrantedAuthority(WAITING), new SimpleGrantedAuthority(INSIDE))
                            : List.of(new SimpleGrantedAuthority(WAITING)));
            this.visitor = visitor;
            super.setDetails(Locale.of(visitor.language())); // in which pages are written to them
            super.setAuthenticated(true);
        }

        Visitor visitor() {
            return visitor;
        }

        @Override
        public Object getCredentials() {
            return "";
        }

        @Override
        public Actor getPrincipal() {
            return visitor.actor();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Known known && known.visitor.equals(visitor);
        }

        @Override
        public int hashCode() {
            return visitor.hashCode();
        }
    }
}
