package org.akoma.protection.rights;

import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Submission;
import org.akoma.protection.cases.ApiResponses;
import org.akoma.protection.consent.Consent;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What taking a consent back ends, as codes, and the confirmation that names what was shown. */
@RestController
@RequestMapping("/api/v1/cases/{code}/consents/{purpose}/withdrawal")
class WithdrawalApi {

    private final Withdrawals withdrawals;

    WithdrawalApi(Withdrawals withdrawals) {
        this.withdrawals = withdrawals;
    }

    /** @param seen version of these effects, which the confirmation names */
    record View(Consent.Purpose purpose, List<Withdrawals.Effect> items, String seen) {}

    /** What stops and what goes on. The reading is journalled. */
    @GetMapping
    ResponseEntity<View> effects(Actor actor, @PathVariable String code, @PathVariable Consent.Purpose purpose) {
        return ApiResponses.of(
                withdrawals.effects(actor, code, purpose),
                one -> ResponseEntity.ok(new View(one.purpose(), one.items(), one.seen())));
    }

    record Withdrawn(boolean withdrawn) {}

    /** Takes the consent back, where what was shown is still so. */
    @PostMapping
    ResponseEntity<Withdrawn> withdraw(
            Actor actor,
            @PathVariable String code,
            @PathVariable Consent.Purpose purpose,
            Submission<WithdrawConsent> submission) {
        return ApiResponses.done(
                submission, command -> withdrawals.withdraw(actor, code, purpose, command), Withdrawn::new);
    }
}
