package org.akoma.ground.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.tomcat.util.http.MimeHeaders;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Answers are compressed, for slow lines; but not where another site may have chosen the request. Who may choose what is asked and sees how long the
 * compressed answer is can guess letter by letter what else is on the page, such as a child's name (BREACH). Browsers
 * say where a request comes from ({@code Sec-Fetch-Site}); one that brings a cookie and does not say so is answered uncompressed too.
 */
@Component
class CrossSiteCompression implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    @Override
    public void customize(TomcatServletWebServerFactory server) {
        server.addEngineValves(new Plain());
    }

    /** @param site what the browser says of where the request comes from; null: nothing */
    static boolean isOurs(@Nullable String site, boolean brings) {
        return site == null ? !brings : site.equals("same-origin") || site.equals("none");
    }

    /** Takes away what asks for compression. */
    private static final class Plain extends ValveBase {

        Plain() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            MimeHeaders headers = request.getCoyoteRequest().getMimeHeaders();
            boolean asset = String.valueOf(request.getRequestURI()).startsWith("/assets/");
            if (!asset && !isOurs(headers.getHeader("sec-fetch-site"), headers.getHeader("cookie") != null))
                headers.removeHeader("accept-encoding");
            getNext().invoke(request, response);
        }
    }
}
