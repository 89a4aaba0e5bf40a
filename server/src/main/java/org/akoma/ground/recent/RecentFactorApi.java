package org.akoma.ground.recent;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import org.akoma.FieldError;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.signin.FactorAgain;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes the second factor of a program again, after 403 {@code access.factor-again}. */
@RestController
class RecentFactorApi {

    private final FactorAgain factor;

    RecentFactorApi(FactorAgain factor) {
        this.factor = factor;
    }

    @Operation(
            summary = "Show the second factor again after 403 access.factor-again; what is masked is then shown to this"
                    + " session or token for some minutes")
    @ApiResponse(responseCode = "204", description = "It fits, or I have none", useReturnTypeSchema = true)
    @PostMapping("/api/v1/account/second-factor")
    ResponseEntity<Void> show(Actor actor, Submission<FactorAgain.Show> submission) {
        FactorAgain.Show input = submission.read();
        if (input == null) return Problem.of(submission.errors());
        FieldError wrong = factor.showStill(actor, input.secondFactor());
        return wrong == null ? ResponseEntity.noContent().build() : Problem.of(List.of(wrong));
    }
}
