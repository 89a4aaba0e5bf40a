package org.akoma.protection.overview;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.akoma.ground.access.Actor;
import org.akoma.ground.emergencies.BreakGlasses;
import org.akoma.ground.web.PageRefusal;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileShell;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The paper of a file for a program: what {@link FilePrintPages} prints, with its masks and its line in the journal. */
@RestController
class FilePaperApi {

    private final FileShell shell;
    private final BreakGlasses emergencies;

    FilePaperApi(FileShell shell, BreakGlasses emergencies) {
        this.shell = shell;
        this.emergencies = emergencies;
    }

    /** Refuses here, as JSON, what the page would refuse; then the page answers. */
    @Operation(
            summary = "The whole file on paper",
            description = "A tagged PDF in the language of Accept-Language. What the caller may not see is not on it.")
    @ApiResponse(
            responseCode = "200",
            description = "The paper",
            content = @Content(mediaType = "application/pdf", schema = @Schema(type = "string", format = "binary")))
    @GetMapping("/api/v1/cases/{code}/file.pdf")
    void paper(Actor actor, @PathVariable String code, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        FileFrame frame = shell.find(actor, code).orElseThrow(FileShell::notFound);
        if (emergencies.held(actor).contains(frame.code())) throw PageRefusal.forbidden();
        request.getRequestDispatcher("/cases/" + frame.code() + "/print/file").forward(request, response);
    }
}
