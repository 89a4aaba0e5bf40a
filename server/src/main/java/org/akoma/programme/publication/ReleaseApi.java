package org.akoma.programme.publication;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.forms.Submission;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Releases and their tables, as JSON. */
@RestController
class ReleaseApi {

    private final Releases releases;

    ReleaseApi(Releases releases) {
        this.releases = releases;
    }

    /**
     * A table.
     *
     * @param counts a line for each row and one for their sum, each with its total at the end; null = hidden
     */
    record ReleaseTableView(String id, List<String> rows, List<String> columns, List<List<@Nullable Integer>> counts) {
        static ReleaseTableView of(ShownTable one) {
            return new ReleaseTableView(one.id(), one.rows(), one.columns(), one.counts());
        }
    }

    /** @param source null = one that is on no list of publishers */
    record QuotedView(
            String measure,
            @Nullable String source,
            @Nullable LocalDate publishedOn,
            String value) {
        static QuotedView of(Release.Quoted one) {
            return new QuotedView(one.measure(), one.source(), one.publishedOn(), one.value());
        }
    }

    /** A table that is left out. */
    record LeftOutTableView(String table, LeftOut.Why why) {
        static LeftOutTableView of(LeftOut.Table one) {
            return new LeftOutTableView(one.table(), one.why());
        }
    }

    /** A count that is hidden; a row or column may be TOTAL. */
    record LeftOutCellView(String table, String row, String column, LeftOut.Why why) {
        static List<LeftOutCellView> of(List<LeftOut.Cell> cells) {
            return cells.stream()
                    .map(one -> new LeftOutCellView(one.table(), one.row(), one.column(), one.why()))
                    .toList();
        }
    }

    /** What is not shown, and why: SMALL, COMPLEMENT, CHANGED, BESIDE_SCREEN or KEPT. */
    record LeftOutView(List<LeftOutTableView> tables, List<LeftOutCellView> cells, List<LeftOutCellView> partnerCells) {
        static LeftOutView of(LeftOut one) {
            return new LeftOutView(
                    one.tables().stream().map(LeftOutTableView::of).toList(),
                    LeftOutCellView.of(one.cells()),
                    LeftOutCellView.of(one.partnerCells()));
        }
    }

    /**
     * What a release would have.
     *
     * @param nothing why nothing can be published, as the code of an error; null = something can
     */
    record ReleasePreview(
            @Nullable String nothing,
            List<ReleaseTableView> tables,
            List<ReleaseTableView> partnerTables,
            LeftOutView leftOut,
            List<QuotedView> figures) {
        static ReleasePreview of(Releases.Preview preview) {
            Draft draft = preview.draft();
            return new ReleasePreview(
                    draft.isNothing() ? draft.whyNothing() : null,
                    draft.forPublic().stream().map(ReleaseTableView::of).toList(),
                    draft.forPartners().stream().map(ReleaseTableView::of).toList(),
                    LeftOutView.of(draft.leftOut()),
                    preview.figures().stream().map(QuotedView::of).toList());
        }
    }

    record ReleaseView(
            UUID id,
            String code,
            LocalDate asOf,
            Release.State state,
            String preparedBy,
            Instant preparedAt,
            @Nullable String publishedBy,
            @Nullable Instant publishedAt,
            List<ReleaseTableView> tables,
            List<ReleaseTableView> partnerTables,
            LeftOutView leftOut,
            List<QuotedView> figures,
            int version) {
        static ReleaseView of(Release one) {
            return new ReleaseView(
                    one.id(),
                    one.code(),
                    one.asOf(),
                    one.state(),
                    one.proposedBy(),
                    one.proposedAt(),
                    one.publishedBy(),
                    one.publishedAt(),
                    one.forPublic().stream().map(ReleaseTableView::of).toList(),
                    one.forPartners().stream().map(ReleaseTableView::of).toList(),
                    LeftOutView.of(one.leftOut()),
                    one.figures().stream().map(QuotedView::of).toList(),
                    one.version());
        }
    }

    record ReleaseViews(List<ReleaseView> items) {}

    record SheetView(
            String code, LocalDate asOf, Instant publishedAt, List<ReleaseTableView> tables, List<QuotedView> figures) {
        static SheetView of(Release.Sheet one) {
            return new SheetView(
                    one.code(),
                    one.asOf(),
                    one.publishedAt(),
                    one.tables().stream().map(ReleaseTableView::of).toList(),
                    one.figures().stream().map(QuotedView::of).toList());
        }
    }

    record SheetViews(List<SheetView> items) {}

    @Operation(summary = "Releases of tables for the public, the newest first")
    @GetMapping("/api/v1/publication/releases")
    ResponseEntity<ReleaseViews> all(Actor actor) {
        if (!actor.may(Verb.RELEASE_READ)) return Problem.forbidden();
        return ResponseEntity.ok(new ReleaseViews(
                releases.list(actor).stream().map(ReleaseView::of).toList()));
    }

    @Operation(
            summary =
                    "Prepare tables without small counts, under an id of the caller's; a second person publishes them")
    @ApiResponse(responseCode = "201", description = "It waits for a second person", useReturnTypeSchema = true)
    @PostMapping("/api/v1/publication/releases")
    ResponseEntity<ReleaseView> prepare(Actor actor, Submission<PrepareRelease> submission) {
        return Answer.json(
                submission,
                input -> releases.prepare(actor, input),
                HttpStatus.CREATED,
                id -> releases.list(actor).stream()
                        .filter(one -> one.id().equals(id))
                        .findFirst()
                        .map(ReleaseView::of)
                        .orElseThrow());
    }

    @Operation(summary = "What a release of a day would show and leave out; nothing is kept")
    @PostMapping("/api/v1/publication/releases/preview")
    ResponseEntity<ReleasePreview> preview(Actor actor, Submission<PrepareRelease> submission) {
        return Answer.json(submission, input -> releases.look(actor, input), HttpStatus.OK, ReleasePreview::of);
    }

    @Operation(summary = "One release with its tables")
    @GetMapping("/api/v1/publication/releases/{code}")
    ResponseEntity<ReleaseView> one(Actor actor, @PathVariable String code) {
        return releases.find(actor, code)
                .map(one -> ResponseEntity.ok(ReleaseView.of(one)))
                .orElseGet(Problem::notFound);
    }

    @Operation(summary = "Ask that a release is no longer shown; a second person decides")
    @PostMapping("/api/v1/publication/releases/{code}/withdrawal")
    ResponseEntity<ReleaseView> withdraw(
            Actor actor, @PathVariable String code, Submission<WithdrawRelease> submission) {
        return Answer.json(submission, input -> releases.withdraw(actor, code, input), HttpStatus.OK, ReleaseView::of);
    }

    @Operation(summary = "The tables for partners, the newest first")
    @GetMapping("/api/v1/publication/partners")
    ResponseEntity<SheetViews> partners(Actor actor) {
        if (!actor.may(Verb.INDICATOR_READ)) return Problem.forbidden();
        return ResponseEntity.ok(new SheetViews(
                releases.forPartners(actor).stream().map(SheetView::of).toList()));
    }
}
