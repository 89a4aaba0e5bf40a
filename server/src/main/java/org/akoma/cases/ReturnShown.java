package org.akoma.cases;

import java.util.List;
import org.akoma.access.Decision;
import org.akoma.access.Shown;

/** What a supervisor is shown of a return to a family beside the home that was proposed; the room of the way home answers. Call inside an Entry. */
public interface ReturnShown {

    /** Of a home; nothing where it is no family's and crosses no border. */
    List<Shown.Field> ofHome(CaseFile file, Decision decision);

    /** Of another address, or of other people in the home. */
    List<Shown.Field> ofChange(CaseFile file, Decision decision);
}
