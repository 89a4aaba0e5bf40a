package org.akoma.programme.training;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All that is shown of one participation: what was attended and learnt, the certificates, and how it went in the field. */
public record TrainedPerson(
        Results results,
        TrainingSession session,
        List<Certificate> certificates,
        List<FieldChecklist> checklists,
        Set<PassRule.Missing> missing) {

    public TrainedPerson {
        certificates = List.copyOf(certificates);
        checklists = List.copyOf(checklists);
        missing = Set.copyOf(missing);
    }

    static TrainedPerson of(
            Results results,
            TrainingSession session,
            List<Certificate> certificates,
            List<FieldChecklist> checklists,
            PassRule rule) {
        return new TrainedPerson(results, session, certificates, checklists, rule.missing(results));
    }

    public Participant participant() {
        return results.participant();
    }

    /** Whether any part of the test was counted by module. */
    public boolean byModule() {
        return !results.modules().isEmpty();
    }

    /** The modules of a certificate with the points on which it rests; none once it was replaced, or a result was changed since it was made. */
    public Map<TrainingModule, Integer> points(Certificate one) {
        Map<TrainingModule, Integer> points = new EnumMap<>(TrainingModule.class);
        if (one.revokedAt() != null || one.suspended()) return points;
        for (TrainingModule module : one.modules()) {
            Integer afterwards = results.points(Results.Round.AFTER, module);
            if (afterwards != null) points.put(module, afterwards);
        }
        return points;
    }
}
