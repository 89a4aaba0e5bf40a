package org.akoma.ground.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * A form with a file stays in memory and never lies on the disk ({@code spring.servlet.multipart.file-size-threshold}), so few are read at
 * a time; how long one may take to come is said in {@link SlowUploads}. One that says it is too large, does not say how large it is, or comes from nobody, is refused before anything of it is read.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 11)
class UploadLimit extends OncePerRequestFilter {

    /** Times the largest request: the memory that forms may take together. */
    private static final int AT_A_TIME = 3;

    private static final int MOST_OF_ONE = 2;

    private static final int PATIENCE_SECONDS = 20;

    /** The page with the form has the same address as the form. */
    private static final Pattern OURS = Pattern.compile("(/[A-Za-z0-9-]{1,60}){1,6}");

    private final long most;
    private final Problems problems;
    private final SignedIn signedIn;
    private final Map<UUID, Integer> held = new ConcurrentHashMap<>();
    private final Semaphore desks = new Semaphore(AT_A_TIME, true);

    UploadLimit(
            @Value("${spring.servlet.multipart.max-request-size}") DataSize most,
            Problems problems,
            SignedIn signedIn) {
        this.signedIn = signedIn;
        this.most = most.toBytes();
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String type = request.getContentType();
        return type == null || !type.startsWith("multipart/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long length = request.getContentLengthLong();
        if (isNobody(request))
            refuse(request, response, HttpStatus.UNAUTHORIZED, "access.not-signed-in", "/sign-in?expired");
        else if (length >= 0 && length <= most) ofSomebody(request, response, chain);
        else if (length < 0)
            refuse(request, response, HttpStatus.LENGTH_REQUIRED, "house.malformed", back(request, "too-large"));
        else refuse(request, response, HttpStatus.CONTENT_TOO_LARGE, "house.too-large", back(request, "too-large"));
    }

    /** A stranger's cookie costs a question, no desk; and one person cannot take them all. */
    private void ofSomebody(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        UUID person;
        try {
            person = signedIn.person(request).orElse(null);
        } catch (DataAccessException away) {
            refuse(request, response, HttpStatus.SERVICE_UNAVAILABLE, "house.database-away", back(request, "busy"));
            return;
        }
        if (person == null) {
            refuse(request, response, HttpStatus.UNAUTHORIZED, "access.not-signed-in", "/sign-in?expired");
            return;
        }
        if (held.merge(person, 1, Integer::sum) > MOST_OF_ONE) {
            leave(person);
            refuse(request, response, HttpStatus.SERVICE_UNAVAILABLE, "house.busy", back(request, "busy"));
            return;
        }
        try {
            inTurn(request, response, chain);
        } finally {
            leave(person);
        }
    }

    private void leave(UUID person) {
        held.computeIfPresent(person, (who, desks) -> desks == 1 ? null : desks - 1);
    }

    private void inTurn(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!hasTurn()) {
            refuse(request, response, HttpStatus.SERVICE_UNAVAILABLE, "house.busy", back(request, "busy"));
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            desks.release();
        }
    }

    /** How many forms may come in now without waiting. */
    int free() {
        return desks.availablePermits();
    }

    private boolean hasTurn() {
        try {
            return desks.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Who brings nothing at all need not be looked up. */
    private static boolean isNobody(HttpServletRequest request) {
        return request.getCookies() == null && request.getHeader(HttpHeaders.AUTHORIZATION) == null;
    }

    private static String back(HttpServletRequest request, String why) {
        String address = request.getRequestURI();
        return OURS.matcher(address).matches() ? address + "?" + why : "/";
    }

    /** An error page would ask for a parameter, and so read the whole body after all: a browser is sent back to where it was. */
    private void refuse(
            HttpServletRequest request, HttpServletResponse response, HttpStatus status, String code, String page)
            throws IOException {
        if (request.getRequestURI().startsWith("/api/")) problems.write(new Unread(request), response, status, code);
        else {
            response.setStatus(HttpStatus.SEE_OTHER.value());
            response.setHeader(HttpHeaders.LOCATION, page);
        }
    }

    /** Asking for a parameter would read the whole body. */
    private static final class Unread extends HttpServletRequestWrapper {
        Unread(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getParameter(String name) {
            return null;
        }
    }
}
