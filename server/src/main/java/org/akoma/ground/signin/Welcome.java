package org.akoma.ground.signin;

import java.util.List;
import java.util.Map;
import org.akoma.FieldError;
import org.akoma.ground.access.Acted;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.People;
import org.akoma.ground.forms.Submission;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** What is due after a first sign-in, in this order: a password of one's own, the code of conduct, a second factor. */
@Service
class Welcome {

    private final OwnKeys keys;
    private final ActorTransactions transactions;
    private final People people;
    private final ApplicationEventPublisher events;

    Welcome(OwnKeys keys, ActorTransactions transactions, People people, ApplicationEventPublisher events) {
        this.keys = keys;
        this.transactions = transactions;
        this.people = people;
        this.events = events;
    }

    /**
     * Empty when it was chosen; other sessions of the person end. What is said of the password before belongs to the new one here: the page has no other
     * field.
     */
    List<FieldError> choosePassword(Actor actor, Submission<ChangePassword> submission) {
        return keys.changePassword(actor, submission).stream()
                .map(one -> one.field().equals("before") ? new FieldError("password", one.code(), one.args()) : one)
                .toList();
    }

    void acceptConduct(Actor actor) {
        transactions.doAs(actor, () -> {
            people.acceptConduct(actor);
            events.publishEvent(new Acted(actor, "access.conduct-accepted", Map.of()));
        });
    }

    /** Whether the password was shown in this session a moment ago, or chosen as on a first visit. */
    boolean isPasswordShown(Actor actor) {
        return keys.isPasswordShown(actor);
    }

    /** Empty when it is the password. */
    List<FieldError> showPassword(Actor actor, String typed) {
        return keys.showPassword(actor, typed);
    }

    /** The secret to be shown, which never leaves with the form; null when there is a second factor, or the password was not shown. */
    @Nullable
    String secret(Actor actor) {
        return keys.proposedSecret(actor);
    }

    /** The recovery codes, which are shown once, or what does not fit. */
    OwnKeys.NewCodes confirm(Actor actor, String code) {
        return keys.confirm(actor, code);
    }
}
