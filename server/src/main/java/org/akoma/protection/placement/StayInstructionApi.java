package org.akoma.protection.placement;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Submission;
import org.akoma.protection.cases.ApiResponses;
import org.akoma.protection.cases.ItemList;
import org.akoma.protection.cases.PersonCodes;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the shelter where the child stays has to do for its safety, as JSON. */
@RestController
@RequestMapping("/api/v1/cases/{code}/placements/current/instructions")
class StayInstructionApi {

    private final StayInstructions instructions;
    private final PersonCodes people;

    StayInstructionApi(StayInstructions instructions, PersonCodes people) {
        this.instructions = instructions;
        this.people = people;
    }

    /** @param placement the stay for which it was written */
    record InstructionView(
            UUID id,
            UUID placement,
            Instant at,
            String text,
            @Nullable String by) {
        static InstructionView of(StayInstruction one, Map<UUID, String> codes) {
            return new InstructionView(one.id(), one.placement(), one.at(), one.text(), codes.get(one.recordedBy()));
        }
    }

    /** The first one holds. */
    @GetMapping
    ResponseEntity<ItemList<InstructionView>> all(Actor actor, @PathVariable String code) {
        return ApiResponses.of(
                instructions.of(actor, code),
                all -> ResponseEntity.ok(people.items(actor, all, StayInstruction::recordedBy, InstructionView::of)));
    }

    @ApiResponse(responseCode = "201", description = "The instruction", useReturnTypeSchema = true)
    @PostMapping
    ResponseEntity<InstructionView> write(Actor actor, @PathVariable String code, Submission<InstructStay> submission) {
        return ApiResponses.created(
                submission,
                command -> instructions.write(actor, code, command),
                made -> InstructionView.of(made, Map.of(actor.personId(), actor.code())));
    }
}
