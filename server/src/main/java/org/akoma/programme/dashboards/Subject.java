package org.akoma.programme.dashboards;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;

/** What a dashboard is about, in the order of the pages. */
public enum Subject {
    PROGRAMME,
    FOLLOW_UP,
    COMMUNICATION,
    TRAINING,
    EVALUATION;

    /** Its name in addresses. */
    public String path() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Subject> of(String path) {
        return Arrays.stream(values()).filter(one -> one.path().equals(path)).findFirst();
    }

    /** Who reads indicators reads their charts; training and the plan of action have verbs of their own. */
    public boolean isFor(Actor actor) {
        if (!actor.may(Verb.INDICATOR_READ)) return false;
        return switch (this) {
            case PROGRAMME, FOLLOW_UP, COMMUNICATION -> true;
            case TRAINING -> actor.may(Verb.TRAINING_FIGURES);
            case EVALUATION -> actor.may(Verb.FINDING_READ) || actor.may(Verb.FINDING_FIGURES);
        };
    }
}
