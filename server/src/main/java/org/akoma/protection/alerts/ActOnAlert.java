package org.akoma.protection.alerts;

import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.akoma.FieldError;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** Say what was done about an alert. */
@InputForm(name = "followup.act-on-alert", labels = "followup.alert", changes = true)
record ActOnAlert(
        UUID id,
        @Nullable Integer version,

        @Field(
                list = "alert-action",
                except = {
                    "ACKNOWLEDGED",
                    "SEARCH",
                    "REPORTED_AGAIN",
                    "SAID_BACK",
                    "WORD_ASKED",
                    "FILE_REOPENED",
                    "CLOSED"
                },
                as = Field.Widget.RADIOS)
        AlertAction.Kind kind,

        @Field(
                label = "followup.alert.unit",
                as = Field.Widget.WIDE,
                sealed = true,
                when = "kind",
                is = "POLICE_REPORT",
                requiredWhenAsked = true,
                missing = "form.required")
        @Size(max = Form.SHORT_TEXT)
        @Nullable
        String report,

        @Field(lines = 3, sealed = true) @Size(max = Form.LONG_TEXT) @Nullable
        String text)
        implements Checked {

    /** A report says to which unit, or under which number; that the child is safe stops a clock, that there was no danger may end it, and both need words. */
    @Override
    public List<FieldError> wrong() {
        if (kind == AlertAction.Kind.POLICE_REPORT) return List.of();
        if (text == null) return List.of(FieldError.of("text", "form.required"));
        return (kind == AlertAction.Kind.CHILD_SAFE || kind == AlertAction.Kind.NO_DANGER)
                        && !Form.hasLetters(text, Field.REASON)
                ? List.of(FieldError.of("text", "form.few-words", Field.REASON))
                : List.of();
    }

    /**
     * That the words are missing, where it is not said yet what was done: all but a report needs them.
     *
     * @param legible what could be read, by component
     */
    static List<FieldError> inPart(Map<String, @Nullable Object> legible) {
        return legible.get("kind") == null && legible.get("text") == null && legible.get("report") == null
                ? List.of(FieldError.of("text", "form.required"))
                : List.of();
    }

    /** As it is kept: the report, then the words. */
    String words() {
        return Stream.of(report, text).filter(Objects::nonNull).collect(Collectors.joining(" – "));
    }
}
