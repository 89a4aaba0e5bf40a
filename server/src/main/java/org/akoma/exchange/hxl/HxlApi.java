package org.akoma.exchange.hxl;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.akoma.Problem;
import org.akoma.exchange.exports.ExportLimit;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.TableFormat;
import org.akoma.ground.web.Form;
import org.akoma.programme.publication.ReleasedFigure;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Figures as HXL. */
@RestController
class HxlApi {

    static final String FILE = "/api/v1/exports/hxl";

    private final HxlExport exports;
    private final ExportLimit limit;

    HxlApi(HxlExport exports, ExportLimit limit) {
        this.limit = limit;
        this.exports = exports;
    }

    /**
     * @param table INDICATORS (default), or HELP: how many children were helped with what
     * @param audience PUBLIC (default) has what everybody reads of a release, PARTNERS what partners read
     */
    @Operation(
            summary =
                    "The numbers of the agreed releases as a table with HXL hashtags; its two rows of headers alone as long as nothing is released")
    @ApiResponse(
            responseCode = "200",
            description = "The file",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string", format = "binary")))
    @GetMapping(FILE)
    @Nullable
    ResponseEntity<?> file(
            Actor actor,
            @RequestParam(defaultValue = "INDICATORS") String table,
            @RequestParam(defaultValue = "PUBLIC") String audience,
            HttpServletResponse response) {
        if (!HxlExport.allowed(actor)) return Problem.forbidden();
        if (!limit.allows(actor)) return Problem.of(HttpStatus.TOO_MANY_REQUESTS, ExportLimit.OFTEN);
        Form form = Form.ofJson(Map.of("table", table, "audience", audience));
        HxlTable wanted = form.choice("table", HxlTable.class);
        HxlAudience reader = form.choice("audience", HxlAudience.class);
        if (!form.isSound()) return Problem.of(form.errors());
        List<ReleasedFigure> figures = exports.figures(actor, Objects.requireNonNull(reader));
        response.setContentType(TableFormat.CSV.mediaType());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename("akoma-hxl-" + table.toLowerCase(Locale.ROOT) + ".csv")
                        .build()
                        .toString());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        try {
            exports.write(actor, Objects.requireNonNull(wanted), reader, figures, response.getOutputStream());
            response.flushBuffer();
        } catch (IOException callerIsGone) {
            throw new UncheckedIOException(callerIsGone);
        }
        return null;
    }
}
