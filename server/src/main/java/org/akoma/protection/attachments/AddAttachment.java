package org.akoma.protection.attachments;

import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.akoma.FieldError;
import org.akoma.ground.access.Section;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a content before it is sent.
 *
 * @param id made by the caller: repeating it keeps nothing twice
 * @param face whether a face can be recognised in it: said of everything but a voice and a photograph of a person, for nothing here looks whether it is so; null = unsaid
 * @param faceReason why it is kept in spite of that
 */
public record AddAttachment(
        UUID id,
        Attachment.Kind kind,
        Section section,
        @Nullable LocalDate takenOn,
        @Nullable Boolean face,
        Attachment.@Nullable FaceReason faceReason,
        Attachment.SealedText words) {

    static final int LONGEST_TITLE = 120;
    static final int LONGEST_REMARK = 2_000;

    /** What people and programs say of it. */
    @InputForm(name = "attachments.add", labels = "attachments")
    record Input(
            UUID id,

            @Field(list = "attachment-kind", as = Field.Widget.RADIOS)
            Attachment.Kind kind,

            @Field(list = "section", except = "STATUS") Section section,

            @Field(as = Field.Widget.WIDE, sealed = true) @Size(max = LONGEST_TITLE) @Nullable
            String title,

            @Nullable LocalDate takenOn,

            @Field(lines = 2, sealed = true) @Size(max = LONGEST_REMARK) @Nullable
            String remark,

            @Nullable Boolean face,
            @Field(list = "attachment-face-reason") Attachment.@Nullable FaceReason faceReason,

            @Field(lines = 2, sealed = true) @Size(max = LONGEST_REMARK) @Nullable
            String faceWords) {

        AddAttachment command() {
            return new AddAttachment(
                    id, kind, section, takenOn, face, faceReason, new Attachment.SealedText(title, remark, faceWords));
        }

        /**
         * The rule that refuses the section; null = none does.
         *
         * @param sections that the caller may write
         */
        @Nullable
        FieldError elsewhere(Collection<Section> sections) {
            return sections.contains(section)
                    ? null
                    : FieldError.of(
                            "section",
                            "form.choice",
                            sections.stream().map(Section::name).collect(Collectors.joining(", ")));
        }
    }

    /** A photograph of a person shows one, whether or not the box was ticked; a voice shows none. */
    boolean showsFace() {
        return Boolean.TRUE.equals(face) && kind != Attachment.Kind.VOICE
                || kind == Attachment.Kind.PHOTOGRAPH_OF_PERSON;
    }

    /** Nobody said whether it shows a person: a picture of one would pass for a paper without anybody having said that it is none. */
    private boolean isUnsaid() {
        return face == null && kind != Attachment.Kind.VOICE && kind != Attachment.Kind.PHOTOGRAPH_OF_PERSON;
    }

    /** A face that only the child's own yes allows. */
    boolean showsChild() {
        return showsFace() && faceReason != Attachment.FaceReason.ON_DOCUMENT;
    }

    Attachment.@Nullable FaceReason reason() {
        return showsFace() ? faceReason : null;
    }

    /**
     * The rules that refuse it; empty when none does.
     *
     * @param consented whether the child's consent to photographs is in force
     * @param today in UTC
     */
    List<FieldError> refusals(boolean consented, LocalDate today) {
        List<FieldError> why = new ArrayList<>();
        if (takenOn != null && takenOn.isAfter(today)) why.add(FieldError.of("takenOn", "form.future"));
        if (isUnsaid()) why.add(FieldError.of("face", "attachments.face-unsaid"));
        if (showsFace()) why.addAll(ofFace(consented));
        return why;
    }

    private List<FieldError> ofFace(boolean consented) {
        List<FieldError> why = new ArrayList<>();
        if (faceReason == null) why.add(FieldError.of("faceReason", "attachments.face-refused"));
        else if (kind == Attachment.Kind.PHOTOGRAPH_OF_PERSON && !faceReason.needsConsent())
            why.add(FieldError.of("faceReason", "attachments.face-no-document"));
        else if (faceReason.needsConsent() && !consented)
            why.add(FieldError.of("faceReason", "attachments.no-photo-consent"));
        if (words.faceWords() == null) why.add(FieldError.of("faceWords", "attachments.face-words"));
        return why;
    }
}
