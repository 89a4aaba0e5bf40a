package org.akoma.ground.web;

import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import java.util.Objects;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * What the web server refuses before the application sees it (an address that cannot be decoded, or too long): a sentence for people, a stable
 * code for programs, and nothing of the server. The reader's language is not known there, so the sentence is in both.
 */
@Component
class ErrorPages implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final String PAGE = """
            <!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">\
            <title>%1$s – Akoma</title><link rel="stylesheet" href="/assets/css/plain.css"></head><body><main>\
            <h1>%1$s</h1><p>%2$s</p><p lang="en">%3$s. %4$s</p><p><a href="/">Akoma</a></p></main></body></html>
            """;

    private final MessageSource texts;

    ErrorPages(MessageSource texts) {
        this.texts = texts;
    }

    @Override
    public void customize(TomcatServletWebServerFactory server) {
        server.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new ErrorPageValve()));
    }

    private String page(int status) {
        String kind = "sorry." + (status < 500 ? "4xx" : "5xx");
        return PAGE.formatted(
                text(kind + ".title", Locale.FRENCH),
                text(kind + ".text", Locale.FRENCH),
                text(kind + ".title", Locale.ENGLISH),
                text(kind + ".text", Locale.ENGLISH));
    }

    private String problem(int status) {
        HttpStatus known = Objects.requireNonNullElse(HttpStatus.resolve(status), HttpStatus.BAD_REQUEST);
        String code = ApiFailures.code(known);
        return "{\"status\":%d,\"code\":\"%s\",\"title\":\"%s\"}"
                .formatted(status, code, text("error." + code, Locale.ENGLISH));
    }

    private String text(String key, Locale language) {
        return texts.getMessage(key, null, language);
    }

    /** The headers of every page: here no filter of the application sets them. */
    private static void guard(Response response) {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
    }

    private final class ErrorPageValve extends ErrorReportValve {

        private static final Logger LOG = LoggerFactory.getLogger(ErrorPages.class);

        @Override
        protected void report(Request request, Response response, @Nullable Throwable failure) {
            int status = response.getStatus();
            if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) return;
            // null when the line was too long to be read
            boolean program = Objects.toString(
                            request.getCoyoteRequest().requestURI().toString(), "")
                    .startsWith("/api/");
            response.setContentType(program ? MediaType.APPLICATION_PROBLEM_JSON_VALUE : MediaType.TEXT_HTML_VALUE);
            response.setCharacterEncoding("UTF-8");
            guard(response);
            try {
                Writer out = response.getReporter();
                if (out == null) return;
                out.write(program ? problem(status) : page(status));
                response.finishResponse();
            } catch (IOException gone) {
                LOG.debug("Nobody waited for the answer", gone);
            }
        }
    }
}
