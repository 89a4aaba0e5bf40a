package org.akoma.protection.caseload;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.akoma.FieldError;
import org.akoma.PastDays;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lists of files and the search for one, as JSON. */
@RestController
@RequestMapping("/api/v1/cases")
class CaseListApi {

    private final CaseLists lists;
    private final CaseSearches searches;
    private final Clock clock;

    CaseListApi(CaseLists lists, CaseSearches searches, Clock clock) {
        this.lists = lists;
        this.searches = searches;
        this.clock = clock;
    }

    record View(
            String code,
            @Nullable String status,
            @Nullable String risk,
            @Nullable String sex,
            @Nullable Integer ageAtRescue,
            String country,
            @Nullable String caseWorker,
            @Nullable String organisation,
            @Nullable String care,
            @Nullable LocalDate nextVisitDue) {

        static View of(CaseLine line) {
            return new View(
                    line.code(),
                    line.status() == null ? null : line.status().name(),
                    line.risk() == null ? null : line.risk().name(),
                    line.sex(),
                    line.ageAtRescue(),
                    line.country(),
                    line.worker(),
                    line.organisation(),
                    line.care(),
                    line.nextVisitDue());
        }
    }

    /** @param next the {@code cursor} of the next page; null on the last */
    record Page(List<View> items, @Nullable String next) {
        static Page of(List<CaseLine> lines, @Nullable String next) {
            return new Page(lines.stream().map(View::of).toList(), next);
        }
    }

    @PastDays
    @GetMapping
    ResponseEntity<Page> list(Actor actor, HttpServletRequest request) {
        return answer(actor, Form.of(request.getParameterMap()));
    }

    /** The same with what is searched for in the body: a name belongs into no address. */
    @PostMapping("/search")
    ResponseEntity<Page> search(Actor actor, Submission<SearchCases> submission) {
        SearchCases wanted = submission.read();
        return wanted == null ? Problem.of(submission.errors()) : answer(actor, submission.form());
    }

    private ResponseEntity<Page> answer(Actor actor, Form form) {
        String q = form.text("q", SearchCases.LONGEST_SEARCH);
        form.text("lang", 2);
        String prefix = q == null ? null : CaseListForm.codePrefix(q);
        ListCases wanted = CaseListForm.read(form, prefix, clock);
        if (CaseListForm.badCursor(form)) return Problem.of(HttpStatus.BAD_REQUEST, "cases.bad-cursor", form.errors());
        if (!form.refuseUnknown().isSound()) return Problem.of(form.errors());
        return q == null || prefix != null ? listed(actor, wanted) : found(actor, q, wanted.limit());
    }

    private ResponseEntity<Page> listed(Actor actor, ListCases wanted) {
        return switch (lists.list(actor, wanted)) {
            case ListCases.Result.Page page -> ResponseEntity.ok(Page.of(page.items(), page.next()));
            case ListCases.Result.Forbidden f -> Problem.forbidden();
            case ListCases.Result.Unknown unknown ->
                Problem.of(List.of(FieldError.of(unknown.field(), "cases.unknown-" + unknown.field())));
        };
    }

    private ResponseEntity<Page> found(Actor actor, String name, int limit) {
        return switch (searches.byName(actor, name, limit)) {
            case CaseSearches.Result.Found found -> ResponseEntity.ok(Page.of(found.items(), null));
            case CaseSearches.Result.Forbidden f -> Problem.forbidden();
        };
    }
}
