package org.akoma.protection.assessment;

import java.util.List;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.web.Form;
import org.akoma.protection.cases.CaseFile;
import org.jspecify.annotations.Nullable;

/** What is typed of an assessment, in a page or as JSON. */
public final class AssessmentForm {

    private AssessmentForm() {}

    /** @return null when something is wrong: see the form's errors */
    public static @Nullable AssessChild read(Form form, CodeLists lists) {
        UUID id = form.id("id");
        Assessment.Kind kind = form.requiredChoice("kind", Assessment.Kind.class);
        CaseFile.Risk risk = form.requiredChoice("risk", CaseFile.Risk.class);
        String reason = form.requiredWords("reason", Form.LONG_TEXT);
        List<String> needs = form.choices("needs", domains(lists));
        Assessment.SealedText words = new Assessment.SealedText(
                form.text("needsInWords", Form.LONG_TEXT),
                form.text("protectiveFactors", Form.LONG_TEXT),
                form.text("riskFactors", Form.LONG_TEXT),
                reason == null ? "" : reason,
                form.text("safetyPlan", Form.LONG_TEXT),
                form.text("childsWords", Form.LONG_TEXT),
                form.text("childsWishes", Form.LONG_TEXT));
        if (risk == CaseFile.Risk.HIGH && words.safetyPlan() == null) form.wrong("safetyPlan", "cases.safety-plan");
        if (!form.isSound() || kind == null || risk == null) return null;
        return new AssessChild(id == null ? Ids.next() : id, kind, risk, needs, words);
    }

    /** The domains of the Child Status Index, so that need and later score speak of the same. */
    static List<String> domains(CodeLists lists) {
        return lists.codesOf("csi-factor");
    }
}
