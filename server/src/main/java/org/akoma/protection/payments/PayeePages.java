package org.akoma.protection.payments;

import java.util.Locale;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.RecentFactor;
import org.akoma.ground.web.PageRefusal;
import org.akoma.protection.cases.FileShell;
import org.akoma.protection.cases.Revealed;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Whose hands a payment goes to: shown on asking, and journalled. */
@Controller
class PayeePages {

    private static final String PAYEE = "/cases/" + FileShell.CODE + "/aid/payments/{id}/payee";

    private final Payments payments;
    private final Revealed revealed;

    PayeePages(Payments payments, Revealed revealed) {
        this.payments = payments;
        this.revealed = revealed;
    }

    @RecentFactor
    @PostMapping(path = PAYEE, headers = Revealed.BY_SCRIPT)
    ResponseEntity<String> alone(Actor actor, @PathVariable String code, @PathVariable UUID id) {
        return revealed.alone(payee(actor, code, id));
    }

    @RecentFactor
    @PostMapping(PAYEE)
    String page(Actor actor, @PathVariable String code, @PathVariable UUID id, Model model) {
        return revealed.page(model, payee(actor, code, id), "assistance.payee", "/cases/" + code + "/aid");
    }

    private String payee(Actor actor, String code, UUID id) {
        return payments.reveal(actor, code.toUpperCase(Locale.ROOT), id).orElseThrow(PageRefusal::notFound);
    }
}
