package org.akoma.protection.placement;

import java.util.List;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Shown;
import org.akoma.protection.cases.CaseFile;

/** What a supervisor is shown of a return to a family beside the home that was proposed; the room of the way home answers. Call inside an actor's transaction. */
public interface ReturnShown {

    /** Of a home; nothing where it is no family's and crosses no border. */
    List<Shown.Field> ofHome(CaseFile file, Decision decision);

    /** Of another address, or of other people in the home. */
    List<Shown.Field> ofChange(CaseFile file, Decision decision);
}
