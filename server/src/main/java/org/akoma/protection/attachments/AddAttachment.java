package org.akoma.protection.attachments;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Section;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a content before it is sent.
 *
 * @param id made by the caller: repeating it keeps nothing twice
 * @param face a face can be recognised in it
 * @param faceReason why it is kept in spite of that
 */
public record AddAttachment(
        UUID id,
        Attachment.Kind kind,
        Section section,
        @Nullable LocalDate takenOn,
        boolean face,
        Attachment.@Nullable FaceReason faceReason,
        Attachment.SealedText words) {

    /** A photograph of a person shows one, whether or not the box was ticked; a voice shows none. */
    boolean showsFace() {
        return face && kind != Attachment.Kind.VOICE || kind == Attachment.Kind.PHOTOGRAPH_OF_PERSON;
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
