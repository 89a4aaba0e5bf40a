package org.akoma.exchange;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.akoma.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/** A file that says it is too large, or does not say how large it is, is refused before anything of it is read. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 11)
class UploadLimit extends OncePerRequestFilter {

    private final long most;
    private final Problems problems;

    UploadLimit(@Value("${spring.servlet.multipart.max-request-size}") DataSize most, Problems problems) {
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
        boolean api = request.getRequestURI().startsWith("/api/");
        if (length >= 0 && length <= most) chain.doFilter(request, response);
        else if (api && length < 0)
            problems.write(new Unread(request), response, HttpStatus.LENGTH_REQUIRED, "house.malformed");
        else if (api) problems.write(new Unread(request), response, HttpStatus.CONTENT_TOO_LARGE, "house.too-large");
        else {
            // an error page would ask for a parameter, and so read the whole body after all
            response.setStatus(HttpStatus.SEE_OTHER.value());
            response.setHeader(HttpHeaders.LOCATION, "/exchange/import?too-large");
        }
    }

    /** Whoever asks for a parameter would have the whole body read. */
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
