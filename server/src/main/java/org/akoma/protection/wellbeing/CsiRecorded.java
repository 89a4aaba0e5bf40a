package org.akoma.protection.wellbeing;

import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.protection.cases.CaseFile;

/**
 * An index was recorded, with what it asks; published in its transaction.
 *
 * @param newest false = of a day before another index
 */
public record CsiRecorded(Actor actor, CaseFile file, Csi csi, List<CsiConsequence> asked, boolean newest) {

    /**
     * An index was refused because something else in it is missing or wrong, and asks for an alert.
     *
     * @param csi as far as it could be read
     * @param asked alerts only
     */
    public record Refused(CaseFile file, Csi csi, List<CsiConsequence> asked) {}
}
