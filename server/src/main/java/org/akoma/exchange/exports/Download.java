package org.akoma.exchange.exports;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import org.akoma.exchange.htcds.HtcdsExport;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.TableFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;

/** Sends an export to who asked, row by row. */
record Download(HtcdsExport exports, Clock clock) {

    void send(Actor actor, TableFormat format, HtcdsExport.@Nullable Named names, HttpServletResponse response) {
        String kind = names != null ? "identified" : "pseudonymous";
        String name = "akoma-htcds-" + kind + "-" + LocalDate.now(clock) + "." + format.ending();
        response.setContentType(format.mediaType());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(name).build().toString());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        try {
            exports.write(actor, format, names, response.getOutputStream());
            response.flushBuffer();
        } catch (IOException callerIsGone) {
            throw new UncheckedIOException(callerIsGone);
        }
    }
}
