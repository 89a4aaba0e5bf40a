package org.akoma.protection.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.springframework.stereotype.Service;

/** Many children's files at once, each with its own verdict: a bad record spoils no other. */
@Service
class Intakes {

    private final BatchIntake together;
    private final SingleIntake steps;

    Intakes(BatchIntake together, SingleIntake steps) {
        this.together = together;
        this.steps = steps;
    }

    /** Whether the actor may register many children: those who may register one. */
    public static boolean allowed(Actor actor) {
        return actor.may(Verb.CASE_OPEN) || actor.may(Verb.CASE_ASSIGN);
    }

    /** Verdicts in the order of the records. */
    List<IntakeVerdict> take(Actor actor, List<IntakeRecord> records) {
        Map<Integer, IntakeVerdict> plain = together.take(actor, records);
        List<IntakeVerdict> verdicts = new ArrayList<>();
        for (IntakeRecord record : records) {
            IntakeVerdict known = plain.get(record.index());
            if (known != null) verdicts.add(known);
            else if (record.file() == null) verdicts.add(IntakeVerdict.refused(record, record.errors()));
            else verdicts.add(steps.take(actor, record));
        }
        return verdicts;
    }
}
