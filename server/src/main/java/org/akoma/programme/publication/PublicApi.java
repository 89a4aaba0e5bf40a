package org.akoma.programme.publication;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.akoma.Problem;
import org.akoma.ground.web.AddressLimit;
import org.akoma.programme.publication.ReleaseApi.SheetView;
import org.akoma.programme.publication.ReleaseApi.SheetViews;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is public, as JSON, without a token. */
@RestController
class PublicApi {

    private final PublicSide side;
    private final AddressLimit limit;

    PublicApi(PublicSide side, Clock clock) {
        this.side = side;
        this.limit = new AddressLimit(clock, PublicPages.MOST);
    }

    @Operation(summary = "The tables that were published, the newest first; for everybody")
    @GetMapping("/api/v1/public/releases")
    ResponseEntity<SheetViews> releases(HttpServletRequest request) {
        if (!limit.allows(Objects.requireNonNullElse(request.getRemoteAddr(), "")))
            return Problem.of(HttpStatus.TOO_MANY_REQUESTS, "publication.often");
        return ResponseEntity.ok()
                .cacheControl(PublicPages.KEPT)
                .body(new SheetViews(side.releases().stream().map(SheetView::of).toList()));
    }

    /** @param project null = nothing is said of the project yet */
    record PublicProjectView(ProjectSaid.@Nullable Said project) {}

    @Operation(
            summary =
                    "Whom to write to or call about the project, and who pays for it and carries it out; for everybody")
    @GetMapping("/api/v1/public/project")
    ResponseEntity<PublicProjectView> project(HttpServletRequest request) {
        if (!limit.allows(Objects.requireNonNullElse(request.getRemoteAddr(), "")))
            return Problem.of(HttpStatus.TOO_MANY_REQUESTS, "publication.often");
        return ResponseEntity.ok()
                .cacheControl(PublicPages.KEPT)
                .body(new PublicProjectView(side.project().orElse(null)));
    }

    record PublicStoryView(String titleFr, String textFr, String titleEn, String textEn, LocalDate publishedOn) {
        static PublicStoryView of(Story.Published one) {
            return new PublicStoryView(
                    one.french().title(),
                    one.french().text(),
                    one.english().title(),
                    one.english().text(),
                    one.publishedOn());
        }
    }

    record PublicStoryViews(List<PublicStoryView> items) {}

    @Operation(summary = "The stories that are published, the newest first; for everybody")
    @GetMapping("/api/v1/public/stories")
    ResponseEntity<PublicStoryViews> stories(HttpServletRequest request) {
        if (!limit.allows(Objects.requireNonNullElse(request.getRemoteAddr(), "")))
            return Problem.of(HttpStatus.TOO_MANY_REQUESTS, "publication.often");
        return ResponseEntity.ok()
                .cacheControl(PublicPages.ASKED)
                .body(new PublicStoryViews(
                        side.stories().stream().map(PublicStoryView::of).toList()));
    }
}
