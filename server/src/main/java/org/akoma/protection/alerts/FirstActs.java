package org.akoma.protection.alerts;

import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.protection.cases.FileDangers;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileShell;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.placement.Placements;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is done first about a child in danger, on the page of its alert: the call, a safe place, the safety plan. For who works on the file. */
@Component
class FirstActs {

    private final FileShell shell;
    private final Placements placements;

    FirstActs(FileShell shell, Placements placements) {
        this.shell = shell;
        this.placements = placements;
    }

    /**
     * @param tonight where the child sleeps; null = not for this reader
     * @param places whether the reader records another place
     * @param plans whether the reader writes the safety plan
     * @param watch whether nobody leaves the child alone: its life is in danger
     * @param ill whether the body needs care: urgent for its health, or the life in danger by more than what an index says
     * @param health the page of the file with what is urgent for the child's health; null = not such an alert, or not for this reader
     * @param treats whether the reader writes there what is done
     * @param refers whether the reader sends the child to a health structure at once, where such an alert runs
     */
    record Told(
            FileDangers.Call call,
            Placements.@Nullable Tonight tonight,
            boolean places,
            boolean plans,
            boolean watch,
            boolean ill,
            @Nullable String health,
            boolean treats,
            boolean refers) {}

    /** Null where nothing is to be done: the alert has ended, or the reader does not work on the file. */
    @Nullable
    Told of(Actor actor, Alert alert) {
        if (alert.code() == null || alert.closedAt() != null) return null;
        return shell.find(actor, alert.code())
                .filter(FileFrame::worksOnIt)
                .map(frame -> told(actor, alert, frame))
                .orElse(null);
    }

    private Told told(Actor actor, Alert alert, FileFrame frame) {
        boolean watch = alert.shown().equals(Alert.Type.LIFE_IN_DANGER.name());
        boolean ill = alert.type() == Alert.Type.HEALTH_URGENT || alert.type() == Alert.Type.LIFE_IN_DANGER;
        boolean treats = ill || watch || alert.type() == Alert.Type.DISTRESS;
        boolean works = actor.may(Verb.CASE_WRITE) && !frame.byEmergency();
        return new Told(
                shell.whomToCall(actor, frame),
                frame.least() || !frame.holds(Section.PLACEMENT) ? null : tonight(actor, frame),
                works && actor.may(Verb.PLACEMENT_WRITE) && frame.writes(Section.PLACEMENT),
                works && frame.writes(Section.NOTES),
                watch,
                ill,
                treats && frame.holds(Section.HEALTH) ? "/cases/" + frame.code() + "/health" : null,
                works && actor.may(Verb.CHILD_WRITE) && frame.writes(Section.HEALTH),
                treats && works && actor.may(Verb.REFERRAL_WRITE));
    }

    private Placements.@Nullable Tonight tonight(Actor actor, FileFrame frame) {
        return placements.tonight(actor, frame.code()) instanceof Outcome.Done<Placements.Tonight>(var found)
                ? found
                : null;
    }
}
