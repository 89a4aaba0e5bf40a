package org.akoma.followup;

import java.util.List;
import org.akoma.access.Actor;
import org.akoma.cases.CaseFile;

/** An index was recorded that is the newest of the file, with what it asks; published in its transaction. */
record CsiRecorded(Actor actor, CaseFile file, Csi csi, List<CsiConsequence> asked) {}
