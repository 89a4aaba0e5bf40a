package org.akoma.exchange.scenario;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.akoma.exchange.scenario.ScenarioMissions.Task;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.decisions.Decisions.Verdict;
import org.akoma.ground.forms.Answer;
import org.akoma.programme.findings.Action;
import org.akoma.programme.findings.ActionEndings;
import org.akoma.programme.findings.Actions;
import org.akoma.programme.findings.TransferAction;
import org.springframework.stereotype.Component;

/** The second person of an action that a scenario says is done, cancelled or transferred, and never the owner. */
@Component
class ScenarioEndings {

    private final ActionEndings endings;

    ScenarioEndings(ActionEndings endings) {
        this.endings = endings;
    }

    Answer<Action> done(Answer<Action> asked, Task task, ScenarioActors actors, Instant at) {
        return agreed(asked, ActionEndings.Kind.FINISH_ACTION, second(task, actors, 0), actors, at);
    }

    /** The first project manager asked for it. */
    Answer<Action> cancelled(Answer<Action> asked, Task task, ScenarioActors actors, Instant at) {
        return agreed(asked, ActionEndings.Kind.CANCEL_ACTION, second(task, actors, 1), actors, at);
    }

    /**
     * To another person of the owner's structure, who agrees. Where there is none, to the owner's office: a person agrees whose structure is not that
     * of the manager who asks.
     */
    Answer<Action> transferred(
            Actions actions, Actor manager, Action action, Task task, ScenarioActors actors, Instant at) {
        List<Scenario.Somebody> able = TAKING_OVER.stream()
                .flatMap(role -> actors.all(role).stream())
                .filter(one -> !actors.actor(one.code(), at).equals(manager))
                .toList();
        String structure = able.stream()
                .filter(one -> one.code().equalsIgnoreCase(task.owner()))
                .map(Scenario.Somebody::structure)
                .findFirst()
                .orElse("");
        List<Scenario.Somebody> others = able.stream()
                .filter(one -> !one.code().equalsIgnoreCase(task.owner()))
                .toList();
        Optional<Scenario.Somebody> receives =
                others.stream().filter(one -> one.structure().equals(structure)).findFirst();
        String asking = actors.first(Role.PROJECT_MANAGER).structure();
        return agreed(
                actions.transfer(
                        manager,
                        action.id(),
                        new TransferAction(
                                null,
                                receives.map(one -> actors.actor(one.code(), at).code())
                                        .orElse(action.owner()),
                                action.structure())),
                ActionEndings.Kind.TRANSFER_ACTION,
                receives.or(() -> others.stream()
                        .filter(one -> !one.structure().equals(asking))
                        .findFirst()),
                actors,
                at);
    }

    private static final List<Role> TAKING_OVER = List.of(
            Role.MINISTRY_OFFICER,
            Role.CASE_SUPERVISOR,
            Role.LE_COORDINATOR,
            Role.TRAINING_COORDINATOR,
            Role.PROJECT_MANAGER,
            Role.DATA_PROTECTION_OFFICER);

    private static Optional<Scenario.Somebody> second(Task task, ScenarioActors actors, int managers) {
        return Stream.concat(
                        actors.all(Role.DATA_PROTECTION_OFFICER).stream(),
                        actors.all(Role.PROJECT_MANAGER).stream().skip(managers))
                .filter(one -> !one.code().equalsIgnoreCase(task.owner()))
                .findFirst();
    }

    private Answer<Action> agreed(
            Answer<Action> asked,
            ActionEndings.Kind kind,
            Optional<Scenario.Somebody> second,
            ScenarioActors actors,
            Instant at) {
        if (!(asked instanceof Answer.Done<Action>(Action waits))) return asked;
        if (second.isEmpty()) return new Answer.Forbidden<>();
        Verdict verdict = endings.decide(actors.actor(second.get().code(), at), waits.id(), kind, true, null);
        return verdict instanceof Verdict.Done ? asked : new Answer.Forbidden<>();
    }
}
