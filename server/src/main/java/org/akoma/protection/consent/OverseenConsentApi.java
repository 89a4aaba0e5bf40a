package org.akoma.protection.consent;

import java.util.List;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A child's consents for the data protection officer, as JSON. */
@RestController
@RequestMapping("/api/v1/journal/consents")
class OverseenConsentApi {

    private final OverseenConsents consents;

    OverseenConsentApi(OverseenConsents consents) {
        this.consents = consents;
    }

    record Items(List<OverseenConsent> items) {}

    /** Newest first, without the sealed words. The reading is journalled. */
    @GetMapping("/{code}")
    ResponseEntity<Items> list(Actor actor, @PathVariable String code) {
        if (!OverseenConsents.reads(actor)) return Problem.forbidden();
        return consents.of(actor, code)
                .map(found -> ResponseEntity.ok(new Items(found)))
                .orElseGet(Problem::notFound);
    }
}
