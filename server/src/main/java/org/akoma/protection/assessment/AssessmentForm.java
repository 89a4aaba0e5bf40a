package org.akoma.protection.assessment;

import java.util.List;
import org.akoma.ground.reference.CodeLists;

/** What an assessment offers to choose from. */
final class AssessmentForm {

    private AssessmentForm() {}

    /** The domains of the Child Status Index, so that need and later score speak of the same. */
    static List<String> domains(CodeLists lists) {
        return lists.codesOf("csi-factor");
    }
}
