package org.akoma.protection.complaints;

import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.safeguarding.ConductReports;
import org.akoma.protection.cases.Outcome;
import org.springframework.stereotype.Component;

/** Complaints for rooms that may not use this one. */
@Component
class ReportedConduct implements ConductReports {

    private final Complaints complaints;

    ReportedConduct(Complaints complaints) {
        this.complaints = complaints;
    }

    @Override
    public boolean receives() {
        return complaints.receives();
    }

    /**
     * As violence: a child told of harm. The focal point may be meant, or work beside who is, and therefore reads none of it, nor does who
     * oversees the house beside that structure.
     */
    @Override
    public boolean raise(Actor actor, UUID id, String structure, String words) {
        return complaints.raise(
                        actor,
                        new RaiseComplaint(
                                id,
                                structure,
                                Complaint.Kind.VIOLENCE,
                                true,
                                true,
                                new Complaint.SealedText(words, null, null, null)),
                        true)
                instanceof Outcome.Done;
    }
}
