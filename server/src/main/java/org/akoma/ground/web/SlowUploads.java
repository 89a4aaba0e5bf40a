package org.akoma.ground.web;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Limits the time in which a whole request body must arrive (408), so that nobody holds a slot of {@link UploadLimit} by sending a byte now and
 * then. The web server's {@code server.tomcat.connection-timeout} counts from the last byte only. It works below the filters, because the web
 * server parses a form before any of them.
 */
@Component
class SlowUploads implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    /** Time for a slow connection to begin. */
    static final Duration GRACE = Duration.ofMinutes(1);

    /** On the whole, after the grace; GPRS brings three times as much. */
    static final int BYTES_A_SECOND = 1 << 10;

    /**
     * For a form with a file: 5 MB at 9 KB a second, the largest at 45. A page with a script sends parts of their own request each, which
     * hold no desk and go on after a break, so that a line thinner than this still brings everything.
     */
    static final Duration FORM = Duration.ofMinutes(10);

    private final Clock clock;

    SlowUploads(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param came bytes since the first was asked for.
     * @param form it holds a desk
     */
    static boolean isTooSlow(long came, Duration since, boolean form) {
        if (form && since.compareTo(FORM) > 0) return true;
        return since.compareTo(GRACE) > 0 && came < BYTES_A_SECOND * since.toSeconds();
    }

    @Override
    public void customize(TomcatServletWebServerFactory server) {
        server.addEngineValves(new Watching());
    }

    private final class Watching extends ValveBase {

        Watching() {
            super(true);
        }

        /** The web server's own objects are used again for the next request: what was put in is taken out. */
        @Override
        public void invoke(Request request, Response response) throws IOException, jakarta.servlet.ServletException {
            org.apache.coyote.Request inner = request.getCoyoteRequest();
            InputBuffer source = inner.getInputBuffer();
            String type = request.getContentType();
            inner.setInputBuffer(new Timed(inner, source, type != null && type.startsWith("multipart/")));
            try {
                getNext().invoke(request, response);
            } finally {
                inner.setInputBuffer(source);
            }
        }
    }

    private final class Timed implements InputBuffer {

        private final org.apache.coyote.Request request;
        private final InputBuffer source;
        private final boolean form;
        private @Nullable Instant first;
        private long came;
        private boolean left;

        Timed(org.apache.coyote.Request request, InputBuffer source, boolean form) {
            this.request = request;
            this.source = source;
            this.form = form;
        }

        /** After a failure every read fails at once: closing a part of a form reads to its end and would wait again. */
        @Override
        public int doRead(ApplicationBufferHandler handler) throws IOException {
            if (left) throw new SocketTimeoutException("The body was left");
            if (first == null) first = clock.instant();
            left = true;
            int count = source.doRead(handler);
            came += Math.max(0, count);
            left = count >= 0 && isTooSlow(came, Duration.between(first, clock.instant()), form);
            if (!left) return count;
            request.action(ActionCode.DISABLE_SWALLOW_INPUT, null); // the rest would be waited for as long
            throw new SocketTimeoutException("The body comes too slowly");
        }

        @Override
        public int available() {
            return source.available();
        }
    }
}
