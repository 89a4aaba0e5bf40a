package org.akoma.followup;

import java.util.List;
import org.akoma.access.Actor;
import org.akoma.cases.CaseFile;

/** An index was recorded, with what it asks; published in its transaction. @param newest false = of a day before another index */
record CsiRecorded(Actor actor, CaseFile file, Csi csi, List<CsiConsequence> asked, boolean newest) {}
