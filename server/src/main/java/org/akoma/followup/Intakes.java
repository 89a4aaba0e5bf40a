package org.akoma.followup;

import java.util.ArrayList;
import java.util.List;
import org.akoma.access.Actor;
import org.akoma.access.Verb;
import org.springframework.stereotype.Service;

/** Many children's files at once, each with its own verdict: a bad record spoils no other. */
@Service
public class Intakes {

    private final IntakeSteps steps;

    Intakes(IntakeSteps steps) {
        this.steps = steps;
    }

    /** Whoever registers one child may register many. */
    public static boolean allowed(Actor actor) {
        return actor.may(Verb.CASE_OPEN) || actor.may(Verb.CASE_ASSIGN);
    }

    /** Verdicts in the order of the records. */
    List<IntakeVerdict> take(Actor actor, List<IntakeRecord> records) {
        List<IntakeVerdict> verdicts = new ArrayList<>();
        for (IntakeRecord record : records)
            verdicts.add(
                    record.file() == null ? IntakeVerdict.refused(record, record.errors()) : steps.take(actor, record));
        return verdicts;
    }
}
