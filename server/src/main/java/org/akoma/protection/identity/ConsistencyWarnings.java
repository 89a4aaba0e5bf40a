package org.akoma.protection.identity;

import java.util.List;
import org.akoma.FieldError;
import org.akoma.protection.cases.CaseFile;

/** What was decided for a child, its home and its consent, and does not fit what is registered now; the room of placement answers. */
public interface ConsistencyWarnings {

    /** Each by the field of the registration that it rests on. Nothing is undone by itself. Call inside an actor's transaction. */
    List<FieldError> of(CaseFile file);
}
