package org.akoma.protection.payments;

import java.util.Locale;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.assistance.AidPage;
import org.akoma.protection.cases.FileShell;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.PageResponses;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Asks for money on the page of the help for a child, and takes the request back. */
@Controller
class RequestPages {

    private static final String PAGE = "/cases/" + FileShell.CODE + "/aid/payments";

    private final AidPage page;
    private final Payments payments;

    RequestPages(AidPage page, Payments payments) {
        this.page = page;
        this.payments = payments;
    }

    @PostMapping(PAGE)
    String request(Actor actor, @PathVariable String code, Submission<RequestPayment.Input> submission) {
        return PageResponses.answer(
                submission,
                input -> payments.request(actor, upper(code), input.command()),
                (input, asked) -> next(code, "payment-requested&payment=" + asked.id()),
                m -> page.show(actor, code, m));
    }

    @PostMapping(PAGE + "/{id}/cancellation")
    String cancel(Actor actor, @PathVariable String code, @PathVariable UUID id, PostedForm posted) {
        return answer(posted, payments.cancel(actor, upper(code), id), actor, code, "payment-cancelled");
    }

    private String answer(PostedForm posted, Outcome<?> outcome, Actor actor, String code, String done) {
        return PageResponses.answer(posted, outcome, next(code, done), m -> page.show(actor, code, m));
    }

    private static String next(String code, String done) {
        return "/cases/" + upper(code) + "/aid?done=assistance." + done;
    }

    private static String upper(String code) {
        return code.toUpperCase(Locale.ROOT);
    }
}
