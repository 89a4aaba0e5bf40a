package org.akoma.protection.rights;

import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.akoma.ground.access.Section;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** What one person does about a request that something of what is held about a child is corrected. */
final class AskCorrection {

    private AskCorrection() {}

    /**
     * @param childAgrees asked where a guardian asks
     * @param words what is wrong and what would be right; sealed
     */
    @InputForm(name = "rights.correction", labels = "rights.correction")
    record RecordCorrection(
            UUID id,

            @Field(list = "rights.askers", as = Field.Widget.RADIOS)
            AccessRequest.Asker by,

            LocalDate on,

            @Field(list = "rights.checks", as = Field.Widget.RADIOS)
            AccessRequest.Checked checked,

            @Field(when = "by", is = "GUARDIAN") @Nullable Boolean childAgrees,

            @Field(list = "section") Section section,

            @Field(lines = 3, sealed = true, letters = Field.REASON) @Size(max = Form.LONG_TEXT)
            String words) {}

    /**
     * It was corrected.
     *
     * @param entry number of the act in the history of the file
     */
    @InputForm(name = "rights.corrected", labels = "rights.corrected")
    record Corrected(@Field(as = Field.Widget.HIDDEN) Integer entry) {}

    /**
     * It is not corrected; a second person agrees.
     *
     * @param reason sealed; it is told to who asked
     */
    @InputForm(name = "rights.correction-refusal", labels = "rights.correction-refusal")
    record RefuseCorrection(
            @Field(lines = 3, sealed = true, letters = Field.REASON) @Size(max = Form.LONG_TEXT)
            String reason) {}

    /**
     * The answer is known.
     *
     * @param to null = who asked
     */
    @InputForm(name = "rights.correction-told", labels = "rights.correction-told")
    record TellCorrection(
            @Field(page = "toldOn") LocalDate on,

            @Field(list = "rights.ways", as = Field.Widget.RADIOS)
            CorrectionRequest.Way how,

            @Field(list = "rights.askers", as = Field.Widget.RADIOS)
            AccessRequest.@Nullable Asker to) {}
}
