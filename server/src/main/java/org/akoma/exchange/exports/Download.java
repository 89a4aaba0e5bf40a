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

/** Sends an export to who asked: row by row, or as it was made. */
record Download(HtcdsExport exports, Clock clock) {

    void send(Actor actor, TableFormat format, HtcdsExport.@Nullable Named names, HttpServletResponse response) {
        send(format, names != null, response, () -> exports.write(actor, format, names, response.getOutputStream()));
    }

    void send(ExportJobs.Taken taken, HttpServletResponse response) {
        send(taken.job().format(), taken.job().identified(), response, () -> taken.writeTo(response.getOutputStream()));
    }

    private interface Writing {
        void run() throws IOException;
    }

    private void send(TableFormat format, boolean identified, HttpServletResponse response, Writing writing) {
        String kind = identified ? "identified" : "pseudonymous";
        String name = "akoma-htcds-" + kind + "-" + LocalDate.now(clock) + "." + format.ending();
        response.setContentType(format.mediaType());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(name).build().toString());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        try {
            writing.run();
            response.flushBuffer();
        } catch (IOException callerIsGone) {
            throw new UncheckedIOException(callerIsGone);
        }
    }
}
