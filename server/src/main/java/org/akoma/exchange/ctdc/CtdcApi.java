package org.akoma.exchange.ctdc;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.akoma.Problem;
import org.akoma.exchange.exports.ExportLimit;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.TableFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Victims in the columns of CTDC. */
@RestController
class CtdcApi {

    static final String FILE = "/api/v1/exports/ctdc";

    private final CtdcExport exports;
    private final ExportLimit limit;

    CtdcApi(CtdcExport exports, ExportLimit limit) {
        this.limit = limit;
        this.exports = exports;
    }

    @Operation(
            summary = "Confirmed victims in the columns of CTDC, eleven alike at least; the data protection officer"
                    + " agrees for one day")
    @ApiResponse(
            responseCode = "200",
            description = "The file",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string", format = "binary")))
    @GetMapping(FILE)
    @Nullable
    ResponseEntity<?> file(Actor actor, HttpServletResponse response) {
        if (!CtdcExport.allowed(actor)) return Problem.forbidden();
        if (!limit.allows(actor)) return Problem.of(HttpStatus.TOO_MANY_REQUESTS, ExportLimit.OFTEN);
        if (!exports.mayTake(actor)) return Problem.of(HttpStatus.FORBIDDEN, "pages.bulk-read-by-two");
        List<VictimGroup> groups = exports.groups(actor);
        if (groups.isEmpty()) return Problem.of(HttpStatus.CONFLICT, "exchange.victims-not-released");
        response.setContentType(TableFormat.CSV.mediaType());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename("akoma-ctdc.csv")
                        .build()
                        .toString());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        try {
            exports.write(groups, response.getOutputStream());
            response.flushBuffer();
        } catch (IOException callerIsGone) {
            throw new UncheckedIOException(callerIsGone);
        }
        return null;
    }
}
