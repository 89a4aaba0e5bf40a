package org.akoma.exchange.scenario;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.akoma.exchange.scenario.ToldEvaluation.Task;
import org.akoma.ground.access.Role;
import org.akoma.ground.decisions.Decisions.Verdict;
import org.akoma.ground.forms.Answer;
import org.akoma.programme.findings.Action;
import org.akoma.programme.findings.ActionEndings;
import org.springframework.stereotype.Component;

/** The second person of an action that a scenario says is done or cancelled: a data protection officer, else a project manager, and never the owner. */
@Component
class ScenarioEndings {

    private final ActionEndings endings;

    ScenarioEndings(ActionEndings endings) {
        this.endings = endings;
    }

    Answer<Action> done(Answer<Action> asked, Task task, ScenarioActors cast, Instant at) {
        return agreed(asked, ActionEndings.Kind.FINISH_ACTION, second(task, cast, 0), cast, at);
    }

    /** The first project manager asked for it. */
    Answer<Action> cancelled(Answer<Action> asked, Task task, ScenarioActors cast, Instant at) {
        return agreed(asked, ActionEndings.Kind.CANCEL_ACTION, second(task, cast, 1), cast, at);
    }

    private static Optional<Scenario.Somebody> second(Task task, ScenarioActors cast, int managers) {
        return Stream.concat(
                        cast.all(Role.DATA_PROTECTION_OFFICER).stream(),
                        cast.all(Role.PROJECT_MANAGER).stream().skip(managers))
                .filter(one -> !one.code().equalsIgnoreCase(task.owner()))
                .findFirst();
    }

    private Answer<Action> agreed(
            Answer<Action> asked,
            ActionEndings.Kind kind,
            Optional<Scenario.Somebody> second,
            ScenarioActors cast,
            Instant at) {
        if (!(asked instanceof Answer.Done<Action>(Action waits))) return asked;
        if (second.isEmpty()) return new Answer.Forbidden<>();
        Verdict verdict = endings.decide(cast.actor(second.get().code(), at), waits.id(), kind, true, null);
        return verdict instanceof Verdict.Done ? asked : new Answer.Forbidden<>();
    }
}
