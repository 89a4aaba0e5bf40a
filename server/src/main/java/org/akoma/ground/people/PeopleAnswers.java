package org.akoma.ground.people;

import java.util.List;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ChangeOutcome;
import org.akoma.ground.access.Verb;
import org.akoma.ground.signin.FactorAgain;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.server.ResponseStatusException;

/** What pages and programs are answered about people, structures and agreements. */
public final class PeopleAnswers {

    private PeopleAnswers() {}

    /** @throws ResponseStatusException 403 for an actor without the verb */
    public static void allow(Actor actor, Verb verb) {
        if (!actor.may(verb)) throw new ResponseStatusException(HttpStatus.FORBIDDEN);
    }

    /** The same for what does not exist and for what the actor may not see: 404. */
    public static ResponseStatusException nothing() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    /** What a program is answered: nothing when it is done, 202 when it waits for a second person. */
    public static <V> ResponseEntity<V> answer(ChangeOutcome outcome) {
        return switch (outcome) {
            case DONE -> ResponseEntity.noContent().build();
            case NOT_FOUND -> Problem.notFound();
            case FORBIDDEN -> Problem.forbidden();
            case TO_ONESELF -> Problem.of(HttpStatus.CONFLICT, "access.to-oneself");
            case CHANGED -> Problem.of(HttpStatus.PRECONDITION_FAILED, "house.changed");
            case WAITS -> ResponseEntity.accepted().build();
            case FACTOR -> Problem.of(List.of(FactorAgain.missing()));
            case SUCCESSOR_FIRST -> Problem.of(HttpStatus.CONFLICT, Accounts.SUCCESSOR_FIRST);
            case SUPERVISOR_FIRST -> Problem.of(HttpStatus.CONFLICT, Accounts.SUPERVISOR_FIRST);
            case TOO_MANY -> Problem.of(HttpStatus.CONFLICT, Accounts.TOO_MANY);
        };
    }
}
