package org.akoma.protection.wellbeing;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.akoma.PastDays;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.reference.Policies;
import org.akoma.ground.web.Form;
import org.akoma.protection.cases.ApiResponses;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.ItemList;
import org.akoma.protection.visits.HighProposal;
import org.akoma.protection.visits.HighProposals;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The risk of being trafficked again as JSON. */
@RestController
@RequestMapping("/api/v1/cases/{code}/risk")
class RiskApi {

    private final RiskScores scores;
    private final HighProposals proposals;
    private final Policies policies;
    private final Clock clock;

    RiskApi(RiskScores scores, HighProposals proposals, Policies policies, Clock clock) {
        this.proposals = proposals;
        this.scores = scores;
        this.policies = policies;
        this.clock = clock;
    }

    /** @param intervalDays of visits, as the proposed level asks */
    record ScoreView(
            UUID id,
            LocalDate on,
            Instant recordedAt,
            Map<RiskItem, Integer> points,
            List<RiskItem> missing,
            int score,
            List<RiskScore.Override> overrides,
            CaseFile.Risk proposed,
            CaseFile.@Nullable Risk decided,
            int intervalDays,
            @Nullable String reason) {}

    private ScoreView view(RiskScore one) {
        String level = one.proposed().name().toLowerCase(Locale.ROOT);
        return new ScoreView(
                one.id(),
                one.on(),
                one.recordedAt(),
                new TreeMap<>(one.points()),
                one.missing(),
                one.sum(),
                one.overrides(),
                one.proposed(),
                one.decided(),
                policies.days("follow-up." + level + ".interval"),
                one.words().reason());
    }

    /** Newest first; {@code asOf}: as of a past day. */
    @PastDays
    @GetMapping
    ResponseEntity<ItemList<ScoreView>> all(Actor actor, @PathVariable String code, HttpServletRequest request) {
        Form form = Form.of(request.getParameterMap());
        LocalDate asOf = form.pastDay("asOf", LocalDate.now(clock));
        if (!form.refuseUnknown().isSound()) return Problem.of(form.errors());
        return ApiResponses.of(
                asOf == null ? scores.of(actor, code) : scores.of(actor, code, asOf),
                standing -> ResponseEntity.ok(ItemList.of(standing.scores(), this::view)));
    }

    /**
     * A proposal that the risk be HIGH.
     *
     * @param waits until a supervisor has decided
     */
    record ProposalView(
            UUID id,
            HighProposal.Source source,
            Instant since,
            Instant dueAt,
            boolean waits,
            HighProposal.@Nullable Verdict verdict,
            @Nullable Instant decidedAt,
            @Nullable String reason) {
        static ProposalView of(HighProposal one) {
            return new ProposalView(
                    one.id(),
                    one.source(),
                    one.since(),
                    one.dueAt(),
                    one.waits(),
                    one.verdict(),
                    one.decidedAt(),
                    one.reason());
        }
    }

    /** Newest first. Raising the risk is an assessment ({@code POST …/assessments} or {@code POST …/risk}). */
    @GetMapping("/proposals")
    ResponseEntity<ItemList<ProposalView>> proposals(Actor actor, @PathVariable String code) {
        return ApiResponses.of(
                scores.of(actor, code),
                seen -> ResponseEntity.ok(ItemList.of(proposals.of(actor, code), ProposalView::of)));
    }

    /** A supervisor leaves the risk below HIGH. */
    @PostMapping("/proposals/{id}/stay")
    ResponseEntity<ProposalView> stay(
            Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<StayBelowHigh> submission) {
        return ApiResponses.done(
                submission, input -> proposals.stay(actor, code, id, input.reason()), ProposalView::of);
    }

    /** An item left out is missing. */
    @ApiResponse(responseCode = "201", description = "The score", useReturnTypeSchema = true)
    @PostMapping
    ResponseEntity<ScoreView> score(Actor actor, @PathVariable String code, Submission<ScoreRisk.Input> submission) {
        return ApiResponses.created(submission, input -> scores.record(actor, code, input.command()), this::view);
    }
}
