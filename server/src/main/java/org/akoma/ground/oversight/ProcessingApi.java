package org.akoma.ground.oversight;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.forms.Submission;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The register of processing, as JSON. */
@RestController
@RequestMapping("/api/v1/processing")
class ProcessingApi {

    private final ProcessingRegister register;

    ProcessingApi(ProcessingRegister register) {
        this.register = register;
    }

    record Register(List<ProcessingRegister.Line> items, List<Registration> registrations) {}

    record Id(UUID id) {}

    @Operation(
            summary = "What is done with personal data, in the caller's language, and what the authorities said of it")
    @GetMapping
    ResponseEntity<Register> register(Actor actor, Locale reader) {
        if (!ProcessingRegister.reads(actor)) return Problem.forbidden();
        return ResponseEntity.ok(new Register(register.lines(reader), register.registrations(actor)));
    }

    @Operation(summary = "Record what the authority of a country said of the processing")
    @ApiResponse(responseCode = "201", description = "It is recorded", useReturnTypeSchema = true)
    @PostMapping("/registrations")
    ResponseEntity<Id> record(Actor actor, Submission<RecordRegistration> submission) {
        return Answer.json(
                submission, said -> register.record(actor, said), HttpStatus.CREATED, said -> new Id(said.id()));
    }
}
