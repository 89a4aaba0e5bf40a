package org.akoma.protection.assessment;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Submission;
import org.akoma.protection.cases.ApiResponses;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.ItemList;
import org.akoma.protection.cases.PersonCodes;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Assessments of needs and risk, and best interests, as JSON. */
@RestController
@RequestMapping("/api/v1/cases/{code}")
class AssessmentApi {

    private final Assessments assessments;
    private final BestInterests bestInterests;
    private final PanelSignatures signatures;
    private final PersonCodes people;

    AssessmentApi(
            Assessments assessments, BestInterests bestInterests, PanelSignatures signatures, PersonCodes people) {
        this.assessments = assessments;
        this.bestInterests = bestInterests;
        this.signatures = signatures;
        this.people = people;
    }

    record AssessmentView(
            UUID id,
            Assessment.Kind kind,
            Instant at,
            CaseFile.Risk risk,
            List<String> needs,
            Assessment.SealedText words,
            @Nullable String author,
            boolean waits,
            @Nullable Instant approvedAt) {
        static AssessmentView of(Assessment one, Map<UUID, String> codes) {
            return new AssessmentView(
                    one.id(),
                    one.kind(),
                    one.at(),
                    one.risk(),
                    one.needs(),
                    one.words(),
                    codes.get(one.author()),
                    one.waits(),
                    one.approvedAt());
        }
    }

    @GetMapping("/assessments")
    ResponseEntity<ItemList<AssessmentView>> assessments(Actor actor, @PathVariable String code) {
        return ApiResponses.of(
                assessments.of(actor, code),
                all -> ResponseEntity.ok(people.items(actor, all, Assessment::author, AssessmentView::of)));
    }

    @ApiResponse(responseCode = "201", description = "The assessment", useReturnTypeSchema = true)
    @PostMapping("/assessments")
    ResponseEntity<AssessmentView> assess(
            Actor actor, @PathVariable String code, Submission<AssessChild.Input> submission) {
        return ApiResponses.created(
                submission.alsoWrong(AssessChild.Input::wrong),
                input -> assessments.assess(actor, code, input.command()),
                one -> view(actor, one));
    }

    /** A supervisor agrees to a lower risk. */
    @PostMapping("/assessments/{id}/agreement")
    ResponseEntity<AssessmentView> agree(Actor actor, @PathVariable String code, @PathVariable UUID id) {
        return ApiResponses.of(assessments.agree(actor, code, id), one -> ResponseEntity.ok(view(actor, one)));
    }

    private AssessmentView view(Actor actor, Assessment one) {
        return AssessmentView.of(one, people.of(actor, List.of(one.author())));
    }

    record WeighingView(
            UUID id,
            Weighing.Kind kind,
            Weighing.@Nullable Ground ground,
            Instant at,
            List<Weighing.Member> panel,
            Weighing.SealedText words,
            Weighing.@Nullable Answer answer,
            @Nullable UUID minutesDocument,
            @Nullable String author) {
        static WeighingView of(Weighing one, Map<UUID, String> codes) {
            return new WeighingView(
                    one.id(),
                    one.kind(),
                    one.ground(),
                    one.at(),
                    one.panel(),
                    one.words(),
                    one.answer(),
                    one.minutesDocument(),
                    codes.get(one.author()));
        }
    }

    @GetMapping("/best-interests")
    ResponseEntity<ItemList<WeighingView>> bestInterests(Actor actor, @PathVariable String code) {
        return ApiResponses.of(
                bestInterests.of(actor, code),
                all -> ResponseEntity.ok(people.items(actor, all, Weighing::author, WeighingView::of)));
    }

    /** @param by code of the member who signed */
    record SignatureView(UUID weighing, @Nullable String by, Instant at) {
        static SignatureView of(PanelSignature one, Map<UUID, String> codes) {
            return new SignatureView(one.weighing(), codes.get(one.person()), one.at());
        }
    }

    /** Which members of panels signed by their own accounts; the others were named by who recorded it. */
    @GetMapping("/best-interests/signatures")
    ResponseEntity<ItemList<SignatureView>> signatures(Actor actor, @PathVariable String code) {
        return ApiResponses.of(
                signatures.of(actor, code),
                all -> ResponseEntity.ok(people.items(actor, all, PanelSignature::person, SignatureView::of)));
    }

    @ApiResponse(responseCode = "204", description = "It is signed", useReturnTypeSchema = true)
    @PostMapping("/best-interests/{id}/signature")
    ResponseEntity<Void> sign(Actor actor, @PathVariable String code, @PathVariable UUID id) {
        return ApiResponses.of(
                signatures.sign(actor, code, id),
                done -> ResponseEntity.noContent().build());
    }

    @ApiResponse(responseCode = "201", description = "What was weighed", useReturnTypeSchema = true)
    @PostMapping("/best-interests")
    ResponseEntity<WeighingView> weigh(
            Actor actor, @PathVariable String code, Submission<WeighBestInterests.Input> submission) {
        return ApiResponses.created(
                submission,
                input -> bestInterests.weigh(actor, code, input.command()),
                one -> WeighingView.of(one, people.of(actor, List.of(one.author()))));
    }
}
