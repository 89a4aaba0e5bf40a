package org.akoma.protection.wellbeing;

import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.forms.KeptAsDraft;
import org.akoma.ground.forms.Questions;
import org.akoma.ground.web.Form;
import org.akoma.protection.cases.CaseFile;
import org.jspecify.annotations.Nullable;

/**
 * Score the risk of a child being trafficked again, under an id that the caller made.
 *
 * @param points of the items that are known
 * @param risk the level asked for on the file; null leaves it unchanged
 * @param reason why; needed with {@code risk}
 * @param safetyPlan needed when the level is to be HIGH
 */
public record ScoreRisk(
        UUID id,
        LocalDate on,
        Map<RiskItem, Integer> points,
        boolean asksProtection,
        CaseFile.@Nullable Risk risk,
        @Nullable String reason,
        @Nullable String safetyPlan) {

    /** Nothing is known of an item: it counts 2 and is shown. */
    private static final String UNKNOWN = "UNKNOWN";

    /** The fields that people and programs fill in, in the order of the form. */
    @InputForm(name = "followup.score-risk", labels = "followup.risk")
    @KeptAsDraft(verb = Verb.CSI_WRITE, section = Section.FOLLOW_UP)
    record Input(
            UUID id,
            @Field(label = "followup.csi.on") LocalDate on,

            @Field(label = "followup.risk.answers")
            @Questions(of = "risk-item", texts = "followup.risk.answer", unknown = UNKNOWN)
            Map<RiskItem, Integer> points,

            @Field(label = "followup.risk.asks", merge = Field.Merge.SAFEST)
            boolean asksProtection,

            @Field(
                    list = "risk",
                    label = "followup.risk.change",
                    as = Field.Widget.RADIOS_IN_LINE,
                    merge = Field.Merge.SAFEST)
            CaseFile.@Nullable Risk risk,

            @Field(lines = 3, sealed = true, letters = Field.WORD) @Size(max = Form.LONG_TEXT) @Nullable
            String reason,

            @Field(label = "followup.risk.safety", lines = 3, sealed = true) @Size(max = Form.LONG_TEXT) @Nullable
            String safetyPlan) {

        ScoreRisk command() {
            return new ScoreRisk(id, on, points, asksProtection, risk, reason, safetyPlan);
        }
    }

    public ScoreRisk {
        points = Map.copyOf(points);
    }
}
