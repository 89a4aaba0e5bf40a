package org.akoma.ground.passkeys;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.signin.FactorAgain;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A passkey in place of the six digits, where a page asks whether its person still sits there. */
@Component
class PasskeyAgain implements FactorAgain.ByDevice {

    private final Passkeys passkeys;
    private final PasskeyAnswers answers;
    private final RelyingParties here;
    private final QuestionCookie questions;
    private final ActorTransactions transactions;

    PasskeyAgain(
            Passkeys passkeys,
            PasskeyAnswers answers,
            RelyingParties here,
            QuestionCookie questions,
            ActorTransactions transactions) {
        this.passkeys = passkeys;
        this.answers = answers;
        this.here = here;
        this.questions = questions;
        this.transactions = transactions;
    }

    @Override
    public @Nullable String host(Actor actor, HttpServletRequest request) {
        String host = here.host(request);
        return host == null || passkeys.list(actor).isEmpty() ? null : host;
    }

    @Override
    public @Nullable FieldError show(
            Actor actor, String sent, HttpServletRequest request, HttpServletResponse response) {
        RelyingParty party = here.of(request).orElse(null);
        Question question = questions
                .take(Question.Purpose.AGAIN, transactions.session(actor), request, response)
                .orElse(null);
        return party == null || question == null
                ? FieldError.of(FactorAgain.FIELD, "access.passkey-late")
                : answers.show(actor, party, question, sent);
    }
}
